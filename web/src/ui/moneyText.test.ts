import { expect, test } from 'vitest'
import { moneyOf, plainSum, whyNotMoney } from './moneyText.ts'

test.each([
  ['120 000', 12_000_000],
  ['120\u00A0000,5', 12_000_050],
  ['1,250.50', 125_050],
  ['1.250.000', 125_000_000],
  ['80', 8000],
  ['650 000 ₽', 65_000_000],
  ['0,07', 7],
])('a sum as people write it: “%s”', (text, amount) => expect(moneyOf(text, 2)).toBe(amount))

test.each(['80 тыс', '12,3,4', '-5', '1,234567', 'много', '90000000000000000'])('no sum: “%s”', (text) =>
  expect(moneyOf(text, 2)).toBeUndefined(),
)

test.each([
  ['', undefined],
  ['120 000', undefined],
  ['много', 'notMoney'],
  ['1e9', 'notMoney'],
  ['-5', 'notPositive'],
  ['−5', 'notPositive'],
  ['9'.repeat(30), 'tooMuch'],
])('why “%s” is no sum: %s', (text, why) => expect(whyNotMoney(text, 2)).toBe(why))

test('a sum goes back into the field the way it was typed', () => {
  for (const amount of [12_000_050, 7, 8000, 125_000_000]) expect(moneyOf(plainSum(amount, 2, 'ru'), 2)).toBe(amount)
})
