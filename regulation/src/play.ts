import type { Instant } from '@reglament/kernel'
import type { Act, Step } from './act.ts'
import type { Clause, Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { asSystem } from './asSystem.ts'
import { evolve } from './evolve.ts'
import { stageTask } from './clauses/stageTask.ts'
import { letterKindOf } from './losing.ts'
import { perform, setTask } from './perform.ts'
import type { Situation } from './situation.ts'
import type { Texts } from './verdict.ts'

export type Frame = { step: Step; before: Dossier | null }
export type Play = { frames: Frame[]; events: DealEvent[]; after: Dossier; texts: Texts }

/** Whether a clause holds for this deal and for whoever it is about: the actor, of a watch the responsible; null: a role not known (A1, scope). */
export const appliesTo = ({ scope }: Clause, deal: Dossier, role: string | null): boolean =>
  (scope.pipelines?.has(deal.pipeline) ?? true) &&
  (scope.stages?.has(deal.stage) ?? true) &&
  (role === null || (scope.roles?.has(role) ?? true))

/** What would happen: the steps one after another, each event followed by the consequences in force. */
export function play(regulation: Regulation, act: Act, situation: Situation, now: Instant, newId: () => string): Play {
  const texts: Texts = { tasks: {}, results: {} }
  const events: DealEvent[] = []
  const frames: Frame[] = []
  const { memberId: actorId, role } = situation.actor
  const letterKind = letterKindOf(situation.client.channels)
  const { calendar } = situation
  const context = { regulation, calendar, now, newId, texts, byMember: role !== 'system', actorId, letterKind }
  let dossier = situation.deal
  const happen = (event: DealEvent) => {
    dossier = evolve(dossier, event)
    events.push(event)
    return dossier
  }
  for (const step of act.steps) {
    frames.push({ step, before: dossier })
    let stageIsPlanned = false
    for (const event of perform(step, dossier, context)) {
      // What an earlier event of the same act has ended does not end again.
      if (event.type === 'task-cancelled' && !dossier!.openTasks.some(({ id }) => id === event.data.id)) continue
      let deal = happen(event)
      for (const clause of regulation.consequencesAfter.get(event.type) ?? []) {
        if (!appliesTo(clause, deal, role)) continue
        const trying = (next: Step) => asSystem(regulation, { ...situation, deal: dossier }, next, now, newId)
        const view = { step, event, dossier: deal, situation, regulation, now, newId, trying }
        for (const { event: following, taskText } of clause.kind.consequence!.follows(view, clause.params)) {
          if (clause.mode !== 'enforce') {
            events.push({ type: 'would-do', at: now, clause: clause.key, data: { kind: following.type } })
            continue
          }
          const caused = { ...following, clause: following.clause ?? clause.key } as DealEvent
          if (taskText && (caused.type === 'task-set' || caused.type === 'task-changed')) texts.tasks[caused.data.id] = taskText
          deal = happen(caused)
          stageIsPlanned ||= clause.kind === stageTask
        }
      }
    }
    // A task that a person gave with a move, and that no task of the stage has taken up, is a task of its own.
    const isGiven = step.kind === 'move' && step.task && dossier?.status === 'open' && dossier !== frames.at(-1)!.before
    if (isGiven && !stageIsPlanned) happen(setTask(step.task!, dossier!.responsibleId, context))
  }
  if (!dossier) throw new Error('an act without steps')
  return { frames, events, after: dossier, texts }
}
