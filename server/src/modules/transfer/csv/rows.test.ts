import { array, assert, constantFrom, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessDelimiter } from './delimiter.ts'
import { RowReader } from './rows.ts'

const read = (text: string, delimiter = ',', pieceLength = text.length || 1) => {
  const reader = new RowReader(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += pieceLength) rows.push(...reader.push(text.slice(at, at + pieceLength)))
  return [...rows, ...reader.end()]
}
const cells = (text: string, delimiter?: string) => read(text, delimiter).map((row) => row.cells)

describe('[L3] rows of a CSV file', () => {
  test('cells, quoted cells with delimiters, doubled quotes and line ends in them', () => {
    expect(cells('a,b\n1,"x, ""y""\nz"\n,\n')).toEqual([
      ['a', 'b'],
      ['1', 'x, "y"\nz'],
      ['', ''],
    ])
  })

  test('the last line may lack its end; a quote inside of a cell that does not begin with one is a sign like any other', () => {
    expect(cells('a;b\n1;ООО "Ромашка"', ';')).toEqual([
      ['a', 'b'],
      ['1', 'ООО "Ромашка"'],
    ])
  })

  test('each row knows the line where it begins', () => {
    expect(read('a\n"1\n2\n3"\nb\n').map(({ line }) => line)).toEqual([1, 2, 5])
  })

  test('text after a closing quote breaks only its own line', () => {
    expect(read('a,b\n1,"x" y\n2,"ok"\n3,z\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,"x" y'], broken: 'broken-quotes', cell: 1 },
      { line: 3, cells: ['2', 'ok'] },
      { line: 4, cells: ['3', 'z'] },
    ])
  })

  test('a quote that is never closed breaks only its own line', () => {
    expect(read('a,b\n1,"never closed\n2,x\n3,y\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,"never closed'], broken: 'unclosed-quote', cell: 1 },
      { line: 3, cells: ['2', 'x'] },
      { line: 4, cells: ['3', 'y'] },
    ])
  })

  test('text without any line end is refused before it fills the memory', () => {
    const reader = new RowReader(',')
    expect(() => {
      for (let i = 0; i < 100; i++) reader.push('x'.repeat(100_000))
    }).toThrow('no end')
  })

  test('whatever stands in the cells and wherever the pieces are cut, the same cells come out', () => {
    const cell = string({ unit: constantFrom('a', 'ё', '"', ',', '\n', ' ', '😀', '=') })
    const quote = (it: string) => `"${it.replaceAll('"', '""')}"`
    assert(
      property(array(array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), integer({ min: 1, max: 7 }), (rows, length) => {
        const text = rows.map((row) => `${row.map(quote).join(',')}\n`).join('')
        expect(read(text, ',', length).map((row) => row.cells)).toEqual(rows)
      }),
    )
  })

  test('no text makes the reader throw or lose a line', () => {
    const any = string({ unit: constantFrom('a', '"', ',', '\n'), maxLength: 60 })
    assert(
      property(any, integer({ min: 1, max: 5 }), (text, length) => {
        const rows = read(text, ',', length)
        expect(rows).toEqual(read(text))
        expect(rows.map(({ line }) => line)).toEqual(rows.map(({ line }) => line).toSorted((a, b) => a - b))
        const a = (it: string) => it.split('a').length
        expect(rows.reduce((sum, row) => sum + a(row.cells.join('')) - 1, 0)).toBe(a(text) - 1)
      }),
    )
  })

  test.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2;3\n1,7;2;3\n', ';'],
    ['a\tb\n"x, y"\tz\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['one\ntwo\n', ','],
  ])('the delimiter of %j is guessed', (text, delimiter) => expect(guessDelimiter(text)).toBe(delimiter))
})
