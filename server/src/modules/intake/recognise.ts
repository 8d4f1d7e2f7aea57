import { companyOfName, type Instant, plainCompanyName } from '@reglament/kernel'
import {
  corridorOf,
  type KnownClient,
  type KnownDeal,
  type KnownLead,
  type Receiver,
  receiverRoles,
  type Role,
} from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Book } from '../rulebook/index.ts'
import { companyDomain, foldedProduct, type Identity, keysOf } from './identity.ts'

/** A contact that is known already. */
export type KnownContact = {
  id: string
  name: string
  phone: string | null
  email: string | null
  company_id: string | null
  company_name: string | null
  won: number
  /** Kinds of channels by which he can be reached. */
  ways: ReadonlySet<string>
  /** By which keys he was found. */
  keys: ReadonlySet<string>
  do_not_call: boolean
  do_not_mail: boolean
}

type ContactRow = {
  id: string
  name: string
  phone: string | null
  email: string | null
  company_id: string | null
  company_name: string | null
  won_deals: number
  company_won: number | null
  ways: string[]
  keys: string[]
  do_not_call: boolean
  do_not_mail: boolean
}

/** Contacts by phone, e-mail and messenger, main ones and further ones, each by its index; the oldest first. Two statements. */
export async function contactsOf(tx: Tx, workspaceId: number, identities: readonly Identity[]): Promise<KnownContact[]> {
  const phones = identities.flatMap(({ phone }) => phone ?? [])
  const mails = identities.flatMap(({ email }) => email ?? [])
  const messengers = identities.flatMap(({ messenger }) => messenger ?? [])
  if (phones.length + mails.length + messengers.length === 0) return []
  const found = sql`
    select id, 'phone ' || phone as key from contact where workspace_id = ${workspaceId} and phone = any(${phones}::text[])
    union all select id, 'mail ' || email from contact where workspace_id = ${workspaceId} and email = any(${mails}::text[])
    union all select contact_id, kind || ' ' || value from contact_point
      where workspace_id = ${workspaceId} and kind = 'phone' and value = any(${phones}::text[])
    union all select contact_id, kind || ' ' || value from contact_point
      where workspace_id = ${workspaceId} and kind = 'mail' and value = any(${mails}::text[])
    union all select contact_id, kind || ' ' || value from contact_point
      where workspace_id = ${workspaceId} and kind = 'messenger' and value = any(${messengers}::text[])`
  const { rows } = await sql<ContactRow>`
    select contact.id, contact.name, contact.phone, contact.email, contact.company_id, company.name as company_name,
      contact.won_deals, company.won_deals as company_won,
      array_remove(array[case when contact.phone_wrong_at is null and contact.phone is not null then 'phone' end,
        case when contact.email_wrong_at is null and contact.email is not null then 'mail' end], null)
        || array(select distinct kind from contact_point
          where contact_point.workspace_id = contact.workspace_id and contact_point.contact_id = contact.id and wrong_at is null) as ways,
      found.keys, contact.do_not_call, contact.do_not_mail
    from (select id, array_agg(key) as keys from (${found}) as each group by id) as found
    join contact on contact.workspace_id = ${workspaceId} and contact.id = found.id and contact.merged_into is null
    left join company on company.workspace_id = contact.workspace_id and company.id = contact.company_id
    order by contact.created_at, contact.id`.execute(tx)
  return rows.map(({ ways, keys, won_deals, company_won, ...row }) => ({
    ...row,
    won: company_won ?? won_deals,
    ways: new Set(ways),
    keys: new Set(keys),
  }))
}

/** Who of these it is: by most that they have in common, of equals the one known longest. */
export function bestOf(contacts: readonly KnownContact[], identity: Identity): KnownContact | null {
  const keys = keysOf(identity)
  const common = (contact: KnownContact) => keys.filter((key) => contact.keys.has(key)).length
  return contacts.reduce<KnownContact | null>((best, it) => (common(it) > (best ? common(best) : 0) ? it : best), null)
}

// ── What he has with us already ──────────────────────────────────────────────────────────────────────────────────────────────

type DealRow = {
  id: string
  contact_id: string
  kind: string
  stage: string
  status: KnownDeal['status']
  closed_at: Instant | null
  touched_at: number
  inquiry_at: number
  responsible_id: string | null
  last_responsible_id: string | null
  lead_product: string | null
  lead_heard_at: Instant | null
}
type LeadRow = {
  id: string
  contact_id: string | null
  phone: string | null
  email: string | null
  messenger: string | null
  heard_at: Instant
  product: string | null
}
/** `leadsBy`: by which kinds of channels each waiting lead is his. */
export type Known = KnownClient & { managerId: string | null; leadsBy: ReadonlyMap<string, readonly string[]> }

const dealsMax = 2000

