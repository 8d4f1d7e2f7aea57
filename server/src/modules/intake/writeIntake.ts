import { foldText, formatInstant } from '@reglament/kernel'
import type { Route } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { inOneGo } from '../../platform/inOneGo.ts'
import { journalParts, type JournalEntry } from '../../platform/journal.ts'
import { letterParts } from '../interactions/index.ts'
import type { Parts } from './arrival.ts'
import type { Identity } from './identity.ts'
import type { Intake } from './takeIn.ts'

/** To whom an inquiry went, with the clause that sent it there. */
export type Routing = Route & { clause: string | null }

type Letter = { template: string; kind: string; clause: string; leadId: string; dealId: null; queuedAt: string }

/** A lead as it is written; instants as RFC 3339. */
export type LeadRow = {
  id: string
  status: 'new' | 'in-work' | 'converted' | 'rejected'
  channel: string
  name: string | null
  folded_name: string | null
  phone: string | null
  phone_extension: string | null
  phone_written: string | null
  email: string | null
  messenger: string | null
  company_name: string | null
  inn: string | null
  text: string | null
  product: string | null
  deadline: string | null
  budget: number | null
  currency: string | null
  source: string | null
  campaign: Record<string, string>
  page: string | null
  tags: string[]
  fields: Record<string, unknown>
  do_not_call: boolean
  do_not_mail: boolean
  contact_id: string | null
  company_id: string | null
  deal_id: string | null
  responsible_id: string | null
  route: Routing
  is_returning: boolean
  inquired_at: string
  heard_at: string
  created_at: string
  created_by: string | null
  contact_request_at: string | null
  contact_requests: number
  closed_at: string | null
  external_id: string | null
  next_check_at: string | null
  letters: Letter[]
  regulation_version: number
  reject_reason?: string
}
export type TraceRow = {
  id: string
  lead_id: string
  raw_id: string | null
  channel: string
  via_name: string | null
  source: string | null
  campaign: Record<string, string>
  page: string | null
  text: string | null
  payload: Record<string, unknown>
  at: string
}
/** A company that an inquiry names and nobody knew. */
export type NewCompany = { id: string; name: string; inn: string | null; at: string }
export type NewContact = {
  id: string
  name: string
  phone: string | null
  extension: string | null
  email: string | null
  messenger: string | null
  companyId: string | null
  doNotCall: boolean
  doNotMail: boolean
  at: string
}
/** Whose turn it was, by number. */
export type TurnRow = { member_id: string; turn: number }
export type PointRow = { kind: string; value: string; contact_id: string; extension: string | null }

/** What a batch writes; each kind is one part of one statement. */
export type IntakeWrites = {
  companies?: readonly NewCompany[]
  contacts?: readonly NewContact[]
  points?: readonly PointRow[]
  leads?: readonly LeadRow[]
  traces?: readonly TraceRow[]
  /** Leads of which another trace came. */
  heard?: readonly { id: string; at: string }[]
  /** What a further trace knows that the lead did not. */
  filled?: readonly { id: string; identity: Identity; parts: Parts }[]
  /** People of whom it is told where they work. */
  employed?: readonly { id: string; companyId: string }[]
  /** People who want no calls or no mail. */
  barred?: readonly { id: string; doNotCall: boolean; doNotMail: boolean }[]
  letters?: readonly Letter[]
  turns?: readonly TurnRow[]
  entries?: readonly JournalEntry[]
}

/** Of a lead the journal keeps ids and facts, as of everything. */
export const leadEntry = (
  { now, book }: Pick<Intake, 'now' | 'book'>,
  leadId: string,
  type: string,
  actorId: string | null,
  data: Record<string, unknown>,
  clause: string | null = null,
): JournalEntry => ({
  stream: { kind: 'lead', id: leadId },
  type,
  at: now,
  recordedAt: now,
  actorId,
  clause,
  regulationVersion: book.regulation.version,
  data,
})

