import { importError } from '../faults.ts'
import { says } from '../words.ts'

/** A row as it stands in the file; `line` is where it begins, the first line being 1. */
export type CsvRow = { line: number; cells: string[]; broken?: undefined }
/** A line that can't be read as a row: what is wrong, in which cell, and the line itself. */
export type BrokenRow = { line: number; cells: string[]; broken: 'unclosed-quote' | 'broken-quotes'; cell: number }

type Read = { cells: string[]; next: number; newlines: number; broken?: BrokenRow['broken']; cell?: number }

/** A quote that is not closed within so many characters is taken for one that never is. */
const quotedCharactersMax = 1_000_000

/**
 * Parts text into rows as RFC 4180 has them, fed piece by piece. The packaged parsers do not say in which line and cell a quote went
 * wrong, miscount lines inside quoted cells, and after a stray quote swallow the rows that follow; here the broken line alone is
 * given up, and reading goes on at the next one.
 */
export class RowReader {
  readonly #delimiter: string
  #text = ''
  #line = 1

  constructor(delimiter: string) {
    this.#delimiter = delimiter
  }

  /** The rows that are complete with this piece of text. */
  push(text: string): (CsvRow | BrokenRow)[] {
    this.#text += text
    return this.#take(false)
  }

  /** The rows of what is left: the last line may lack its end. */
  end(): (CsvRow | BrokenRow)[] {
    return this.#take(true)
  }

  #take(atEnd: boolean): (CsvRow | BrokenRow)[] {
    const rows: (CsvRow | BrokenRow)[] = []
    let start = 0
    while (start < this.#text.length) {
      const read = this.#readRow(start, atEnd)
      if (!read) break
      const { cells, next, newlines, broken, cell = 0 } = read
      rows.push(broken ? { line: this.#line, cells, broken, cell } : { line: this.#line, cells })
      this.#line += newlines
      start = next
    }
    this.#text = this.#text.slice(start)
    return rows
  }

  #readRow(start: number, atEnd: boolean): Read | undefined {
    const newline = this.#text.indexOf('\n', start)
    if (newline < 0 && !atEnd) return this.#wait(start)
    const end = newline < 0 ? this.#text.length : newline
    const line = this.#text.slice(start, end)
    return line.includes('"') ? this.#readQuoted(start, end, atEnd) : { cells: line.split(this.#delimiter), next: end + 1, newlines: 1 }
  }

  /** The row goes on in the next piece. Text without any line end is no table, and is not gathered for ever. */
  #wait(start: number): undefined {
    if (this.#text.length - start > 4 * quotedCharactersMax) throw importError(says.endlessRow, { line: this.#line })
    return undefined
  }

  /** A row with quotes in it, which may go over several lines. Undefined: it is not complete yet. */
  #readQuoted(start: number, lineEnd: number, atEnd: boolean): Read | undefined {
    const text = this.#text
    const cells: string[] = []
    const broken = (what: BrokenRow['broken']): Read => ({
      cells: [text.slice(start, lineEnd)],
      next: lineEnd + 1,
      newlines: 1,
      broken: what,
      cell: cells.length,
    })
    let newlines = 1
    for (let at = start; ; at++) {
      if (text[at] === '"') {
        const closed = readQuotedCell(text, at, atEnd)
        if (!closed) return atEnd || text.length - at > quotedCharactersMax ? broken('unclosed-quote') : undefined
        newlines += closed.newlines
        at = closed.next
        if (at < text.length && text[at] !== this.#delimiter && text[at] !== '\n') return broken('broken-quotes')
        cells.push(closed.value)
      } else {
        // A quote inside of a cell that does not begin with one is a sign like any other: ООО "Ромашка".
        const end = endOfCell(text, at, this.#delimiter)
        if (end === text.length && !atEnd) return this.#wait(start)
        cells.push(text.slice(at, end))
        at = end
      }
      if (at >= text.length) return atEnd ? { cells, next: text.length, newlines } : this.#wait(start)
      if (text[at] === '\n') return { cells, next: at + 1, newlines }
    }
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
  return at
}

/** A cell from its opening quote on; undefined while its end is not in sight. */
function readQuotedCell(text: string, openedAt: number, atEnd: boolean) {
  let value = ''
  for (let from = openedAt + 1; ;) {
    const quote = text.indexOf('"', from)
    const mayBeDoubled = quote === text.length - 1 && !atEnd
    if (quote < 0 || mayBeDoubled) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, next: quote + 1, newlines: value.split('\n').length - 1 }
    value += '"'
    from = quote + 2
  }
}
