import type { Finding, PossibleAct, Stage } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { checklistOf, forbiddenMoves, nextMoves } from './checklistOf.ts'

const finding = (what: string, more: Partial<Finding> & { fields?: string[] } = {}): Finding => ({
  clause: what,
  kind: what,
  number: '2.1',
  mode: 'enforce',
  text: what,
  lacks: { what, ...(more.fields && { fields: more.fields }) },
  mends: [],
  passesAt: null,
})
const move = (to: string, findings: Finding[], more: Partial<PossibleAct> = {}): PossibleAct => ({
  act: 'move',
  to,
  direction: 'forward',
  allowed: findings.length === 0,
  mendable: false,
  findings,
  refusals: findings,
  followings: [],
  ...more,
})
const stage = (key: string, required: string[]): Stage => ({
  id: key,
  key,
  name: key,
  kind: 'open',
  optional: false,
  position: 0,
  required,
  stay: null,
})

describe('[B3] the checklist to the next stage', () => {
  test('what the server misses is open, what the stages require besides is done', () => {
    const act = move('qualified', [finding('fields', { fields: ['niche'] }), finding('note')])
    expect(checklistOf(act, stage('qualified', ['niche', 'source', 'note']), stage('taken', ['platform']))).toEqual([
      { kind: 'field', key: 'platform', done: true },
      { kind: 'field', key: 'source', done: true },
      { kind: 'field', key: 'niche', done: false },
      { kind: 'field', key: 'note', done: false },
    ])
  })

  test('other lacks stand with their own words; the reason of a way back does not', () => {
    const result = finding('result')
    const list = checklistOf(move('sent', [result, finding('reason')]), stage('sent', []), undefined)
    expect(list).toEqual([{ kind: 'finding', key: 'result', done: false, finding: result }])
  })

  test('a stage out of turn is not next but forbidden; a closing is neither, it has its own window', () => {
    const jump = move('started', [finding('stage')])
    const next = move('taken', [finding('fields', { fields: ['platform'] })], { mendable: true })
    const lost = move('lost', [finding('closure')])
    expect(nextMoves([jump, next, lost]).map(({ to }) => to)).toEqual(['taken'])
    expect(forbiddenMoves([jump, next, lost]).map(({ to }) => to)).toEqual(['started'])
  })
})
