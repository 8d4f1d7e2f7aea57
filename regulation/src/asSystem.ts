import type { Instant } from '@reglament/kernel'
import type { Step } from './act.ts'
import type { Regulation } from './compile.ts'
import type { DealEvent } from './events.ts'
import { play } from './play.ts'
import type { Situation } from './situation.ts'
import { recordsOf, weigh } from './weigh.ts'

/** What a step would leave if the regulation itself did it, through the same guards as everybody; null where one stands against it. */
export function asSystem(regulation: Regulation, situation: Situation, step: Step, now: Instant, newId: () => string): DealEvent[] | null {
  const act = { steps: [step] }
  const bySystem: Situation = { ...situation, actor: { memberId: null, role: 'system' } }
  const played = play(regulation, act, bySystem, now, newId)
  const weighed = weigh(regulation, act, played, bySystem, now)
  return weighed.verdict.allowed ? [...played.events, ...recordsOf(act, weighed, now)] : null
}
