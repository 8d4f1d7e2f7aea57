import { describe, expect, test } from 'vitest'
import { dueChoices } from './dueChoices.ts'

const at = (instant: string) => dueChoices(Date.parse(instant), 'Europe/Moscow').map(({ key, dueAt }) => `${key} ${dueAt}`)

describe('[D1] quick choices of a due', () => {
  test('on a Tuesday: an hour, tomorrow, in three days, in a week, at ten in the company’s zone', () => {
    expect(at('2026-11-24T07:02:00Z')).toEqual([
      'hour 2026-11-24T08:05:00.000Z',
      'tomorrow 2026-11-25T07:00:00.000Z',
      'days 2026-11-27T07:00:00.000Z',
      'week 2026-12-01T07:00:00.000Z',
    ])
  })

  test('on a Friday tomorrow becomes Monday, and three days are the same Monday: said once', () => {
    expect(at('2026-11-27T07:02:00Z')).toEqual([
      'hour 2026-11-27T08:05:00.000Z',
      'monday 2026-11-30T07:00:00.000Z',
      'week 2026-12-04T07:00:00.000Z',
    ])
  })
})
