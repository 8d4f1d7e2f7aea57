import { expect, test } from 'vitest'
import type { Board, BoardCard } from '@reglament/contract'
import { withCardMoved } from './boardCache.ts'
import { keepScrolled } from './queries.ts'

const card = (id: string, stage: string, amount: number | null = null): BoardCard => ({
  id,
  title: id,
  number: 1,
  stage,
  client: null,
  returning: false,
  budget: amount === null ? null : { amount, currency: 'RUB' },
  responsible: null,
  task: null,
  openTasks: 0,
  enteredAt: '2026-03-10T09:00:00Z',
  stayUntil: null,
  ahead: null,
  heardAt: null,
  flags: [],
})
const at = '2026-03-10T12:00:00Z'
const board: Board = {
  pipeline: 'sales',
  at,
  columns: [
    {
      stage: 'taken',
      count: 2,
      more: false,
      sums: [{ amount: 500, currency: 'RUB' }],
      cards: [card('one', 'taken', 500), card('two', 'taken')],
    },
    { stage: 'qualified', count: 0, more: false, sums: [], cards: [] },
  ],
}

test('a moved card takes its count and its sum along and arrives on top', () => {
  expect(withCardMoved(board, 'one', 'qualified', at).columns).toMatchObject([
    { stage: 'taken', count: 1, sums: [], cards: [{ id: 'two' }] },
    { stage: 'qualified', count: 1, sums: [{ amount: 500, currency: 'RUB' }], cards: [{ id: 'one', stage: 'qualified', enteredAt: at }] },
  ])
})

test('a card that is not on this board changes nothing', () => {
  expect(withCardMoved(board, 'three', 'qualified', at)).toBe(board)
  expect(withCardMoved(board, 'one', 'taken', at)).toBe(board)
})

test('cards that were scrolled to stay when the board is read again', () => {
  const page = (ids: string[], next?: string): Board => ({
    pipeline: 'sales',
    at,
    columns: [{ stage: 'taken', count: 5, more: false, sums: [], cards: ids.map((id) => card(id, 'taken')), next }],
  })
  const kept = keepScrolled(page(['new', 'a', 'b'], 'b'), page(['a', 'b', 'c', 'd'], 'd'))
  expect(kept.columns[0]?.cards.map(({ id }) => id)).toEqual(['new', 'a', 'b', 'd'])
  expect(kept.columns[0]?.next).toBe('d')
})
