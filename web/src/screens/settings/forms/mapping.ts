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

/** A line of the mapping as it is edited: rows keep their place while a name is being typed. */
export type MappingRow = { id: number; field: string; meaning: string | null }

export const rowsOf = (mapping: IntakeMapping): MappingRow[] =>
  Object.entries(mapping).map(([field, meaning], id) => ({ id, field, meaning }))

/** Lines without a name or a meaning say nothing; of two with one name the later one holds. */
export const mappingOf = (rows: readonly MappingRow[]): IntakeMapping =>
  Object.fromEntries(rows.flatMap(({ field, meaning }) => (field.trim() === '' || meaning === null ? [] : [[field.trim(), meaning]])))

const samples: Partial<Record<string, string>> = {
  name: 'Проверка вебхука',
  phone: '+7 921 000-00-01',
  email: 'proba@example.ru',
  text: 'Пробное событие',
  product: 'Пробный товар',
}
const usual = { name: 'name', phone: 'phone', text: 'message' }

/** An event as the other program might send it: at the paths of the mapping, and by the usual names what it does not map. */
export function trialOf(mapping: IntakeMapping, idPath: string | null, number: string): Record<string, unknown> {
  const event: Record<string, unknown> = {}
  const put = (path: string, value: string) => {
    const names = path.split('.')
    const last = names.pop()!
    let at = event
    for (const name of names) {
      const known = at[name]
      const below: Record<string, unknown> = typeof known === 'object' && known !== null ? (known as Record<string, unknown>) : {}
      at[name] = below
      at = below
    }
    at[last] = value
  }
  if (idPath) put(idPath, number)
  const mapped = new Set(Object.values(mapping))
  for (const [path, meaning] of Object.entries(mapping)) if (samples[meaning]) put(path, samples[meaning])
  for (const [meaning, name] of Object.entries(usual)) if (!mapped.has(meaning)) put(name, samples[meaning]!)
  return event
}

/** What differs from how it stood when it was opened: only that is sent, so what a colleague changed beside it stays. */
export function changesOf<Body extends object>(before: Readonly<Record<string, unknown>>, body: Body): Partial<Body> {
  const changed = Object.entries(body).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(before[part]))
  return Object.fromEntries(changed) as Partial<Body>
}
