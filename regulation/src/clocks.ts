import { dutyAt, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import type { Breaking } from './clauseKind.ts'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Situation } from './situation.ts'

/** Until when the deal may stay in its stage; null where the stage sets no limit or the deal is closed (B9). */
export function stayUntil(regulation: Regulation, dossier: Dossier, calendar: WorkCalendar): Instant | null {
  if (dossier.status !== 'open') return null
  const { stay } = regulation.stage(dossier.pipeline, dossier.stage)
  return stay ? dutyAt(calendar, dossier.enteredAt, stay) : null
}

/** Clocks of an open deal do not run while it is closed: they begin again when it is reopened. */
export const sinceOpen = ({ reopenedAt }: Dossier, at: Instant): Instant => Math.max(at, reopenedAt ?? at)

/** Clocks of the responsible's work do not run on the exchange either: they begin again when somebody takes the deal (regulation §7). */
export const sinceWorked = (dossier: Dossier, at: Instant): Instant => Math.max(sinceOpen(dossier, at), dossier.takenAt ?? at)

/** A duty of the responsible that runs from an instant for a term, about the deal itself. */
export const breaking = ({ responsibleId }: Dossier, since: Instant, term: string, { calendar }: Situation): Breaking => ({
  about: '',
  since,
  from: dutyAt(calendar, since, parseTerm(term)),
  memberId: responsibleId,
})

/** Nobody breaks a rule by being on leave: what falls due meanwhile is due when he is back (D11). */
export function notWhileAway(from: Instant, { absences }: Situation): Instant {
  if (absences.length === 0) return from
  const inTurn = absences.toSorted((a, b) => a.from - b.from)
  return inTurn.reduce((at, absence) => (at >= absence.from && at < absence.until ? absence.until : at), from)
}
