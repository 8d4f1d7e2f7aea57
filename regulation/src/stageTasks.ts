import type { StepOf } from './act.ts'
import type { Regulation } from './compile.ts'
import type { Dossier, TaskFact } from './dossier.ts'

/** Open tasks that belong to the stage where the deal stands: of the kinds that this stage sets, and the first response (§4). */
export function tasksOfStage(deal: Dossier, regulation: Regulation): TaskFact[] {
  const kinds = new Set(regulation.stage(deal.pipeline, deal.stage).tasks.map(({ kind }) => kind))
  const isFirstResponse = (clause: string | null) => clause !== null && regulation.clause(clause)?.kind.kind === 'first-response'
  return deal.openTasks.filter(({ kind, clause }) => kinds.has(kind) || isFirstResponse(clause))
}

/** What a move says came out of a task of the stage that it leaves: its own result, else the one for all; blank where there is none. */
export const resultOf = ({ result, results }: StepOf<'move'>, taskId: string): string => (results?.[taskId] ?? result ?? '').trim()

/** The fewest characters that a result must have by the clauses in force; one where nothing is demanded. */
export function shortestResult(regulation: Regulation): number {
  const demands = [...(regulation.guardsOn.get('complete-task') ?? [])].filter(({ kind }) => kind.kind === 'result-note')
  return Math.max(1, ...demands.map(({ params }) => (params as { charactersMin: number }).charactersMin))
}