/** Deals and open leads of these people, and who works with each: one statement for deals, one for leads. */
export async function knownOf(
  tx: Tx,
  workspaceId: number,
  contactIds: readonly string[],
  identities: readonly Identity[],
): Promise<(contactId: string | null, identity: Identity) => Known> {
  const deals = contactIds.length === 0 ? [] : await dealsOf(tx, workspaceId, contactIds)
  const leads = await openLeadsOf(tx, workspaceId, contactIds, identities)
  return (contactId, identity) => {
    const his = contactId === null ? [] : deals.filter(({ contact_id }) => contact_id === contactId)
    const kindsOf = (lead: LeadRow) => [
      ...(lead.phone !== null && lead.phone === identity.phone ? ['phone'] : []),
      ...(lead.email !== null && lead.email === identity.email ? ['mail'] : []),
      ...(lead.messenger !== null && lead.messenger === identity.messenger ? ['messenger'] : []),
    ]
    const isHis = (lead: LeadRow) => (contactId !== null && lead.contact_id === contactId) || kindsOf(lead).length > 0
    const waiting = leads.filter(isHis)
    // Who sells to him, not who carries out his order.
    const sold = his.filter(({ kind }) => kind === 'sales')
    const manager = sold.map((deal) => deal.responsible_id ?? deal.last_responsible_id).find((id) => id !== null) ?? null
    const leadsBy = new Map(waiting.map((lead) => [lead.id, kindsOf(lead)]))
    return { deals: his.map(dealFacts), leads: waiting.map(leadFacts), managerId: manager, leadsBy }
  }
}

/** Who sells to these companies: of the open deal, else of the latest; for somebody of theirs who writes for the first time (C3). */
export async function companyManagersOf(tx: Tx, workspaceId: number, companyIds: readonly string[]): Promise<Map<string, string>> {
  if (companyIds.length === 0) return new Map()
  const { rows } = await sql<{ company_id: string; manager_id: string }>`
    select wanted.id as company_id, sold.manager_id from unnest(${[...new Set(companyIds)]}::uuid[]) as wanted (id)
    cross join lateral (
      select coalesce(deal.responsible_id, (deal.dossier ->> 'lastResponsibleId')::uuid) as manager_id
      from deal join pipeline on pipeline.workspace_id = deal.workspace_id and pipeline.key = deal.pipeline and pipeline.kind = 'sales'
      where deal.workspace_id = ${workspaceId} and deal.company_id = wanted.id
        and coalesce(deal.responsible_id::text, deal.dossier ->> 'lastResponsibleId') is not null
      order by (deal.status = 'open') desc, deal.created_at desc, deal.id desc limit 1
    ) as sold`.execute(tx)
  return new Map(rows.map(({ company_id, manager_id }) => [company_id, manager_id]))
}

const dealFacts = (row: DealRow): KnownDeal => ({
  dealId: row.id,
  pipelineKind: row.kind,
  stage: row.stage,
  status: row.status,
  touchedAt: row.touched_at,
  closedAt: row.closed_at,
  inquiryAt: Math.max(row.inquiry_at, row.lead_heard_at ?? 0),
  product: foldedProduct(row.lead_product),
})
const leadFacts = ({ id, heard_at, product }: LeadRow): KnownLead => ({ leadId: id, inquiryAt: heard_at, product: foldedProduct(product) })

