import { describe, expect, test } from 'vitest'
import {
  add,
  addWorkingDays,
  closingAfter,
  closingOfDay,
  closingOfLaterDay,
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
import { CalendarDataError } from './calendarData.ts'
import type { CalendarData } from './calendarData.ts'
import { formatInstant, parseInstant } from './instant.ts'
import { shippedCalendarRu, shippedWeek } from './productionCalendarRu.ts'
import { parseTerm, workingDays } from './term.ts'

const moscow = compileCalendar(shippedCalendarRu())

/** `6.03 17:30` in Moscow in 2026; with seconds where they matter. */
const at = (text: string) => {
  const found = /^(\d+)\.(\d+) (\d\d:\d\d(?::\d\d)?)$/.exec(text)
  if (!found) throw new Error(text)
  const [, day = '', month = '', clock = ''] = found
  return parseInstant(`2026-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clock.padEnd(8, ':00')}+03:00`)
}
const told = (t: number) => {
  const [, month, day, clock] = /-(\d\d)-(\d\d)T(.{8})/.exec(formatInstant(t + 3 * 3_600_000)) ?? []
  return `${Number(day)}.${month} ${clock?.replace(/:00$/, '')}`
}
const say = (t: number) => formatInstant(t).slice(0, 16)
const duty = (from: string, term: string) => told(dutyAt(moscow, at(from), parseTerm(term)))
const gate = (from: string, term: string) => told(gateAt(moscow, at(from), parseTerm(term)))

describe('[A8] the worked examples of the no-answer ladder, regulation §6', () => {
  test.each([
    ['first, Tuesday', '10.03 10:05', '1 wh', '10.03 11:05'],
    ['second', '10.03 11:10', '1 wd', '11.03 11:10'],
    ['third', '11.03 11:15', '1 wh', '11.03 12:15'],
    ['first, Friday before three days off', '6.03 17:30', '1 wh', '10.03 09:30'],
    ['second after them', '10.03 09:40', '1 wd', '11.03 09:40'],
    ['third after them', '11.03 09:45', '1 wh', '11.03 10:45'],
    ['first, shortened Thursday before a holiday', '30.04 16:30', '1 wh', '4.05 09:30'],
    ['first, in the evening', '10.03 20:30', '1 wh', '11.03 10:00'],
    ['first, on Saturday', '14.03 12:00', '1 wh', '16.03 10:00'],
    ['second, on Saturday', '14.03 12:00', '1 wd', '17.03 09:00'],
    ['second, the next day closes earlier', '29.04 17:40', '1 wd', '30.04 17:00'],
    ['third, over the night', '11.03 17:40', '1 wh', '12.03 09:40'],
  ])('%s: %s + %s is %s', (_name, from, term, due) => {
    expect(duty(from, term)).toBe(due)
    expect(gate(from, term)).toBe(due)
  })

  test('the whole plan ends two working hours after the fourth', () => expect(duty('11.03 12:20', '2 wh')).toBe('11.03 14:20'))
})

describe('[A8] the instants of the scenarios, regulation §11', () => {
  test.each([
    ['4: into taken', '6.03 17:50', '30 wmin', '10.03 09:20'],
    ['4: into qualified on a short day', '30.04 15:00', '4 wh', '4.05 11:00'],
    ['4: into proposal-sent after a short day closed', '8.05 17:30', '1 wd', '13.05 09:00'],
    ['9: he rang back, missed', '10.03 14:00', '30 wmin', '10.03 14:30'],
    ['15: silence end', '2.03 12:00', '8 w', '27.04 18:00'],
    ['15: the head decides, from a closing', '27.04 18:00', '1 wd', '29.04 09:00'],
    ['16: eight weeks end on a day off', '16.03 10:00', '8 w', '12.05 18:00'],
    ['17: touched on Monday', '20.04 15:00', '14 d', '4.05 18:00'],
    ['17: touched on Saturday', '25.04 15:00', '14 d', '12.05 18:00'],
    ['18: thinking', '24.04 16:00', '1 w', '4.05 18:00'],
    ['19: the touch clock beside a named date', '20.04 15:00', '14 d', '4.05 18:00'],
    ['20: lifetime', '12.03 11:00', '3 mo', '15.06 18:00'],
    ['21: the head sees an overdue task', '11.03 15:00', '4 wh', '12.03 10:00'],
    ['21: it is handed over', '11.03 15:00', '2 wd', '13.03 15:00'],
    ['24: on the exchange', '6.03 17:00', '4 wh', '10.03 12:00'],
    ['25: undo, from a closing', '17.03 18:00', '1 wd', '19.03 09:00'],
    ['27: review', '12.03 16:00', '2 wd', '16.03 16:00'],
    ['30: proposal opened', '13.03 10:05', '30 wmin', '13.03 10:35'],
    ['30: proposal unopened', '12.03 16:00', '1 wd', '13.03 16:00'],
    ['30: reminded, due on the closing instant', '13.03 16:00', '2 wh', '13.03 18:00'],
    ['31: second letter', '14.03 11:00', '1 wd', '17.03 09:00'],
  ])('%s: %s + %s is due %s', (_name, from, term, due) => {
    expect(duty(from, term)).toBe(due)
  })

  test('11: three weeks of silence pass at the exact instant', () => expect(gate('2.03 12:00', '3 w')).toBe('23.03 12:00'))

  test('20: shown 14 days ahead of the end of the three months, not of the due', () => {
    const end = add(moscow, at('12.03 11:00'), parseTerm('3 mo'))
    expect(told(end)).toBe('12.06 11:00')
    expect(told(add(moscow, end, parseTerm('-14 d')))).toBe('29.05 11:00')
  })

  test('25: the deadline of a release is the closing of the next working day', () => {
    expect(told(closingOfLaterDay(moscow, at('16.03 10:00'), 1))).toBe('17.03 18:00')
    expect(told(closingOfLaterDay(moscow, at('16.03 20:00'), 1))).toBe('17.03 18:00')
    expect(told(closingOfLaterDay(moscow, at('14.03 10:00'), 1))).toBe('16.03 18:00')
  })
})

describe('[A8] the edges of regulation §2', () => {
  test('opening is working time, closing is not', () => {
    expect(isWorking(moscow, at('10.03 09:00'))).toBe(true)
    expect(isWorking(moscow, at('10.03 18:00') - 1)).toBe(true)
    expect(isWorking(moscow, at('10.03 18:00'))).toBe(false)
    expect(isWorking(moscow, at('10.03 08:59'))).toBe(false)
    expect(isWorkingDay(moscow, at('10.03 23:59'))).toBe(true)
    expect(isWorkingDay(moscow, at('9.03 12:00'))).toBe(false)
  })

  test('no time at all: from work at once, from outside at the next opening', () => {
    expect(gate('10.03 12:00:07', '0 wmin')).toBe('10.03 12:00:07')
    for (const term of ['0 wmin', '0 wh', '0 wd']) expect(gate('10.03 18:00', term)).toBe('11.03 09:00')
    for (const term of ['0 d', '0 w', '0 mo', '0 s', '0 min']) expect(gate('10.03 18:00', term)).toBe('10.03 18:00')
  })

  test('working time that fills the day ends on the closing, one second more begins the next day', () => {
    expect(gate('10.03 09:00', '9 wh')).toBe('10.03 18:00')
    expect(gate('10.03 09:00:01', '9 wh')).toBe('11.03 09:00:01')
    expect(gate('10.03 18:00', '9 wh')).toBe('11.03 18:00')
  })

  test('real time runs at night', () => {
    expect(gate('10.03 23:59:55', '10 s')).toBe('11.03 00:00:05')
    expect(duty('10.03 23:59:55', '5 min')).toBe('11.03 00:04:55')
  })

  test('a duty in calendar days that ends exactly at a closing lasts until the next one', () => {
    expect(duty('24.02 18:00', '14 d')).toBe('11.03 18:00')
    expect(duty('24.02 17:59:59', '14 d')).toBe('10.03 18:00')
    expect(duty('16.04 17:00', '2 w')).toBe('4.05 18:00') // 30.04 closes at 17:00, 1.05 is off
    expect(gate('24.02 18:00', '14 d')).toBe('10.03 18:00')
  })

  test('closings: after, at or after, of the day itself', () => {
    expect(told(closingAfter(moscow, at('10.03 18:00')))).toBe('11.03 18:00')
    expect(told(closingOfWorkingDayAtOrAfter(moscow, at('10.03 18:00')))).toBe('10.03 18:00')
    expect(told(closingOfWorkingDayAtOrAfter(moscow, at('10.03 18:00') + 1))).toBe('11.03 18:00')
    expect(told(closingOfDay(moscow, at('30.04 23:00')) ?? 0)).toBe('30.04 17:00')
    expect(closingOfDay(moscow, at('1.05 12:00'))).toBeNull()
  })

  test('a missing day becomes the last of its month, in leap years too', () => {
    expect(gate('31.01 12:00', '1 mo')).toBe('28.02 12:00')
    expect(gate('31.03 12:00', '1 mo')).toBe('30.04 12:00')
    expect(gate('31.03 12:00', '-1 mo')).toBe('28.02 12:00')
    const leap = parseInstant('2023-12-31T12:00:00+03:00')
    expect(formatInstant(add(moscow, leap, parseTerm('2 mo')))).toBe('2024-02-29T09:00:00.000Z')
    expect(formatInstant(add(moscow, parseInstant('2024-02-29T12:00:00+03:00'), parseTerm('12 mo')))).toBe('2025-02-28T09:00:00.000Z')
    expect(formatInstant(add(moscow, parseInstant('2024-02-28T12:00:00+03:00'), parseTerm('1 d')))).toBe('2024-02-29T09:00:00.000Z')
  })

  test('three working days back: as far as one may enter by hand', () => {
    expect(told(add(moscow, at('11.03 11:00'), workingDays(-3)))).toBe('5.03 11:00')
    expect(told(add(moscow, at('14.03 11:00'), workingDays(-3)))).toBe('11.03 09:00')
    expect(told(add(moscow, at('4.05 17:30'), workingDays(-1)))).toBe('30.04 17:00')
  })

  test('working time counted back starts at the last closing, and a result on the opening stays there', () => {
    expect(gate('10.03 10:00', '-2 wh')).toBe('6.03 17:00')
    expect(gate('9.03 12:00', '-9 wh')).toBe('6.03 09:00')
    expect(told(previousWorkingInstant(moscow, at('9.03 12:00')))).toBe('6.03 18:00')
  })

  test('the plain n-th working day keeps a clock time outside hours, the term does not', () => {
    expect(told(addWorkingDays(moscow, at('6.03 06:00'), 1))).toBe('10.03 06:00')
    expect(told(addWorkingDays(moscow, at('7.03 06:00'), 1))).toBe('10.03 06:00')
    expect(told(addWorkingDays(moscow, at('10.03 23:00'), -1))).toBe('6.03 23:00')
    expect(gate('6.03 06:00', '1 wd')).toBe('10.03 09:00')
  })

  test('working minutes between', () => {
    expect(workingMinutesBetween(moscow, at('6.03 17:30'), at('10.03 09:30:30'))).toBe(60.5)
    expect(workingMinutesBetween(moscow, at('10.03 09:30'), at('6.03 17:30'))).toBe(-60)
  })

  test('dates and clock times', () => {
    expect(dateOf(moscow, at('10.03 00:00'))).toBe('2026-03-10')
    expect(dateOf(moscow, at('10.03 00:00') - 1)).toBe('2026-03-09')
    expect(told(instantOn(moscow, '2026-03-10', 605))).toBe('10.03 10:05')
    expect(() => instantOn(moscow, '2026-02-30')).toThrow(RangeError)
    expect(workingDaysBetween(moscow, at('6.03 23:00'), at('10.03 00:00'))).toBe(1)
    expect(workingDaysBetween(moscow, at('10.03 00:00'), at('6.03 23:00'))).toBe(-1)
  })

  test('the years 1900 to 2299 are covered, in any order of asking, and no others', () => {
    const cal = compileCalendar(shippedCalendarRu('America/New_York'))
    for (const year of [2026, 1900, 2299, 1970]) {
      const date = dateOf(cal, nextWorkingInstant(cal, Date.UTC(year, 5, 1)))
      expect(date.startsWith(`${year}-06-0`)).toBe(true)
    }
    expect(() => nextWorkingInstant(cal, Date.UTC(2300, 5, 1))).toThrow(RangeError)
    expect(dateOf(cal, Date.UTC(2300, 0, 1, 3))).toBe('2299-12-31')
    expect(() => dateOf(cal, Date.UTC(2300, 0, 1, 6))).toThrow('2300-01-01T06:00:00.000Z is outside the years 1900–2299')
    expect(() => dateOf(cal, Date.UTC(1900, 0, 1, 3))).toThrow(RangeError)
    expect(() => nextWorkingInstant(cal, Number.NaN)).toThrow(RangeError)
    expect(() => add(cal, at('10.03 10:00'), workingDays(1_000_000))).toThrow(RangeError)
    expect(() => add(cal, at('10.03 10:00'), parseTerm('-900000000 wh'))).toThrow(RangeError)
    expect(() => add(cal, at('10.03 10:00'), parseTerm('1000000 mo'))).toThrow(RangeError)
  })

  test('a longer table answers as a shorter one did', () => {
    const cal = compileCalendar(shippedCalendarRu())
    const before = add(cal, at('10.03 10:00'), parseTerm('5000 wh'))
    nextWorkingInstant(cal, Date.UTC(1990, 5, 1))
    nextWorkingInstant(cal, Date.UTC(2090, 5, 1))
    expect(add(cal, at('10.03 10:00'), parseTerm('5000 wh'))).toBe(before)
    expect(add(cal, before, parseTerm('-5000 wh'))).toBe(at('10.03 10:00'))
  })
})

describe('[A8] a calendar that cannot be is refused, with the place named', () => {
  const good: CalendarData = { timeZone: 'Asia/Yekaterinburg', week: shippedWeek, days: {} }
  const none = { mon: null, tue: null, wed: null, thu: null, fri: null, sat: null, sun: null }

  test.each<[string, Partial<CalendarData>, string]>([
    ['unknown zone', { timeZone: 'Europe/Moskow' }, 'timeZone "Europe/Moskow": unknown-zone'],
    ['closing before opening', { week: { ...shippedWeek, tue: { open: 600, close: 540 } } }, 'week.tue: close-not-after-open'],
    ['closing on opening', { days: { '2026-03-10': { open: 600, close: 600 } } }, 'days["2026-03-10"]: close-not-after-open'],
    ['a date that is none', { days: { '2026-02-30': { off: true } } }, 'days["2026-02-30"]: no-such-date'],
    ['a date written otherwise', { days: { '10.03.2026': { off: true } } }, 'days["10.03.2026"]: no-such-date'],
    ['beyond midnight', { week: { ...shippedWeek, sat: { open: 600, close: 1441 } } }, 'week.sat: not-minutes-of-a-day'],
    ['hours for minutes', { week: { ...shippedWeek, sat: { open: 9.5, close: 18 } } }, 'week.sat: not-minutes-of-a-day'],
    [
      'spans out of order',
      {
        week: {
          ...shippedWeek,
          sat: [
            { open: 600, close: 700 },
            { open: 690, close: 800 },
          ],
        },
      },
      'week.sat: spans-overlap',
    ],
    ['never open', { week: none, days: { '2026-03-10': { open: 540, close: 600 } } }, 'week: never-works'],
  ])('%s', (_name, change, message) => {
    expect(() => compileCalendar({ ...good, ...change })).toThrow(CalendarDataError)
    expect(() => compileCalendar({ ...good, ...change })).toThrow(`working calendar, ${message}`)
  })
})

describe('[A8] zones that change their clocks', () => {
  const week = { ...shippedWeek, sat: { open: 0, close: 1440 }, sun: { open: 0, close: 1440 } }
  const withClockChanges = (timeZone: string) => compileCalendar({ timeZone, week, days: {} })

  test('a day of 23 hours and one of 25', () => {
    const berlin = withClockChanges('Europe/Berlin')
    expect(workingMinutesBetween(berlin, instantOn(berlin, '2026-03-29'), instantOn(berlin, '2026-03-30')) / 60).toBe(23)
    expect(workingMinutesBetween(berlin, instantOn(berlin, '2026-10-25'), instantOn(berlin, '2026-10-26')) / 60).toBe(25)
  })

  test('a skipped clock time moves on, a doubled one means its first coming', () => {
    const berlin = withClockChanges('Europe/Berlin')
    expect(say(instantOn(berlin, '2026-03-29', 150))).toBe('2026-03-29T01:30') // 02:30 is shown as 03:30
    expect(say(instantOn(berlin, '2026-10-25', 150))).toBe('2026-10-25T00:30')
    const saturday = parseInstant('2026-03-28T02:30:00+01:00')
    expect(say(add(berlin, saturday, parseTerm('1 d')))).toBe('2026-03-29T01:30')
    expect(say(add(berlin, saturday, parseTerm('1 wd')))).toBe('2026-03-29T01:30')
    expect(say(add(berlin, saturday, parseTerm('2 wd')))).toBe('2026-03-30T00:30') // Monday opens at 09:00, yet only its closing limits
  })

  test('Moscow stopped changing its clocks in 2011 and moved once more in 2014', () => {
    expect(say(instantOn(moscow, '2010-07-01', 540))).toBe('2010-07-01T05:00')
    expect(say(instantOn(moscow, '2012-01-10', 540))).toBe('2012-01-10T05:00')
    expect(say(instantOn(moscow, '2015-01-12', 540))).toBe('2015-01-12T06:00')
  })

  test('Apia had no 30 December 2011: it counts as no working day', () => {
    const apia = compileCalendar({ timeZone: 'Pacific/Apia', week: shippedWeek, days: {} })
    const thursday = instantOn(apia, '2011-12-29', 600)
    expect(dateOf(apia, add(apia, thursday, parseTerm('1 d')))).toBe('2011-12-31')
    expect(dateOf(apia, add(apia, thursday, workingDays(1)))).toBe('2012-01-02')
  })
})