type Part = RawBuilder<unknown>
const set = (rows: readonly unknown[]) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`

function companyParts(workspaceId: number, companies: readonly NewCompany[]): Part[] {
  if (companies.length === 0) return []
  const rows = companies.map((it) => ({ ...it, folded_name: foldText(it.name) }))
  return [
    sql`
      insert into company (workspace_id, id, name, folded_name, inn, created_at)
      select ${workspaceId}::integer, id, name, folded_name, inn, at
      from ${set(rows)} as made (id uuid, name text, folded_name text, inn text, at timestamptz)`,
  ]
}

/** Whose company is written down already keeps it. */
function employedParts(workspaceId: number, employed: NonNullable<IntakeWrites['employed']>): Part[] {
  if (employed.length === 0) return []
  return [
    sql`
      update contact set company_id = made."companyId", version = contact.version + 1
      from ${set(employed)} as made (id uuid, "companyId" uuid)
      where contact.workspace_id = ${workspaceId} and contact.id = made.id and contact.company_id is null`,
  ]
}

function contactParts(workspaceId: number, contacts: readonly NewContact[]): Part[] {
  if (contacts.length === 0) return []
  const rows = contacts.map(({ companyId, doNotCall, doNotMail, ...it }) => ({
    ...it,
    folded_name: foldText(it.name),
    company_id: companyId,
    do_not_call: doNotCall,
    do_not_mail: doNotMail,
  }))
  return [
    sql`
      insert into contact (workspace_id, id, name, folded_name, phone, phone_extension, email, company_id, do_not_call, do_not_mail, created_at)
      select ${workspaceId}::integer, id, name, folded_name, phone, extension, email, company_id, do_not_call, do_not_mail, at
      from ${set(rows)} as made (id uuid, name text, folded_name text, phone text, extension text, email text, company_id uuid,
        do_not_call boolean, do_not_mail boolean, at timestamptz)`,
  ]
}

function pointParts({ workspaceId, now }: Intake, points: readonly PointRow[]): Part[] {
  if (points.length === 0) return []
  return [
    sql`
      insert into contact_point (workspace_id, kind, value, contact_id, extension, created_at)
      select ${workspaceId}::integer, kind, value, contact_id, extension, ${formatInstant(now)}::timestamptz
      from ${set(points)} as made (kind text, value text, contact_id uuid, extension text)
      on conflict (workspace_id, kind, value, contact_id) do nothing`,
  ]
}

const leadColumns = [
  'id uuid, status text, channel text, name text, folded_name text, phone text, phone_extension text, phone_written text, email text',
  'messenger text, company_name text, inn text, text text, product text, deadline text, budget bigint, currency text, source text',
  'campaign jsonb, page text, fields jsonb, do_not_call boolean, do_not_mail boolean, contact_id uuid, company_id uuid, deal_id uuid',
  'responsible_id uuid, route jsonb, is_returning boolean, inquired_at timestamptz, heard_at timestamptz, created_at timestamptz',
  'created_by uuid, contact_request_at timestamptz, contact_requests integer, closed_at timestamptz, external_id text',
  'next_check_at timestamptz, reject_reason text',
].join(', ')
const leadNames = leadColumns
  .split(', ')
  .map((column) => column.split(' ')[0]!)
  .join(', ')

function leadParts(workspaceId: number, leads: readonly LeadRow[]): Part[] {
  if (leads.length === 0) return []
  return [
    sql`
      insert into lead (workspace_id, tags, ${sql.raw(leadNames)})
      select ${workspaceId}::integer, array(select jsonb_array_elements_text(tags)), ${sql.raw(leadNames)}
      from ${set(leads)} as made (tags jsonb, ${sql.raw(leadColumns)})`,
  ]
}

function traceParts(workspaceId: number, traces: readonly TraceRow[]): Part[] {
  if (traces.length === 0) return []
  return [
    sql`
      insert into lead_trace (workspace_id, id, lead_id, raw_id, channel, via_name, source, campaign, page, text, payload, at)
      select ${workspaceId}::integer, id, lead_id, raw_id, channel, via_name, source, campaign, page, text, payload, at
      from ${set(traces)} as made (id uuid, lead_id uuid, raw_id uuid, channel text, via_name text, source text, campaign jsonb, page text,
        text text, payload jsonb, at timestamptz)`,
  ]
}

/** A trace more, the time it was heard, and what was not known of the lead before: one update of each lead. */
function heardParts(workspaceId: number, heard: NonNullable<IntakeWrites['heard']>, filled: NonNullable<IntakeWrites['filled']>): Part[] {
  if (heard.length === 0) return []
  const more = new Map(filled.map((it) => [it.id, it]))
  const rows = heard.map(({ id, at }) => {
    const { identity, parts } = more.get(id) ?? {}
    return {
      id,
      at,
      name: parts?.name ?? null,
      folded_name: parts?.name ? foldText(parts.name) : null,
      phone: identity?.phone ?? null,
      phone_extension: identity?.extension ?? null,
      email: identity?.email ?? null,
      messenger: identity?.messenger ?? null,
      company_name: parts?.company ?? null,
      text: parts?.text ?? null,
      product: parts?.product ?? null,
    }
  })
  return [
    sql`
      update lead set traces = lead.traces + 1, heard_at = greatest(lead.heard_at, made.at),
        name = coalesce(lead.name, made.name), folded_name = coalesce(lead.folded_name, made.folded_name),
        phone_extension = case when coalesce(lead.phone, made.phone) = made.phone then coalesce(lead.phone_extension, made.phone_extension)
          else lead.phone_extension end,
        phone = coalesce(lead.phone, made.phone), email = coalesce(lead.email, made.email),
        messenger = coalesce(lead.messenger, made.messenger), company_name = coalesce(lead.company_name, made.company_name),
        text = coalesce(lead.text, made.text), product = coalesce(lead.product, made.product),
        next_check_at = case when lead.next_check_at is null then null else least(lead.next_check_at, made.at) end,
        version = lead.version + 1
      from ${set(rows)} as made (id uuid, at timestamptz, name text, folded_name text, phone text, phone_extension text, email text,
        messenger text, company_name text, text text, product text)
      where lead.workspace_id = ${workspaceId} and lead.id = made.id`,
  ]
}

function barredParts(workspaceId: number, barred: NonNullable<IntakeWrites['barred']>): Part[] {
  if (barred.length === 0) return []
  return [
    sql`
      update contact set do_not_call = contact.do_not_call or made."doNotCall", do_not_mail = contact.do_not_mail or made."doNotMail"
      from ${set(barred)} as made (id uuid, "doNotCall" boolean, "doNotMail" boolean)
      where contact.workspace_id = ${workspaceId} and contact.id = made.id`,
  ]
}

function turnParts({ workspaceId, now }: Intake, turns: readonly TurnRow[]): Part[] {
  if (turns.length === 0) return []
  return [
    sql`
      insert into routing_turn (workspace_id, member_id, routed_at, turn)
      select ${workspaceId}::integer, member_id, ${formatInstant(now)}::timestamptz, turn from ${set(turns)} as made (member_id uuid, turn bigint)
      on conflict (workspace_id, member_id) do update set routed_at = excluded.routed_at, turn = excluded.turn`,
  ]
}

/** What is dialled after a number that we know already: it is written where none stood. Costs nothing where no extension came. */
export async function keepExtensions(
  { tx, workspaceId }: Pick<Intake, 'tx' | 'workspaceId'>,
  known: readonly { contact: { id: string } | null; identity: Pick<Identity, 'phone' | 'extension'> }[],
): Promise<void> {
  const rows = known.flatMap(({ contact, identity: { phone, extension } }) =>
    contact !== null && phone !== null && extension !== null ? [{ id: contact.id, phone, extension }] : [],
  )
  if (rows.length === 0) return
  const made = sql`${set(rows)} as made (id uuid, phone text, extension text)`
  await inOneGo(tx, [
    sql`
      update contact set phone_extension = made.extension, version = contact.version + 1 from ${made}
      where contact.workspace_id = ${workspaceId} and contact.id = made.id and contact.phone = made.phone and contact.phone_extension is null`,
    sql`
      update contact_point set extension = made.extension from ${made}
      where contact_point.workspace_id = ${workspaceId} and contact_point.contact_id = made.id and contact_point.kind = 'phone'
        and contact_point.value = made.phone and contact_point.extension is null`,
  ])
}

/** Writes what a batch of arrivals leaves behind: one statement, one part for each table. */
export async function writeIntake(intake: Intake, writes: IntakeWrites): Promise<void> {
  const { tx, workspaceId } = intake
  const { contacts = [], points = [], leads = [], traces = [], heard = [], filled = [], barred = [], letters = [], turns = [] } = writes
  const { entries = [], companies = [], employed = [] } = writes
  const ofContacts = contacts.flatMap(({ id, messenger }) =>
    messenger === null ? [] : [{ kind: 'messenger', value: messenger, contact_id: id, extension: null }],
  )
  await inOneGo(tx, [
    ...companyParts(workspaceId, companies),
    ...contactParts(workspaceId, contacts),
    ...pointParts(intake, [...points, ...ofContacts]),
    ...leadParts(workspaceId, leads),
    ...traceParts(workspaceId, traces),
    ...heardParts(workspaceId, heard, filled),
    ...barredParts(workspaceId, barred),
    ...employedParts(workspaceId, employed),
    ...letterParts(workspaceId, letters),
    ...turnParts(intake, turns),
    ...journalParts(workspaceId, entries),
  ])
}
