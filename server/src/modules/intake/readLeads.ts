import type { Lead, LeadCard, LeadRoute, LeadTrace, Page } from '@reglament/contract'
import { dutyAt, formatInstant, isId, type Instant, parseTerm, workingMinutesBetween } from '@reglament/kernel'
import { contactRequestTemplate, greetingTemplate, isConcrete, isLeadFree, type Language } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { invalid, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, isInSight, mayAct, type Owned, type Sight, sightOf } from '../deals/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Wanted } from '../search/index.ts'
import { sayLeadEvent, sayOffer, sayRoute } from './sayLead.ts'
import { says } from './words.ts'
import type { Routing } from './writeIntake.ts'

export type LeadFull = {
  id: string
  version: number
  status: Lead['status']
  channel: Lead['channel']
  name: string | null
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
  is_returning: boolean
  contact_id: string | null
  contact_name: string | null
  company_id: string | null
  known_company: string | null
  deal_id: string | null
  deal_number: number | null
  deal_title: string | null
  deal_stage: string | null
  deal_status: string | null
  deal_answered_at: Instant | null
  deal_answer_minutes: number | null
  responsible_id: string | null
  responsible_name: string | null
  team_id: string | null
  head_id: string | null
  stand_in_id: string | null
  route: Routing
  reserved_name: string | null
  traces: number
  alike: number
  inquired_at: Instant
  heard_at: Instant
  created_at: Instant
  answered_at: Instant | null
  answer_minutes: number | null
  closed_at: Instant | null
  reject_reason: string | null
  reject_name: { ru: string; en: string } | null
  reject_comment: string | null
  merged_into: string | null
  contact_request_at: Instant | null
  contact_requests: number
}

const facts = (workspaceId: number, now: Instant) => sql`
  lead.id, lead.version, lead.status, lead.channel, lead.name, lead.phone, lead.phone_extension, lead.phone_written, lead.email, lead.messenger, lead.company_name,
  lead.inn, lead.text, lead.product, lead.deadline, lead.budget, lead.currency, lead.source, lead.campaign, lead.page, lead.tags, lead.fields,
  lead.do_not_call, lead.do_not_mail, lead.is_returning, lead.contact_id, contact.name as contact_name, lead.company_id,
  company.name as known_company, lead.deal_id, deal.number as deal_number, deal.title as deal_title, deal.stage as deal_stage,
  deal.status as deal_status, deal.answered_at as deal_answered_at, deal.answer_minutes as deal_answer_minutes,
  lead.responsible_id, member.name as responsible_name, member.team_id, team.head_id, lead.route, reserved.name as reserved_name,
  (select stand_in_id from absence where absence.workspace_id = lead.workspace_id and absence.member_id = lead.responsible_id
    and from_at <= ${at(now)} and until_at > ${at(now)} limit 1) as stand_in_id,
  lead.traces, (
    select count(*)::integer from (
      select id from lead as other where other.workspace_id = ${workspaceId} and other.phone = lead.phone and other.id <> lead.id
        and other.merged_into is null
      union select id from lead as other where other.workspace_id = ${workspaceId} and other.email = lead.email and other.id <> lead.id
        and other.merged_into is null
      union select id from lead as other where other.workspace_id = ${workspaceId} and other.messenger = lead.messenger and other.id <> lead.id
        and other.merged_into is null
      limit 99
    ) as others
  ) as alike,
  lead.inquired_at, lead.heard_at, lead.created_at, lead.answered_at, lead.answer_minutes, lead.closed_at, lead.reject_reason, lead_reason.name as reject_name,
  lead.reject_comment, lead.merged_into, lead.contact_request_at, lead.contact_requests`

const joins = sql`
  left join contact on contact.workspace_id = lead.workspace_id and contact.id = lead.contact_id
  left join company on company.workspace_id = lead.workspace_id and company.id = lead.company_id
  left join deal on deal.workspace_id = lead.workspace_id and deal.id = lead.deal_id
  left join member on member.workspace_id = lead.workspace_id and member.id = lead.responsible_id
  left join team on team.workspace_id = member.workspace_id and team.id = member.team_id
  left join member as reserved on reserved.workspace_id = lead.workspace_id
    and reserved.id = (lead.route -> 'reserved' ->> 'memberId')::uuid
  left join lead_reason on lead_reason.workspace_id = lead.workspace_id and lead_reason.key = lead.reject_reason`

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))

