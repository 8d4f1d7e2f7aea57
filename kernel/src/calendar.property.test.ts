import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  add,
  addWorkingDays,
  closingAfter,
  closingOfWorkingDayAtOrAfter,
  compileCalendar,
  dateOf,
  dutyAt,
  gateAt,
  instantOn,
  isWorking,
  isWorkingDay,
  nextWorkingInstant,
  previousWorkingInstant,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar.ts'
import type { WorkCalendar } from './calendar.ts'
import { DAY_MS, MINUTE_MS } from './instant.ts'
import type { Instant } from './instant.ts'
import { shippedCalendarRu, shippedWeek } from './productionCalendarRu.ts'
import type { Term, TermUnit } from './term.ts'

const zones = [
  'Europe/Moscow',
  'Asia/Kamchatka',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'UTC',
]
const lunch = { open: 540, close: 780 }
const oddOne = compileCalendar({
  timeZone: 'Europe/Berlin',
  week: { ...shippedWeek, tue: [lunch, { open: 840, close: 1080 }], sat: { open: 0, close: 1440 }, sun: { open: 0, close: 240 } },
  days: { '2026-03-29': { open: 120, close: 180 }, '2026-10-25': { open: 60, close: 200 } }, // the nights of the clock changes
})
const calendar = fc.constantFrom(...zones.map((zone) => compileCalendar(shippedCalendarRu(zone))), oddOne)
/** 2009 to 2031, and often near a full hour, where openings and closings are. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2009), max: Date.UTC(2031) }),
  fc
    .tuple(fc.integer({ min: Date.UTC(2024) / 3.6e6, max: Date.UTC(2028) / 3.6e6 }), fc.constantFrom(-1, 0, 1))
    .map(([hour, ms]) => hour * 3.6e6 + ms),
)
const termOf = (...units: TermUnit[]): fc.Arbitrary<Term> =>
  fc.record({ n: fc.integer({ min: 0, max: 120 }), unit: fc.constantFrom(...units) })
const anyTerm = termOf('wmin', 'wh', 'wd', 'd', 'w', 'mo', 's', 'min')
const workingTerm = termOf('wmin', 'wh')
const check = <T extends [unknown, ...unknown[]]>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }, holds: (...values: T) => unknown) =>
  fc.assert(
    fc.property(...arbitraries, (...values) => {
      holds(...values) // an assertion returns false, which would count as a failure
    }),
    { numRuns: 2000 },
  )

const zoned = (cal: WorkCalendar, t: Instant) => Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(cal.timeZone)
const workingOrClosing = (cal: WorkCalendar, t: Instant) => isWorking(cal, t) || isWorking(cal, t - 1)

describe('[A8] what holds at every instant, in every zone', () => {
  test('a gate is never later than the duty of the same term', () =>
    check([calendar, instant, anyTerm], (cal, t, term) => expect(gateAt(cal, t, term)).toBeLessThanOrEqual(dutyAt(cal, t, term))))

  test('a term never ends before it starts', () =>
    check([calendar, instant, anyTerm], (cal, t, term) => expect(add(cal, t, term)).toBeGreaterThanOrEqual(t)))

  test('who starts later is due no earlier', () =>
    check(
      [calendar.filter((cal) => cal !== oddOne), instant, fc.integer({ min: 0, max: 5 * DAY_MS }), termOf('wmin', 'wh', 'wd')],
      (cal, t, later, term) => expect(dutyAt(cal, t + later, term)).toBeGreaterThanOrEqual(dutyAt(cal, t, term)),
    ))

  test('who has longer is due no earlier', () =>
    check([calendar, instant, anyTerm, fc.integer({ min: 0, max: 50 })], (cal, t, term, more) =>
      expect(dutyAt(cal, t, { ...term, n: term.n + more })).toBeGreaterThanOrEqual(dutyAt(cal, t, term)),
    ))

  test('working time ends within working time or at its closing', () =>
    check([calendar, instant, workingTerm], (cal, t, term) => {
      expect(workingOrClosing(cal, add(cal, t, term))).toBe(true)
      expect(workingOrClosing(cal, add(cal, t, { ...term, n: -term.n - 1 }))).toBe(true)
    }))

  test('the working minutes between are those that were added, or taken away', () =>
    check([calendar, instant, fc.integer({ min: -30_000, max: 30_000 })], (cal, t, n) => {
      const end = add(cal, t, { n, unit: 'wmin' })
      expect(workingMinutesBetween(cal, t, end)).toBe(n)
      expect(workingMinutesBetween(cal, end, t)).toBe(n === 0 ? 0 : -n)
    }))

  test('two terms one after the other are their sum', () =>
    check([calendar, instant, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 })], (cal, t, a, b) =>
      expect(add(cal, add(cal, t, { n: a, unit: 'wmin' }), { n: b, unit: 'wmin' })).toBe(add(cal, t, { n: a + b, unit: 'wmin' })),
    ))

  test('the working minutes between agree with a count of them one by one', () =>
    fc.assert(
      fc.property(
        calendar,
        fc.integer({ min: Date.UTC(2024) / MINUTE_MS, max: Date.UTC(2028) / MINUTE_MS }),
        fc.integer({ min: 0, max: 3000 }),
        (cal, from, length) => {
          let counted = 0
          for (let i = 0; i < length; i++) counted += isWorking(cal, (from + i) * MINUTE_MS) ? 1 : 0
          expect(workingMinutesBetween(cal, from * MINUTE_MS, (from + length) * MINUTE_MS)).toBe(counted)
        },
      ),
      { numRuns: 200 },
    ))

  test('a duty in calendar days falls on a closing, strictly after the gate, with no other closing between', () =>
    check([calendar, instant, termOf('d', 'w', 'mo')], (cal, t, term) => {
      const gate = gateAt(cal, t, term)
      const due = dutyAt(cal, t, term)
      expect(due).toBeGreaterThan(gate)
      expect(closingOfWorkingDayAtOrAfter(cal, due)).toBe(due)
      expect(closingAfter(cal, due - 1)).toBe(due)
      expect(closingAfter(cal, gate)).toBe(due)
    }))

  test('next and previous working instants: work stays where it is, else nothing was worked between', () =>
    check([calendar, instant], (cal, t) => {
      const next = nextWorkingInstant(cal, t)
      expect(isWorking(cal, next)).toBe(true)
      expect(next === t).toBe(isWorking(cal, t))
      expect(workingMinutesBetween(cal, previousWorkingInstant(cal, t), next)).toBe(0)
    }))

  test('the n-th working day is a working day, and n of them lie between', () =>
    check([calendar, instant, fc.integer({ min: 1, max: 300 }), fc.boolean()], (cal, t, count, back) => {
      const n = back ? -count : count
      const moved = addWorkingDays(cal, t, n)
      expect(isWorkingDay(cal, moved)).toBe(true)
      expect(workingDaysBetween(cal, t, moved)).toBe(n)
    }))
})

describe('[A8] calendar arithmetic agrees with Temporal', () => {
  test.each([
    ['d', 'days'],
    ['w', 'weeks'],
    ['mo', 'months'],
  ] as const)('%s', (unit, name) =>
    check([calendar, instant, fc.integer({ min: -100, max: 100 })], (cal, t, n) =>
      expect(add(cal, t, { n, unit })).toBe(zoned(cal, t).add({ [name]: n }).epochMilliseconds),
    ),
  )

  test('dates and clock times', () =>
    check([calendar, instant, fc.integer({ min: 0, max: 1439 })], (cal, t, minute) => {
      const date = dateOf(cal, t)
      expect(date).toBe(zoned(cal, t).toPlainDate().toString())
      const plain = Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
      expect(instantOn(cal, date, minute)).toBe(plain.toZonedDateTime(cal.timeZone).epochMilliseconds)
    }))
})
