import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compileCalendar, instantOn, isWorking, isWorkingDay, workingMinutesBetween } from './calendar.ts'
import type { WorkCalendar } from './calendar.ts'
import type { Week } from './calendarData.ts'
import { DAY_MS, HOUR_MS, dateFromDay } from './instant.ts'
import { shippedCalendarRu, shippedWeek } from './productionCalendarRu.ts'

const eightHours: Week = {
  ...shippedWeek,
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, { open: 540, close: 1020 }])),
}
const hoursIn = (cal: WorkCalendar, year: number) =>
  workingMinutesBetween(cal, instantOn(cal, `${year}-01-01`), instantOn(cal, `${year + 1}-01-01`)) / 60
const daysOf = (year: number) =>
  Array.from({ length: (Date.UTC(year + 1) - Date.UTC(year)) / DAY_MS }, (_, i) => dateFromDay(Date.UTC(year) / DAY_MS + i))

describe('[A8] the Russian production calendar', () => {
  const shipped = compileCalendar(shippedCalendarRu())
  const ofEightHours = compileCalendar(shippedCalendarRu('Europe/Moscow', eightHours))

  test.each([
    [2024, 248, 1979, 2227],
    [2025, 247, 1972, 2219],
    [2026, 247, 1972, 2219],
    [2027, 247, 1972, 2219],
  ])('%i: %i working days, %i hours in days of eight, %i in the shipped days of nine', (year, workingDays, hours, shippedHours) => {
    expect(daysOf(year).filter((date) => isWorkingDay(shipped, instantOn(shipped, date)))).toHaveLength(workingDays)
    expect(hoursIn(ofEightHours, year)).toBe(hours)
    expect(hoursIn(shipped, year)).toBe(shippedHours)
  })

  test('a transferred Saturday is worked, also a shortened one; the day it was exchanged for is off', () => {
    expect(isWorking(shipped, instantOn(shipped, '2024-04-27', 17 * 60))).toBe(true)
    expect(isWorking(shipped, instantOn(shipped, '2025-11-01', 16 * 60))).toBe(true)
    expect(isWorking(shipped, instantOn(shipped, '2025-11-01', 17 * 60))).toBe(false)
    expect(isWorkingDay(shipped, instantOn(shipped, '2025-11-03'))).toBe(false)
  })

  test('a shortened day ends one hour earlier than the company usually does', () => {
    const untilSeven: Week = { ...shippedWeek, thu: { open: 600, close: 1140 }, mon: null }
    const { days } = shippedCalendarRu('Asia/Omsk', untilSeven)
    expect(days['2026-04-30']).toEqual({ open: 600, close: 1080 })
    expect(days['2024-04-27'], 'nobody works on Mondays, so no Monday is made up for').toEqual({ off: true })
    const lunch = {
      ...shippedWeek,
      thu: [
        { open: 540, close: 780 },
        { open: 840, close: 1080 },
      ],
    }
    expect(shippedCalendarRu('Asia/Omsk', lunch).days['2026-04-30']).toEqual([
      { open: 540, close: 780 },
      { open: 840, close: 1020 },
    ])
  })

  test('years outside the calendar have the plain week', () => {
    expect(isWorkingDay(shipped, instantOn(shipped, '2023-05-01'))).toBe(true)
    expect(isWorkingDay(shipped, instantOn(shipped, '2028-01-03'))).toBe(true)
    expect(isWorkingDay(shipped, instantOn(shipped, '2028-01-01'))).toBe(false)
  })

  const testData = process.env['REGLAMENT_TEST_DATA'] ?? ''
  test.skipIf(!testData).each([2024, 2025, 2026, 2027])('%i is, day by day, what the source says', (year) => {
    const xml = readFileSync(join(testData, `calendar-ru/ru-${year}.xml`), 'utf8')
    const kinds = new Map(
      [...xml.matchAll(/<day d="(\d\d)\.(\d\d)" t="([123])"/g)].map(([, month, day, kind]) => [`${year}-${month}-${day}`, kind]),
    )
    for (const date of daysOf(year)) {
      const midnight = instantOn(shipped, date)
      const weekend = [0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay())
      const hours = { '1': 0, '2': 8, '3': 9, none: weekend ? 0 : 9 }[kinds.get(date) ?? 'none']
      expect(workingMinutesBetween(shipped, midnight, midnight + 24 * HOUR_MS) / 60, date).toBe(hours)
    }
  })
})
