import { describe, expect, test } from 'vitest'
import { csvLine, defuse } from './write.ts'

describe('[L3] a cell of a report is no formula', () => {
  test.each([
    '=1+1',
    '+7 903',
    '-5',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    '\u00A0=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\r\n=1',
    '\u2060@x',
  ])('%j is defused', (cell) => expect(defuse(cell)).toBe(`'${cell}`))

  test.each(['', 'Ромашка', '1=1', 'a@b.ru', '12-5', '😀', '"=1"'])('%j stays as it is', (cell) => expect(defuse(cell)).toBe(cell))

  test('every cell is quoted, quotes are doubled', () => {
    expect(csvLine(['a;b', 'ООО "Ромашка"', '=x'], ';')).toBe('"a;b";"ООО ""Ромашка""";"\'=x"\r\n')
  })
})
