import { expect, test } from 'vitest'
import { draftOf, withChange, withoutChange } from './draft.ts'

const clause = {
  key: 'attempts',
  mode: 'enforce' as const,
  steps: [],
  inputs: [
    { key: 'attemptsMin', name: 'Попыток', type: 'integer' as const, value: 3 },
    { key: 'waits', name: 'Когда', type: 'terms' as const, value: ['1 wh'] },
  ],
}

test('a change is kept, and putting it back takes it away', () => {
  const changed = withChange(withChange({}, clause, { mode: 'warn' }), clause, { params: { attemptsMin: 4 } })
  expect(draftOf(changed, 7)).toEqual({ basedOn: 7, changes: [{ clause: 'attempts', mode: 'warn', params: { attemptsMin: 4 } }] })
  expect(withChange(withChange(changed, clause, { mode: 'enforce' }), clause, { params: { attemptsMin: 3 } })).toEqual({})
})

test('one parameter after another: both are kept', () => {
  const one = withChange({}, clause, { params: { attemptsMin: 4 } })
  expect(withChange(one, clause, { params: { waits: ['2 wh'] } })).toEqual({ attempts: { params: { attemptsMin: 4, waits: ['2 wh'] } } })
})

test('steps with dates are a change of their own; the whole clause goes back at once', () => {
  const from = [{ mode: 'warn' as const, at: '2026-12-07T00:00:00Z' }]
  const changed = withChange({}, clause, { mode: 'observe', from })
  expect(changed).toEqual({ attempts: { mode: 'observe', from } })
  expect(withChange(changed, clause, { mode: 'enforce', from: [] })).toEqual({})
  expect(withoutChange(changed, 'attempts')).toEqual({})
})
