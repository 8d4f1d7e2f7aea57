import { compileCalendar, shippedCalendarRu, type DayHours } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import { replanned } from '../replan.ts'
import { inMoscow, moscow } from '../testing/index.ts'

const withDay = (date: string, hours: DayHours) => {
  const shipped = shippedCalendarRu()
  return compileCalendar({ ...shipped, days: { ...shipped.days, [date]: hours } })
}
const now = moscow('Tue 10 Mar 10:00')

describe('[A8] what a clause has set goes by the changed calendar', () => {
  test.each([
    ['a working instant stays', '2026-03-12', { off: true }, 'Wed 11 Mar 15:00', 'Wed 11 Mar 15:00'],
    ['a closing stays', '2026-03-12', { off: true }, 'Wed 11 Mar 18:00', 'Wed 11 Mar 18:00'],
    ['a day off: the same clock time of the next working day', '2026-03-12', { off: true }, 'Thu 12 Mar 15:00', 'Fri 13 Mar 15:00'],
    ['a day off before the week-end: on Monday', '2026-03-13', { off: true }, 'Fri 13 Mar 18:00', 'Mon 16 Mar 18:00'],
    ['a short day: at its closing', '2026-03-12', { open: 540, close: 900 }, 'Thu 12 Mar 17:00', 'Thu 12 Mar 15:00'],
    ['a late opening: at the opening', '2026-03-12', { open: 720, close: 1080 }, 'Thu 12 Mar 09:30', 'Thu 12 Mar 12:00'],
    ['a closing that has passed: at the next opening', '2026-03-10', { open: 540, close: 600 }, 'Tue 10 Mar 15:00', 'Wed 11 Mar 09:00'],
    ['what is overdue stays', '2026-03-09', { off: true }, 'Mon 9 Mar 15:00', 'Mon 9 Mar 15:00'],
  ] as const)('%s', (_title, date, hours, due, becomes) => {
    expect(inMoscow(replanned(withDay(date, hours), moscow(due), now))).toBe(becomes)
  })
})
