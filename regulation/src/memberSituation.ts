import type { Instant, WorkCalendar } from '@reglament/kernel'
import type { Dossier } from './dossier.ts'
import type { Role } from './words.ts'

/** One of a member's own deals, with the last day (`YYYY-MM-DD`) on which he looked at it; null: never. */
export type OwnDeal = { readonly dossier: Dossier; readonly lookedOn: string | null }

/** Something that is to be done by the closing of a day; `carriedOn`: the last day on which it was carried over with a reason. */
export type DayItem = { readonly id: string; readonly at: Instant; readonly carriedOn: string | null }

/** How often a member broke a clause in a month (`YYYY-MM`), and whether that was given to the quality controller already. */
export type BreachCount = { readonly clause: string; readonly month: string; readonly count: number; readonly given: boolean }

/** An open breach whose subject is the member himself. */
export type MemberBreach = { readonly clause: string; readonly about: string; readonly from: Instant }

/** All that the clauses about a member look at besides the regulation and the time. */
export type MemberSituation = {
  readonly memberId: string
  readonly role: Role
  readonly joinedAt: Instant
  readonly calendar: WorkCalendar
  readonly absences: readonly { readonly from: Instant; readonly until: Instant }[]
  /** `belowSince`: from when he has had fewer deals than his corridor asks for; null while he has enough. */
  readonly load: { readonly open: number; readonly min: number | null; readonly belowSince: Instant | null }
  /** Null: not read, because no review that is over is to be judged; the one to come needs only how many he has. */
  readonly deals: readonly OwnDeal[] | null
  /** What came in and waits, `at` when it came. */
  readonly unanswered: readonly DayItem[]
  /** His open tasks, `at` when they are due. */
  readonly tasks: readonly DayItem[]
  readonly counts: readonly BreachCount[]
  readonly breaches: readonly MemberBreach[]
  /** Who talks over what comes again and again; null: nobody controls quality yet. */
  readonly controllerId: string | null
}
