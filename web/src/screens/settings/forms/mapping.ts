import type { IntakeMapping } from '@reglament/contract'

/** What a field may mean; «field:<key>» is kept as it is. */
export const meanings = [
  'name',
  'phone',
  'email',
  'telegram',
  'whatsapp',
  'company',
  'inn',
  'text',
  'product',
  'deadline',
  'budget',
  'source',
  'page',
  'ignore',
] as const
export type Meaning = (typeof meanings)[number]

/** A line of the mapping as it is edited: rows keep their place while a name is being typed. */
export type MappingRow = { id: number; field: string; meaning: string | null }

export const rowsOf = (mapping: IntakeMapping): MappingRow[] =>
  Object.entries(mapping).map(([field, meaning], id) => ({ id, field, meaning }))

/** Lines without a name or a meaning say nothing; of two with one name the later one holds. */
export const mappingOf = (rows: readonly MappingRow[]): IntakeMapping =>
  Object.fromEntries(rows.flatMap(({ field, meaning }) => (field.trim() === '' || meaning === null ? [] : [[field.trim(), meaning]])))
