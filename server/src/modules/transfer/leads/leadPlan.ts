import type { WorkCalendar } from '@reglament/kernel'
import { beginningOf } from '@reglament/regulation'
import { type Book, pipelineNamed } from '../../rulebook/index.ts'
import type { Table } from '../csv/table.ts'
import { chainOf, type DateSource } from '../dates.ts'
import { ImportError, type ImportFault } from '../faults.ts'
import { columnFaults, ValueMap, wantedBy } from '../joined.ts'
import type { DateFormat } from '../mappingParts.ts'
import { type Plan, plannedBudget, plannedPerson } from '../plan.ts'
import { isCurrency } from '../sums.ts'
import { columnsOf, compileTemplate, type Filled } from '../template.ts'
import { says } from '../words.ts'
import type { LeadMapping, LeadOutcome } from './leadMapping.ts'

const texts = ['name', 'phone', 'email', 'telegram', 'whatsapp', 'company', 'inn', 'text', 'product', 'deadline', 'page'] as const
export type TextPart = (typeof texts)[number]

export type Yes = { column: number; isYes: ValueMap<true> }

/** A mapping of leads made ready for one file and one workspace. */
export type LeadPlan = {
  source: string
  header: readonly string[]
  calendar: WorkCalendar
  emptyValues: ReadonlySet<string>
  externalId?: Filled
  texts: Partial<Record<TextPart, Filled>>
  country: string
  budget?: Plan['budget']
  cameFrom?: { column?: number; values?: ValueMap<string>; default?: string }
  campaign: { key: string; column: number }[]
  tags: readonly string[]
  /** Cells that are kept under a name: given ones, and all that stand nowhere else. */
  kept: { key: string; column: number }[]
  doNotCall?: Yes
  doNotMail?: Yes
  outcome?: { column: number; name: string; values: ValueMap<LeadOutcome>; default?: LeadOutcome }
  pipeline: string
  openStages: ReadonlySet<string>
  title?: Filled
  responsible?: Plan['responsible']
  dates: { format: DateFormat; inquired: DateSource[]; closed: DateSource[] }
}

const keptNameMax = 64

/**
 * Checks a mapping of leads against the file and the workspace, and makes it ready.
 * @throws ImportError with every fault and its place
 */
export function makeLeadPlan(mapping: LeadMapping, table: Table, { regulation, calendar }: Book, reasons: ReadonlySet<string>): LeadPlan {
  const { outcome, budget, responsible, dates, cameFrom } = mapping
  const { indexOf, header } = table
  const faults: ImportFault[] = [...templateFaults(mapping), ...columnFaults(table, columnsOfMapping(mapping))]
  const fault = (path: string, text: ImportFault['says']) => void faults.push({ place: { path }, says: text })
  const named = mapping.pipeline === undefined ? beginningOf(regulation) : pipelineNamed({ regulation, calendar } as Book, mapping.pipeline)
  if (named === undefined) fault('/pipeline', says.noPipeline([...regulation.pipelines.keys()]))
  const stages = (named === undefined ? undefined : regulation.pipelines.get(named))?.stages
  const outcomeFault = (at: string, it: LeadOutcome) => {
    if (it.is === 'rejected' && !reasons.has(it.reason)) fault(`${at}/reason`, says.noLeadReason([...reasons]))
    if (it.is === 'converted' && stages && !stages.has(it.stage)) fault(`${at}/stage`, says.noStage([...stages.keys()]))
  }
  for (const [cell, it] of Object.entries(outcome?.values ?? {})) outcomeFault(`/outcome/values/${cell}`, it)
  if (outcome?.default) outcomeFault('/outcome/default', outcome.default)
  if (budget && !isCurrency(budget.currency)) fault('/budget/currency', says.noCurrency)
  if (faults.length > 0) throw new ImportError(faults)

  const filled = (template: string | undefined) => (template === undefined ? undefined : compileTemplate(template, indexOf))
  const yes = (it: LeadMapping['doNotCall']): Yes | undefined =>
    it && { column: indexOf(it.column), isYes: new ValueMap(it.values.map((value) => [value, true] as const)) }
  return {
    source: mapping.source,
    header,
    calendar,
    emptyValues: new Set(mapping.reading?.emptyValues),
    externalId: filled(mapping.externalId),
    texts: Object.fromEntries(texts.flatMap((part) => (mapping[part] === undefined ? [] : [[part, filled(mapping[part])]]))),
    country: mapping.country ?? 'RU',
    budget: budget && plannedBudget(budget, indexOf),
    cameFrom: cameFrom && {
      column: cameFrom.column === undefined ? undefined : indexOf(cameFrom.column),
      values: cameFrom.values && new ValueMap(Object.entries(cameFrom.values)),
      default: cameFrom.default,
    },
    campaign: Object.entries(mapping.campaign ?? {}).map(([key, column]) => ({ key, column: indexOf(column) })),
    tags: mapping.tags ?? [],
    kept: keptOf(mapping, table),
    doNotCall: yes(mapping.doNotCall),
    doNotMail: yes(mapping.doNotMail),
    outcome: outcome && {
      column: indexOf(outcome.column),
      name: outcome.column,
      values: new ValueMap(Object.entries(outcome.values)),
      default: outcome.default,
    },
    pipeline: named!,
    openStages: new Set([...stages!.values()].filter(({ kind }) => kind === 'open').map(({ key }) => key)),
    title: filled(mapping.title),
    responsible: responsible && plannedPerson(responsible, indexOf),
    dates: {
      format: dates?.format ?? 'iso',
      inquired: chainOf(dates?.inquired ?? ['import-date'], indexOf),
      closed: chainOf(dates?.closed ?? ['latest-known', 'import-date'], indexOf),
    },
  }
}

