import { expect, test } from 'vitest'
import type { Control } from '@reglament/contract'
import { figuresOf, heatOf, linesOf } from './figures.ts'

const cells: Control['cells'] = [
  { member: 'a', clause: 'overdue', open: 3, before: 1, oldest: '2026-03-09T09:00:00Z' },
  { member: 'b', clause: 'overdue-hand-over', open: 1, before: 2, oldest: '2026-03-08T09:00:00Z' },
  { member: null, clause: 'exchange-wait', open: 2, before: 0, oldest: '2026-03-10T09:00:00Z' },
]
const members = ['b', 'a', 'c'].map((id) => ({ id, name: id.toUpperCase(), role: 'manager', deals: 10, min: 50, max: 80, teamId: null }))

test('[J1] a figure sums its clauses, tells the change of a week and the oldest', () => {
  const [overdue] = figuresOf({ cells })
  expect(overdue).toMatchObject({ name: 'overdue', open: 4, more: 1, oldest: '2026-03-08T09:00:00Z' })
})

test('[J1] who has most broken stands first, the exchange last, who has nothing is still there', () => {
  expect(linesOf({ members, cells }, 'exchange').map(({ name, open }) => `${name} ${open}`)).toEqual(['A 3', 'B 1', 'C 0', 'exchange 2'])
})

test.each([
  [0, 10, 0],
  [1, 10, 1],
  [3, 10, 2],
  [5, 10, 3],
  [10, 10, 4],
  [1, 1, 2],
])('[J1] %i of at most %i is heat %i', (open, most, heat) => expect(heatOf(open, most)).toBe(heat))
