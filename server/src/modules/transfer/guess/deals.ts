import type { ImportColumn, ImportFile } from '@reglament/contract'
import { foldText, keyFor } from '@reglament/kernel'
import type { FieldDocument, PipelineDocument } from '@reglament/regulation'
import type { FieldMapping, Mapping } from '../mapping.ts'
import { decimalOf, emptyValuesOf, formatOf, headingOf, isDate, isNumber, isUnique, type Look, partsOf, sourceOf } from './columns.ts'
import { type Join, joinOf, nameColumnOf } from './joins.ts'

/** What columns are usually called, in Russian and English; the first that fits is taken, and each column only once. */
const looks = {
  externalId: {
    name: /^(id|ид|№|номер|number|код)$|^(id|ид|номер|код|opportunity|deal)[ _-]?(id|сделки|№|number|no)?$|(_|\b)id$|^id(_|\b)/,
    // A number of the former system is there in every row, and never twice.
    fits: (column, { rows }) => column.filled === rows && (column.more || column.values.every((value) => value.rows === 1)),
  },
  stage: { name: /стади|этап|stage|status|статус|шаг воронки/, fits: (column) => !column.more && column.values.length > 0 },
  budget: { name: /сумм|бюджет|amount|value|budget|revenue|стоимост|price|цена/, fits: isNumber },
  responsible: { name: /ответствен|менеджер|owner|agent|responsible|manager|продавец|sales ?rep/ },
  company: { name: /компани|организац|company|account|контрагент|юрлицо|customer/ },
  phone: { name: /телефон|phone|моб/ },
  email: { name: /e-?mail|почт/ },
  contact: { name: /контакт|contact|клиент|client|имя|фио|full ?name/ },
  created: { name: /созд|created|engage|открыт|open|дата заявки|дата обращ/, fits: isDate },
  closed: { name: /закр|close|заверш|finish/, fits: isDate },
  lossReason: { name: /причин|reason/ },
  note: { name: /коммент|примеч|note|comment|описан|descr/ },
  title: { name: /назван|title|subject|тема|сделк|deal|opportunity|name|товар|product|услуг/ },
} satisfies Record<string, Look>

/** A column with the number of a client: what stands in the file beside are companies, as far as can be told. */
const clients = /компани|организац|company|account|контрагент|юрлицо|customer|клиент|client/

/** What stages are called elsewhere, by the keys of the shipped pipeline; of two that fit the later stage is meant. */
const stageWords: readonly (readonly [string, RegExp])[] = [
  ['started', /^(won|win|успе|выигр|оплач|реализ|заверш|closed won|продан|запущ)/],
  ['lost', /^(lost|lose|отказ|проигр|провал|закрыт[оа]? и не|closed lost|потер|отлож)/],
  ['invoiced', /contract|invoice|договор|счет|оплат/],
  ['start-agreed', /agreed|commit|verbal|соглас/],
  ['attempts', /попыт|think|дума/],
  ['proposal-discussed', /negotiat|discuss|переговор|обсужд/],
  ['proposal-sent', /propos|quot|offer|кп|предлож|смет/],
  ['qualified', /qualif|квалиф|demo|демо/],
  ['taken', /engag|contact|work|progress|в работе|взят|контакт/],
  ['new-request', /^new|prospect|lead|нов|заявк|обращен|входящ/],
]

/** The stage that a value means: called the same, or by a word for it, or won, or lost; undefined where it can't be told. */
function stageMeant(value: string, { stages }: PipelineDocument): string | undefined {
  const folded = foldText(value)
  const same = stages.find(({ key, name }) => [key, name.ru, name.en].some((one) => foldText(one) === folded))
  if (same) return same.key
  const [key] = stageWords.find(([, words]) => words.test(folded)) ?? []
  const kind = key === 'started' ? 'won' : key === 'lost' ? 'lost' : undefined
  return (stages.find((stage) => stage.key === key) ?? stages.find((stage) => stage.kind === kind))?.key
}

/** The stage that a value means; what means none goes to the first, for people to correct. */
export const stageFor = (value: string, pipeline: PipelineDocument): string => stageMeant(value, pipeline) ?? pipeline.stages[0]!.key

