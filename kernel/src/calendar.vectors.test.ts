import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  add,
  addWorkingDays,
  closingAfter,
  compileCalendar,
  dateOf,
  instantOn,
  isWorking,
  isWorkingDay,
  nextWorkingInstant,
  previousWorkingInstant,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar.ts'
import type { WorkCalendar } from './calendar.ts'
import type { DayHours, Span, Week } from './index.ts'
import { parseInstant } from './instant.ts'

type Vector = {
  op: string
  in: [string, (string | number)?]
  expected: string | number | boolean
  tz: string
  hours?: SpansByDay
  holidays?: string[]
}
type SpansByDay = Record<string, string[]>

const testData = process.env['REGLAMENT_TEST_DATA'] ?? ''
const file = testData
  ? (JSON.parse(readFileSync(join(testData, 'business-hours/vectors.json'), 'utf8')) as { defaultHours: SpansByDay; cases: Vector[] })
  : { defaultHours: {}, cases: [] }

const minute = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const spanOf = (text: string): Span => ({ open: minute(text.slice(0, 5)), close: minute(text.slice(6)) })

function calendarOf({ tz, hours = file.defaultHours, holidays = [] }: Vector): WorkCalendar {
  const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, hours[day]?.map(spanOf) ?? null]))
  const days = Object.fromEntries(holidays.map((date): [string, DayHours] => [date, { off: true }]))
  return compileCalendar({ timeZone: tz, week: week as Week, days })
}

/** What we answer, in the form of the expectation: an instant, a number, a boolean, or a date where dates were given. */
function answer(vector: Vector): number | boolean | string {
  const cal = calendarOf(vector)
  const read = (text: string) => (text.includes('T') ? parseInstant(text) : instantOn(cal, text, 12 * 60))
  const dated = !vector.in[0].includes('T')
  const t = read(vector.in[0])
  const n = Number(vector.in[1])
  const until = typeof vector.in[1] === 'string' ? read(vector.in[1]) : 0
  switch (vector.op) {
    case 'addDays': {
      const moved = addWorkingDays(cal, t, n)
      return dated ? dateOf(cal, moved) : moved
    }
    case 'addHours':
      return add(cal, t, { n, unit: 'wh' })
    case 'addMinutes':
      return add(cal, t, { n, unit: 'wmin' })
    case 'addSeconds':
      return add(cal, t, { n: n / 60, unit: 'wmin' }) // the file has whole minutes only
    case 'nextWorkingInstant':
      return nextWorkingInstant(cal, t)
    case 'previousWorkingInstant':
      return previousWorkingInstant(cal, t)
    case 'closingTime':
      return closingAfter(cal, t)
    case 'isWorkingDay':
      return isWorkingDay(cal, t)
    case 'inWorkingHours':
      return isWorking(cal, t)
    case 'workingDaysBetween':
      return workingDaysBetween(cal, t, until)
    case 'workingSecondsBetween':
      return Math.floor(workingMinutesBetween(cal, t, until) * 60)
    default:
      throw new Error(`unknown operation ${vector.op}`)
  }
}

const expectation = ({ expected }: Vector) => (typeof expected === 'string' && expected.includes('T') ? parseInstant(expected) : expected)

/** At 10:00 on a day with a break from 12:00 to 13:00. */
const breaksOff = (vector: Vector) => vector.op === 'closingTime' && vector.in[0] === '2014-04-07T10:00:00Z'

describe.skipIf(!testData)('[A8] the business-hours vectors', () => {
  test('are 45', () => expect(file.cases).toHaveLength(45))

  test.each(file.cases.filter((vector) => !breaksOff(vector)).map((vector) => [`${vector.op} ${vector.in.join(' ')}`, vector] as const))(
    '%s',
    (_name, vector) => expect(answer(vector)).toBe(expectation(vector)),
  )

  test('one differs: their closing before a break is no closing of a working day', () => {
    const [vector, ...others] = file.cases.filter(breaksOff)
    expect(others).toEqual([])
    expect(vector?.expected).toBe('2014-04-07T12:00:00Z')
    expect(vector && answer(vector)).toBe(parseInstant('2014-04-07T18:00:00Z'))
  })
})
