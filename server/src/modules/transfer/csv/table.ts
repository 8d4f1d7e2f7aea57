import path from 'node:path'
import type { Reason } from '../reasons.ts'
import { importError } from '../faults.ts'
import { says } from '../words.ts'
import { detectEncoding, encodingNamed, mustBeFile, readText } from './decode.ts'
import { guessDelimiter } from './delimiter.ts'
import { asBefore, isReport } from './reportColumns.ts'
import { type BrokenRow, type CsvRow, RowReader } from './rows.ts'

/** How a file is to be read; what is not given is found out. */
export type Reading = { encoding?: string; delimiter?: string }

export const limits = { bytesMax: 2 * 1024 ** 3, rowsMax: 3_000_000, columnsMax: 1_000, cellCharactersMax: 100_000 }

/** A row with as many cells as the header, or with the reason why it can't be used. */
export type Row = { line: number; cells: readonly string[]; reason?: Reason }

/** What was passed over in silence by the reader, and is told in the report. */
export type Tidied = { emptyLines: number; trailingCells: number }

export type Table = {
  /** Name of the file without its folder. */
  name: string
  encoding: string
  delimiter: string
  header: readonly string[]
  /** Place of a column; -1 when there is none, -2 when the header has it twice. */
  indexOf: (column: string) => number
  rows: AsyncGenerator<Row[]>
  tidied: Tidied
}

/**
 * Opens a CSV file with a header.
 * @throws ImportError naming file, line and column of what makes the whole file unusable; a broken row only carries its reason
 */
export async function openTable(file: string, reading: Reading = {}): Promise<Table> {
  await mustBeFile(file, limits.bytesMax)
  const name = path.basename(file)
  const encoding = reading.encoding === undefined ? await detectEncoding(file) : encodingNamed(reading.encoding)
  const texts = readText(file, encoding)
  const first = await texts.next()
  const sample = first.done ? '' : first.value
  const { delimiter, start } = delimiterOf(sample, reading.delimiter)
  const reader = new RowReader(delimiter)
  const tidied: Tidied = { emptyLines: 0, trailingCells: 0 }

  async function* pieces() {
    yield reader.push(sample.slice(start))
    for await (const text of texts) yield reader.push(text)
    yield reader.end()
  }
  const chunks = pieces()
  const { header: written, rest, trailing } = await readHeader(name, chunks, tidied)
  const again = isReport(written)
  const header = again ? asBefore(written) : written
  const lineOffset = start > 0 ? 1 : 0

  async function* rows(): AsyncGenerator<Row[]> {
    let count = 0
    const check = checker(written.length, tidied)
    const take = (found: readonly (CsvRow | BrokenRow)[]) => {
      const checked = found.flatMap((row) => check(row))
      const taken = again ? checked.map((row) => ({ ...row, cells: asBefore(row.cells) })) : checked
      count += taken.length
      if (count > limits.rowsMax) throw importError(says.tooManyRows(limits.rowsMax), { file: name })
      return lineOffset === 0 ? taken : taken.map((row) => ({ ...row, line: row.line + lineOffset }))
    }
    yield take(rest)
    for await (const chunk of chunks) yield take(chunk)
  }
  tidied.trailingCells += trailing
  return { name, encoding, delimiter, header, indexOf: indexer(header), rows: rows(), tidied }
}

/** Excel writes the delimiter itself in a first line `sep=;`. */
function delimiterOf(sample: string, given: string | undefined): { delimiter: string; start: number } {
  const named = /^sep=(.)\n/.exec(sample)
  const start = named?.[0].length ?? 0
  return { delimiter: given ?? named?.[1] ?? guessDelimiter(sample.slice(0, 65_536)), start }
}

type Chunks = AsyncGenerator<(CsvRow | BrokenRow)[]>

async function readHeader(file: string, chunks: Chunks, tidied: Tidied) {
  for await (const rows of preserved(chunks)) {
    const at = rows.findIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    if (at < 0) {
      tidied.emptyLines += rows.length
      continue
    }
    tidied.emptyLines += at
    const row = rows[at]!
    if (row.broken) throw importError(says.brokenHeader, { file, line: row.line, column: String(row.cell + 1) })
    const header = row.cells.map((cell) => cell.trim())
    const nul = header.findIndex((cell) => cell.includes('\0'))
    if (nul >= 0) throw importError(says.nul, { file, line: row.line, column: String(nul + 1) })
    const columns = header.findLastIndex((cell) => cell !== '') + 1
    if (columns > limits.columnsMax) throw importError(says.tooManyColumns(limits.columnsMax), { file, line: row.line })
    return { header: header.slice(0, columns), rest: rows.slice(at + 1), trailing: header.length > columns ? 1 : 0 }
  }
  throw importError(says.emptyFile, { file })
}

/** Going through a generator ends it; here it is still wanted afterwards. */
const preserved = (chunks: Chunks): AsyncIterable<(CsvRow | BrokenRow)[]> => ({
  [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }),
})

function indexer(header: readonly string[]): (column: string) => number {
  const places = new Map<string, number>()
  for (const [place, name] of header.entries()) places.set(name, places.has(name) ? -2 : place)
  return (column) => places.get(column.trim()) ?? -1
}

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** Checks a row against the header; answers nothing for an empty line. */
function checker(columns: number, tidied: Tidied) {
  return (row: CsvRow | BrokenRow): Row[] => {
    const { line, cells } = row
    if (row.broken) return [{ line, cells, reason: { code: row.broken, column: row.cell } }]
    if (isEmpty(cells)) {
      tidied.emptyLines++
      return []
    }
    const reason = reasonOf(cells, columns)
    if (reason) return [{ line, cells, reason }]
    if (cells.length === columns) return [{ line, cells }]
    tidied.trailingCells++
    return [{ line, cells: cells.slice(0, columns) }]
  }
}

function reasonOf(cells: readonly string[], columns: number): Reason | undefined {
  const tooMany = cells.length > columns && !isEmpty(cells.slice(columns))
  if (cells.length < columns || tooMany) return { code: 'ragged', value: `${cells.length} / ${columns}` }
  const nul = cells.findIndex((cell) => cell.includes('\0'))
  if (nul >= 0) return { code: 'nul', column: nul }
  const long = cells.findIndex((cell) => cell.length > limits.cellCharactersMax)
  return long >= 0 ? { code: 'cell-too-long', column: long, value: String(cells[long]!.length) } : undefined
}
