import { DAY_MS, HOUR_MS, type Instant } from '@reglament/kernel'
import * as fc from 'fast-check'
import type { Act, Step } from '../act.ts'
import type { Dossier } from '../dossier.ts'
import type { DealEvent } from '../events.ts'
import { decide, type Decision, sweep } from '../judge.ts'
import { standing } from '../settle.ts'
import type { Situation } from '../situation.ts'
import { anyActs, anyBeginning, anyModes, fitted, type LooseAct } from './anyAct.ts'
import type { RegulationCase } from './aRegulation.ts'
import { moscow, moscowCalendar } from './moscow.ts'

/** What is known around a deal all its life long. */
type Around = Omit<Situation, 'deal' | 'actor' | 'calendar'>
export type AnyLife = { regulation: RegulationCase; beginning: Step[]; acts: LooseAct[]; around: Around }
export type Told = { act: Act; situation: Situation; now: Instant; decision: Decision }
export type Life = {
  told: Told[]
  deal: Dossier
  /** The deal after every act and every sweep. */
  held: Dossier[]
  journal: DealEvent[]
  now: Instant
  situation: (deal: Dossier | null) => Situation
}

const start = moscow('Mon 12 Jan 09:00')
const members = ['01920000-0000-7000-8000-000000000001', '01920000-0000-7000-8000-000000000002', null] as const

const around: fc.Arbitrary<Around> = fc.record({
  client: fc.record({
    channels: fc.record({ phone: fc.boolean(), mail: fc.boolean(), messenger: fc.boolean() }),
    wonDeals: fc.nat(1),
  }),
  headId: fc.constantFrom(...members),
  reviewerId: fc.constantFrom(...members),
  controllerId: fc.constantFrom(...members),
  receiver: fc.constantFrom(null, { memberId: members[0], openDeals: 3, max: 80 }, { memberId: members[0], openDeals: 80, max: 80 }),
  absences: fc.array(
    fc
      .record({
        memberId: fc.constantFrom(members[0], members[1]),
        from: fc.integer({ min: 0, max: 90 }),
        days: fc.integer({ min: 1, max: 20 }),
      })
      .map(({ memberId, from, days }) => ({
        memberId,
        from: start + from * DAY_MS,
        until: start + (from + days) * DAY_MS,
      })),
    { maxLength: 2 },
  ),
})

/** A deal, all that is tried with it, and what is known around it; clauses in any modes, except those that are kept. */
export const anyLife = (...kept: string[]): fc.Arbitrary<AnyLife> =>
  fc.record({ regulation: anyModes(...kept), beginning: anyBeginning, acts: anyActs, around })

export type Sweeping = {
  /** Whether time stops wherever something falls due, as for the sweeper and the sandbox clock. */
  stops: boolean
  /** Other instants at which somebody sweeps for no reason, so many hours apart. */
  alsoEveryHours?: number
}

/** Lives it: one act after another, each decided by the book. Null when the deal could not even begin. */
export function live(
  { regulation, beginning, acts, around }: AnyLife,
  { stops, alsoEveryHours }: Sweeping = { stops: false },
): Life | null {
  const book = regulation.compiled()
  const told: Told[] = []
  const journal: DealEvent[] = []
  const held: Dossier[] = []
  let made = 0
  const id = () => `made ${++made}`
  let now = start
  const situation = (deal: Dossier | null, role: Situation['actor']['role'] = 'manager'): Situation => ({
    deal,
    actor: { memberId: null, role },
    calendar: moscowCalendar,
    ...around,
  })
  const tries = (act: Act, before: Dossier | null, role: LooseAct['role']) => {
    const decision = decide(book, act, situation(before, role), now, id)
    told.push({ act, situation: situation(before, role), now, decision })
    journal.push(...decision.changes.events)
    if (decision.changes.after) held.push(decision.changes.after)
    return decision.changes.after
  }
  const sweepAt = (deal: Dossier, at: Instant): Dossier => {
    const { events, after } = sweep(book, situation(deal), at, id)
    journal.push(...events)
    held.push(after!)
    return after!
  }
  const nextStop = (deal: Dossier): Instant => {
    if (!stops) return Infinity
    const also = alsoEveryHours === undefined ? Infinity : now + alsoEveryHours * HOUR_MS
    return Math.min(standing(book, situation(deal), now).nextCheckAt ?? Infinity, also)
  }
  let deal = tries({ steps: beginning, confirmed: true }, null, 'manager')
  if (!deal) return null
  for (const act of acts) {
    const until = now + act.hours * HOUR_MS
    for (let next = nextStop(deal); next <= until; next = nextStop(deal)) {
      now = next
      deal = sweepAt(deal, now)
    }
    now = until
    const fit = fitted(act, deal, now)
    if (fit.steps.length > 0) deal = tries(fit, deal, act.role)!
  }
  return { told, deal, held, journal, now, situation }
}
