import { expect, test } from 'vitest'
import { isId, newId } from './id.ts'

test('ids are distinct, of version 7, and sort in the order of their making', () => {
  const ids = Array.from({ length: 1000 }, newId)
  expect(new Set(ids).size).toBe(1000)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every((id) => id[14] === '7' && isId(id))).toBe(true)
})

test('a uuid of another version is an id, other text is none', () => {
  expect(isId('2f1b7c1e-8f0a-4a53-9d0c-3f6d1c1b2a90')).toBe(true)
  for (const text of ['', '42', '2f1b7c1e8f0a4a539d0c3f6d1c1b2a90', '2f1b7c1e-8f0a-4a53-9d0c-3f6d1c1b2a9g']) expect(isId(text)).toBe(false)
})
