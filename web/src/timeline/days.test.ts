import type { TimelineEntry } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { daysOf } from './days.ts'

const entry = (id: string, at: string, summary: string, type = 'deal-edited'): TimelineEntry => ({
  id,
  at,
  type,
  summary,
  text: null,
  by: { id: 'm1', name: 'Анна' },
  clause: null,
  clauseNumber: null,
  refused: false,
  kind: 'edits',
})
const sameDay = (one: number, other: number) => new Date(one).toISOString().slice(0, 10) === new Date(other).toISOString().slice(0, 10)

describe('[E5] the timeline by days', () => {
  test('a note saved several times running stands once a day, with how often', () => {
    const days = daysOf(
      [
        entry('4', '2026-11-25T10:02:00Z', 'Обновлено примечание'),
        entry('3', '2026-11-25T10:01:00Z', 'Обновлено примечание'),
        entry('2', '2026-11-25T10:00:00Z', 'Заполнено «Ниша»'),
        entry('1', '2026-11-24T10:00:00Z', 'Обновлено примечание'),
      ],
      sameDay,
    )
    expect(days.map(({ happenings }) => happenings.map(({ entry: { id }, times }) => `${id}×${times}`))).toEqual([['4×2', '2×1'], ['1×1']])
  })

  test('two moves of the same words stay two', () => {
    const moves = [entry('2', '2026-11-25T10:02:00Z', 'A → B', 'stage-moved'), entry('1', '2026-11-25T10:01:00Z', 'A → B', 'stage-moved')]
    expect(daysOf(moves, sameDay)[0]?.happenings).toHaveLength(2)
  })

  test('a talk written down a day later stands on its own day, and no day comes twice', () => {
    const days = daysOf(
      [
        entry('3', '2026-11-25T12:00:00Z', 'Дело'),
        entry('2', '2026-11-24T09:00:00Z', 'Звонок', 'interaction-recorded'),
        entry('1', '2026-11-25T10:00:00Z', 'Создана', 'deal-created'),
      ],
      sameDay,
    )
    expect(days.map(({ happenings }) => happenings.map(({ entry: { id } }) => id))).toEqual([['3', '1'], ['2']])
  })
})
