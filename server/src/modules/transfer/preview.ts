import path from 'node:path'
import type { ImportPreview, Locale } from '@reglament/contract'
import { dateOf, formatMoney, type Instant, type WorkCalendar } from '@reglament/kernel'
import { formatPhone, normalisePhone } from '@reglament/kernel/phone'
import { inWorkspace } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'
import type { Text } from '../../platform/text.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { openTable, type Row, type Table } from './csv/table.ts'
import { type Draft, isRejected, readDraft, type Rejected } from './draft.ts'
import { addOptions, readJoinedFiles } from './importFile.ts'
import { readWorkspace } from './importer.ts'
import type { Readings } from './joined.ts'
import { type LeadDraft, readLead } from './leads/leadDraft.ts'
import { makeLeadPlan } from './leads/leadPlan.ts'
import { type AnyMapping, isOfLeads } from './mapping.ts'
import { makePlan, type Plan } from './plan.ts'
import { sayReason } from './sayReason.ts'

/** A beginning of a file: enough to see what its rows become. */
const previewRowsMax = 12

export type PreviewRequest = {
  file: string
  mapping: AnyMapping
  workspaceId: number
  language: Locale
  readings: Readings
}

/**
 * The first rows of a file as they will become, with what is wrong with each. Nothing is written.
 * @throws ImportError with every fault, when the mapping can't be used
 */
export async function previewFile(services: Pick<Services, 'db' | 'clock'>, request: PreviewRequest): Promise<ImportPreview> {
  const { file, mapping, workspaceId, language, readings } = request
  const table = await openTable(file, readings.get(path.basename(file)))
  const rows = await firstRows(table)
  const joined = isOfLeads(mapping) ? undefined : await readJoinedFiles({ folder: path.dirname(file), readings }, mapping)
  return inWorkspace(services, workspaceId, async (tx) => {
    const now = services.clock.now(await readWorkspace(tx, workspaceId))
    const book = await bookInForce(tx, workspaceId)
    const told: Telling = { book, language, header: table.header }
    if (isOfLeads(mapping)) {
      const reasons = await tx.selectFrom('lead_reason').select(['key', 'name']).where('workspace_id', '=', workspaceId).execute()
      const names = new Map(reasons.map(({ key, name }) => [key, (name as unknown as Text)[language]]))
      const plan = makeLeadPlan(mapping, table, book, new Set(names.keys()))
      return tabled(
        rows,
        (row) => readLead(plan, row, now),
        (draft) => leadCells(draft, plan.pipeline, names, told),
        told,
      )
    }
    const plan = makePlan(mapping, table, book, joined!)
    addOptions(plan, mapping, joined!.options)
    return tabled(
      rows,
      (row) => readDraft(plan, row, now),
      (draft) => dealCells(draft, plan, told),
      told,
    )
  })
}

async function firstRows(table: Table): Promise<Row[]> {
  const rows: Row[] = []
  for await (const chunk of table.rows) {
    rows.push(...chunk.slice(0, previewRowsMax - rows.length))
    if (rows.length >= previewRowsMax) break
  }
  return rows
}

type Telling = { book: Book; language: Locale; header: readonly string[] }
/** What a row becomes, part by part: the key of the part, what it is called, and what stands there. */
type Cells = { key: string; name: string; value: string | null }[]

/** Rows beside one another: a column for each part that any of them has. */
function tabled<Read extends { remarks: Draft['remarks'] }>(
  rows: readonly Row[],
  read: (row: Row) => Read | Rejected,
  cellsOf: (draft: Read) => Cells,
  { language, header }: Telling,
): ImportPreview {
  const columns = new Map<string, string>()
  const read1 = rows.map((row) => {
    const draft = read(row)
    if (isRejected(draft)) {
      return {
        line: row.line,
        cells: new Map<string, string>(),
        faults: draft.reasons.map((reason) => sayReason(reason, header)[language]),
        remarks: [],
      }
    }
    const cells = new Map<string, string>()
    for (const { key, name, value } of cellsOf(draft)) {
      if (value === null || value === '') continue
      columns.set(key, name)
      cells.set(key, value.slice(0, 200))
    }
    return { line: row.line, cells, faults: [], remarks: draft.remarks.map((remark) => sayReason(remark, header)[language]) }
  })
  const keys = [...columns.keys()]
  return {
    columns: keys.map((key) => ({ key, name: columns.get(key)! })),
    rows: read1.map(({ cells, ...row }) => ({ ...row, cells: keys.map((key) => cells.get(key) ?? '') })),
  }
}

