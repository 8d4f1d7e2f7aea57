/** A mapping as the form changes it; what it has no field for is carried along untouched. */
export type Mapping = {
  source?: string
  pipeline?: string
  externalId?: string
  title?: string
  note?: string
  stage?: { column: string; values: Record<string, string> }
  responsible?: { column: string; unknown?: string }
  company?: { name: string }
  contact?: { name?: string; phone?: string; email?: string }
  budget?: { column: string; currency?: string; decimal?: string }
  dates?: { format?: string; created?: unknown[]; closed?: unknown[] }
}
export type PartName =
  'externalId' | 'company' | 'contact' | 'phone' | 'email' | 'note' | 'budget' | 'responsible' | 'created' | 'closed' | 'stage'

export const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value)

const single = /^\{([^{}]+)\}$/
const columnIn = (template: string | undefined) => single.exec(template ?? '')?.[1] ?? null
const dated = (chain: unknown[] | undefined): string | null => {
  const first = chain?.find((one): one is { column: string } => typeof one === 'object' && one !== null && 'column' in one)
  return first?.column ?? null
}

/** The column that a part is taken from; null where there is none, or more than a column. */
export function partOf(mapping: Mapping, part: PartName): string | null {
  switch (part) {
    case 'externalId':
    case 'note':
      return columnIn(mapping[part])
    case 'company':
      return columnIn(mapping.company?.name)
    case 'contact':
      return columnIn(mapping.contact?.name)
    case 'phone':
    case 'email':
      return columnIn(mapping.contact?.[part])
    case 'budget':
    case 'responsible':
      return mapping[part]?.column ?? null
    case 'stage':
      return mapping.stage?.column || null
    case 'created':
    case 'closed':
      return dated(mapping.dates?.[part])
  }
}

const without = <T extends object>(value: T, key: string): T =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T

/** The mapping with another column for a part; null takes it out. */
export function withPart(mapping: Mapping, part: PartName, column: string | null): Mapping {
  const template = column === null ? undefined : `{${column}}`
  switch (part) {
    case 'externalId':
    case 'note':
      return template === undefined ? without(mapping, part) : { ...mapping, [part]: template }
    case 'company':
      return template === undefined ? without(mapping, part) : { ...mapping, company: { ...mapping.company, name: template } }
    case 'contact':
    case 'phone':
    case 'email': {
      const key = part === 'contact' ? 'name' : part
      const contact = template === undefined ? without(mapping.contact ?? {}, key) : { ...mapping.contact, [key]: template }
      return Object.keys(contact).length === 0 ? without(mapping, 'contact') : { ...mapping, contact }
    }
    case 'budget':
      return column === null ? without(mapping, part) : { ...mapping, budget: { currency: 'RUB', ...mapping.budget, column } }
    case 'responsible':
      return column === null ? without(mapping, part) : { ...mapping, responsible: { ...mapping.responsible, column } }
    case 'stage':
      return { ...mapping, stage: { column: column ?? '', values: {} } }
    case 'created':
    case 'closed': {
      const rest = part === 'created' ? ['earliest-known', 'import-date'] : ['latest-known', 'import-date']
      return { ...mapping, dates: { format: 'iso', ...mapping.dates, [part]: [...(column === null ? [] : [{ column }]), ...rest] } }
    }
  }
}