async function dealsOf(tx: Tx, workspaceId: number, contactIds: readonly string[]): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    select deal.id, deal.contact_id, pipeline.kind, deal.stage, deal.status, deal.closed_at,
      (deal.dossier ->> 'touchedAt')::float8 as touched_at, (deal.dossier ->> 'inquiryAt')::float8 as inquiry_at,
      deal.responsible_id, deal.dossier ->> 'lastResponsibleId' as last_responsible_id,
      inquiry.product as lead_product, inquiry.heard_at as lead_heard_at
    from deal
    join pipeline on pipeline.workspace_id = deal.workspace_id and pipeline.key = deal.pipeline
    left join lateral (
      select product, heard_at from lead
      where lead.workspace_id = deal.workspace_id and lead.deal_id = deal.id and lead.merged_into is null
      order by heard_at desc limit 1
    ) as inquiry on true
    where deal.workspace_id = ${workspaceId} and deal.contact_id = any(${[...contactIds]}::uuid[])
    order by (deal.status = 'open') desc, deal.created_at desc, deal.id desc limit ${dealsMax}`.execute(tx)
  return rows
}

async function openLeadsOf(
  tx: Tx,
  workspaceId: number,
  contactIds: readonly string[],
  identities: readonly Identity[],
): Promise<LeadRow[]> {
  const phones = identities.flatMap(({ phone }) => phone ?? [])
  const mails = identities.flatMap(({ email }) => email ?? [])
  const messengers = identities.flatMap(({ messenger }) => messenger ?? [])
  const open = sql`status in ('new', 'in-work') and merged_into is null`
  const facts = sql`id, contact_id, phone, email, messenger, heard_at, product`
  const { rows } = await sql<LeadRow>`
    select ${facts} from lead where workspace_id = ${workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and ${open}
    union select ${facts} from lead where workspace_id = ${workspaceId} and phone = any(${phones}::text[]) and ${open}
    union select ${facts} from lead where workspace_id = ${workspaceId} and email = any(${mails}::text[]) and ${open}
    union select ${facts} from lead where workspace_id = ${workspaceId} and messenger = any(${messengers}::text[]) and ${open}`.execute(tx)
  return rows
}

// ── Companies ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type KnownCompany = { id: string; name: string; folded_name: string; inn: string | null; won_deals: number; domain: string | null }
type Named = { company: string | null; inn: string | null; email: string | null }

/** Companies by INN, name and the domain of their people's mail. One statement. */
export async function companiesOf(tx: Tx, workspaceId: number, wanted: readonly Named[]): Promise<(of: Named) => KnownCompany | null> {
  const inns = wanted.flatMap(({ inn }) => inn ?? [])
  const names = wanted.flatMap(({ company }) => (company === null ? [] : plainCompanyName(company))).filter((name) => name !== '')
  const domains = wanted.flatMap(({ email }) => companyDomain(email) ?? [])
  if (inns.length + names.length + domains.length === 0) return () => null
  const { rows } = await sql<KnownCompany & { plain_name: string }>`
    select company.id, name, folded_name, plain_name, inn, won_deals, found.domain from (
      select id, null as domain from company where workspace_id = ${workspaceId} and inn = any(${inns}::text[])
      union all select id, null from company where workspace_id = ${workspaceId} and plain_name = any(${names}::text[])
      union all select min(company_id::text)::uuid, mail_domain from contact
        where workspace_id = ${workspaceId} and mail_domain = any(${domains}::text[]) and company_id is not null
        group by mail_domain having count(distinct company_id) = 1
    ) as found
    join company on company.workspace_id = ${workspaceId} and company.id = found.id and merged_into is null
    order by company.created_at, company.id`.execute(tx)
  return ({ company, inn, email }) => {
    const byInn = inn === null ? undefined : rows.find((row) => row.inn === inn)
    if (byInn) return byInn
    if (company !== null) {
      const plain = plainCompanyName(company)
      const once = new Map(rows.filter((row) => row.plain_name === plain).map((row) => [row.id, row]))
      return companyOfName([...once.values()], company, inn)
    }
    // Where a name is given that is another's, the domain alone does not overrule it.
    const domain = companyDomain(email)
    return (domain !== null ? rows.find((row) => row.domain === domain) : undefined) ?? null
  }
}

// ── To whom it might go ──────────────────────────────────────────────────────────────────────────────────────────────────────

type ReceiverRow = {
  id: string
  role: Role
  load_min: number | null
  load_max: number | null
  load_max_off: boolean
  open: number
  leads: number
  turn: number | null
  away: boolean
  stand_in_id: string | null
}

/** Everybody who works sales deals, with his load, his absence and his turn. One statement, from the kept counts. */
export async function receiversOf(tx: Tx, workspaceId: number, { regulation }: Book, now: Instant): Promise<Map<string, Receiver>> {
  const { rows } = await sql<ReceiverRow>`
    select member.id, member.role, member.load_min, member.load_max, member.load_max_off, coalesce(load.open, 0) as open,
      coalesce(waiting.leads, 0)::integer as leads, turn.turn,
      away.member_id is not null as away, away.stand_in_id
    from member
    left join member_load as load on load.workspace_id = member.workspace_id and load.member_id = member.id
    left join (
      select responsible_id, count(*) as leads from lead
      where workspace_id = ${workspaceId} and status in ('new', 'in-work') and merged_into is null group by responsible_id
    ) as waiting on waiting.responsible_id = member.id
    left join routing_turn as turn on turn.workspace_id = member.workspace_id and turn.member_id = member.id
    left join lateral (
      select member_id, stand_in_id from absence
      where absence.workspace_id = member.workspace_id and absence.member_id = member.id and from_at <= ${at(now)} and until_at > ${at(now)}
      order by from_at limit 1
    ) as away on true
    where member.workspace_id = ${workspaceId} and member.deactivated_at is null
      and member.role = any(${[...receiverRoles]})`.execute(tx)
  return new Map(
    rows.map(({ id, role, open, leads, turn, away, stand_in_id, ...own }) => {
      const { max } = corridorOf(regulation, role, { min: own.load_min, max: own.load_max, maxOff: own.load_max_off })
      return [id, { memberId: id, role, open, leads, max, away, standInId: stand_in_id, turn }]
    }),
  )
}