/** The deal that was made of a lead. */
export const leadDealOf = ({
  deal_id,
  deal_number,
  deal_title,
  deal_stage,
  deal_status,
}: Pick<LeadFull, 'deal_id' | 'deal_number' | 'deal_title' | 'deal_stage' | 'deal_status'>): Lead['deal'] =>
  deal_id === null ? null : { id: deal_id, number: deal_number!, title: deal_title!, stage: deal_stage!, status: deal_status! }

export const ownedOf = ({ responsible_id, team_id, head_id, stand_in_id }: LeadFull): Owned => ({
  responsibleId: responsible_id,
  teamId: team_id,
  headId: head_id,
  standInId: stand_in_id,
})

type Reader = { book: Book; actor: Actor; now: Instant; language: Language }

function firstAnswerOf(row: LeadFull, { book, now }: Reader): Lead['firstAnswer'] {
  const clause = book.regulation.clauses.find(({ kind, mode }) => kind.kind === 'first-response' && mode !== 'off')
  const term = (clause?.params as { within?: string } | undefined)?.within
  const answeredAt = row.deal_answered_at ?? row.answered_at
  const isOver = row.status === 'rejected' && answeredAt === null
  const due = term === undefined || row.channel === 'import' ? null : dutyAt(book.calendar, row.inquired_at, parseTerm(term))
  const until = answeredAt ?? (isOver ? row.closed_at! : now)
  const minutes =
    row.deal_answer_minutes ??
    row.answer_minutes ??
    Math.floor(workingMinutesBetween(book.calendar, row.inquired_at, Math.max(until, row.inquired_at)))
  return {
    dueAt: iso(due),
    answeredAt: iso(answeredAt),
    workingMinutes: row.channel === 'import' && answeredAt === null ? null : minutes,
    late: due !== null && !isOver && (answeredAt ?? now) >= due,
  }
}

/** What of a lead makes a talk concrete (B7). */
export const concreteOf = ({ product, deadline, budget, currency }: LeadFull) => ({
  product,
  deadline,
  budget: budget === null ? null : { amount: budget, currency: currency! },
})

export function sayLead(row: LeadFull, reader: Reader): Lead {
  const { actor, language } = reader
  const [kind, ...rest] = row.messenger?.split(':') ?? []
  const whose = row.responsible_id === null ? 'nobody' : row.responsible_id === actor.memberId ? 'mine' : 'another'
  const route: LeadRoute = sayRoute(row.route, row.reserved_name, whose, reader.book, language)
  const isOpen = (row.status === 'new' || row.status === 'in-work') && row.merged_into === null
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    channel: row.channel,
    name: row.name,
    phone: row.phone ?? row.phone_written,
    phoneExtension: row.phone_extension,
    phoneIsGood: row.phone !== null || row.phone_written === null,
    email: row.email,
    messenger: kind === undefined ? null : { kind, id: rest.join(':') },
    company: row.company_name,
    inn: row.inn,
    text: row.text,
    product: row.product,
    deadline: row.deadline,
    budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
    source: row.source,
    campaign: row.campaign,
    page: row.page,
    tags: row.tags,
    fields: row.fields,
    doNotCall: row.do_not_call,
    doNotMail: row.do_not_mail,
    returning: row.is_returning,
    contact: named(row.contact_id, row.contact_name),
    client: row.company_id === null ? named(row.contact_id, row.contact_name) : named(row.company_id, row.known_company),
    deal: leadDealOf(row),
    responsible: named(row.responsible_id, row.responsible_name),
    route,
    firstAnswer: firstAnswerOf(row, reader),
    traces: row.traces,
    alike: row.alike,
    inquiredAt: formatInstant(row.inquired_at),
    createdAt: formatInstant(row.created_at),
    closedAt: iso(row.closed_at),
    rejection:
      row.reject_reason === null
        ? null
        : { reason: row.reject_reason, name: row.reject_name?.[language] ?? row.reject_reason, comment: row.reject_comment },
    mergedInto: row.merged_into,
    mayAct: mayAct(actor, ownedOf(row)),
    offer: isOpen ? sayOffer(isConcrete(reader.book.regulation, concreteOf(row)), reader.book, language) : null,
    mayTake:
      isOpen && row.responsible_id === null && mayActOnDeals(actor.role) && isLeadFree(row.route.reserved, actor.memberId, reader.now),
  }
}

