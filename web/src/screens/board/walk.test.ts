import { expect, test } from 'vitest'
import { stepFrom } from './walk.ts'

const columns = [['a1', 'a2', 'a3'], [], ['c1']].map((ids) => ids.map((id) => ({ id })))

test.each([
  ['a1', 'ArrowDown', { column: 0, index: 1 }],
  ['a1', 'ArrowUp', undefined],
  ['a3', 'ArrowDown', undefined],
  ['a3', 'ArrowRight', { column: 2, index: 0 }],
  ['c1', 'ArrowLeft', { column: 0, index: 0 }],
  ['c1', 'ArrowRight', undefined],
  ['a1', 'End', { column: 0, index: 2 }],
  ['a3', 'Home', { column: 0, index: 0 }],
  ['a1', 'x', undefined],
  ['nobody', 'ArrowDown', undefined],
])('from %s by %s', (id, key, where) => expect(stepFrom(columns, id, key)).toEqual(where))
