import { RowReader } from './rows.ts'

const candidates = [',', ';', '\t', '|']
const rowsMax = 100

/** The sign between cells, judged by the first lines: that which parts most of them into as many cells as the header has. */
export function guessDelimiter(sample: string): string {
  const scored = candidates.map((delimiter) => ({ delimiter, score: scoreOf(sample, delimiter) }))
  return scored.reduce((best, it) => (it.score > best.score ? it : best)).delimiter
}

function scoreOf(sample: string, delimiter: string): number {
  const reader = new RowReader(delimiter)
  const rows = reader.push(sample).slice(0, rowsMax)
  const widths = (rows.length > 0 ? rows : reader.end())
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '')
    .map(({ cells }) => cells.length)
  const [header = 1] = widths
  if (header === 1) return 0
  return (widths.filter((width) => width === header).length / widths.length) * 1000 + header
}