export type LeadFilter = {
  status?: string
  sources?: readonly string[]
  channel?: string
  campaign?: string
  dealId?: string
  contactId?: string
  wanted?: Wanted
  responsible: Sight
  /** Whether leads that nobody has yet are wanted too. */
  exchange: boolean
  /** The oldest first: who has waited longest stands above. */
  oldest: boolean
  after?: string
  limit: number
}

/** The last lead of the page before: when it was made, and which it is. */
type Behind = readonly [Instant, string] | null

/** The leads of a page that have what is looked for, among all that fit the filters. */
const foundBy = (
  { wanted, status, sources, channel, campaign, dealId, contactId, responsible, exchange, limit }: LeadFilter,
  after: Behind,
) =>
  wanted === undefined
    ? sql``
    : sql`and id = any(array(select search_leads(${JSON.stringify(wanted.spellings)}::jsonb, ${wanted.digits}, ${limit}::integer,
        statuses => ${status?.split(',') ?? null}::text[], sources => ${sources === undefined ? null : [...sources]}::text[],
        of_channel => ${channel ?? null}, of_campaign => ${campaign ?? null}, of_deal => ${dealId ?? null}::uuid,
        of_contact => ${contactId ?? null}::uuid, whose => ${responsible === 'all' ? null : [...responsible]}::uuid[],
        or_nobodys => ${exchange}, behind_at => ${after === null ? null : at(after[0])}, behind_id => ${after?.[1] ?? null}::uuid)))`

/** Leads by age, the newest or the oldest first; those on the exchange are in everybody's sight. The order matches the indexes. One statement. */
export async function readLeads(db: Db, workspaceId: number, filter: LeadFilter, reader: Reader): Promise<Page<Lead>> {
  const { status, sources, channel, campaign, dealId, contactId, responsible, exchange, limit } = filter
  // What is looked for is found from the newest on, so that a page of it is read and no more.
  const oldest = filter.oldest && filter.wanted === undefined
  const way = sql.raw(oldest ? 'asc' : 'desc')
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const statuses = status?.split(',') ?? []
  const { rows } = await sql<LeadFull>`
    select ${facts(workspaceId, reader.now)} from (
      select * from lead
      where workspace_id = ${workspaceId} and merged_into is null
        ${statuses.length === 1 ? sql`and status = ${statuses[0]!}` : statuses.length > 1 ? sql`and status = any(${statuses}::text[])` : sql``}
        ${sources === undefined ? sql`` : sources.length === 1 ? sql`and source = ${sources[0]!}` : sql`and source = any(${[...sources]}::text[])`}
        ${channel === undefined ? sql`` : sql`and channel = ${channel}`}
        ${campaign === undefined ? sql`` : sql`and campaign_name = ${campaign}`}
        ${dealId === undefined ? sql`` : sql`and deal_id = ${dealId}::uuid`}
        ${contactId === undefined ? sql`` : sql`and contact_id = ${contactId}::uuid`}
        ${foundBy(filter, after)}
        ${responsible === 'all' ? sql`` : sql`and (responsible_id = any(${[...responsible]}::uuid[]) ${exchange ? sql`or responsible_id is null` : sql``})`}
        ${after === null ? sql`` : sql`and (created_at, id) ${sql.raw(oldest ? '>' : '<')} (${at(after[0])}, ${after[1]}::uuid)`}
      order by created_at ${way}, id ${way} limit ${sql.lit(limit)}
    ) as lead ${joins}
    order by lead.created_at ${way}, lead.id ${way}`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items: rows.map((row) => sayLead(row, reader)), ...(last && { next: cursorOf(last.created_at, last.id) }) }
}

/** A lead, whoever has it, locked if it is to be changed. */
export async function findLead(
  { tx, actor, now }: Pick<Asking, 'tx' | 'actor' | 'now'>,
  leadId: string,
  hold: 'held' | 'not held' = 'not held',
): Promise<LeadFull | undefined> {
  const { rows } = await sql<LeadFull>`
    select ${facts(actor.workspaceId, now)} from lead ${joins}
    where lead.workspace_id = ${actor.workspaceId} and lead.id = ${leadId}::uuid
    ${hold === 'held' ? sql`for update of lead` : sql``}`.execute(tx)
  return rows[0]
}

