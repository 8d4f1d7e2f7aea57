import { expect, test } from 'vitest'
import { instantIn, wallClockIn } from './wallClock.ts'

test('the wall clock of Moscow is three hours ahead', () => {
  expect(wallClockIn('Europe/Moscow', '2026-03-10T12:16:00Z')).toBe('2026-03-10 15:16:00')
  expect(instantIn('Europe/Moscow', '2026-03-10 15:16:00')).toBe('2026-03-10T12:16:00.000Z')
})

test.each(['2026-03-28 23:30:00', '2026-03-29 03:30:00', '2026-10-24 23:30:00', '2026-10-26 09:00:00'])(
  'around the change of the hour in Berlin: %s',
  (wall) => expect(wallClockIn('Europe/Berlin', instantIn('Europe/Berlin', wall))).toBe(wall),
)
