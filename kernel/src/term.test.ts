import { describe, expect, test } from 'vitest'
import { days, formatTerm, minutes, months, parseTerm, seconds, weeks, workingDays, workingMinutes } from './term.ts'

describe('[A8] terms as text', () => {
  test.each([
    [workingMinutes(30), '30 wmin'],
    [workingDays(-3), '-3 wd'],
    [days(14), '14 d'],
    [weeks(3), '3 w'],
    [months(3), '3 mo'],
    [seconds(10), '10 s'],
    [minutes(5), '5 min'],
  ])('%j is %s', (term, text) => {
    expect(formatTerm(term)).toBe(text)
    expect(parseTerm(text)).toEqual(term)
  })

  test('the blank may be missing', () => expect(parseTerm('30wmin')).toEqual(workingMinutes(30)))

  test.each(['', '30', 'wmin', '1.5 wh', '30 minutes', '1 wd 2 wh', '1e3 d', '99999999999999999 d'])('%j is refused', (text) => {
    expect(() => parseTerm(text)).toThrow(RangeError)
  })

  test('half a day is no term', () => expect(() => workingDays(0.5)).toThrow(RangeError))
})
