import { expect, test } from 'vitest'
import { changesMore, changesOf, clashing, contentWith, withChange, withEdits, withoutChange } from './draft.ts'

const clause = {
  key: 'attempts',
  mode: 'enforce' as const,
  steps: [],
  inputs: [
    { key: 'attemptsMin', name: 'Попыток', type: 'integer' as const, value: 3 },
    { key: 'waits', name: 'Когда', type: 'terms' as const, value: ['1 wh'] },
  ],
}
const step = (change: object | null) => ({ clause: clause.key, inForce: clause, change })

test('a change is kept, and putting it back takes it away', () => {
  const changed = withChange(withChange({}, clause, { mode: 'warn' }), clause, { params: { attemptsMin: 4 } })
  expect(contentWith(null, changed, 7)).toEqual({ basedOn: 7, changes: [{ clause: 'attempts', mode: 'warn', params: { attemptsMin: 4 } }] })
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

test('[L4] steps are put on what a colleague has written, and made twice they are the same', () => {
  const theirs = changesOf({ basedOn: 7, changes: [{ clause: 'overdue', mode: 'warn' }] })
  const steps = [step({ params: { attemptsMin: 4 } }), step({ mode: 'warn' })]
  const both = withEdits(theirs, steps)
  expect(both).toEqual({ overdue: { mode: 'warn' }, attempts: { mode: 'warn', params: { attemptsMin: 4 } } })
  expect(withEdits(both, steps)).toEqual(both)
  expect(withEdits(both, [step(null)])).toEqual(theirs)
})

test('[L4] what he has changed in the same clause is a clash, in another one it is none', () => {
  const steps = [step({ mode: 'warn' })]
  expect(clashing(steps, {}, { overdue: { mode: 'warn' } })).toEqual([])
  expect(clashing(steps, {}, { attempts: { mode: 'observe' } })).toEqual(steps)
})

test('[B1 A5] pipelines of the same draft stay in it when the last change of a clause goes', () => {
  const content = { basedOn: 6, pipelines: [], changes: [{ clause: 'attempts', mode: 'warn' as const }] }
  expect(changesMore(content)).toBe(true)
  expect(contentWith(content, {}, 7)).toEqual({ basedOn: 7, pipelines: [] })
  expect(contentWith({ basedOn: 6 }, {}, 7)).toBeNull()
})
