import { expect, test } from 'vitest'
import { between } from './useSelection.ts'

test('[L2] with shift everything between two is chosen, in either direction; of one that is gone only the other', () => {
  const order = ['a', 'b', 'c', 'd']
  expect(between(order, 'b', 'd')).toEqual(['b', 'c', 'd'])
  expect(between(order, 'd', 'b')).toEqual(['b', 'c', 'd'])
  expect(between(order, 'gone', 'c')).toEqual(['c'])
  expect(between(order, undefined, 'c')).toEqual(['c'])
})
