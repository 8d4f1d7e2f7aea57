import type { CalendarData, DayHours, Hours, Week } from './calendarData.ts'
import { weekdayOf } from './calendarData.ts'
import { dayFromDate } from './instant.ts'
import type { Span } from './workTable.ts'

/** Monday to Friday 09:00–18:00 without a break (regulation §2). */
export const shippedWeek: Week = {
  mon: { open: 540, close: 1080 },
  tue: { open: 540, close: 1080 },
  wed: { open: 540, close: 1080 },
  thu: { open: 540, close: 1080 },
  fri: { open: 540, close: 1080 },
  sat: null,
  sun: null,
}

type YearOfExceptions = { readonly off: string; readonly shortened: string; readonly worked: string }

/**
 * Where Russian law departs from the five-day week: days off that fall on Monday to Friday or are named by law anyway, days one hour
 * shorter, and weekend days worked in exchange. 2024–2026 as published by xmlcalendar.ru; 2027 as published there on
 * 2026-09-02, not confirmed by a second source yet.
 * A weekend day under `shortened` is worked too.
 */
const exceptions: Readonly<Record<number, YearOfExceptions>> = {
  2024: {
    off: '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31',
    shortened: '02-22 03-07 05-08 06-11 11-02',
    worked: '04-27 12-28',
  },
  2025: {
    off: '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31',
    shortened: '03-07 04-30 06-11 11-01',
    worked: '',
  },
  2026: {
    off: '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 01-09 02-23 03-08 03-09 05-01 05-09 05-11 06-12 11-04 12-31',
    shortened: '04-30 05-08 06-11 11-03',
    worked: '',
  },
  2027: {
    off: '01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-01 05-03 05-09 05-10 06-12 06-14 11-04 11-05 12-31',
    shortened: '02-20 04-30 06-11 11-03',
    worked: '',
  },
}

/**
 * The calendar a new workspace starts with: its week and the Russian production calendar of 2024–2027; other years have the plain
 * week. It is data, to be stored and edited; `compileCalendar` makes it answer.
 * @param timeZone IANA name
 * @param week the hours that a shortened day ends one hour earlier than; a worked weekend day keeps the hours of Monday
 */
export function shippedCalendarRu(timeZone = 'Europe/Moscow', week: Week = shippedWeek): CalendarData {
  const days: Record<string, DayHours> = {}
  for (const [year, { off, shortened, worked }] of Object.entries(exceptions)) {
    for (const date of datesOf(year, off)) days[date] = { off: true }
    for (const date of datesOf(year, worked)) days[date] = hoursOn(date, week)
    for (const date of datesOf(year, shortened)) days[date] = anHourLess(hoursOn(date, week))
  }
  return { timeZone, week, days }
}

const datesOf = (year: string, list: string): string[] => list.split(' ').flatMap((monthDay) => (monthDay ? [`${year}-${monthDay}`] : []))

const dayOff: DayHours = { off: true }

/** A company whose Monday is off has no hours to lend to a Saturday: it stays off. */
const hoursOn = (date: string, week: Week): DayHours => week[weekdayOf(dayFromDate(date) ?? 0)] ?? week.mon ?? dayOff

function anHourLess(hours: DayHours): DayHours {
  if ('off' in hours) return hours
  const shorter = spansOf(hours).flatMap(({ open, close }, i, spans): Span[] => {
    const end = i === spans.length - 1 ? close - 60 : close
    return end > open ? [{ open, close: end }] : []
  })
  return shorter.length === 0 ? dayOff : shorter.length === 1 && shorter[0] ? shorter[0] : shorter
}

const spansOf = (hours: Hours): readonly Span[] => ('open' in hours ? [hours] : hours)