const templatesOf = (mapping: LeadMapping): [string, string | undefined][] => [
  ['/externalId', mapping.externalId],
  ['/title', mapping.title],
  ...texts.map((part): [string, string | undefined] => [`/${part}`, mapping[part]]),
]

const templateFaults = (mapping: LeadMapping): ImportFault[] =>
  templatesOf(mapping)
    .filter(([, template]) => template !== undefined && columnsOf(template).length === 0)
    .map(([path]) => ({ place: { path }, says: says.noColumnsInTemplate }))

/** Every column that the mapping names, with its place there. */
function columnsOfMapping(mapping: LeadMapping): [string, string][] {
  const { budget, cameFrom, campaign = {}, fields = {}, doNotCall, doNotMail, outcome, responsible, dates } = mapping
  const single: [string, string | undefined][] = [
    ['/budget/column', budget?.column],
    ['/budget/currencyColumn', budget?.currencyColumn],
    ['/cameFrom/column', cameFrom?.column],
    ['/doNotCall/column', doNotCall?.column],
    ['/doNotMail/column', doNotMail?.column],
    ['/outcome/column', outcome?.column],
    ['/responsible/column', responsible?.column],
    ['/responsible/email', responsible?.email],
    ...Object.entries(campaign).map(([key, column]): [string, string] => [`/campaign/${key}`, column]),
    ...Object.entries(fields).map(([key, column]): [string, string] => [`/fields/${key}`, column]),
    ...(['inquired', 'closed'] as const).flatMap((name) =>
      (dates?.[name] ?? []).map((source, i): [string, string | undefined] => [
        `/dates/${name}/${i}`,
        typeof source === 'string' ? undefined : source.column,
      ]),
    ),
  ]
  return [
    ...templatesOf(mapping).flatMap(([path, template]) => wantedBy(path, template)),
    ...single.filter((it): it is [string, string] => it[1] !== undefined),
  ]
}

/** Fields with a name of their own, and every column that stands nowhere else: nothing that was known gets lost. */
function keptOf(mapping: LeadMapping, { header, indexOf }: Table): LeadPlan['kept'] {
  const given = Object.entries(mapping.fields ?? {}).map(([key, column]) => ({ key, column: indexOf(column) }))
  if (mapping.others === 'drop') return given
  const used = new Set(columnsOfMapping(mapping).map(([, column]) => column.trim()))
  const others = header.flatMap((name, column) =>
    name === '' || used.has(name) || indexOf(name) !== column ? [] : [{ key: name.slice(0, keptNameMax), column }],
  )
  return [...given, ...others]
}
