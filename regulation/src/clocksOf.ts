import type { Instant } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { dueOf } from './settle.ts'
import type { Situation } from './situation.ts'

/**
 * One of the clocks of a deal: the clause that runs it, the instant from which it is broken, and from when it is shown ahead of that;
 * `over` when it is broken now.
 */
export type Clock = {
  readonly clause: string
  readonly about: string
  readonly from: Instant
  readonly shownFrom: Instant | null
  readonly over: boolean
}

/** Every clock that runs on a deal, the earliest first (regulation §7): what is broken now, and what will be if nothing else happens. */
export const clocksOf = (regulation: Regulation, situation: Situation, now: Instant): Clock[] =>
  (situation.deal ? dueOf(regulation, situation, situation.deal) : [])
    .filter(({ until = Infinity }) => until > now)
    .map(({ clause, about, from, shownFrom = null }) => ({ clause: clause.key, about, from, shownFrom, over: from <= now }))
    .toSorted((a, b) => a.from - b.from)

/** A clock that is shown ahead of its end: what a board shows beside the stay, from `shownFrom` on. */
export type ClockAhead = { readonly clause: string; readonly from: Instant; readonly shownFrom: Instant }

/** The clocks of a deal that are shown ahead, the earliest first; a leave of the responsible is not looked at. */
export function clocksAhead(regulation: Regulation, dossier: Dossier, calendar: Situation['calendar']): ClockAhead[] {
  if (dossier.status !== 'open') return []
  const around = { headId: null, reviewerId: null, receiver: null, absences: [] }
  const client = { channels: { phone: false, mail: false, messenger: false }, wonDeals: 0 }
  const situation: Situation = { deal: dossier, calendar, client, actor: { memberId: null, role: 'system' }, ...around }
  const watches = regulation.watches.filter(({ kind }) => kind.watch!.ahead)
  return dueOf(regulation, situation, dossier, watches)
    .flatMap(({ clause, from, shownFrom }) => (shownFrom === undefined ? [] : [{ clause: clause.key, from, shownFrom }]))
    .toSorted((a, b) => a.from - b.from)
}
