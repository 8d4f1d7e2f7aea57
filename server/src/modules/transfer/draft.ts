import type { Instant, Money } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import type { FieldDocument, FieldValue, Stage } from '@reglament/regulation'
import { readFieldValue } from '../fields/index.ts'
import type { ClientWanted, CompanyWanted, ContactWanted } from './clients.ts'
import type { Row } from './csv/table.ts'
import { type DateSource, firstOf, knownDates, readDay } from './dates.ts'
import { cellReader, type Cells } from './joined.ts'
import { readEmail } from './people.ts'
import { lookedUpName, type Plan, type PlannedField } from './plan.ts'
import type { Reason, Remark } from './reasons.ts'
import { cut } from './sayReason.ts'
import { isCurrency, readSum } from './sums.ts'

/** A row as the deal that it describes; who and what it names is looked up when it is written. */
export type Draft = ClientWanted & {
  row: Row
  externalId: string
  title: string
  note: string
  stage: Stage
  responsible: PersonNamed | null
  budget: Money | null
  createdAt: Instant
  enteredAt: Instant
  closedAt: Instant | null
  lossReason: string | null
  fields: Record<string, FieldValue>
  /** Values of list fields: which option they are is known only when the lists are. */
  listed: { field: string; value: string; column: string }[]
  remarks: Remark[]
}

export type Rejected = { row: Row; reasons: Reason[] }
/** Whether a row was read, or what is wrong with it was found. */
export const isRejected = (it: object): it is Rejected => 'reasons' in it

/** The longest that the card and its API take. */
export const longest = { title: 200, note: 20_000, text: 4_000, name: 200, person: 120, id: 200 }

/** What a row is read with: it grows by what is wrong with it. */
type Reading = { plan: Plan; cell: Cells; now: Instant; reasons: Reason[]; remarks: Remark[] }

export const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

/** Reads a row by the plan: the deal it describes, or everything that is wrong with it at once. Pure. */
export function readDraft(plan: Plan, row: Row, now: Instant): Draft | Rejected {
  if (row.reason) return { row, reasons: [row.reason] }
  const reading: Reading = { plan, cell: cellReader(row.cells, plan.emptyValues), now, reasons: [], remarks: [] }
  const { reasons, remarks } = reading
  const externalId = readId(reading)
  const stage = readStage(reading)
  const dates = readDates(reading, stage)
  const { fields, listed } = readFields(reading)
  const company = readCompany(reading)
  const contact = readContact(reading)
  const draft = {
    row,
    externalId,
    title: readTitle(reading, externalId, { company, contact, listed, fields }),
    note: readNote(reading),
    responsible: readResponsible(plan.responsible, reading),
    company,
    contact,
    budget: readBudget(plan.budget, reading),
    lossReason: stage?.kind === 'lost' ? readLossReason(reading) : null,
    ...dates,
    fields,
    listed,
    remarks,
  }
  return reasons.length > 0 || stage === undefined ? { row, reasons } : { ...draft, stage }
}

function readId({ plan, cell, reasons }: Reading): string {
  const id = oneLine(plan.externalId(cell))
  if (id === '') reasons.push({ code: 'no-id' })
  if (id.length > longest.id) reasons.push({ code: 'too-long', value: id })
  return id
}

function readStage({ plan, cell, reasons }: Reading): Stage | undefined {
  const { column, name, stages } = plan.stage
  const value = cell(column)
  const stage = stages.get(value)
  if (!stage) reasons.push({ code: 'unknown-stage', column: name, value })
  return stage
}

type Named = Pick<Draft, 'company' | 'contact' | 'listed' | 'fields'>

/** What something is called here: `{@company}` by its file, `{@product}` by its list. */
function nameOf({ lists }: Plan, name: string, { company, contact, listed, fields }: Named): string {
  if (name === 'company') return company?.name ?? ''
  if (name === 'contact') return contact?.name ?? ''
  const value = listed.find(({ field }) => field === name)?.value
  return value === undefined ? String(fields[name] ?? '') : (lists.option(name, value)?.name.ru ?? value)
}

function readTitle({ plan, cell, remarks }: Reading, id: string, named: Named): string {
  const filled = plan.title((column) => {
    const name = lookedUpName(plan, column)
    return name === undefined ? cell(column) : nameOf(plan, name, named)
  })
  const title = oneLine(filled)
  if (title === '') {
    remarks.push({ code: 'no-title' })
    return `№ ${id}`.slice(0, longest.title)
  }
  if (title.length <= longest.title) return title
  remarks.push({ code: 'title-cut', value: title })
  return cut(title, longest.title)
}

function readNote({ plan, cell, reasons }: Reading): string {
  const note = plan.note?.(cell) ?? ''
  if (note.length > longest.note) reasons.push({ code: 'too-long', value: `${note.length} > ${longest.note}` })
  return note
}

export type PersonNamed = { cell: string; name: string; email?: string }

