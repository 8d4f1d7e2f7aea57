import type { ImportColumn, ImportFile } from '@reglament/contract'
import { foldText } from '@reglament/kernel'
import type { PipelineDocument } from '@reglament/regulation'
import type { Mapping } from './mapping.ts'

/** What columns are usually called, in Russian and English; the first that fits is taken, and each column only once. */
const names = {
  externalId: /^(id|ид|№|номер|number|код)$|^(id|ид|номер|код|opportunity|deal)[ _-]?(id|сделки|№|number|no)?$|(_|\b)id$|^id(_|\b)/,
  stage: /стади|этап|stage|status|статус|шаг воронки/,
  budget: /сумм|бюджет|amount|value|budget|revenue|стоимост|price|цена/,
  responsible: /ответствен|менеджер|owner|agent|responsible|manager|продавец|sales ?rep/,
  company: /компани|организац|company|account|контрагент|юрлицо|customer/,
  phone: /телефон|phone|моб/,
  email: /e-?mail|почт/,
  contact: /контакт|contact|клиент|client|имя|фио|full ?name/,
  created: /созд|created|engage|открыт|open|дата заявки|дата обращ/,
  closed: /закр|close|заверш|finish/,
  lossReason: /причин|reason/,
  note: /коммент|примеч|note|comment|описан|descr/,
  title: /назван|title|subject|тема|сделк|deal|opportunity|name|товар|product|услуг/,
} as const
type Part = keyof typeof names

const dateShapes = [
  ['iso', /^\d{4}-\d{2}-\d{2}/],
  ['dd.mm.yyyy', /^\d{1,2}\.\d{1,2}\.\d{4}/],
  ['mm/dd/yyyy', /^(0?\d|1[0-2])\/(1[3-9]|2\d|3[01])\/\d{4}/],
  ['dd/mm/yyyy', /^\d{1,2}\/\d{1,2}\/\d{4}/],
] as const

const isDate = ({ values }: ImportColumn) => values.slice(0, 20).some(({ value }) => dateShapes.some(([, shape]) => shape.test(value)))
const isNumber = ({ values }: ImportColumn) =>
  values.length > 0 && values.slice(0, 20).every(({ value }) => /^-?[\d\s\u00A0]+([.,]\d+)?\s*\S{0,4}$/.test(value))

/** Which column is what, by its name and by what stands in it. */
function partsOf({ columns, rows }: ImportFile): Partial<Record<Part, string>> {
  const free = new Map(columns.filter(({ name }) => name !== '').map((column) => [column.name, column]))
  const parts: Partial<Record<Part, string>> = {}
  for (const part of Object.keys(names) as Part[]) {
    const fits = [...free.values()].filter((column) => {
      if (!names[part].test(foldText(column.name))) return false
      if (part === 'created' || part === 'closed') return isDate(column)
      if (part === 'budget') return isNumber(column)
      if (part === 'stage') return !column.more && column.values.length > 0
      // A number of the former system is there in every row, and never twice.
      if (part === 'externalId') return column.filled === rows && (column.more || column.values.every((value) => value.rows === 1))
      return !isDate(column)
    })
    const [best] = fits
    if (!best) continue
    parts[part] = best.name
    free.delete(best.name)
  }
  return parts
}

const won = /^(won|win|успе|выигр|оплач|реализ|заверш|closed won|продан|запущ)/
const lost = /^(lost|lose|отказ|проигр|провал|закрыт[оа]? и не|closed lost|потер|отлож)/

/** The stage that a value means: called the same, or won, or lost; else the first, for people to correct. */
function stageFor(value: string, { stages }: PipelineDocument): string {
  const folded = foldText(value)
  const same = stages.find(({ key, name }) => [key, name.ru, name.en].some((one) => foldText(one) === folded))
  if (same) return same.key
  const kind = won.test(folded) ? 'won' : lost.test(folded) ? 'lost' : 'open'
  return stages.find((stage) => stage.kind === kind)?.key ?? stages[0]!.key
}

/**
 * A mapping as the columns suggest it, for people to look at and correct; never run by itself. Null where even a stage or a number of
 * the former system can't be found. Whatever reads files by mapping may use it: it knows columns, not their destination.
 */
export function guessMapping(file: ImportFile, pipeline: PipelineDocument, currency: string): Mapping {
  const parts = partsOf(file)
  const columnOf = (part: Part) => file.columns.find(({ name }) => name === parts[part])
  const braces = (part: Part) => (parts[part] === undefined ? undefined : `{${parts[part]}}`)
  const titled = [braces('title'), braces('company') ?? braces('contact')].filter((one) => one !== undefined).join(' — ')
  const dates = [columnOf('created'), columnOf('closed')].filter((column) => column !== undefined)
  const sample = dates.flatMap(({ values }) => values.map(({ value }) => value))
  const format = dateShapes.find(([, shape]) => sample.some((value) => shape.test(value)))?.[0] ?? 'iso'
  const decimal: '.' | ',' = columnOf('budget')?.values.some(({ value }) => /\d,\d{1,2}\b/.test(value)) ? ',' : '.'
  const externalId = braces('externalId') ?? `{${file.columns[0]?.name ?? ''}}`
  return {
    source:
      file.name
        .toLowerCase()
        .replace(/\.\w+$/, '')
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 40) || 'file',
    pipeline: pipeline.key,
    externalId,
    title: titled === '' ? externalId : titled,
    stage: {
      column: parts.stage ?? '',
      values: Object.fromEntries((columnOf('stage')?.values ?? []).map(({ value }) => [value, stageFor(value, pipeline)])),
    },
    ...(parts.responsible !== undefined && { responsible: { column: parts.responsible, unknown: 'make' as const } }),
    ...(parts.company !== undefined && { company: { name: `{${parts.company}}` } }),
    ...((parts.contact ?? parts.phone ?? parts.email) !== undefined && {
      contact: {
        ...(parts.contact !== undefined && { name: `{${parts.contact}}` }),
        ...(parts.phone !== undefined && { phone: `{${parts.phone}}` }),
        ...(parts.email !== undefined && { email: `{${parts.email}}` }),
      },
    }),
    ...(parts.note !== undefined && { note: `{${parts.note}}` }),
    ...(parts.budget !== undefined && { budget: { column: parts.budget, currency, decimal } }),
    dates: {
      format,
      created: [...(parts.created === undefined ? [] : [{ column: parts.created }]), 'earliest-known', 'import-date'],
      closed: [...(parts.closed === undefined ? [] : [{ column: parts.closed }]), 'latest-known', 'import-date'],
    },
    lossReason: { default: 'not-stated' },
  }
}
