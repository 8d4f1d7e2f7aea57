import type { Locale } from '@reglament/contract'
import type { Text } from '../../platform/text.ts'
import { type Reason, rejections, type Remark, remarks } from './reasons.ts'

const shownCharactersMax = 80

/** Half of a sign that needs two would be no text. */
export const cut = (text: string, length: number): string => `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`

/** What a cell holds, short and without signs that a terminal would obey. */
export const show = (value: string): string => {
  const plain = value.replaceAll(/[\p{Cc}\u2028-\u202E\u2066-\u2069]+/gu, ' ').trim()
  return plain.length > shownCharactersMax ? cut(plain, shownCharactersMax) : plain
}

/** The name of a column; one without a name goes by its number. */
export const columnName = (column: string | number, header: readonly string[]): string =>
  typeof column === 'string' ? column : header[column] || String(column + 1)

/** A reason as a sentence: the column, what is wrong, and what stands there. */
export function sayReason({ code, column, value }: Reason | Remark, header: readonly string[]): Text {
  const title: Text = code in rejections ? rejections[code as keyof typeof rejections] : remarks[code as keyof typeof remarks]
  const say = (locale: Locale) =>
    [
      column === undefined ? '' : `«${show(columnName(column, header))}»: `,
      title[locale],
      value === undefined || value === '' ? '' : ` («${show(value)}»)`,
    ].join('')
  return { ru: say('ru'), en: say('en') }
}
