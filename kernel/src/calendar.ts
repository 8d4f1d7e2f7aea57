import { hoursByDay } from './calendarData.ts'
import type { CalendarData } from './calendarData.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, dateFromDay, dayFromDate, formatInstant } from './instant.ts'
import type { Instant } from './instant.ts'
import { firstAbove, firstFrom } from './row.ts'
import type { Term, TermUnit } from './term.ts'
import { buildTable, dayAt, outside, workDaysBefore, yearToCover, yearsAround } from './workTable.ts'
import type { HoursOfDay, WorkTable } from './workTable.ts'
import { instantOfLocal, offsetAt } from './zone.ts'

/**
 * A working calendar, checked and ready for questions. Compile it once for a workspace and keep it: it remembers the years asked for.
 * Every question is answered for the local years 1900–2299 and throws RangeError outside them.
 */
export type WorkCalendar = {
  readonly timeZone: string
  readonly data: CalendarData
  /** A function, so that a calendar that is printed or sent shows its data and not ten thousand numbers. */
  readonly memo: () => Memo
}

type Memo = { readonly hoursOf: HoursOfDay; table: WorkTable | null }

/**
 * Makes a calendar of its stored form.
 * @throws CalendarDataError naming the place: unknown zone, no such date, closing not after opening, a week without working time
 */
export function compileCalendar(data: CalendarData): WorkCalendar {
  const memo: Memo = { hoursOf: hoursByDay(data), table: null }
  return { timeZone: data.timeZone, data, memo: () => memo }
}

// The two moments of regulation §2

/** From this instant on something is allowed (`now ≥ gate`): the exact end of the term. */
export const gateAt = (cal: WorkCalendar, from: Instant, term: Term): Instant => add(cal, from, term)

/**
 * From this instant on an obligation is broken (`now ≥ due`); strictly before it everything is in time. A duty counted in calendar
 * days, weeks or months is due at the first closing of a working day after that instant; one that ends exactly at a closing has
 * until the next, since closing itself is not working time and "after" excludes it.
 */
export function dutyAt(cal: WorkCalendar, from: Instant, term: Term): Instant {
  const end = add(cal, from, term)
  return term.unit === 'd' || term.unit === 'w' || term.unit === 'mo' ? closingAfter(cal, end) : end
}

/** The end of a term that starts at `t`, by the unit's own rule in regulation §2. A negative term counts back. */
export const add = (cal: WorkCalendar, t: Instant, { n, unit }: Term): Instant => adding[unit](cal, t, n)

const adding: Readonly<Record<TermUnit, (cal: WorkCalendar, t: Instant, n: number) => Instant>> = {
  s: (_cal, t, n) => t + n * SECOND_MS,
  min: (_cal, t, n) => t + n * MINUTE_MS,
  wmin: (cal, t, n) => addWorkingMs(cal, t, n * MINUTE_MS),
  wh: (cal, t, n) => addWorkingMs(cal, t, n * HOUR_MS),
  wd: inWorkingDays,
  d: addDays,
  w: (cal, t, n) => addDays(cal, t, n * 7),
  mo: addMonths,
}

// Where an instant lies

/** Whether the office works at `t`: opening is working time, closing is not. */
export function isWorking(cal: WorkCalendar, t: Instant): boolean {
  const table = tableAt(cal, t)
  const span = firstAbove(table.closes, t)
  return span < table.opens.length && table.opens[span]! <= t
}

/** Whether the local day of `t` has any working time. */
export function isWorkingDay(cal: WorkCalendar, t: Instant): boolean {
  const table = tableAt(cal, t)
  const day = dayAt(table, t)
  return workDaysBefore(table, day + 1) > workDaysBefore(table, day)
}

/** `t` itself when it is working time, else the next opening. */
export function nextWorkingInstant(cal: WorkCalendar, t: Instant): Instant {
  for (let table = tableAt(cal, t); ; table = laterThan(cal, table)) {
    const span = firstAbove(table.closes, t)
    if (span < table.opens.length) return Math.max(t, table.opens[span]!)
  }
}

/** `t` itself when working time ends or runs on there, else the last closing before: where counting back starts. */
export function previousWorkingInstant(cal: WorkCalendar, t: Instant): Instant {
  for (let table = tableAt(cal, t); ; table = earlierThan(cal, table)) {
    const span = firstFrom(table.opens, t) - 1
    if (span >= 0) return Math.min(t, table.closes[span]!)
  }
}

