import type { Regulation } from './compile.ts'
import type { Dossier, TaskFact } from './dossier.ts'

/** Open tasks that belong to the stage where the deal stands: of the kinds that this stage sets, and the first response (§4). */
export function tasksOfStage(deal: Dossier, regulation: Regulation): TaskFact[] {
  const kinds = new Set(regulation.stage(deal.pipeline, deal.stage).tasks.map(({ kind }) => kind))
  const isFirstResponse = (clause: string | null) => clause !== null && regulation.clause(clause)?.kind.kind === 'first-response'
  return deal.openTasks.filter(({ kind, clause }) => kinds.has(kind) || isFirstResponse(clause))
}
