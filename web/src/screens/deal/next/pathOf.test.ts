import type { Stage, StageVisit } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { pathOf } from './pathOf.ts'

const stage = (key: string, position: number, more: Partial<Stage> = {}): Stage => ({
  id: key,
  key,
  name: key,
  kind: 'open',
  optional: false,
  position,
  required: [],
  stay: null,
  ...more,
})
const stages = [
  stage('new', 0),
  stage('sent', 1),
  stage('tries', 2, { optional: true }),
  stage('won', 3, { kind: 'won' }),
  stage('lost', 4, { kind: 'lost' }),
]
const visit = (at: string, enteredAt: string, leftAt: string | null): StageVisit => ({
  stage: at,
  enteredAt,
  leftAt,
  by: null,
  reason: null,
})

describe('[B9] the way of a deal through its stages', () => {
  test('visits of one stage are added up; what is ahead has no time; lost is not on the way', () => {
    const visits = [
      visit('new', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z'),
      visit('sent', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z'),
      visit('new', '2026-11-20T12:00:00Z', '2026-11-20T14:00:00Z'),
      visit('sent', '2026-11-20T14:00:00Z', null),
    ]
    const path = pathOf(stages, { stage: 'sent', visits }, Date.parse('2026-11-20T15:00:00Z'))
    expect(path.map((step) => [step.stage.key, step.state, step.spentMs])).toEqual([
      ['new', 'done', 3 * 3_600_000],
      ['sent', 'now', 2 * 3_600_000],
      ['tries', 'optional', undefined],
      ['won', 'ahead', undefined],
    ])
  })

  test('a lost deal stands at its end', () => {
    const path = pathOf(
      stages,
      { stage: 'lost', visits: [visit('lost', '2026-11-20T10:00:00Z', null)] },
      Date.parse('2026-11-20T15:00:00Z'),
    )
    expect(path.at(-1)?.state).toBe('now')
  })
})
