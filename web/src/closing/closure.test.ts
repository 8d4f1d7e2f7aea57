import { expect, test } from 'vitest'
import type { Finding } from '@reglament/contract'
import { asksOf, closureOf, missingOf, nothingGiven, standing } from './closure.ts'

const finding = (what: string, more: Partial<Finding> = {}, lacks: Record<string, unknown> = {}): Finding => ({
  clause: what,
  kind: what,
  number: '5.1',
  mode: 'enforce',
  text: what,
  lacks: { what, ...lacks },
  mends: [],
  passesAt: null,
  ...more,
})

test('evidence that is in the card is asked for; where there is none, it stands as a refusal', () => {
  const inCard = [finding('evidence', {}, { inCard: ['a'] })]
  expect(missingOf(asksOf(inCard), nothingGiven)).toEqual(['evidence'])
  expect(standing(inCard)).toEqual([])
  const bare = [finding('evidence', {}, { inCard: [] })]
  expect(missingOf(asksOf(bare), nothingGiven)).toEqual([])
  expect(standing(bare)).toEqual(bare)
})

test('a closing by rules asks for a criterion and an explanation', () => {
  const asks = asksOf([finding('criterion')])
  expect(missingOf(asks, nothingGiven)).toEqual(['criterion', 'comment'])
  const given = { ...nothingGiven, criterion: 'too-small', comment: ' Меньше минимума ' }
  expect(missingOf(asks, given)).toEqual([])
  expect(closureOf('by-rules', asks, given)).toEqual({ reason: 'by-rules', criterion: 'too-small', comment: 'Меньше минимума' })
})

test('attempts and silence can’t be filled in; a warning can be passed with a word', () => {
  const attempts = finding('attempts', {}, { made: 2, needed: 3 })
  const warned = finding('silence', { mode: 'warn' })
  expect(standing([attempts, warned])).toEqual([attempts])
  expect(missingOf(asksOf([attempts, warned]), nothingGiven)).toEqual(['confirmation'])
})

test('what was typed for another reason is not sent', () => {
  const given = { ...nothingGiven, until: '2026-03-23T09:00:00Z', evidence: ['a'] }
  expect(closureOf('spam', asksOf([]), given)).toEqual({ reason: 'spam' })
})
