import { describe, expect, test } from 'vitest'
import { anHourLess, clockOf, clockText, dayState, hoursText, weeksOf } from './calendarDays.ts'

const day = [{ open: 540, close: 1080 }]
const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] }

describe('[A8] the year as it is drawn', () => {
  test('a month begins under its weekday and ends with its last day', () => {
    const march = weeksOf(2026, 2)
    expect(march[0]).toEqual([null, null, null, null, null, null, '2026-03-01'])
    expect(march.at(-1)!.findLast((date) => date !== null)).toBe('2026-03-31')
    expect(weeksOf(2027, 1)).toHaveLength(4)
  })

  test('a day is as its weekday, off, short or worked', () => {
    const days = new Map([
      ['2026-03-09', []],
      ['2026-04-30', anHourLess(day)],
      ['2026-03-14', day],
    ])
    const kinds = ['2026-03-10', '2026-03-15', '2026-03-09', '2026-04-30', '2026-03-14'].map((date) => dayState(date, week, days).kind)
    expect(kinds).toEqual(['work', 'rest', 'off', 'short', 'worked'])
  })

  test('clock times are read and said', () => {
    expect([clockText(545), clockOf('9:05'), clockOf('24:00'), clockOf('25:00'), clockOf('9')]).toEqual([
      '09:05',
      545,
      1440,
      undefined,
      undefined,
    ])
    expect(hoursText(anHourLess(day))).toBe('09:00–17:00')
  })
})
