import type { WorkCalendar } from '@reglament/kernel'
import type { FieldDocument, Regulation, Stage } from '@reglament/regulation'
import { type Book, pipelineNamed } from '../rulebook/index.ts'
import type { Table } from './csv/table.ts'
import type { CompanyWanted } from './clients.ts'
import { chainOf, type DateSource } from './dates.ts'
import { ImportError, type ImportFault } from './faults.ts'
import { columnFaults, ValueMap, wantedBy } from './joined.ts'
import { Lists, type Option } from './lists.ts'
import type { FieldMapping, Mapping } from './mapping.ts'
import { isCurrency } from './sums.ts'
import { columnsOf, compileTemplate, type Filled } from './template.ts'
import { says } from './words.ts'

/** Where a file gives no reason of a loss; adoption alone may leave it unsaid. */
const notStated = 'not-stated'

export type PlannedField = { field: FieldDocument; column: number; name: string; values?: ValueMap<string> }

/** A mapping made ready for one file and one workspace: columns by their numbers, stages and fields as they are here. */
export type Plan = {
  source: string
  pipeline: string
  calendar: WorkCalendar
  emptyValues: ReadonlySet<string>
  externalId: Filled
  title: Filled
  /** What is looked up for the title, by what its template counts as columns from `lookedUp` downwards. */
  titleNames: readonly string[]
  note?: Filled
  stage: { column: number; name: string; stages: ValueMap<Stage> }
  responsible?: {
    column: number
    name: string
    email?: number
    values?: ValueMap<string>
    unknown: 'make' | 'exchange' | 'reject'
    role: string
  }
  company?: { name: Filled; in?: ReadonlyMap<string, CompanyWanted> }
  contact?: { name?: Filled; phone?: Filled; email?: Filled; country: string }
  budget?: { column: number; name: string; currency: string; currencyColumn?: number; decimal?: '.' | ',' }
  dates: { format: Mapping['dates']['format']; created: DateSource[]; entered?: DateSource[]; closed: DateSource[] }
  fields: PlannedField[]
  /** Fields that have to be made first. */
  declared: FieldDocument[]
  lists: Lists
  lossReason: { column?: number; values?: ValueMap<string>; default: string }
}

/** A template may name the company, the contact or a field as it is called here: `{@company}`, `{@product}`. */
const lookedUp = -10
export const lookedUpName = ({ titleNames }: Plan, column: number): string | undefined => titleNames[lookedUp - column]

type Joined = { companies?: ReadonlyMap<string, CompanyWanted>; options: ReadonlyMap<string, readonly Option[]> }

/**
 * Checks a mapping against the file and against the workspace, and makes it ready.
 * @throws ImportError with every fault and its place
 */
export function makePlan(mapping: Mapping, table: Table, book: Book, { companies, options }: Joined): Plan {
  const faults: ImportFault[] = [...templateFaults(mapping), ...columnFaults(table, columnsOfMapping(mapping))]
  const fault = (path: string, text: ImportFault['says']) => void faults.push({ place: { path }, says: text })
  const { regulation, calendar } = book
  const { indexOf } = table
  const place = (column: string | undefined) => (column === undefined ? undefined : indexOf(column))
  const filled = (template: string | undefined) => (template === undefined ? undefined : compileTemplate(template, indexOf))

  const titleNames = columnsOf(mapping.title).filter(isLookedUp)
  const namesKnown = ['@company', '@contact', ...Object.keys(mapping.fields ?? {}).map((key) => `@${key}`)]
  for (const name of titleNames) if (!namesKnown.includes(name)) fault('/title', says.noSuchName(name, namesKnown))
  const pipeline = pipelineNamed(book, mapping.pipeline)
  if (!pipeline) fault('/pipeline', says.noPipeline([...regulation.pipelines.keys()]))
  const stages = stagesOf(regulation, pipeline, mapping.stage.values, fault)
  const { declared, lists } = listsOf(mapping, regulation, options, fault)
  const { responsible, contact, budget, dates, lossReason } = mapping
  if (budget && !isCurrency(budget.currency)) fault('/budget/currency', says.noCurrency)
  const lossReasons = [...regulation.lossReasons.keys()]
  for (const [cell, reason] of Object.entries(lossReason?.values ?? {}))
    if (!lossReasons.includes(reason)) fault(`/lossReason/values/${cell}`, says.noLossReason(lossReasons))
  if (lossReason?.default !== undefined && !lossReasons.includes(lossReason.default))
    fault('/lossReason/default', says.noLossReason(lossReasons))
  if (faults.length > 0) throw new ImportError(faults)

  const chain = (sources: Mapping['dates']['created']) => sources && chainOf(sources, indexOf)
  return {
    source: mapping.source,
    pipeline: pipeline!,
    calendar,
    emptyValues: new Set(mapping.reading?.emptyValues),
    externalId: filled(mapping.externalId)!,
    title: compileTemplate(mapping.title, (column) => (isLookedUp(column) ? lookedUp - titleNames.indexOf(column) : indexOf(column))),
    titleNames: titleNames.map((name) => name.slice(1)),
    note: filled(mapping.note),
    stage: { column: indexOf(mapping.stage.column), name: mapping.stage.column, stages },
    responsible: responsible && plannedPerson(responsible, indexOf),
    company: mapping.company && { name: filled(mapping.company.name)!, in: companies },
    contact: contact && {
      name: filled(contact.name),
      phone: filled(contact.phone),
      email: filled(contact.email),
      country: contact.country ?? 'RU',
    },
    budget: budget && plannedBudget(budget, indexOf),
    dates: {
      format: dates.format,
      created: chain(dates.created) ?? ['earliest-known', 'import-date'],
      entered: chain(dates.entered),
      closed: chain(dates.closed) ?? ['latest-known', 'import-date'],
    },
    fields: Object.entries(mapping.fields ?? {}).map(([key, { column, values }]) => ({
      field: lists.field(key)!,
      column: indexOf(column),
      name: column,
      values: values && new ValueMap(Object.entries(values)),
    })),
    declared,
    lists,
    lossReason: {
      column: place(lossReason?.column),
      values: lossReason?.values && new ValueMap(Object.entries(lossReason.values)),
      default: lossReason?.default ?? notStated,
    },
  }
}

