import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateFromDay, dayFromDate, formatInstant, parseInstant } from './instant.ts'

describe('[A8] instants as text', () => {
  test.each([
    ['2026-03-10T10:05:00+03:00', '2026-03-10T07:05:00.000Z'],
    ['2026-03-10t10:05:00z', '2026-03-10T10:05:00.000Z'],
    ['2026-03-10T00:30:00.123987-01:30', '2026-03-10T02:00:00.123Z'],
    ['2024-02-29T23:59:60Z', '2024-02-29T23:59:59.000Z'],
    ['0033-04-03T12:00:00Z', '0033-04-03T12:00:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(formatInstant(parseInstant(text))).toBe(utc)
  })

  test.each([
    '2026-03-10',
    '2026-03-10T10:05:00',
    '2026-03-10 10:05:00Z',
    '2026-02-29T10:05:00Z',
    '2026-13-01T10:05:00Z',
    '2026-03-10T24:00:00Z',
    '2026-03-10T10:60:00Z',
    '2026-03-10T10:05:61Z',
    '2026-03-10T10:05:00+24:00',
    '',
  ])('%j is refused', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError)
  })

  test('what is written reads back', () => {
    fc.assert(fc.property(fc.integer({ min: -6e13, max: 2e14 }), (t) => parseInstant(formatInstant(t)) === t))
    fc.assert(fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (t) => formatInstant(t) === new Date(t).toISOString()))
    for (const t of [0, -1, -86_400_001, 253_402_300_799_999, 253_402_300_800_000, -62_198_755_200_000])
      expect(formatInstant(t)).toBe(new Date(t).toISOString())
    for (const t of [Number.NaN, Infinity]) expect(() => formatInstant(t)).toThrow(RangeError)
  })
})

test('[A8] dates and days since 1970', () => {
  expect(dayFromDate('1970-01-01')).toBe(0)
  expect(dayFromDate('2024-02-29')).toBe(19782)
  for (const date of ['2026-02-29', '2026-00-10', '2026-1-1', '']) expect(dayFromDate(date)).toBeNull()
  fc.assert(fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (day) => dayFromDate(dateFromDay(day)) === day))
})
