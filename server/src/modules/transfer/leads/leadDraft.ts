import { createHash } from 'node:crypto'
import type { Instant } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { type Arrival, noParts, type Parts, readMessenger } from '../../intake/index.ts'
import type { Row } from '../csv/table.ts'
import { firstOf, knownDates } from '../dates.ts'
import { oneLine, type PersonNamed, readBudget, readResponsible, type Rejected } from '../draft.ts'
import { cellReader, type Cells } from '../joined.ts'
import { readEmail } from '../people.ts'
import type { Reason, Remark } from '../reasons.ts'
import type { LeadOutcome } from './leadMapping.ts'
import type { LeadPlan, TextPart, Yes } from './leadPlan.ts'

/** A row as the lead that it describes; who is responsible is looked up when it is written. */
export type LeadDraft = {
  row: Row
  /** Of the former system, or of the row itself. */
  externalId: string
  outcome: LeadOutcome
  title: string | null
  responsible: PersonNamed | null
  closedAt: Instant
  arrival: Omit<Arrival, 'adopted' | 'rawId' | 'createdBy' | 'externalId' | 'viaName'>
  remarks: Remark[]
}

type Reading = { plan: LeadPlan; cell: Cells; now: Instant; reasons: Reason[]; remarks: Remark[] }

/** The longest that a lead and its API take. */
const longest: Record<TextPart | 'cameFrom' | 'title' | 'id', number> = {
  name: 200,
  phone: 100,
  email: 254,
  telegram: 200,
  whatsapp: 200,
  company: 200,
  inn: 12,
  text: 20_000,
  product: 300,
  deadline: 200,
  page: 2_000,
  cameFrom: 200,
  title: 200,
  id: 180,
}
const campaignMax = 500
const keptMax = 4_000

/** Reads a row by the plan: the lead it describes, or everything that is wrong with it at once. Pure. */
export function readLead(plan: LeadPlan, row: Row, now: Instant): LeadDraft | Rejected {
  if (row.reason) return { row, reasons: [row.reason] }
  const reading: Reading = { plan, cell: cellReader(row.cells, plan.emptyValues), now, reasons: [], remarks: [] }
  const { cell, reasons, remarks } = reading
  const outcome = readOutcome(reading)
  const { inquired, closed, format } = plan.dates
  const ended = outcome?.is === 'rejected' || outcome?.is === 'converted'
  const known = knownDates(ended ? [inquired, closed] : [inquired], { ...reading, format, calendar: plan.calendar })
  const at = firstOf(inquired, known, now)
  const parts = readParts(reading)
  const arrival: LeadDraft['arrival'] = {
    channel: 'import',
    at,
    parts,
    campaign: Object.fromEntries(
      plan.campaign.flatMap(({ key, column }) => (cell(column) === '' ? [] : [[key, cell(column).slice(0, campaignMax)]])),
    ),
    tags: plan.tags,
    fields: Object.fromEntries(
      plan.kept.flatMap(({ key, column }) => (cell(column) === '' ? [] : [[key, cell(column).slice(0, keptMax)]])),
    ),
    payload: cellsOf(plan.header, row.cells),
    threadDealId: null,
    doNotCall: isYes(plan.doNotCall, cell),
    doNotMail: isYes(plan.doNotMail, cell),
  }
  const draft = {
    row,
    externalId: readId(reading, row),
    title: fill(reading, 'title', plan.title),
    responsible: readResponsible(plan.responsible, reading),
    closedAt: Math.max(firstOf(closed, known, now), at),
    arrival,
    remarks,
  }
  return reasons.length > 0 || outcome === undefined ? { row, reasons } : { ...draft, outcome }
}

/** What stood in the row, by the names of the columns; empty cells say nothing. */
export function cellsOf(header: readonly string[], cells: readonly string[]): Record<string, string> {
  const named: Record<string, string> = {}
  for (const [i, cell] of cells.entries()) {
    const name = header[i] || String(i + 1)
    if (cell !== '') named[name in named ? `${name} (${i + 1})` : name] = cell.replaceAll('\0', '').toWellFormed()
  }
  return named
}

const isYes = (yes: Yes | undefined, cell: Cells): boolean => yes !== undefined && yes.isYes.get(cell(yes.column)) === true

function readId({ plan, cell, reasons }: Reading, row: Row): string {
  if (!plan.externalId) return createHash('sha256').update(row.cells.join('\u001F')).digest('hex').slice(0, 40)
  const id = oneLine(plan.externalId(cell))
  if (id === '') reasons.push({ code: 'no-id' })
  if (id.length > longest.id) reasons.push({ code: 'too-long', value: id })
  return id
}

function readOutcome({ plan, cell, reasons }: Reading): LeadOutcome | undefined {
  if (!plan.outcome) return { is: 'new' }
  const { column, name, values, default: unsaid } = plan.outcome
  const value = cell(column)
  const outcome = values.get(value) ?? unsaid
  if (!outcome) reasons.push({ code: 'unknown-outcome', column: name, value })
  return outcome
}

function fill({ cell, reasons }: Reading, part: keyof typeof longest, template: ((cell: Cells) => string) | undefined): string | null {
  const text = template?.(cell).trim() ?? ''
  const told = part === 'text' ? text : oneLine(text)
  if (told.length > longest[part]) reasons.push({ code: 'too-long', value: `${told.length} > ${longest[part]}` })
  return told === '' ? null : told
}

function readParts(reading: Reading): Parts {
  const { plan, cell, remarks } = reading
  const text = (part: TextPart) => fill(reading, part, plan.texts[part])
  const written = { phone: text('phone'), email: text('email'), telegram: text('telegram'), whatsapp: text('whatsapp'), inn: text('inn') }
  const number = written.phone === null ? null : normalisePhone(written.phone, plan.country)
  if (written.phone !== null && !number) remarks.push({ code: 'bad-phone', value: written.phone })
  const email = written.email === null ? undefined : readEmail(written.email)
  if (written.email !== null && !email) remarks.push({ code: 'bad-mail', value: written.email })
  const messenger =
    (written.telegram === null ? null : readMessenger('telegram', written.telegram)) ??
    (written.whatsapp === null ? null : readMessenger('whatsapp', written.whatsapp))
  return {
    ...noParts,
    name: text('name'),
    // Read by the country of the file; what is no number stays as it was written.
    phone: number ? `${number.e164}${number.ext === undefined ? '' : ` доб. ${number.ext}`}` : written.phone,
    email: email ?? null,
    messenger,
    company: text('company'),
    inn: written.inn !== null && /^\d{10}(\d{2})?$/.test(written.inn) ? written.inn : null,
    text: text('text'),
    product: text('product'),
    deadline: text('deadline'),
    budget: readBudget(plan.budget, { cell, reasons: reading.reasons }),
    source: readSource(reading),
    page: text('page'),
  }
}

function readSource({ plan, cell, reasons }: Reading): string | null {
  if (!plan.cameFrom) return null
  const { column, values, default: unsaid } = plan.cameFrom
  const text = column === undefined ? '' : oneLine(cell(column))
  const source = (text === '' ? unsaid : (values?.get(text) ?? text)) ?? null
  if (source !== null && source.length > longest.cameFrom) reasons.push({ code: 'too-long', value: source })
  return source
}
