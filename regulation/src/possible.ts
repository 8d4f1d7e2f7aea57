import type { Instant } from '@reglament/kernel'
import type { Act, Edits, Step } from './act.ts'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { decide } from './judge.ts'
import { isOversight } from './oversight.ts'
import type { Situation } from './situation.ts'
import type { Lack, Verdict } from './verdict.ts'

/** Which act is meant: where to, which task, with which reason. */
type Named = {
  act: 'move' | 'edit' | 'add-task' | 'complete-task' | 'no-answer' | 'close' | 'reopen' | 'prolong' | 'take' | 'give-back'
  to?: string
  direction?: 'forward' | 'back' | 'here'
  taskId?: string
  reason?: string
}

/** One act as it would be judged now, without further input; `mendable` when a form in the same act can make it pass. */
export type PossibleAct = Named & { verdict: Verdict; mendable: boolean; following: readonly DealEvent[] }

/** What a person can give in the same act; anything else needs another act or time. */
const givable = new Set(['fields', 'note', 'reason', 'result', 'text', 'task', 'confirmation', 'date', 'criterion', 'surviving-deal'])

/** Evidence is given in the act when some is in the card already; otherwise it has to come first. */
const canBeGiven = ({ what, inCard }: Lack) => givable.has(what) || (what === 'evidence' && Array.isArray(inCard) && inCard.length > 0)

const noEdits: Edits = {}

/** Every stage, each task, every reason of loss, and what else one does with a deal; each bare, as if its form were sent empty. */
function* everyAct(regulation: Regulation, deal: Dossier, now: Instant): Generator<[Named, Step]> {
  const here = regulation.stage(deal.pipeline, deal.stage).position
  for (const { key, position } of regulation.pipelines.get(deal.pipeline)!.stages.values()) {
    const direction = position === here ? 'here' : position > here ? 'forward' : 'back'
    yield [
      { act: 'move', to: key, direction },
      { kind: 'move', to: key, edits: noEdits },
    ]
  }
  yield [{ act: 'edit' }, { kind: 'edit', edits: noEdits }]
  yield [{ act: 'add-task' }, { kind: 'add-task', task: { kind: 'other', text: '', dueAt: now } }]
  for (const task of deal.openTasks) {
    yield [
      { act: 'complete-task', taskId: task.id },
      { kind: 'complete-task', taskId: task.id, result: '' },
    ]
    if (!isOversight(task)) {
      yield [
        { act: 'no-answer', taskId: task.id },
        { kind: 'no-answer', taskId: task.id, interactionId: '' },
      ]
    }
  }
  for (const { key, kind, retired } of regulation.lossReasons.values()) {
    // That reason is only ever set by adoption, and a retired one by nobody.
    if (kind === 'adopted' || retired) continue
    yield [
      { act: 'close', reason: key },
      { kind: 'close', reason: key, evidence: [] },
    ]
  }
  yield [{ act: 'reopen' }, { kind: 'reopen', responsibleId: deal.responsibleId }]
  if (deal.status === 'open') {
    if (deal.responsibleId === null) yield [{ act: 'take' }, { kind: 'take' }]
    else yield [{ act: 'give-back' }, { kind: 'give-back', reason: '' }]
  }
  yield [{ act: 'prolong' }, { kind: 'prolong', until: now, reason: '' }]
}

/** "What may be done, and if not, why, what is lacking, from when will it pass", for every stage and act at once (A10). */
export function possibleActs(regulation: Regulation, situation: Situation, now: Instant): PossibleAct[] {
  const { deal } = situation
  if (!deal) return []
  return [...everyAct(regulation, deal, now)].map(([named, step]) => {
    const act: Act = { steps: [step] }
    const { verdict, following } = decide(regulation, act, situation, now)
    const mendable = verdict.refusals.every(({ lacks, mode }) => mode === 'warn' || canBeGiven(lacks))
    return { ...named, verdict, mendable, following }
  })
}
