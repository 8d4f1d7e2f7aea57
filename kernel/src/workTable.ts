import { DAY_MS, MINUTE_MS } from './instant.ts'
import type { Instant } from './instant.ts'
import { instantOfLocal, offsetAt, zoneTable } from './zone.ts'
import type { ZoneTable } from './zone.ts'

/** A stretch of one day, in minutes since midnight; `close` may be 1440. Half-open: closing itself is not working time. */
export type Span = { readonly open: number; readonly close: number }

/** Working hours by day: a day is counted in days since 1970-01-01, no spans means off. */
export type HoursOfDay = (day: number) => readonly Span[]

/**
 * A calendar laid out over whole years, so that a question costs a binary search and a little arithmetic.
 * Spans and working days are numbered from the start of the table; instants are epoch ms.
 */
export type WorkTable = {
  readonly fromYear: number
  readonly toYear: number
  readonly from: Instant
  readonly until: Instant
  readonly zone: ZoneTable
  readonly firstDay: number
  /** by span */
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** working ms of the table before the span; one entry more than spans: the last is the whole table */
  readonly workedBefore: Float64Array
  /** by working day: which day it is, and its last closing */
  readonly workDays: Int32Array
  readonly closings: Float64Array
  /** by day since `firstDay`: how many working days of the table lie before it; one entry more than days */
  readonly workDaysBefore: Int32Array
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2299

/** Lays out the years `fromYear` to `toYear`, both included. About a millisecond for ten years. */
export function buildTable(timeZone: string, hoursOf: HoursOfDay, fromYear: number, toYear: number): WorkTable {
  const firstDay = Date.UTC(fromYear, 0, 1) / DAY_MS
  const dayCount = Date.UTC(toYear + 1, 0, 1) / DAY_MS - firstDay
  // a margin, because a local time is looked for a day to either side of it
  const zone = zoneTable(timeZone, (firstDay - 3) * DAY_MS, (firstDay + dayCount + 3) * DAY_MS)
  const opens: number[] = []
  const closes: number[] = []
  const workedBefore = [0]
  const workDays: number[] = []
  const closings: number[] = []
  const workDaysBefore = new Int32Array(dayCount + 1)
  let worked = 0
  let lastClose = Number.NEGATIVE_INFINITY

  const midnight = (day: number) => instantOfLocal(zone, day * DAY_MS)
  for (let i = 0; i < dayCount; i++) {
    const day = firstDay + i
    const spans = hoursOf(day)
    let works = false
    // a zone that jumps over the date line skips a whole day: it has no hours
    if (spans.length > 0 && midnight(day) < midnight(day + 1)) {
      for (const span of spans) {
        // a clock that jumps forward can push a span into the one before it, or leave nothing of it
        const open = Math.max(lastClose, instantOfLocal(zone, day * DAY_MS + span.open * MINUTE_MS))
        const close = instantOfLocal(zone, day * DAY_MS + span.close * MINUTE_MS)
        if (close <= open) continue
        opens.push(open)
        closes.push(close)
        worked += close - open
        workedBefore.push(worked)
        lastClose = close
        works = true
      }
    }
    if (works) {
      workDays.push(day)
      closings.push(lastClose)
    }
    workDaysBefore[i + 1] = workDays.length
  }

  return {
    fromYear,
    toYear,
    from: midnight(firstDay),
    until: midnight(firstDay + dayCount),
    zone,
    firstDay,
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    workedBefore: Float64Array.from(workedBefore),
    workDays: Int32Array.from(workDays),
    closings: Float64Array.from(closings),
    workDaysBefore,
  }
}

/**
 * The decades that hold a year, its neighbours and all that an older table held already.
 * @throws RangeError outside 1900–2299: a date there is a slip of the keyboard, and a table has to end somewhere
 */
export function yearsAround(year: number, held: WorkTable | null): [fromYear: number, toYear: number] {
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw outside(year)
  const from = Math.max(FIRST_YEAR, Math.floor((year - 1) / 10) * 10)
  const to = Math.min(LAST_YEAR, Math.floor((year + 2) / 10) * 10 + 9)
  return held ? [Math.min(from, held.fromYear), Math.max(to, held.toYear)] : [from, to]
}

/** The year to lay out for an instant. At the ends the UTC year may be a neighbour of the local one. */
export function yearToCover(instant: Instant): number {
  const year = new Date(instant).getUTCFullYear()
  return year === FIRST_YEAR - 1 ? FIRST_YEAR : year === LAST_YEAR + 1 ? LAST_YEAR : year
}

export const outside = (what: number | string): RangeError => new RangeError(`${what} is outside the years ${FIRST_YEAR}–${LAST_YEAR}`)

/** The local day of an instant, in days since 1970-01-01. */
export const dayAt = (table: WorkTable, instant: Instant): number => Math.floor((instant + offsetAt(table.zone, instant)) / DAY_MS)

/** How many working days of the table lie before a day. */
export const workDaysBefore = (table: WorkTable, day: number): number => table.workDaysBefore[day - table.firstDay]!
