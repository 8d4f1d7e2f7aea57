import { DAY_MS, dateOf, type Instant, instantOn, type WorkCalendar } from '@reglament/kernel'
import { invalid } from '../../platform/http/problem.ts'
import { says } from './words.ts'

/** From the first instant until before the second; null: open on that side. */
export type Range<Value> = readonly [from: Value | null, until: Value | null]

const dayAfter = (date: string, days = 1) => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
const monthOf = (date: string, months = 0) => {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}
const mondayOf = (date: string) => dayAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

/** First and last day of a span by its name, seen from a day. */
const named: Record<string, (today: string) => readonly [string, string]> = {
  today: (day) => [day, day],
  yesterday: (day) => [dayAfter(day, -1), dayAfter(day, -1)],
  tomorrow: (day) => [dayAfter(day), dayAfter(day)],
  'this-week': (day) => [mondayOf(day), dayAfter(mondayOf(day), 6)],
  'next-week': (day) => [dayAfter(mondayOf(day), 7), dayAfter(mondayOf(day), 13)],
  'last-week': (day) => [dayAfter(mondayOf(day), -7), dayAfter(mondayOf(day), -1)],
  'this-month': (day) => [monthOf(day), dayAfter(monthOf(day, 1), -1)],
  'last-month': (day) => [monthOf(day, -1), dayAfter(monthOf(day), -1)],
  'last-7-days': (day) => [dayAfter(day, -6), day],
  'last-30-days': (day) => [dayAfter(day, -29), day],
}

const isDate = (text: string) => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

/** The days of `2026-03-01..2026-03-31` or of a span by name, both included; null when it is none. An open end is null. */
export function daysOf(text: string, today: string): Range<string> | null {
  const span = named[text]?.(today)
  if (span) return span
  const [from = '', until = '', ...rest] = text.split('..')
  if (rest.length > 0 || [from, until].some((day) => day !== '' && !isDate(day))) return null
  if (from === '' && until === '') return null
  return [from || null, until || null]
}

/** The same as instants in the zone of the calendar. */
export function spanOf(text: string, calendar: WorkCalendar, now: Instant): Range<Instant> | null {
  const days = daysOf(text, dateOf(calendar, now))
  if (!days) return null
  const [from, until] = days
  return [from === null ? null : instantOn(calendar, from), until === null ? null : instantOn(calendar, dayAfter(until))]
}

/** The same, of what was asked by this name. @throws Problem 400 */
export function readSpan(name: string, text: string, calendar: WorkCalendar, now: Instant): Range<Instant> {
  const span = spanOf(text, calendar, now)
  if (!span) throw invalid([{ path: `?${name}`, message: says.badSpan }])
  return span
}
