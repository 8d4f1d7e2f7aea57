import { expect, test } from 'vitest'
import { instantFromPostgres } from './instantColumn.ts'

test.for([
  ['2026-03-10 07:05:00+00', '2026-03-10T07:05:00.000Z'],
  ['2026-03-10 07:05:00.123456+00', '2026-03-10T07:05:00.123Z'],
  ['2026-03-10 07:05:00.9+00', '2026-03-10T07:05:00.900Z'],
  ['2026-03-10 07:05:00.05+03', '2026-03-10T04:05:00.050Z'],
  ['2026-03-10 07:05:00-03', '2026-03-10T10:05:00.000Z'],
  ['2026-03-10 07:05:00.25+05:30', '2026-03-10T01:35:00.250Z'],
  ['1919-06-30 23:59:59+04:31:19', '1919-06-30T19:28:40.000Z'],
  ['0099-01-01 00:00:00+00', '0099-01-01T00:00:00.000Z'],
  ['12026-01-01 00:00:00+00', '+012026-01-01T00:00:00.000Z'],
  ['0001-12-31 00:00:00+00 BC', '0000-12-31T00:00:00.000Z'],
] as const)('PostgreSQL prints %s, which is %s', ([printed, instant]) => {
  expect(new Date(instantFromPostgres(printed)).toISOString()).toBe(instant)
})

test('the end of time is infinite', () => {
  expect(instantFromPostgres('infinity')).toBe(Infinity)
  expect(instantFromPostgres('-infinity')).toBe(-Infinity)
})

test('what is no instant is not guessed at', () => {
  expect(() => instantFromPostgres('tomorrow')).toThrow(RangeError)
})
