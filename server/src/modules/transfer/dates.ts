import { DAY_MS, instantOn, type Instant, parseInstant, SECOND_MS, type WorkCalendar } from '@reglament/kernel'
import type { Mapping } from './mapping.ts'

export type DateFormat = Mapping['dates']['format']

type Parts = { year: string; month: string; day: string; hour?: string; minute?: string; second?: string; zone?: string }

const clock = String.raw`(?:[T, ]+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d{1,9})?)?)?`
const patterns: Record<DateFormat, RegExp> = {
  iso: new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)${clock} ?(?<zone>Z|[+-]\d\d:?\d\d)?$`),
  'dd.mm.yyyy': new RegExp(String.raw`^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})${clock}$`),
  'dd/mm/yyyy': new RegExp(String.raw`^(?<day>\d{1,2})/(?<month>\d{1,2})/(?<year>\d{4})${clock}$`),
  'mm/dd/yyyy': new RegExp(String.raw`^(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4})${clock}$`),
}
const lengthMax = 40
/** Before it nothing was sold with a computer; what stands there is a blank of some other program, and the calendar need not go back. */
const earliest = Date.UTC(1970, 0, 2)

/** The date of a cell as `YYYY-MM-DD`; null when it is none. */
export function readDay(text: string, format: DateFormat): string | null {
  const found = text.length <= lengthMax ? patterns[format].exec(text) : null
  if (!found) return null
  const { year, month, day } = found.groups as Parts
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const ms = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date) ? null : date
}

/**
 * The instant of a cell. A date without a clock time is its first instant in the zone of the workspace; a clock time without an offset
 * is of that zone too.
 */
export function readInstant(text: string, format: DateFormat, calendar: WorkCalendar): Instant | 'bad-date' | 'far-date' {
  const date = readDay(text, format)
  if (date === null) return 'bad-date'
  if (Date.parse(`${date}T00:00:00Z`) < earliest) return 'far-date'
  if (Number(date.slice(0, 4)) > 2200) return 'bad-date'
  const { hour = '0', minute = '0', second = '0', zone } = patterns[format].exec(text)!.groups as Parts
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'bad-date'
  if (zone === undefined) return instantOn(calendar, date, Number(hour) * 60 + Number(minute)) + Number(second) * SECOND_MS
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  try {
    return parseInstant(`${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`)
  } catch {
    return 'bad-date'
  }
}

/** A day of grace: a file made this evening in another zone may have tomorrow's date. */
export const isFuture = (instant: Instant, now: Instant): boolean => instant > now + DAY_MS
