import { DAY_MS, instantOn, type Instant, parseInstant, SECOND_MS, type WorkCalendar } from '@reglament/kernel'
import type { Cells } from './joined.ts'
import type { DateChain, DateFormat } from './mappingParts.ts'
import type { Reason } from './reasons.ts'

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
const isFuture = (instant: Instant, now: Instant): boolean => instant > now + DAY_MS

// ── Where a date comes from ──────────────────────────────────────────────────────────────────────────────────────────────────

export type DateSource = { column: number; name: string } | 'earliest-known' | 'latest-known' | 'import-date'

/** A chain of a mapping with its columns by their numbers. */
export const chainOf = (chain: DateChain, indexOf: (column: string) => number): DateSource[] =>
  chain.map((source) => (typeof source === 'string' ? source : { column: indexOf(source.column), name: source.column }))

export type Dating = { format: DateFormat; calendar: WorkCalendar; now: Instant; cell: Cells; reasons: Reason[] }

/** The dates of a row, by their columns; what is no date is told among the reasons. */
export function knownDates(
  chains: readonly (readonly DateSource[])[],
  { format, calendar, now, cell, reasons }: Dating,
): Map<number, Instant> {
  const known = new Map<number, Instant>()
  const seen = new Set<number>()
  for (const source of chains.flat()) {
    if (typeof source === 'string' || seen.has(source.column)) continue
    seen.add(source.column)
    const text = cell(source.column)
    if (text === '') continue
    const instant = readInstant(text, format, calendar)
    if (typeof instant === 'string') reasons.push({ code: instant, column: source.name, value: text })
    else if (isFuture(instant, now)) reasons.push({ code: 'future-date', column: source.name, value: text })
    else known.set(source.column, Math.min(instant, now))
  }
  return known
}

/** The first of a chain that there is; now, where there is none. */
export function firstOf(chain: readonly DateSource[], known: ReadonlyMap<number, Instant>, now: Instant): Instant {
  for (const source of chain) {
    if (source === 'import-date') return now
    if (typeof source !== 'string') {
      const instant = known.get(source.column)
      if (instant !== undefined) return instant
    } else if (known.size > 0) {
      return source === 'earliest-known' ? Math.min(...known.values()) : Math.max(...known.values())
    }
  }
  return now
}