/** Values of the column of stages that say nothing to us: they were put to the first stage without a reason. */
export const unsureStages = (file: ImportFile, { stage }: Mapping, pipeline: PipelineDocument): string[] =>
  (file.columns.find(({ name }) => name === stage.column)?.values ?? [])
    .filter(({ value }) => stageMeant(value, pipeline) === undefined)
    .map(({ value }) => value)

/** Where things are brought into, as far as a guess has to know it. */
export type Here = { pipeline: PipelineDocument; currency: string; fields: readonly FieldDocument[] }

/**
 * A mapping as the columns suggest it, for people to look at and correct; never run by itself. Files that were chosen together are
 * joined by the columns that hold the same.
 */
export function guessDeals(file: ImportFile, others: readonly ImportFile[], { pipeline, currency, fields }: Here): Mapping {
  const joins = others.flatMap((other) => joinOf(file, other) ?? [])
  const parts = partsOf(file, looks)
  // A number that leads to another file is no person's name.
  if (joins.some(({ column }) => column === parts.contact)) delete parts.contact
  const columnOf = (part: keyof typeof looks) => file.columns.find(({ name }) => name === parts[part])
  const joined = joinsOf(joins, parts, file, fields)
  const emptyValues = emptyValuesOf(file)
  const externalId = idOf(parts, file)
  return {
    source: sourceOf(file.name),
    ...(emptyValues.length > 0 && { reading: { emptyValues } }),
    pipeline: pipeline.key,
    externalId,
    title: titleOf(parts, joined) || externalId,
    stage: {
      column: parts.stage ?? '',
      values: Object.fromEntries((columnOf('stage')?.values ?? []).map(({ value }) => [value, stageFor(value, pipeline)])),
    },
    ...(parts.responsible !== undefined && { responsible: { column: parts.responsible, unknown: 'make' as const } }),
    ...(joined.members && { members: joined.members }),
    ...(joined.company && { company: joined.company }),
    ...((parts.contact ?? parts.phone ?? parts.email) !== undefined && {
      contact: {
        ...(parts.contact !== undefined && { name: `{${parts.contact}}` }),
        ...(parts.phone !== undefined && { phone: `{${parts.phone}}` }),
        ...(parts.email !== undefined && { email: `{${parts.email}}` }),
      },
    }),
    ...(parts.note !== undefined && { note: `{${parts.note}}` }),
    ...(parts.budget !== undefined && { budget: { column: parts.budget, currency, decimal: decimalOf(columnOf('budget')) } }),
    dates: {
      format: formatOf([columnOf('created'), columnOf('closed')]),
      created: [...(parts.created === undefined ? [] : [{ column: parts.created }]), 'earliest-known', 'import-date'],
      closed: [...(parts.closed === undefined ? [] : [{ column: parts.closed }]), 'latest-known', 'import-date'],
    },
    ...(Object.keys(joined.fields).length > 0 && { fields: joined.fields }),
    lossReason: { ...(parts.lossReason !== undefined && { column: parts.lossReason }), default: 'not-stated' },
  }
}

/**
 * What a row is known by when the file comes again: its number; without one a column that is never the same twice, else what tells deals
 * apart: what is sold, to whom, since when.
 */
function idOf(parts: Parts, file: ImportFile): string {
  const used = new Set(Object.values(parts))
  const isWhole = ({ filled, more, name }: ImportColumn) => name !== '' && !used.has(name) && filled === file.rows && !more
  const single = parts.externalId ?? file.columns.find((column) => isWhole(column) && isUnique(column) && !isDate(column))?.name
  if (single !== undefined) return `{${single}}`
  const told = [parts.title, parts.company ?? parts.contact, parts.phone ?? parts.email, parts.created].filter((name) => name !== undefined)
  return (told.length > 0 ? told : [file.columns[0]?.name ?? '']).map((name) => `{${name}}`).join(' ')
}

type Parts = Partial<Record<keyof typeof looks, string>>
type Joined = { members?: Mapping['members']; company?: Mapping['company']; fields: Record<string, FieldMapping> }

