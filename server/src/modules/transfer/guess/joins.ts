import type { ImportColumn, ImportFile } from '@reglament/contract'
import { foldText } from '@reglament/kernel'
import { isUnique } from './columns.ts'

/** A file beside the main one, and by which columns the two belong together. */
export type Join = { file: ImportFile; column: string; key: string }

const shareMin = 0.6

/** How much of what stands in one column stands in the other too; 1 where they are called the same. */
function alike(column: ImportColumn, key: ImportColumn): number {
  const keys = new Set(key.values.map(({ value }) => foldText(value)))
  const known = column.values.map(({ value }) => foldText(value))
  if (known.length === 0 || keys.size === 0) return 0
  const share = known.filter((value) => keys.has(value)).length / Math.min(known.length, keys.size)
  const sameName = foldText(column.name) === foldText(key.name)
  // Of long columns only some values are known; then the name has to tell.
  return sameName && (share > 0.1 || column.more || key.more) ? 1 : share
}

/** By which columns another file belongs to the main one: there each value stands once. */
export function joinOf(main: ImportFile, file: ImportFile): Join | null {
  let best: { join: Join; share: number } | null = null
  for (const key of file.columns) {
    if (key.name === '' || !isUnique(key)) continue
    for (const column of main.columns) {
      if (column.name === '') continue
      const share = alike(column, key)
      if (share >= shareMin && share > (best?.share ?? 0)) best = { join: { file, column: column.name, key: key.name }, share }
    }
  }
  return best?.join ?? null
}

/** The column by which a thing of another file is called: a name beside its number. */
export const nameColumnOf = ({ columns }: ImportFile, key: string): string =>
  columns.find(({ name }) => name !== key && /назв|наимен|name|title/.test(foldText(name)))?.name ?? key
