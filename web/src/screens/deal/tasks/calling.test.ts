import { expect, test } from 'vitest'
import { calledIn, callBeing, withCall } from './calling.ts'

const anna = { key: '1', name: 'Анна Лебедева' }
const short = { key: '2', name: 'Анна' }

test.each([
  ['Спросим @Ан', 'Ан'],
  ['@', ''],
  ['@Анна Леб', 'Анна Леб'],
  ['пишите на a@b', undefined],
  ['@Анна Лебедева, посмотри', undefined],
  ['без имени', undefined],
])('[L4] «%s»: of a name there is %s', (text, typed) => expect(callBeing(text, text.length)).toBe(typed))

test('[L4] the whole name takes the place of what was typed of it', () => {
  expect(withCall('Спросим @Ан о скидке', 11, 'Анна Лебедева')).toEqual({ text: 'Спросим @Анна Лебедева о скидке', caret: 23 })
})

test('[L4] of two names that begin alike the one that stands there is called', () => {
  expect(calledIn('@Анна Лебедева, привет', [short, anna])).toEqual([anna])
  expect(calledIn('@Анна и @Анна Лебедева', [short, anna])).toEqual([anna, short])
})
