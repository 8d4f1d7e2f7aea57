import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatPhone, normalisePhone } from './phone.ts'

describe('[C2] one number in many spellings', () => {
  test.each([
    '89033891228',
    '8 903 389-12-28',
    '8(903)389-12-28',
    '+7 903 389 12 28',
    '7 903 389 12 28',
    '9033891228',
    '007 903 389 12 28',
    '8~10 7 903 389 12 28',
    '8-10-7-903-389-12-28',
    '+8 903 389 12 28',
    '8\u00a0(903)\u2011389\u201112\u201128',
    'тел.: +7 (903) 389-12-28',
    'tel:+7-903-389-12-28',
  ])('%s', (text) => expect(normalisePhone(text)).toEqual({ e164: '+79033891228' }))

  test.each([
    'доб. 123',
    'доб 123',
    '(доб. 123)',
    'добавочный 123',
    'вн. 123',
    'внутр.123',
    'ext. 123',
    'x123',
    '#123',
    ';ext=123',
    ', доб. № 123',
  ])('extension: %s', (ext) => expect(normalisePhone(`8 (495) 123-45-67 ${ext}`)).toEqual({ e164: '+74951234567', ext: '123' }))

  test('the country of the workspace reads what names no country', () => {
    expect(normalisePhone('817 569 89 00', 'US')).toEqual({ e164: '+18175698900' })
    expect(normalisePhone('+84 912 345 678')).toEqual({ e164: '+84912345678' })
    expect(normalisePhone('8 701 123 45 67', 'KZ')).toEqual({ e164: '+77011234567' })
  })

  test.each(['', '12', '112', 'позвоните мне', '+7 903', '8 903 389 12 28 99', 'ivan@example.ru', ' '.repeat(1e6) + '8'])(
    '%# is none',
    (text) => {
      expect(normalisePhone(text)).toBeNull()
    },
  )
})

test('[L1] a number for people', () => {
  expect(formatPhone('+79033891228')).toBe('+7 903 389-12-28')
  expect(formatPhone('+74951234567')).toBe('+7 495 123-45-67')
  expect(formatPhone('+77011234567')).toBe('+7 701 123 4567')
  expect(formatPhone('+18175698900')).toBe('+1 817 569 8900')
  expect(formatPhone('no number')).toBe('no number')
})

type Vector = { in: string; e164: string | null; landlineAllowed?: boolean; strictOnly?: boolean }

/** Vectors that we read otherwise, and why. */
const differently: Record<string, { e164: string; why: string }> = {
  '(906) 808 88 88': { e164: '+79068088888', why: 'a Russian CRM reads a number without a country code as Russian' },
  '8 (906) 808 88 88': { e164: '+79068088888', why: '8 is the national prefix, as other vectors say' },
  '8 (34345) 5 88 88': { e164: '+73434558888', why: 'the same' },
}

const testData = process.env['REGLAMENT_TEST_DATA'] ?? ''

test.skipIf(!testData)('[C2] the phone vectors, with every difference named', () => {
  const vectors = JSON.parse(readFileSync(join(testData, 'phones/vectors.json'), 'utf8')) as Vector[]
  expect(vectors).toHaveLength(20)
  const differing = new Set<string>()
  for (const vector of vectors) {
    if (vector.landlineAllowed === false) continue // we have no mode that refuses landlines: an office has one
    const expected = vector.strictOnly ? differently[vector.in]?.e164 : vector.e164
    if (vector.strictOnly) differing.add(vector.in)
    expect(normalisePhone(vector.in)?.e164 ?? null, vector.in).toBe(expected)
  }
  expect([...differing]).toEqual(Object.keys(differently))
})
