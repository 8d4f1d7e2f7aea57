import { expect, test } from 'vitest'
import type { Pipeline, PossibleAct, PossibleActs } from '@reglament/contract'
import { stageStates } from './stageStates.ts'

const stage = (key: string, position: number) => ({
  id: key,
  key,
  name: key,
  kind: 'open' as const,
  optional: false,
  position,
  required: [],
  stay: null,
})
const pipeline: Pipeline = {
  id: 'sales',
  key: 'sales',
  name: 'Sales',
  archived: false,
  workedBy: ['manager'],
  kind: 'sales',
  stages: ['new', 'taken', 'qualified', 'sent'].map(stage),
}
const move = (to: string, more: Partial<PossibleAct>): PossibleAct => ({
  act: 'move',
  to,
  allowed: false,
  mendable: false,
  findings: [],
  refusals: [],
  followings: [],
  ...more,
})
const acts: PossibleActs = {
  dealId: 'd',
  at: '2026-03-10T09:00:00Z',
  acts: [
    move('new', { mendable: true, direction: 'back' }),
    move('qualified', { allowed: true, direction: 'forward' }),
    move('sent', { direction: 'forward' }),
  ],
}
const said = (given?: PossibleActs) =>
  stageStates(pipeline, 'taken', given).map(({ stage: { key }, state, back }) => `${key} ${state}${back ? ' back' : ''}`)

test('each stage answers as the server said', () => {
  expect(said(acts)).toEqual(['new asks back', 'taken here', 'qualified can', 'sent refused'])
})

test('until the server has said, nothing is promised and nothing forbidden', () => {
  expect(said()).toEqual(['new unknown back', 'taken here', 'qualified unknown', 'sent unknown'])
})

test('a stage of which the server says nothing is not offered', () => {
  expect(said({ ...acts, acts: [] })).toEqual(['new refused back', 'taken here', 'qualified refused', 'sent refused'])
})

test('a stage that is entered by closing the deal asks for the closing', () => {
  const closing = {
    clause: 'stage-order',
    kind: 'foundation',
    number: '3.1',
    mode: 'enforce',
    text: '',
    lacks: { what: 'closure' },
    mends: [],
    passesAt: null,
  } as const
  const given = { ...acts, acts: [move('sent', { refusals: [{ ...closing, mends: [] }] })] }
  expect(said(given).at(-1)).toBe('sent asks')
})