/** The first closing of a working day strictly after `t`. */
export function closingAfter(cal: WorkCalendar, t: Instant): Instant {
  for (let table = tableAt(cal, t); ; table = laterThan(cal, table)) {
    const workDay = firstAbove(table.closings, t)
    if (workDay < table.closings.length) return table.closings[workDay]!
  }
}

/** The first closing of a working day at `t` or after it. */
export function closingOfWorkingDayAtOrAfter(cal: WorkCalendar, t: Instant): Instant {
  for (let table = tableAt(cal, t); ; table = laterThan(cal, table)) {
    const workDay = firstFrom(table.closings, t)
    if (workDay < table.closings.length) return table.closings[workDay]!
  }
}

/** The closing of the n-th working day after the local day of `t` (n ≥ 1), e.g. 1 for the deadline of a release (regulation §9). */
export function closingOfLaterDay(cal: WorkCalendar, t: Instant, n: number): Instant {
  const [table, workDay] = nthWorkDay(cal, t, n)
  return table.closings[workDay]!
}

/** The closing of the local day of `t`, null when that day is off. */
export function closingOfDay(cal: WorkCalendar, t: Instant): Instant | null {
  const table = tableAt(cal, t)
  const day = dayAt(table, t)
  const workDay = workDaysBefore(table, day)
  return workDaysBefore(table, day + 1) > workDay ? table.closings[workDay]! : null
}

/** The local date of `t`, `YYYY-MM-DD`. */
export const dateOf = (cal: WorkCalendar, t: Instant): string => dateFromDay(dayAt(tableAt(cal, t), t))

/**
 * The instant of a clock time, in minutes since midnight, on a local date; by default the date's first instant. A time that comes
 * twice means its first coming, a skipped one moves on by the gap.
 * @throws RangeError when there is no such date
 */
export function instantOn(cal: WorkCalendar, date: string, minute = 0): Instant {
  const day = dayFromDate(date)
  if (day === null) throw new RangeError(`no such date: ${JSON.stringify(date)}`)
  const local = day * DAY_MS + minute * MINUTE_MS
  return instantOfLocal(tableAt(cal, local).zone, local)
}

// Lengths

/**
 * Working minutes from `a` to `b`, negative when `b` comes first; not rounded. Undoes an `add` of `wmin` or `wh`.
 */
export const workingMinutesBetween = (cal: WorkCalendar, a: Instant, b: Instant): number =>
  (workedUntil(cal, a, b) - workedUntil(cal, b, a) + 0) / MINUTE_MS

/** How many working days lie after the local day of `a` up to that of `b`; negative when `b` comes first. */
export function workingDaysBetween(cal: WorkCalendar, a: Instant, b: Instant): number {
  tableAt(cal, a)
  const table = tableAt(cal, b) // holds both: a table only grows
  return b < a
    ? workDaysBefore(table, dayAt(table, b)) - workDaysBefore(table, dayAt(table, a))
    : workDaysBefore(table, dayAt(table, b) + 1) - workDaysBefore(table, dayAt(table, a) + 1)
}

// Counting

/**
 * The same clock time on the n-th working day after (before, for a negative n) the local day of `t`, whatever the hours there:
 * 06:00 stays 06:00. When a duty is due is another question: `add` with `wd`.
 */
export function addWorkingDays(cal: WorkCalendar, t: Instant, n: number): Instant {
  if (n === 0) return t
  const [table, workDay] = nthWorkDay(cal, t, n)
  return sameClock(table, t, table.workDays[workDay]!)
}

/** `wd` of regulation §2: from the next working instant, the same clock time on the n-th working day, at latest its closing. */
function inWorkingDays(cal: WorkCalendar, t: Instant, n: number): Instant {
  const start = nextWorkingInstant(cal, t)
  if (n === 0) return start
  const [table, workDay] = nthWorkDay(cal, start, n)
  return Math.min(sameClock(table, start, table.workDays[workDay]!), table.closings[workDay]!)
}