const words = {
  title: { ru: 'Сделка', en: 'Deal' },
  stage: { ru: 'Этап', en: 'Stage' },
  responsible: { ru: 'Ответственный', en: 'Responsible' },
  company: { ru: 'Компания', en: 'Company' },
  contact: { ru: 'Контакт', en: 'Contact' },
  phone: { ru: 'Телефон', en: 'Phone' },
  email: { ru: 'Почта', en: 'E-mail' },
  budget: { ru: 'Бюджет', en: 'Budget' },
  created: { ru: 'Создана', en: 'Made' },
  closed: { ru: 'Закрыта', en: 'Closed' },
  note: { ru: 'Примечание', en: 'Note' },
  number: { ru: 'Номер', en: 'Number' },
  name: { ru: 'Имя', en: 'Name' },
  messenger: { ru: 'Мессенджер', en: 'Messenger' },
  outcome: { ru: 'Что с ним стало', en: 'What became of it' },
  source: { ru: 'Источник', en: 'Source' },
  campaign: { ru: 'Кампания', en: 'Campaign' },
  product: { ru: 'Товар', en: 'Product' },
  text: { ru: 'Сообщение', en: 'Message' },
  inquired: { ru: 'Обратился', en: 'Inquired' },
  wishes: { ru: 'Запреты', en: 'Wishes' },
  others: { ru: 'Прочее', en: 'Others' },
  noCalls: { ru: 'не звонить', en: 'no calls' },
  noMail: { ru: 'не писать', en: 'no mail' },
  new: { ru: 'новое', en: 'new' },
  'in-work': { ru: 'в работе', en: 'in work' },
  rejected: { ru: 'отклонено', en: 'rejected' },
  converted: { ru: 'стало сделкой', en: 'converted' },
} satisfies Record<string, Text>

const day = (calendar: WorkCalendar, instant: Instant, language: Locale): string => {
  const [year, month, date] = dateOf(calendar, instant).split('-')
  return language === 'ru' ? `${date}.${month}.${year}` : `${year}-${month}-${date}`
}

function dealCells(draft: Draft, plan: Plan, { book, language }: Telling): Cells {
  const { company, contact, budget, createdAt, closedAt, stage, responsible, fields, listed, note } = draft
  const part = (key: keyof typeof words, value: string | null) => ({ key, name: words[key][language], value })
  const ofFields = plan.fields.map(({ field }) => {
    const listing = listed.find((it) => it.field === field.key)?.value
    const value = listing === undefined ? (fields[field.key] ?? null) : (plan.lists.option(field.key, listing)?.name[language] ?? listing)
    return { key: `field ${field.key}`, name: field.name[language], value: value === null ? null : String(value) }
  })
  return [
    part('title', draft.title),
    part('stage', stage.name[language]),
    part('responsible', responsible?.name ?? null),
    part('company', company?.name ?? null),
    part('contact', contact?.name ?? null),
    part('phone', contact?.phone ? formatPhone(contact.phone) : null),
    part('email', contact?.email ?? null),
    part('budget', budget ? formatMoney(budget, language) : null),
    part('created', day(book.calendar, createdAt, language)),
    part('closed', closedAt === null ? null : day(book.calendar, closedAt, language)),
    ...ofFields,
    part('note', note),
  ]
}

function leadCells(
  { arrival, externalId, outcome, responsible }: LeadDraft,
  pipeline: string,
  reasons: ReadonlyMap<string, string>,
  { book, language }: Telling,
): Cells {
  const { parts, campaign, fields, doNotCall, doNotMail, at } = arrival
  const part = (key: keyof typeof words, value: string | null) => ({ key, name: words[key][language], value })
  const became =
    outcome.is === 'converted'
      ? book.regulation.stageName(outcome.stage, pipeline)?.[language]
      : outcome.is === 'rejected'
        ? reasons.get(outcome.reason)
        : undefined
  const e164 = parts.phone === null ? null : normalisePhone(parts.phone)?.e164
  const wishes = [...(doNotCall ? [words.noCalls[language]] : []), ...(doNotMail ? [words.noMail[language]] : [])]
  return [
    part('number', externalId.length === 40 ? null : externalId),
    part('name', parts.name),
    part('phone', e164 ? formatPhone(e164) : parts.phone),
    part('email', parts.email),
    part('messenger', parts.messenger),
    part('company', parts.company),
    part('outcome', `${words[outcome.is][language]}${became === undefined ? '' : `: ${became}`}`),
    part('source', parts.source),
    part('campaign', Object.values(campaign).join(', ')),
    part('product', parts.product),
    part('budget', parts.budget ? formatMoney(parts.budget, language) : null),
    part('inquired', day(book.calendar, at, language)),
    part('responsible', responsible?.name ?? null),
    part('wishes', wishes.join(', ')),
    part('text', parts.text),
    part(
      'others',
      Object.entries(fields)
        .map(([name, value]) => `${name}: ${String(value)}`)
        .join('; '),
    ),
  ]
}