/** Whom a row names as its responsible. */
export function readResponsible(
  responsible: Plan['responsible'],
  { cell, reasons }: Pick<Reading, 'cell' | 'reasons'>,
): PersonNamed | null {
  if (!responsible) return null
  const name = oneLine(cell(responsible.column))
  const email = responsible.email === undefined ? undefined : readEmail(cell(responsible.email))
  if (name === '' && !email) return null
  if (name.length > longest.person) reasons.push({ code: 'too-long', column: responsible.name, value: name })
  const mapped = responsible.values?.get(name)
  return { cell: name || email!, name: name || email!, email: readEmail(mapped ?? '') ?? email ?? readEmail(name) }
}

function readCompany({ plan, cell, reasons, remarks }: Reading): CompanyWanted | null {
  if (!plan.company) return null
  const name = oneLine(plan.company.name(cell))
  if (name === '') return null
  const known = plan.company.in?.get(name)
  if (known) return known
  if (name.length > longest.name) reasons.push({ code: 'too-long', value: name })
  if (plan.company.in) remarks.push({ code: 'company-not-in-file', value: name })
  return { name }
}

function readContact({ plan, cell, reasons, remarks }: Reading): ContactWanted | null {
  if (!plan.contact) return null
  const { name, phone, email, country } = plan.contact
  const written = { name: oneLine(name?.(cell) ?? ''), phone: phone?.(cell) ?? '', email: email?.(cell) ?? '' }
  if (written.name.length > longest.name) reasons.push({ code: 'too-long', value: written.name })
  const number = written.phone === '' ? null : normalisePhone(written.phone, country)
  const address = readEmail(written.email) ?? null
  if (written.phone !== '' && !number) remarks.push({ code: 'bad-phone', value: written.phone })
  if (written.email !== '' && !address) remarks.push({ code: 'bad-mail', value: written.email })
  const called = written.name || (number ? number.e164 : (address ?? ''))
  return called === '' ? null : { name: called, phone: number?.e164 ?? null, extension: number?.ext ?? null, email: address }
}

/** The sum of a row. */
export function readBudget(budget: Plan['budget'], { cell, reasons }: Pick<Reading, 'cell' | 'reasons'>): Money | null {
  if (!budget) return null
  const text = cell(budget.column)
  if (text === '') return null
  const currency = (budget.currencyColumn === undefined ? '' : cell(budget.currencyColumn).toUpperCase()) || budget.currency
  if (!isCurrency(currency)) {
    reasons.push({ code: 'bad-currency', column: budget.name, value: currency })
    return null
  }
  const sum = readSum(text, currency, budget.decimal)
  if (typeof sum !== 'string') return sum
  reasons.push({ code: sum, column: budget.name, value: text })
  return null
}

function readLossReason({ plan, cell, remarks }: Reading): string {
  const { column, values, default: unsaid } = plan.lossReason
  const text = column === undefined ? '' : cell(column)
  if (text === '') return unsaid
  const reason = values?.get(text)
  if (reason === undefined) remarks.push({ code: 'loss-reason-unknown', value: text })
  return reason ?? unsaid
}

// ── Dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Dates = { createdAt: Instant; enteredAt: Instant; closedAt: Instant | null }

/** Of an open deal a date of closing is only a hope, and is not read. */
function readDates(reading: Reading, stage: Stage | undefined): Dates {
  const { plan, now, remarks } = reading
  const { created, entered = [], closed } = plan.dates
  const isClosed = stage !== undefined && stage.kind !== 'open'
  const dating = { ...reading, format: plan.dates.format, calendar: plan.calendar }
  const known = knownDates([created, entered, ...(isClosed ? [closed] : [])], dating)
  const first = (chain: readonly DateSource[]) => firstOf(chain, known, now)
  const closedAt = isClosed ? first(closed) : null
  let createdAt = first(created)
  if (closedAt !== null && closedAt < createdAt) {
    remarks.push({ code: 'closed-before-created' })
    createdAt = closedAt
  }
  const enteredAt = entered.length > 0 ? first(entered) : (closedAt ?? createdAt)
  return { createdAt, closedAt, enteredAt: Math.min(Math.max(enteredAt, createdAt), closedAt ?? now) }
}

// ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function readFields(reading: Reading): Pick<Draft, 'fields' | 'listed'> {
  const fields: Draft['fields'] = {}
  const listed: Draft['listed'] = []
  for (const planned of reading.plan.fields) {
    const text = reading.cell(planned.column)
    if (text === '') continue
    const { field, name } = planned
    const value = planned.values?.get(text) ?? text
    if (field.type === 'list') {
      if (value.length > longest.name) reading.reasons.push({ code: 'too-long', column: name, value })
      listed.push({ field: field.key, value, column: name })
    } else readField(reading, planned, value, fields)
  }
  return { fields, listed }
}

function readField({ plan, reasons }: Reading, { field, name }: PlannedField, text: string, fields: Draft['fields']): void {
  if (text.length > longest.text) {
    reasons.push({ code: 'too-long', column: name, value: `${text.length} > ${longest.text}` })
    return
  }
  const value = valueOf(field, text, plan)
  if (value === undefined) reasons.push({ code: 'bad-value', column: name, value: text })
  else fields[field.key] = value
}

const valueOf = (field: FieldDocument, text: string, { dates }: Plan): FieldValue | undefined =>
  field.type === 'date' ? (readDay(text, dates.format) ?? undefined) : readFieldValue(field, text)
