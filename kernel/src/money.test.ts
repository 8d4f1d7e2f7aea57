import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoney, minorDigits, money, parseMoney } from './money.ts'

const rub = (amount: number) => money(amount, 'RUB')
const plain = (text: string) => text.replace(/\s/g, ' ')

describe('[L3] sums as other programs and people write them', () => {
  test.each([
    ['1 280 000,50', 128_000_050],
    ['1\u00a0280\u00a0000,50 ₽', 128_000_050],
    ['1\u202f280\u202f000', 128_000_000],
    ['1,054.00', 105_400],
    ['1.054,00', 105_400],
    ['1054', 105_400],
    ['1054.5', 105_450],
    ['1054.0000', 105_400],
    ['1,054', 105_400],
    ['1.054', 105_400],
    ['1.054.000', 105_400_000],
    ["1'054.50", 105_450],
    ['0.5', 50],
    ['0,050', 5],
    ['-1 054,20', -105_420],
    ['−1054', -105_400],
    ['15000 руб.', 1_500_000],
    ['RUB 15000', 1_500_000],
    ['0', 0],
    ['-0', 0],
  ])('%j is %i kopecks', (text, amount) => {
    expect(parseMoney(text, 'RUB')).toStrictEqual({ amount, currency: 'RUB' })
  })

  test.each([
    '',
    'abc',
    '12a',
    '1 28 000',
    '1,2,3',
    '1.054,00,1',
    '0.125',
    '10 USD',
    '1,054.00.00',
    '--5',
    '1e5',
    '99999999999999999',
    '.',
    '12 34.5',
  ])('%j is no sum of roubles', (text) => expect(parseMoney(text, 'RUB')).toBeNull())

  test('the digits of the currency decide: yen have none, dinars three', () => {
    expect(parseMoney('1,054', 'JPY')).toEqual({ amount: 1054, currency: 'JPY' })
    expect(parseMoney('10.50', 'JPY')).toBeNull()
    expect(parseMoney('1.054', 'KWD')).toEqual({ amount: 1054, currency: 'KWD' })
    expect([minorDigits('RUB'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3])
  })

  test('what is shown reads back, in both languages', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('ru', 'en'), (amount, locale) => {
        expect(parseMoney(formatMoney(rub(amount), locale), 'RUB')).toEqual({ amount, currency: 'RUB' })
      }),
    )
  })
})

describe('[L5] sums as people read them', () => {
  test.each([
    [128_000_050, 'ru', '1 280 000,50 ₽'],
    [128_000_000, 'ru', '1 280 000 ₽'],
    [128_000_050, 'en', 'RUB 1,280,000.50'],
    [-5, 'en', '-RUB 0.05'],
    [Number.MAX_SAFE_INTEGER, 'en', 'RUB 90,071,992,547,409.91'],
  ])('%i kopecks in %s: %s', (amount, locale, text) => {
    expect(plain(formatMoney(rub(amount), locale))).toBe(text)
  })

  test('yen have no point', () => expect(plain(formatMoney(money(1054, 'JPY'), 'en'))).toBe('¥1,054'))
})

test('[L10] a sum is of whole units only, within what a number holds exactly', () => {
  expect(() => rub(0.5)).toThrow(RangeError)
  expect(() => rub(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError)
  expect(() => money(1, 'roubles')).toThrow(RangeError)
})
