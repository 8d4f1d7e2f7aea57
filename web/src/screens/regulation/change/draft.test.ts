import { expect, test } from 'vitest'
import type { Clause } from '@reglament/contract'
import { draftOf, paramsOf, withChange } from './draft.ts'

const clause: Clause = {
  key: 'attempts',
  kind: 'attempts',
  number: '5.2',
  section: 'Отказ',
  mode: 'enforce',
  title: '',
  sentence: '',
  lesson: '',
  ids: [],
  params: { attemptsMin: 3, waits: ['1 wh'], deep: { a: 1 } },
}

test('plain values have fields, deeper ones do not', () => {
  expect(paramsOf(clause)).toEqual([
    ['attemptsMin', 3],
    ['waits', ['1 wh']],
  ])
})

test('a change is kept, and putting it back takes it away', () => {
  const changed = withChange(withChange({}, clause, { mode: 'warn' }), clause, { params: { attemptsMin: 4 } })
  expect(draftOf(changed)).toEqual({ changes: [{ clause: 'attempts', mode: 'warn', params: { attemptsMin: 4 } }] })
  expect(withChange(withChange(changed, clause, { mode: 'enforce' }), clause, { params: { attemptsMin: 3 } })).toEqual({})
})
