import type { Field } from '@reglament/contract'

/** Columns that every company has, in their usual order; those of its fields stand behind `field:`. */
const plainColumns = [
  'number',
  'title',
  'client',
  'stage',
  'status',
  'responsible',
  'budget',
  'task',
  'nextTask',
  'flags',
  'created',
  'entered',
  'heard',
  'closed',
  'lossReason',
  'campaign',
] as const
export type PlainColumn = (typeof plainColumns)[number]
export type ColumnKey = PlainColumn | `field:${string}`

/** Shown until somebody chooses. */
export const usualColumns: readonly ColumnKey[] = ['title', 'client', 'stage', 'responsible', 'budget', 'task', 'nextTask', 'flags']

/** By these the server puts any number of deals in order; by the others as many as can be sorted at once. */
export const sortable: ReadonlySet<string> = new Set(['number', 'title', 'client', 'stage', 'responsible', 'budget', 'nextTask', 'created', 'entered', 'closed', 'campaign']) // prettier-ignore

const isPlain = (key: string): key is PlainColumn => plainColumns.some((one) => one === key)

/** The columns of an address: those that the company has, the title among them always. */
export function columnsOf(asked: string | undefined, fields: readonly Field[]): ColumnKey[] {
  const own = new Set(fields.filter(({ system }) => !system).map(({ key }) => `field:${key}`))
  const known = (asked ?? '').split(',').filter((key): key is ColumnKey => isPlain(key) || own.has(key))
  const chosen = known.length > 0 ? [...new Set(known)] : [...usualColumns]
  return chosen.includes('title') ? chosen : ['title', ...chosen]
}

/** Every column that can be chosen: those chosen first, in their order. */
export const allColumns = (chosen: readonly ColumnKey[], fields: readonly Field[]): ColumnKey[] => [
  ...chosen,
  ...[...plainColumns, ...fields.filter(({ system }) => !system).map(({ key }) => `field:${key}` as const)].filter(
    (key) => !chosen.includes(key),
  ),
]

/** A column one place higher or lower. */
export function moved(columns: readonly ColumnKey[], key: ColumnKey, step: 1 | -1): ColumnKey[] {
  const at = columns.indexOf(key)
  const to = at + step
  if (at === -1 || to < 0 || to >= columns.length) return [...columns]
  return columns.with(at, columns[to]!).with(to, key)
}

/** `undefined` for the usual columns: an address says only what is unusual. */
export const columnsText = (columns: readonly ColumnKey[]): string | undefined =>
  columns.join() === usualColumns.join() ? undefined : columns.join()

/** The order after a press on a head: down, then up, then the usual one again; numbers and dates begin with the largest. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === `-${key}`) return key
  return sort === key ? undefined : `-${key}`
}
