import type { ImportFile } from '@reglament/contract'
import { openTable, type Reading } from './csv/table.ts'
import { importError } from './faults.ts'
import { says } from './words.ts'

const previewRows = 20
const valuesMax = 120
const valueCharactersMax = 200

/** What stands in a file: its columns with their most frequent values, the first rows, how many there are. Goes through it once. */
export async function outlineOf(file: string, name: string, reading: Reading = {}): Promise<ImportFile> {
  const table = await openTable(file, reading)
  const counts = table.header.map(() => new Map<string, number>())
  const filled = table.header.map(() => 0)
  const more = table.header.map(() => false)
  const preview: string[][] = []
  let [rows, broken] = [0, 0]
  for await (const chunk of table.rows) {
    for (const { cells, reason } of chunk) {
      rows++
      if (reason) {
        broken++
        continue
      }
      if (preview.length < previewRows) preview.push(cells.map((cell) => cell.slice(0, valueCharactersMax)))
      for (const [i, cell] of cells.entries()) {
        const value = cell.trim()
        if (value === '') continue
        filled[i]!++
        const known = counts[i]!
        if (value.length > valueCharactersMax || (known.size >= valuesMax && !known.has(value))) more[i] = true
        else known.set(value, (known.get(value) ?? 0) + 1)
      }
    }
  }
  if (rows === 0) throw importError(says.headerOnly, { file: name })
  const columns = table.header.map((column, i) => ({
    name: column,
    filled: filled[i]!,
    values: [...counts[i]!].map(([value, count]) => ({ value, rows: count })).toSorted((a, b) => b.rows - a.rows),
    more: more[i]!,
  }))
  return { name, encoding: table.encoding, delimiter: table.delimiter, rows, broken, columns, preview }
}
