import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { ImportError } from '../faults.ts'
import { openTable, type Reading, type Row } from './table.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'reglament-csv-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
async function open(content: string | Buffer, reading?: Reading) {
  const file = path.join(folder, `${++files}.csv`)
  writeFileSync(file, content)
  const table = await openTable(file, reading)
  const rows: Row[] = []
  for await (const some of table.rows) rows.push(...some)
  return { ...table, rows, cells: rows.map((row) => row.cells) }
}

const faultOf = async (content: string | Buffer, reading?: Reading) => {
  const error = await open(content, reading).catch((it: unknown) => it)
  expect(error).toBeInstanceOf(ImportError)
  return (error as ImportError).faults[0]!
}

const text = 'Имя;Сумма\r\nЁжик;1,5\r\n'

describe('[L3] a CSV file is read whatever program wrote it', () => {
  test.each([
    ['utf-8', Buffer.from(text), 'utf-8'],
    ['utf-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['windows-1251', iconv.encode(text, 'windows-1251'), 'windows-1251'],
    ['utf-16le with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['utf-16be with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['utf-16le without a mark', iconv.encode(text, 'utf-16le'), 'utf-16le'],
  ])('%s is recognised', async (_name, content, encoding) => {
    const table = await open(content)
    expect(table).toMatchObject({ encoding, delimiter: ';', header: ['Имя', 'Сумма'], cells: [['Ёжик', '1,5']] })
  })

  test('a given encoding counts', async () => {
    expect(await open(iconv.encode(text, 'koi8-r'), { encoding: 'KOI8-R' })).toMatchObject({ cells: [['Ёжик', '1,5']] })
  })

  test('Excel names the delimiter in a first line; lines are counted with it', async () => {
    const { header, rows } = await open('sep=;\na,x;b\n1;2\n')
    expect(header).toEqual(['a,x', 'b'])
    expect(rows).toEqual([{ line: 3, cells: ['1', '2'] }])
  })

  test('line ends of old and new systems', async () => {
    expect((await open('a,b\r1,2\r3,4')).cells).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  test('empty lines and empty last columns are passed over and counted', async () => {
    const { cells, header, tidied } = await open('\na,b,\n1,2,\n\n3,4\n,,\n')
    expect(header).toEqual(['a', 'b'])
    expect(cells).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(tidied).toEqual({ emptyLines: 3, trailingCells: 2 })
  })

  test('a row with too few or too many cells carries its reason, the others come', async () => {
    const { rows } = await open('a,b\n1\n1,2,3\n4,5\n')
    expect(rows.map(({ line, reason }) => [line, reason?.code])).toEqual([
      [2, 'ragged'],
      [3, 'ragged'],
      [4, undefined],
    ])
  })

  test('NUL bytes and cells beyond the limit are reasons too, with their column', async () => {
    const { rows } = await open(`a,b\n1,x\0y\n2,${'z'.repeat(100_001)}\n3,${'z'.repeat(30_000)}\n`, { encoding: 'utf-8' })
    expect(rows.map(({ reason }) => reason && [reason.code, reason.column])).toEqual([['nul', 1], ['cell-too-long', 1], undefined])
  })

  test('a column that the header has twice can’t be used', async () => {
    const { indexOf } = await open('a,b,a\n1,2,3\n')
    expect([indexOf('a'), indexOf('b'), indexOf('c')]).toEqual([-2, 1, -1])
  })

  test.each([
    ['an empty file', '', undefined, 'empty'],
    ['only empty lines', '\n\n', undefined, 'empty'],
    ['a workbook', Buffer.from('PK\u0003\u0004rest', 'latin1'), undefined, 'XLSX'],
    ['an encoding that there is not', 'a\n', { encoding: 'klingon' }, 'klingon'],
    ['a broken header', 'a,"b" c\n1,2\n', undefined, 'quotes'],
    ['a NUL in the header', 'a,b\0\n1,2\n', { encoding: 'utf-8' }, 'NUL'],
    ['too many columns', `${'a,'.repeat(1000)}b\n`, undefined, '1,000'],
  ])('%s is refused', async (_name, content, reading, says) => {
    expect((await faultOf(content, reading)).says.en).toContain(says)
  })

  test('bytes that the given encoding does not have are told with their line', async () => {
    const content = Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.from([0xc3, 0x28]), Buffer.from(',4\n5,6\n')])
    expect(await faultOf(content, { encoding: 'utf-8' })).toMatchObject({ place: { line: 3 } })
  })
})
