import type { MyDay } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { progressOf, stepFrom } from './rowsOf.ts'

const many = (n: number) => Array.from({ length: n }, (_, i) => ({ id: String(i) }))
const aDay = (counts: { done?: number; incoming?: number; overdue?: number; today?: number }) =>
  ({
    done: many(counts.done ?? 0),
    incoming: many(counts.incoming ?? 0),
    overdue: many(counts.overdue ?? 0),
    today: many(counts.today ?? 0),
    leads: [],
    repeated: [],
    calls: [],
  }) as unknown as MyDay

describe('[D8] the squares of the day', () => {
  test('one for each thing, what is done first', () => {
    expect(progressOf(aDay({ done: 2, incoming: 1, today: 1 }))).toEqual({
      done: 2,
      all: 4,
      squares: ['done', 'done', 'incoming', 'today'],
    })
  })
  test('a long day is drawn smaller, and nothing that there is disappears', () => {
    const { all, squares } = progressOf(aDay({ done: 1, overdue: 1, today: 98 }))
    expect([all, squares.length <= 26, squares.includes('overdue'), squares.includes('done')]).toEqual([100, true, true, true])
  })
  test('an empty day has none', () => expect(progressOf(aDay({})).squares).toEqual([]))
})

describe('[D8] walking along the rows', () => {
  test.each([
    [undefined, 1, 'a'],
    ['a', 1, 'b'],
    ['c', 1, 'c'],
    ['a', -1, 'a'],
    ['gone', 1, 'a'],
  ] as const)('from %s by %i to %s', (from, step, to) => expect(stepFrom(['a', 'b', 'c'], from, step)).toBe(to))
  test('nowhere to go', () => expect(stepFrom([], 'a', 1)).toBeUndefined())
})