/** A column of sums, made ready. */
export const plannedBudget = (
  { column, currency, currencyColumn, decimal }: NonNullable<Mapping['budget']>,
  indexOf: Table['indexOf'],
): NonNullable<Plan['budget']> => ({
  column: indexOf(column),
  name: column,
  currency,
  currencyColumn: currencyColumn === undefined ? undefined : indexOf(currencyColumn),
  decimal,
})

/** A column of people, made ready. */
export const plannedPerson = (
  { column, email, values, unknown = 'make', role = 'manager' }: NonNullable<Mapping['responsible']>,
  indexOf: Table['indexOf'],
): NonNullable<Plan['responsible']> => ({
  column: indexOf(column),
  name: column,
  email: email === undefined ? undefined : indexOf(email),
  values: values && new ValueMap(Object.entries(values)),
  unknown,
  role,
})

const isLookedUp = (column: string) => column.startsWith('@')

type FaultAt = (path: string, text: ImportFault['says']) => void

function stagesOf(regulation: Regulation, pipeline: string | undefined, values: Record<string, string>, fault: FaultAt): ValueMap<Stage> {
  const stages = (pipeline === undefined ? undefined : regulation.pipelines.get(pipeline)?.stages) ?? new Map<string, Stage>()
  const known = Object.entries(values).flatMap(([cell, key]) => {
    const stage = stages.get(key)
    if (!stage && pipeline !== undefined) fault(`/stage/values/${cell}`, says.noStage([...stages.keys()]))
    return stage ? [[cell, stage] as const] : []
  })
  return new ValueMap(known)
}

/** The fields of the card with those that the mapping declares, and with the options that files give. */
function listsOf(mapping: Mapping, regulation: Regulation, options: Joined['options'], fault: FaultAt) {
  const lists = new Lists(regulation.fields.values())
  const declared: FieldDocument[] = []
  for (const [key, field] of Object.entries(mapping.fields ?? {})) {
    const at = `/fields/${key}`
    const known = regulation.fields.get(key)
    if (known?.system) fault(at, says.systemField)
    else if (!known && !field.new) fault(at, says.noField([...regulation.fields.keys()]))
    else if (known && field.new && known.type !== field.new.type) fault(`${at}/new/type`, says.otherType(known.type))
    else {
      if (!known) {
        const made: FieldDocument = {
          key,
          name: field.new!.name,
          type: field.new!.type,
          options: [...(options.get(key) ?? [])],
          system: false,
        }
        declared.push(made)
        lists.declare(made)
      }
      optionFaults(lists, key, field, at, fault)
    }
  }
  return { declared, lists }
}

function optionFaults(lists: Lists, key: string, { values, options }: FieldMapping, at: string, fault: FaultAt): void {
  const isList = lists.field(key)!.type === 'list'
  if (options && !isList) fault(`${at}/options`, says.onlyLists)
  for (const [cell, option] of Object.entries(values ?? {}))
    if (isList && !lists.option(key, option)) fault(`${at}/values/${cell}`, says.noOption)
}

const templatesOf = ({ externalId, title, note, company, contact }: Mapping): [string, string | undefined][] => [
  ['/externalId', externalId],
  ['/title', title],
  ['/note', note],
  ['/company/name', company?.name],
  ['/contact/name', contact?.name],
  ['/contact/phone', contact?.phone],
  ['/contact/email', contact?.email],
]

const templateFaults = (mapping: Mapping): ImportFault[] =>
  [...templatesOf(mapping), ['/members/name', mapping.members?.name] as const]
    .filter(([, template]) => template !== undefined && columnsOf(template).length === 0)
    .map(([path]) => ({ place: { path }, says: says.noColumnsInTemplate }))

/** Every column of the imported file that the mapping names, with its place there. */
function columnsOfMapping(mapping: Mapping): [string, string][] {
  const { stage, responsible, budget, dates, fields = {}, lossReason } = mapping
  const single: [string, string | undefined][] = [
    ['/stage/column', stage.column],
    ['/responsible/column', responsible?.column],
    ['/responsible/email', responsible?.email],
    ['/budget/column', budget?.column],
    ['/budget/currencyColumn', budget?.currencyColumn],
    ['/lossReason/column', lossReason?.column],
    ...Object.entries(fields).map(([key, { column }]): [string, string] => [`/fields/${key}/column`, column]),
    ...(['created', 'entered', 'closed'] as const).flatMap((name) =>
      (dates[name] ?? []).map((source, i): [string, string | undefined] => [
        `/dates/${name}/${i}`,
        typeof source === 'string' ? undefined : source.column,
      ]),
    ),
  ]
  return [
    ...templatesOf(mapping)
      .flatMap(([path, template]) => wantedBy(path, template))
      .filter(([path, column]) => path !== '/title' || !isLookedUp(column)),
    ...single.filter((it): it is [string, string] => it[1] !== undefined),
  ]
}
