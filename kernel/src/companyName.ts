import { foldText } from './searchText.ts'

/** Forms of companies, and which of them are one: «ООО» is an LLC, and a stock company was named anew several times. */
const forms: Readonly<Record<string, string>> = {
  ооо: 'llc',
  'общество с ограниченной ответственностью': 'llc',
  llc: 'llc',
  ао: 'stock',
  оао: 'stock',
  зао: 'stock',
  пао: 'stock',
  нао: 'stock',
  'акционерное общество': 'stock',
  'публичное акционерное общество': 'stock',
  ип: 'person',
  'индивидуальный предприниматель': 'person',
  чп: 'person',
  тоо: 'too',
  ltd: 'ltd',
  limited: 'ltd',
  inc: 'inc',
  corp: 'inc',
  gmbh: 'gmbh',
  ag: 'ag',
  plc: 'plc',
}
const named = Object.keys(forms).join('|')
const before = new RegExp(`^(?:(?:${named}) )+`)
const after = new RegExp(`(?: (?:${named}))+$`)

/** The name without quotes, signs and case. */
const bare = (name: string) =>
  foldText(name)
    .replace(/[«»„“”‟"'‘’‚‹›`(),;]/g, ' ')
    .replaceAll('.', '')
    .replace(/ +/g, ' ')
    .trim()

/**
 * What a company is called without its form, quotes, signs and case: «ООО „Дом“» and «Дом» are `дом`. The database keeps the same beside
 * each company (`company_plain_name`), to be looked up by.
 */
export const plainCompanyName = (name: string): string => bare(name).replace(before, '').replace(after, '')

/** The form that stands with a name; null: none does. */
function formOf(name: string): string | null {
  const text = bare(name)
  const form = before.exec(text)?.[0] ?? after.exec(text)?.[0]
  if (form === undefined) return null
  const key = form.trim()
  return forms[key] ?? key
}

/** Two of one name may be one company: no two forms stand against each other. */
export function formsAgree(one: string, other: string): boolean {
  const [a, b] = [formOf(one), formOf(other)]
  return a === null || b === null || a === b
}

/**
 * Which of the companies of one plain name is meant: the only one that neither INN nor form speaks against. Of several it is the only one
 * that is written just so, or the first of those written so without an INN, for nothing tells these apart; else none (C2).
 */
export function companyOfName<Known extends { name: string; inn: string | null }>(
  alike: readonly Known[],
  name: string,
  inn: string | null,
): Known | null {
  const possible = alike.filter((known) => (inn === null || known.inn === null) && formsAgree(known.name, name))
  if (possible.length <= 1) return possible[0] ?? null
  const written = possible.filter((known) => foldText(known.name) === foldText(name))
  return (written.length === 1 ? written[0] : written.find((known) => known.inn === null)) ?? null
}
