import { expect, test } from 'vitest'
import { splitByNames } from './Said.tsx'

const anna = { id: '1', name: 'Анна' }
const annaLebedeva = { id: '2', name: 'Анна Лебедева' }
const called = (text: string, ...names: { id: string; name: string }[]) =>
  splitByNames(text, names).map(({ piece, called: is }) => (is ? `[${piece}]` : piece))

test('[L4] names that are called stand out, the longer before the shorter', () => {
  expect(called('@Анна Лебедева и @Анна, гляньте', anna, annaLebedeva)).toEqual(['[@Анна Лебедева]', ' и ', '[@Анна]', ', гляньте'])
  expect(called('почта a@b.example', anna)).toEqual(['почта a@b.example'])
  expect(called('', anna)).toEqual([])
})
