import { closingOfDay, closingOfLaterDay, dateOf, HOUR_MS, instantOn, type Instant, type WorkCalendar } from '@reglament/kernel'

/** The day of an instant in the zone of the company: its bounds, its closing (null on a day off), and the next working day. */
export type Bounds = {
  day: string
  start: Instant
  end: Instant
  closesAt: Instant | null
  next: { day: string; end: Instant }
}

/** Long enough that a day of 25 hours is over, and short enough that the next one is not. */
const intoNextDay = 30 * HOUR_MS

export function boundsOf(calendar: WorkCalendar, now: Instant): Bounds {
  const endOf = (day: string) => instantOn(calendar, dateOf(calendar, instantOn(calendar, day) + intoNextDay))
  const day = dateOf(calendar, now)
  const nextDay = dateOf(calendar, closingOfLaterDay(calendar, now, 1))
  return {
    day,
    start: instantOn(calendar, day),
    end: endOf(day),
    closesAt: closingOfDay(calendar, now),
    next: { day: nextDay, end: endOf(nextDay) },
  }
}
