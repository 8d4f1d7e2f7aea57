import { describe, expect, test } from 'vitest'
import type { Finding, Lack } from '@reglament/contract'
import { canBeGiven, lacksOf, passesAtOf } from './lacks.ts'

const lacking = (lacks: Lack, more: Partial<Finding> = {}): Finding => ({
  clause: lacks.what,
  kind: lacks.what,
  number: '2.1',
  mode: 'enforce',
  text: '',
  lacks,
  mends: [],
  passesAt: null,
  ...more,
})

describe('what one form can ask for', () => {
  test('fields, note and reason can be given; an order of stages and a closure can’t', () => {
    expect(canBeGiven([lacking({ what: 'fields', fields: ['niche'] }), lacking({ what: 'reason' })])).toBe(true)
    expect(canBeGiven([lacking({ what: 'fields', fields: ['niche'] }), lacking({ what: 'stage', stages: ['taken'] })])).toBe(false)
    expect(canBeGiven([])).toBe(false)
  })

  test('the same field asked by two clauses is asked once; note and budget have their own places', () => {
    const lacks = lacksOf([
      lacking({ what: 'fields', fields: ['niche', 'budget'] }),
      lacking({ what: 'fields', fields: ['niche', 'note'] }),
      lacking({ what: 'note', needed: 10, made: 0 }),
    ])
    expect(lacks).toMatchObject({ fields: ['niche'], budget: true, note: { needed: 10 }, reason: false })
  })

  test('a clause that only warns asks for a confirmation', () => {
    expect(lacksOf([lacking({ what: 'load' }, { mode: 'warn' })]).confirmation).toBe(true)
    expect(canBeGiven([lacking({ what: 'load' }, { mode: 'warn' })])).toBe(true)
  })

  test('the date from which it passes is the latest of all', () => {
    const early = lacking({ what: 'silence' }, { passesAt: '2026-12-01T09:00:00Z' })
    const late = lacking({ what: 'silence' }, { passesAt: '2026-12-14T09:00:00Z' })
    expect(passesAtOf([late, early, lacking({ what: 'note' })])).toBe('2026-12-14T09:00:00Z')
    expect(passesAtOf([lacking({ what: 'note' })])).toBeUndefined()
  })
})
