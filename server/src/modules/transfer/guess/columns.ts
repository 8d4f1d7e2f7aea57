import type { ImportColumn, ImportFile } from '@reglament/contract'
import { foldText } from '@reglament/kernel'
import type { DateFormat } from '../mappingParts.ts'

const dateShapes: readonly (readonly [DateFormat, RegExp])[] = [
  ['iso', /^\d{4}-\d{2}-\d{2}/],
  ['dd.mm.yyyy', /^\d{1,2}\.\d{1,2}\.\d{4}/],
  ['mm/dd/yyyy', /^(0?\d|1[0-2])\/(1[3-9]|2\d|3[01])\/\d{4}/],
  ['dd/mm/yyyy', /^\d{1,2}\/\d{1,2}\/\d{4}/],
]

export const isDate = ({ values }: ImportColumn): boolean =>
  values.slice(0, 20).some(({ value }) => dateShapes.some(([, shape]) => shape.test(value)))
export const isNumber = ({ values }: ImportColumn): boolean =>
  values.length > 0 && values.slice(0, 20).every(({ value }) => /^-?[\d\s\u00A0]+([.,]\d+)?\s*\S{0,4}$/.test(value))
/** Never the same twice, as far as its values are known. */
export const isUnique = ({ values }: ImportColumn): boolean => values.length > 0 && values.every(({ rows }) => rows === 1)

/** How the dates of these columns are written. */
export function formatOf(columns: readonly (ImportColumn | undefined)[]): DateFormat {
  const sample = columns.flatMap((column) => column?.values.map(({ value }) => value) ?? [])
  return dateShapes.find(([, shape]) => sample.some((value) => shape.test(value)))?.[0] ?? 'iso'
}

export const decimalOf = (column: ImportColumn | undefined): '.' | ',' =>
  column?.values.some(({ value }) => /\d,\d{1,2}\b/.test(value)) ? ',' : '.'

/** What a part is called, and what its column must look like. */
export type Look = { name: RegExp; fits?: (column: ImportColumn, file: ImportFile) => boolean }

/** Which column is what: in the order of the parts, each column once. */
export function partsOf<Part extends string>(file: ImportFile, looks: Record<Part, Look>): Partial<Record<Part, string>> {
  const free = new Map(file.columns.filter(({ name }) => name !== '').map((column) => [column.name, column]))
  const parts: Partial<Record<Part, string>> = {}
  for (const part of Object.keys(looks) as Part[]) {
    const { name, fits = (column) => !isDate(column) } = looks[part]
    const best = [...free.values()].find((column) => name.test(foldText(column.name)) && fits(column, file))
    if (!best) continue
    parts[part] = best.name
    free.delete(best.name)
  }
  return parts
}

const emptyWords = new Set([
  'select',
  'выберите',
  'выбрать',
  'не выбрано',
  'не указано',
  'не указан',
  'не задано',
  'нет данных',
  'n/a',
  'na',
  '#n/a',
  'null',
  'none',
  'nan',
  '-',
  '—',
  '--',
  '(blank)',
  '(empty)',
  '(пусто)',
  'undefined',
])

/** Words in the file that mean that nothing stands there: the first line of a list that nobody touched, a dash. */
export const emptyValuesOf = ({ columns }: ImportFile): string[] => [
  ...new Set(columns.flatMap(({ values }) => values.flatMap(({ value }) => (emptyWords.has(foldText(value)) ? [value] : [])))),
]

/** A short name of the former system, from that of the file. */
export const sourceOf = (fileName: string): string =>
  fileName
    .toLowerCase()
    .replace(/\.\w+$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'file'

/** A column as a heading: `product_id` is «Product». */
export function headingOf(column: string): string {
  const words =
    column
      .replaceAll(/[_-]+/g, ' ')
      .replace(/\s+id$/i, '')
      .trim() || column
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Spellings that differ in capitals and blanks only, each to the one that is written most: «google» is «Google». */
export function oneSpelling({ values }: ImportColumn): Record<string, string> {
  const best = new Map<string, string>()
  for (const { value } of values) if (!best.has(foldText(value))) best.set(foldText(value), value)
  return Object.fromEntries(
    values.flatMap(({ value }) => {
      const one = best.get(foldText(value))!
      return one === value ? [] : [[value, one]]
    }),
  )
}