/** What the files beside mean: people, companies, or the list of a field; and columns that are fields here already. */
function joinsOf(joins: readonly Join[], parts: Parts, file: ImportFile, fields: readonly FieldDocument[]): Joined {
  const joined: Joined = { fields: {} }
  if (parts.company !== undefined) joined.company = { name: `{${parts.company}}` }
  const used = new Set<string>()
  for (const join of joins) {
    if (used.has(join.column)) continue
    used.add(join.column)
    const { column } = join
    if (column === parts.responsible) joined.members = peopleOf(join)
    else if (column === parts.company || clients.test(foldText(column))) joined.company = { name: `{${column}}`, in: companiesOf(join) }
    else Object.assign(joined.fields, listOf(join, fields, Object.keys(joined.fields)))
  }
  const taken = new Set([...Object.values(parts), ...used])
  for (const { name } of file.columns) {
    const field = taken.has(name) ? undefined : fieldCalled(name, fields)
    if (field) joined.fields[field.key] ??= { column: name }
  }
  return joined
}

const fieldCalled = (column: string, fields: readonly FieldDocument[]): FieldDocument | undefined =>
  fields.find(({ key, name, system }) => !system && [key, name.ru, name.en].some((one) => foldText(one) === foldText(column)))

function peopleOf({ file, key }: Join): NonNullable<Mapping['members']> {
  const rest = file.columns.filter(({ name }) => name !== key && name !== '')
  const called = (name: RegExp) => rest.find((column) => name.test(foldText(column.name)))
  const head = called(/руковод|начальн|роп|head|manager|lead|boss/)
  const team = rest.find(
    (column) => column !== head && /отдел|групп|команд|team|department|office|офис|region|регион/.test(foldText(column.name)),
  )
  const email = called(/e-?mail|почт/)
  // Where there are more heads than teams, whoever has one head is a team.
  const named = head && (!team || distinct(head) > distinct(team)) ? head : team
  return {
    file: file.name,
    name: `{${key}}`,
    ...(email && { email: `{${email.name}}` }),
    ...(named && { team: `{${named.name}}` }),
    ...(head && { head: `{${head.name}}` }),
  }
}

const distinct = ({ values, more }: ImportColumn) => (more ? Infinity : values.length)

function companiesOf({ file, key }: Join): NonNullable<NonNullable<Mapping['company']>['in']> {
  const name = nameColumnOf(file, key)
  const inn = file.columns.find((column) => /^инн$|^inn$/.test(foldText(column.name)))
  const rest = file.columns.filter((column) => column.name !== '' && ![key, name, inn?.name].includes(column.name))
  return {
    file: file.name,
    key,
    name,
    ...(inn && { inn: inn.name }),
    ...(rest.length > 0 && { details: Object.fromEntries(rest.map((column) => [column.name, column.name])) }),
  }
}

function listOf({ file, key, column }: Join, fields: readonly FieldDocument[], others: readonly string[]): Record<string, FieldMapping> {
  const known = fieldCalled(column, fields) ?? fieldCalled(headingOf(column), fields)
  if (known && known.type !== 'list') return { [known.key]: { column } }
  const name = nameColumnOf(file, key)
  const heading = headingOf(column)
  return {
    [known?.key ?? keyFor(heading, new Set([...fields.map((field) => field.key), ...others]), 'list')]: {
      column,
      ...(!known && { new: { type: 'list' as const, name: { ru: heading, en: heading } } }),
      options: { file: file.name, ...(name !== key && { key }), name },
    },
  }
}

/** The name of a deal: what is sold, and to whom; things of other files as they are called there. */
function titleOf(parts: Parts, { company, fields }: Joined): string {
  const listed = Object.entries(fields).find(([, { options }]) => options)
  const what = parts.title !== undefined && parts.title !== listed?.[1].column ? `{${parts.title}}` : listed ? `{@${listed[0]}}` : undefined
  const whom = company ? (company.in ? '{@company}' : company.name) : parts.contact !== undefined ? `{${parts.contact}}` : undefined
  return [what, whom].filter((one) => one !== undefined).join(' — ')
}