/** `wmin` and `wh` of regulation §2, to the millisecond: only working time runs, a result on the closing instant stays there. */
function addWorkingMs(cal: WorkCalendar, t: Instant, ms: number): Instant {
  if (ms < 0) return subtractWorkingMs(cal, t, -ms)
  for (let table = tableAt(cal, t); ; table = laterThan(cal, table)) {
    const { opens, closes, workedBefore } = table
    const start = firstAbove(closes, t)
    if (start === opens.length) continue
    const from = Math.max(t, opens[start]!)
    if (ms <= closes[start]! - from) return from + ms
    const target = workedBefore[start]! + from - opens[start]! + ms
    const end = firstFrom(workedBefore, target) - 1
    if (end < opens.length) return opens[end]! + target - workedBefore[end]!
  }
}

/** The mirror image: starts from the previous closing when nobody works, and a result on an opening stays there. */
function subtractWorkingMs(cal: WorkCalendar, t: Instant, ms: number): Instant {
  for (let table = tableAt(cal, t); ; table = earlierThan(cal, table)) {
    const { opens, closes, workedBefore } = table
    const start = firstFrom(opens, t) - 1
    if (start < 0) continue
    const target = workedBefore[start]! + Math.min(t, closes[start]!) - opens[start]! - ms
    if (target < 0) continue
    const end = firstAbove(workedBefore, target) - 1
    return opens[end]! + target - workedBefore[end]!
  }
}

function addDays(cal: WorkCalendar, t: Instant, n: number): Instant {
  if (n === 0) return t
  const day = dayAt(tableAt(cal, t), t)
  return sameClock(tableAt(cal, t + n * DAY_MS), t, day + n)
}

/** A missing day becomes the last of the month: 31 January + 1 mo = 28 February. */
function addMonths(cal: WorkCalendar, t: Instant, n: number): Instant {
  if (n === 0) return t
  const date = new Date(dayAt(tableAt(cal, t), t) * DAY_MS)
  const month = date.getUTCMonth() + n
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const target = Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay))
  return sameClock(tableAt(cal, target), t, target / DAY_MS)
}

/** The clock time of `t` on another local day. The table must hold both. */
function sameClock(table: WorkTable, t: Instant, day: number): Instant {
  const local = t + offsetAt(table.zone, t)
  return instantOfLocal(table.zone, local + (day - Math.floor(local / DAY_MS)) * DAY_MS)
}

/** The number, in a table that holds it, of the n-th working day after the local day of `t`; for a negative n, before it. */
function nthWorkDay(cal: WorkCalendar, t: Instant, n: number): [table: WorkTable, workDay: number] {
  for (let table = tableAt(cal, t); ; table = n > 0 ? laterThan(cal, table) : earlierThan(cal, table)) {
    const day = dayAt(table, t)
    const workDay = n > 0 ? workDaysBefore(table, day + 1) + n - 1 : workDaysBefore(table, day) + n
    if (workDay >= 0 && workDay < table.workDays.length) return [table, workDay]
  }
}

/** Working ms of the table up to `t`. The other instant only makes sure that the table holds both, so that two answers compare. */
function workedUntil(cal: WorkCalendar, other: Instant, t: Instant): number {
  tableAt(cal, other)
  const { opens, closes, workedBefore } = tableAt(cal, t)
  const span = firstAbove(closes, t)
  return workedBefore[span]! + (span < opens.length ? Math.max(0, t - opens[span]!) : 0)
}

// The table, which grows when a year is asked for that it does not hold

/** A table that holds `t`. Whether there is one depends on `t` alone, never on what was asked before. */
function tableAt(cal: WorkCalendar, t: Instant): WorkTable {
  const { table } = cal.memo()
  if (table !== null && t >= table.from && t < table.until) return table
  const grown = grow(cal, yearToCover(t))
  if (t >= grown.from && t < grown.until) return grown
  throw outside(formatInstant(t))
}

const laterThan = (cal: WorkCalendar, table: WorkTable): WorkTable => grow(cal, table.toYear + 1)
const earlierThan = (cal: WorkCalendar, table: WorkTable): WorkTable => grow(cal, table.fromYear - 1)

function grow(cal: WorkCalendar, year: number): WorkTable {
  const memo = cal.memo()
  const table = buildTable(cal.timeZone, memo.hoursOf, ...yearsAround(year, memo.table))
  memo.table = table
  return table
}
