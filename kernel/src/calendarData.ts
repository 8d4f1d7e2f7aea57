import { dayFromDate } from './instant.ts'
import type { HoursOfDay, Span } from './workTable.ts'
import { isZone } from './zone.ts'

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Hours of one day in minutes since midnight: one span, or several with breaks between them, in order. */
export type Hours = Span | readonly Span[]

/** The working week; null is a day off. */
export type Week = Readonly<Record<Weekday, Hours | null>>

/** What a single date has instead of the hours of its weekday. */
export type DayHours = { readonly off: true } | Hours

/** A workspace's working calendar as it is stored and edited. `days` is keyed by date, `YYYY-MM-DD`. */
export type CalendarData = {
  readonly timeZone: string
  readonly week: Week
  readonly days: Readonly<Record<string, DayHours>>
}

export type CalendarProblem =
  'unknown-zone' | 'no-such-date' | 'not-minutes-of-a-day' | 'close-not-after-open' | 'spans-overlap' | 'never-works'

/** Thrown for a calendar that cannot be. `place` is where, e.g. `days["2026-02-30"]`; the words for people are in the catalogue. */
export class CalendarDataError extends Error {
  readonly place: string
  readonly problem: CalendarProblem

  constructor(place: string, problem: CalendarProblem) {
    super(`working calendar, ${place}: ${problem}`)
    this.name = 'CalendarDataError'
    this.place = place
    this.problem = problem
  }
}

/** In the order of the days since 1970-01-01, which was a Thursday. */
const weekdays: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed']

/** The weekday of a day given in days since 1970-01-01. */
export const weekdayOf = (day: number): Weekday => weekdays[((day % 7) + 7) % 7] ?? 'thu'

/**
 * Checks a calendar and gives the hours of any day.
 * @throws CalendarDataError naming the place
 */
export function hoursByDay({ timeZone, week, days }: CalendarData): HoursOfDay {
  if (!isZone(timeZone)) throw new CalendarDataError(`timeZone ${JSON.stringify(timeZone)}`, 'unknown-zone')
  const ofWeekday = weekdays.map((weekday) => spansOf(week[weekday], `week.${weekday}`))
  // dates alone would run out one day, and the search for the next opening with them
  if (ofWeekday.every((spans) => spans.length === 0)) throw new CalendarDataError('week', 'never-works')

  const ofDate = new Map<number, readonly Span[]>()
  for (const [date, hours] of Object.entries(days)) {
    const place = `days[${JSON.stringify(date)}]`
    const day = dayFromDate(date)
    if (day === null) throw new CalendarDataError(place, 'no-such-date')
    ofDate.set(day, spansOf('off' in hours ? null : hours, place))
  }
  return (day) => ofDate.get(day) ?? ofWeekday[((day % 7) + 7) % 7] ?? []
}

function spansOf(hours: Hours | null, place: string): readonly Span[] {
  const spans = hours === null ? [] : 'open' in hours ? [hours] : hours
  let lastClose = 0
  for (const { open, close } of spans) {
    if (![open, close].every((minute) => Number.isInteger(minute) && minute >= 0 && minute <= 1440)) {
      throw new CalendarDataError(place, 'not-minutes-of-a-day')
    }
    if (close <= open) throw new CalendarDataError(place, 'close-not-after-open')
    if (open < lastClose) throw new CalendarDataError(place, 'spans-overlap')
    lastClose = close
  }
  return spans
}
