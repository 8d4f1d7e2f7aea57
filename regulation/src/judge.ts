import { newId as uuid, type Instant } from '@reglament/kernel'
import type { Act, Step } from './act.ts'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { openedBy } from './linked.ts'
import { play } from './play.ts'
import { settle } from './settle.ts'
import type { Situation } from './situation.ts'
import type { Changes, Texts, Verdict } from './verdict.ts'
import { recordsOf, weigh } from './weigh.ts'

/** May this act happen? Asks every clause in force and answers with everything found at once (A3). Pure. */
export function judge(regulation: Regulation, act: Act, situation: Situation, now: Instant): Verdict {
  let planned = 0
  const played = play(regulation, act, situation, now, () => `planned ${++planned}`)
  return weigh(regulation, act, played, situation, now).verdict
}

const dealIdOf = (act: Act, situation: Situation) => {
  const first = act.steps[0]
  return situation.deal?.dealId ?? (first?.kind === 'create' || first?.kind === 'adopt' ? first.dealId : '')
}

/** A judgement with all that the act would do. `following` are the events that clauses add, also when the act is refused. */
export type Decision = { verdict: Verdict; changes: Changes; following: readonly DealEvent[]; texts: Texts }

/**
 * The judgement and what it does: of an allowed act its events with their consequences and the breaches that it opens or mends, of a
 * refused one only its record.
 * Pure: clock, ids and facts come in as arguments. Every path (form, drag, bulk, import, API, sweeper) ends here (A10).
 */
export function decide(regulation: Regulation, act: Act, situation: Situation, now: Instant, newId: () => string = uuid): Decision {
  const played = play(regulation, act, situation, now, newId)
  const weighed = weigh(regulation, act, played, situation, now)
  const { verdict } = weighed
  const records = recordsOf(act, weighed, now)
  const following = played.events.filter(({ clause }) => clause !== undefined)
  const dealId = dealIdOf(act, situation)
  const { deal: before } = situation
  const { texts } = played
  if (!verdict.allowed)
    return { verdict, following, texts, changes: { dealId, before, after: before, events: records, texts: { tasks: {}, results: {} } } }
  const settled = settle(regulation, { ...situation, deal: played.after }, now, newId)
  const events = [...played.events, ...records, ...settled.events]
  const opens = openedBy(regulation, situation, { after: settled.after, events }, now, newId)
  return { verdict, following, texts, changes: { dealId, before, after: settled.after, events, texts, ...(opens.length > 0 && { opens }) } }
}

/** Where an open deal goes on whose stage is no more; null: it stands where it may stand (B1). */
export function leavesFor(regulation: Regulation, { pipeline, stage, status }: Dossier): string | null {
  const to = status === 'open' ? regulation.successor(pipeline, stage) : null
  return to === stage ? null : to
}

/** What falls due by itself, carried out: the same as an act in which nobody does anything (A9), but that a deal leaves a stage which is no more. */
export function sweep(regulation: Regulation, situation: Situation, now: Instant, newId: () => string = uuid): Changes {
  const to = situation.deal && leavesFor(regulation, situation.deal)
  const step: Step = to === null ? { kind: 'check' } : { kind: 'leave-stage', to, version: regulation.version }
  return decide(regulation, { steps: [step] }, { ...situation, actor: { memberId: null, role: 'system' } }, now, newId).changes
}
