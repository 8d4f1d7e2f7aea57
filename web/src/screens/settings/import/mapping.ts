/** What the rows of a file become. */
export type Becomes = 'deals' | 'leads'

export type DateChain = ({ column: string } | string)[]
export type FieldMapping = {
  column: string
  new?: { name: { ru: string; en: string }; type: string }
  options?: { file: string; key?: string; name: string }
  values?: Record<string, string>
}
export type CompanyFile = { file: string; key: string; name: string; inn?: string; details?: Record<string, string> }
export type PeopleFile = { file: string; name: string; email?: string; team?: string; head?: string; role?: string }
export type Responsible = { column: string; unknown?: string; email?: string; role?: string }
export type Budget = { column: string; currency?: string; decimal?: string }

/** What both kinds of mappings have. */
type Common = {
  source?: string
  pipeline?: string
  externalId?: string
  reading?: { encoding?: string; delimiter?: string; emptyValues?: string[] }
  title?: string
  responsible?: Responsible
  budget?: Budget
}

/** A mapping of deals as the form changes it; what it has no field for is carried along untouched. */
export type DealMapping = Common & {
  becomes?: 'deals'
  note?: string
  stage?: { column: string; values: Record<string, string> }
  members?: PeopleFile
  company?: { name: string; in?: CompanyFile }
  contact?: { name?: string; phone?: string; email?: string }
  dates?: { format?: string; created?: DateChain; entered?: DateChain; closed?: DateChain }
  fields?: Record<string, FieldMapping>
  lossReason?: { column?: string; values?: Record<string, string>; default?: string }
}

export type LeadOutcome = { is: 'new' | 'in-work' } | { is: 'rejected'; reason: string } | { is: 'converted'; stage: string }
export type Wish = { column: string; values: string[] }
const leadTexts = ['name', 'phone', 'email', 'telegram', 'whatsapp', 'company', 'inn', 'product', 'text', 'deadline', 'page'] as const
export type LeadText = (typeof leadTexts)[number]

/** A mapping of leads as the form changes it. */
export type LeadMapping = Common & { [part in LeadText]?: string } & {
  becomes: 'leads'
  cameFrom?: { column?: string; values?: Record<string, string>; default?: string }
  campaign?: Record<string, string>
  fields?: Record<string, string>
  others?: 'keep' | 'drop'
  doNotCall?: Wish
  doNotMail?: Wish
  outcome?: { column: string; values: Record<string, LeadOutcome>; default?: LeadOutcome }
  dates?: { format?: string; inquired?: DateChain; closed?: DateChain }
}
export type Mapping = DealMapping | LeadMapping

export type PartName =
  'externalId' | 'company' | 'contact' | 'phone' | 'email' | 'note' | 'budget' | 'responsible' | 'created' | 'closed' | 'stage'

export const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value)
export const isOfLeads = (mapping: Mapping): mapping is LeadMapping => mapping.becomes === 'leads'
export const becomesOf = (mapping: Mapping): Becomes => (isOfLeads(mapping) ? 'leads' : 'deals')

const single = /^\{([^{}]+)\}$/
/** The column of a template that is nothing but a column. */
export const columnIn = (template: string | undefined): string | null => single.exec(template ?? '')?.[1] ?? null
/** All columns of a template. */
export const columnsIn = (template: string | undefined): string[] =>
  [...(template ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, column]) => column!)
export const inBraces = (column: string): string => `{${column}}`
/** The column that a date comes from first. */
export const datedBy = (chain: DateChain | undefined): string | null => {
  const first = chain?.find((one): one is { column: string } => typeof one === 'object')
  return first?.column ?? null
}

/** The column that a part is taken from; null where there is none, or more than a column. */
export function partOf(mapping: DealMapping, part: PartName): string | null {
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
      return datedBy(mapping.dates?.[part])
  }
}

/** A copy without one of its members. */
export const without = <T extends object>(value: T, key: string): T =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T

/** A copy with a member, or without it where it is not wanted. */
export const withOr = <T extends object>(value: T, key: string, member: unknown): T =>
  member === undefined || member === null || member === '' ? without(value, key) : { ...value, [key]: member }

/** The mapping with another column for a part; null takes it out. */
export function withPart(mapping: DealMapping, part: PartName, column: string | null): DealMapping {
  const template = column === null ? undefined : inBraces(column)
  switch (part) {
    case 'externalId':
    case 'note':
      return withOr(mapping, part, template)
    case 'company':
      return template === undefined ? without(mapping, part) : { ...mapping, company: { ...mapping.company, name: template } }
    case 'contact':
    case 'phone':
    case 'email': {
      const contact = withOr(mapping.contact ?? {}, part === 'contact' ? 'name' : part, template)
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

/** Columns of the main file that stand somewhere in a mapping, its fields left out: what is over is offered as a field. */
export function usedColumns(mapping: Mapping): Set<string> {
  const used = new Set<string>()
  const look = (value: unknown, key: string) => {
    if (typeof value === 'string') for (const column of columnsIn(value)) used.add(column)
    if (typeof value !== 'object' || value === null || key === 'values' || key === 'in' || key === 'members') return
    for (const [inner, one] of Object.entries(value)) {
      if (inner === 'column' && typeof one === 'string') used.add(one)
      else if (key === 'campaign' && typeof one === 'string') used.add(one)
      else look(one, inner)
    }
  }
  for (const [key, value] of Object.entries(mapping)) if (key !== 'fields') look(value, key)
  return used
}

/** One choice of a list for what became of a lead: `rejected spam`. */
export const outcomeKey = (outcome: LeadOutcome | undefined): string | null =>
  outcome === undefined
    ? null
    : outcome.is === 'rejected'
      ? `rejected ${outcome.reason}`
      : outcome.is === 'converted'
        ? `converted ${outcome.stage}`
        : outcome.is

export function outcomeOf(key: string): LeadOutcome {
  const [is, what = ''] = key.split(' ')
  if (is === 'rejected') return { is, reason: what }
  if (is === 'converted') return { is, stage: what }
  return { is: is === 'in-work' ? 'in-work' : 'new' }
}
