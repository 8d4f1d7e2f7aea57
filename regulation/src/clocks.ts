import { add, days, dutyAt, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import type { Breaking } from './clauseKind.ts'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Situation } from './situation.ts'

/** Duties of the past of an adopted deal begin to be asked for two weeks after it came (regulation §3, adoption). */
const graceOfAdoption = days(14)

/** Until when nothing is asked of a clock that began at an instant; of a deal that was made here, no time. */
export const graceUntil = ({ adoptedAt }: Dossier, since: Instant, calendar: WorkCalendar): Instant =>
  adoptedAt !== null && since < adoptedAt ? add(calendar, adoptedAt, graceOfAdoption) : -Infinity

/** How long the stage of an open deal may last from its entering on; null where the stage sets no limit (B9). */
export function stayEnd(regulation: Regulation, dossier: Dossier, calendar: WorkCalendar): Instant | null {
  if (dossier.status !== 'open') return null
  const { stay } = regulation.stage(dossier.pipeline, dossier.stage)
  return stay ? dutyAt(calendar, dossier.enteredAt, stay) : null
}

/** Until when the deal may stay in its stage, as people see it: of an adopted one not before its grace is over (B9). */
export function stayUntil(regulation: Regulation, dossier: Dossier, calendar: WorkCalendar): Instant | null {
  const end = stayEnd(regulation, dossier, calendar)
  return end === null ? null : Math.max(end, graceUntil(dossier, dossier.enteredAt, calendar))
}

/** Clocks of an open deal do not run while it is closed: they begin again when it is reopened. */
export const sinceOpen = ({ reopenedAt }: Dossier, at: Instant): Instant => Math.max(at, reopenedAt ?? at)

/** Clocks of the responsible's work do not run on the exchange either: they begin again when somebody takes the deal (regulation §7). */
export const sinceWorked = (dossier: Dossier, at: Instant): Instant => Math.max(sinceOpen(dossier, at), dossier.takenAt ?? at)

/** From when a clock is shown ahead of its end; counted back from the end itself, not from the closing at which it falls due (regulation §7). */
export function before(calendar: WorkCalendar, end: Instant, ahead: string): Instant {
  const { n, unit } = parseTerm(ahead)
  return add(calendar, end, { n: -n, unit })
}

/** A duty of the responsible that runs from an instant for a term, about the deal itself. */
export const breaking = ({ responsibleId }: Dossier, since: Instant, term: string, { calendar }: Situation): Breaking => ({
  about: '',
  since,
  from: dutyAt(calendar, since, parseTerm(term)),
  memberId: responsibleId,
})

/** Nobody breaks a rule by being on leave: what falls due meanwhile is due when he is back (D11). */
export const notWhileAway = (from: Instant, memberId: string | null, { absences }: Pick<Situation, 'absences'>): Instant =>
  memberId === null
    ? from
    : awayUntil(
        from,
        absences.filter((absence) => absence.memberId === memberId),
      )

/** The same instant, or the end of the absence in which it lies. */
export function awayUntil(from: Instant, absences: readonly { readonly from: Instant; readonly until: Instant }[]): Instant {
  if (absences.length === 0) return from
  const inTurn = absences.toSorted((a, b) => a.from - b.from)
  return inTurn.reduce((at, absence) => (at >= absence.from && at < absence.until ? absence.until : at), from)
}

/** When the touch of an open deal falls due by the clause in force; null where none watches it (D5). */
export function touchDueAt(regulation: Regulation, dossier: Dossier, calendar: WorkCalendar): Instant | null {
  const clause = regulation.watches.find(({ kind }) => kind.kind === 'touch-cadence')
  const { every } = (clause?.params ?? {}) as { every?: string }
  if (every === undefined || dossier.status !== 'open' || dossier.onExchangeSince !== null) return null
  return dutyAt(calendar, sinceWorked(dossier, dossier.touchedAt), parseTerm(every))
}