/** Leads, whoever has them, locked in the order of their ids to be changed. */
export async function leadsHeld({ tx, actor, now }: Pick<Asking, 'tx' | 'actor' | 'now'>, leadIds: readonly string[]): Promise<LeadFull[]> {
  const { rows } = await sql<LeadFull>`
    select ${facts(actor.workspaceId, now)} from lead ${joins}
    where lead.workspace_id = ${actor.workspaceId} and lead.id = any(${[...leadIds]}::uuid[])
    order by lead.id for update of lead`.execute(tx)
  return rows
}

/** A lead in the sight of who asks, locked if it is to be changed. @throws Problem 404 */
export async function leadOf(
  asking: Pick<Asking, 'tx' | 'actor' | 'now'>,
  leadId: string,
  hold: 'held' | 'not held' = 'not held',
): Promise<LeadFull> {
  const row = await findLead(asking, leadId, hold)
  if (!row || !isInSight(asking.actor, ownedOf(row))) throw notFound()
  return row
}

type TraceFull = {
  id: string
  at: Instant
  channel: LeadTrace['channel']
  via_name: string | null
  source: string | null
  campaign: Record<string, string>
  page: string | null
  text: string | null
  payload: Record<string, unknown>
}

export async function readTraces(tx: Tx, workspaceId: number, leadId: string): Promise<LeadTrace[]> {
  const { rows } = await sql<TraceFull>`
    select id, at, channel, via_name, source, campaign, page, text, payload from lead_trace
    where workspace_id = ${workspaceId} and lead_id = ${leadId}::uuid order by at desc, id desc limit 200`.execute(tx)
  return rows.map(({ at: happened, via_name, ...row }) => ({ ...row, at: formatInstant(happened), via: via_name }))
}

type LetterRow = { template: string; kind: string | null; clause: string | null; queued_at: Instant; sent_at: Instant | null }

/** What went out by itself because of this inquiry: while it was a lead, and as the first letters of its deal (C7, C11). */
async function readLetters(tx: Tx, workspaceId: number, { id, deal_id }: LeadFull, { book }: Reader): Promise<LeadCard['letters']> {
  const facts = sql`id, template, kind, clause, queued_at, sent_at`
  const { rows } = await sql<LetterRow>`
    select ${facts} from letter where workspace_id = ${workspaceId} and lead_id = ${id}::uuid
    union select ${facts} from letter where workspace_id = ${workspaceId} and deal_id = ${deal_id}::uuid
      and template = any(${[contactRequestTemplate, greetingTemplate]}::text[])
    order by queued_at, id limit 50`.execute(tx)
  return rows.map(({ template, kind, clause, queued_at, sent_at }) => ({
    template,
    kind,
    at: formatInstant(queued_at),
    sentAt: iso(sent_at),
    clause,
    clauseNumber: (clause && book.regulation.clause(clause)?.number) || null,
  }))
}

/** A lead with all its traces, its letters and its history: four statements; its comments stand beside. */
export async function readLeadCard(asking: Asking, leadId: string, reader: Reader): Promise<Omit<LeadCard, 'comments'>> {
  const { tx, actor } = asking
  const row = await leadOf(asking, leadId)
  const { rows } = await sql<{
    position: number
    type: string
    at: Instant
    actor_id: string | null
    actor_name: string | null
    clause: string | null
    data: Record<string, unknown>
  }>`
    select position, type, at, actor_id, member.name as actor_name, clause, data
    from journal left join member on member.workspace_id = journal.workspace_id and member.id = journal.actor_id
    where journal.workspace_id = ${actor.workspaceId} and stream_id = ${leadId}::uuid and stream_kind = 'lead'
    order by position desc limit 200`.execute(tx)
  const received = rows.find(({ type }) => type === 'lead-received')
  return {
    ...sayLead(row, reader),
    knownBy: Array.isArray(received?.data.known) ? received.data.known.map(String) : [],
    traceList: await readTraces(tx, actor.workspaceId, leadId),
    letters: await readLetters(tx, actor.workspaceId, row, reader),
    history: rows.map(({ position, type, at: happened, actor_id, actor_name, clause, data }) => ({
      id: String(position),
      at: formatInstant(happened),
      type,
      summary: sayLeadEvent(type, data, reader.book, reader.language),
      by: named(actor_id, actor_name),
      clause,
      clauseNumber: (clause && reader.book.regulation.clause(clause)?.number) || null,
    })),
  }
}

export const leadSight = (asking: Pick<Asking, 'tx' | 'actor' | 'now'>): Promise<Sight> => sightOf(asking)
