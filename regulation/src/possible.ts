import type { Instant } from '@reglament/kernel'
import type { Act, Edits } from './act.ts'
import type { Regulation } from './compile.ts'
import type { DealEvent } from './events.ts'
import { decide } from './judge.ts'
import type { Situation } from './situation.ts'
import type { Verdict } from './verdict.ts'

/** One act as it would be judged now, without further input; `mendable` when a form in the same act can make it pass. */
export type PossibleAct = {
  act: 'move' | 'complete-task'
  to?: string
  direction?: 'forward' | 'back' | 'here'
  taskId?: string
  verdict: Verdict
  mendable: boolean
  following: readonly DealEvent[]
}

/** What a person can give in the same act; anything else needs another act or time. */
const givable = new Set(['fields', 'note', 'reason', 'result', 'text', 'task', 'confirmation'])

const noEdits: Edits = {}

/** "What may be done, and if not, why, what is lacking, from when will it pass", for every stage and open task at once (A10). */
export function possibleActs(regulation: Regulation, situation: Situation, now: Instant): PossibleAct[] {
  const deal = situation.deal
  if (!deal) return []
  const weigh = (act: Act) => {
    const { verdict, following } = decide(regulation, act, situation, now)
    const mendable = verdict.refusals.every(({ lacks, mode }) => mode === 'warn' || givable.has(lacks.what))
    return { verdict, mendable, following }
  }
  const here = regulation.stage(deal.pipeline, deal.stage).position
  const moves = [...regulation.pipelines.get(deal.pipeline)!.stages.values()].map((stage): PossibleAct => {
    const direction = stage.position === here ? 'here' : stage.position > here ? 'forward' : 'back'
    return { act: 'move', to: stage.key, direction, ...weigh({ steps: [{ kind: 'move', to: stage.key, edits: noEdits }] }) }
  })
  const completions = deal.openTasks.map(({ id }): PossibleAct => ({
    act: 'complete-task',
    taskId: id,
    ...weigh({ steps: [{ kind: 'complete-task', taskId: id, result: '' }] }),
  }))
  return [...moves, ...completions]
}
