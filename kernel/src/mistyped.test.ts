import { describe, expect, test } from 'vitest'
import { inOtherLayout, lettersApart } from './mistyped.ts'

describe('[L1] what was mistyped', () => {
  test.for([
    ['bdfyjd', 'иванов'],
    ['ghbdtn vfhbz', 'привет мария'],
    ['`krf', 'елка'],
  ])('%s was typed on the other keyboard: %s', ([typed, meant]) => expect(inOtherLayout(typed!)).toBe(meant))
  test.for(['иванов', '8916', 'иван ivanov'])('%s has nothing to switch', (typed) => expect(inOtherLayout(typed)).toBe(null))

  test.for([
    ['иванов', 'иванов', 0],
    ['ивонов', 'иванов', 1],
    ['ивнаов', 'иванов', 1],
    ['лебедва', 'лебедева', 1],
    ['петров', 'сидоров', 4],
    ['', 'аб', 2],
  ] as const)('%s and %s are %d letters apart', ([a, b, apart]) => {
    expect(lettersApart(a, b)).toBe(apart)
    expect(lettersApart(b, a)).toBe(apart)
  })
})
