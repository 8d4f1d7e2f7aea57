import type { Locale } from '@reglament/contract'
import type { Text } from '../../platform/text.ts'

/** Where something is wrong: a file, a line of it, a column of that line; of a mapping the JSON pointer. */
export type Place = { file?: string; line?: number; column?: string; path?: string }
export type ImportFault = { place: Place; says: Text }

/** The import can't go on, and whoever imports can mend it. Every fault is named with its place. */
export class ImportError extends Error {
  override name = 'ImportError'
  readonly faults: readonly ImportFault[]

  constructor(faults: readonly ImportFault[]) {
    super(faults.map((fault) => sayFault(fault, 'en')).join('\n'))
    this.faults = faults
  }
}

export const importError = (says: Text, place: Place = {}) => new ImportError([{ place, says }])

const names = { line: { ru: 'строка', en: 'line' }, column: { ru: 'столбец', en: 'column' } }

/** A fault as people read it: the place first. */
export function sayFault({ place: { file, line, column, path }, says }: ImportFault, locale: Locale): string {
  const place = [
    file,
    path,
    line === undefined ? undefined : `${names.line[locale]} ${line}`,
    column === undefined ? undefined : `${names.column[locale]} «${column}»`,
  ].filter((it) => it !== undefined && it !== '')
  return place.length > 0 ? `${place.join(', ')}: ${says[locale]}` : says[locale]
}

export const sayImportError = ({ faults }: ImportError, locale: Locale): string => faults.map((fault) => sayFault(fault, locale)).join('\n')
