import type { Suggestion } from '@reglament/contract'
import { foldText, formatInstant, type Instant, plainCompanyName } from '@reglament/kernel'
import { sql } from 'kysely'
import { type Asking, sightOf } from '../deals/index.ts'
import { companyDomain, identityOf, keysOf } from './identity.ts'
import { type LeadFull, leadDealOf, leadOf } from './readLeads.ts'
import { contactsOf } from './recognise.ts'

/** Less alike than this is somebody else. */
const scoreMin = 0.45
// How many of each are looked at stands in the statements as it is: of a number that comes later, or of a function that does not say, the
// planner expects a thousand rows and would read the whole table for them.
const most = 8
const domainMost = 50
const colleaguesMost = 200

type Same = Suggestion['same']
type Differs = Suggestion['differs']

/** What of two things is the same and what differs, in the words of both. */
function compare(pairs: readonly [what: string, ours: string | null, theirs: string | null][]): { same: Same; differs: Differs } {
  const both = pairs.filter((pair): pair is [string, string, string] => pair[1] !== null && pair[2] !== null)
  // «Климова Ольга» and «Ольга Климова» are one name.
  const folded = (what: string, text: string) =>
    what === 'name' ? foldText(text).split(/\s+/).toSorted().join(' ') : what === 'company' ? plainCompanyName(text) : foldText(text)
  const isSame = ([what, ours, theirs]: readonly [string, string, string]) => folded(what, ours) === folded(what, theirs)
  return {
    same: both.filter(isSame).map(([what, value]) => ({ what, value })),
    differs: both.filter((pair) => !isSame(pair)).map(([what, ours, theirs]) => ({ what, ours, theirs })),
  }
}

type ContactRow = {
  id: string
  name: string
  phone: string | null
  email: string | null
  company: string | null
  won: number
  score: number
}

/** A name that so many have says nothing by itself. */
const namesakesMax = 5

/** People of alike names, and of the companies that it may be; of namesakes with nothing else in common there may only be few. */
async function alikeContacts({ tx, actor }: Asking, lead: LeadFull, companyIds: readonly string[]): Promise<ContactRow[]> {
  if (lead.name === null) return []
  const name = foldText(lead.name)
  const { rows } = await sql<ContactRow & { colleague: boolean }>`
    select contact.id, contact.name, contact.phone, contact.email, company.name as company,
      coalesce(company.won_deals, contact.won_deals) as won, found.score, found.colleague
    from (
      select id, max(score) as score, bool_or(colleague) as colleague from (
        (select id, score, false as colleague from alike_contacts(${name}, ${scoreMin}::real, ${most}) limit ${sql.lit(most)})
        union all (
          select id, similarity(folded_name, ${name}), true from contact
          where workspace_id = ${actor.workspaceId} and company_id = any(${[...companyIds]}::uuid[]) and merged_into is null limit ${sql.lit(colleaguesMost)}
        )
      ) as each group by id having max(score) >= ${scoreMin}::real
    ) as found
    join contact on contact.workspace_id = ${actor.workspaceId} and contact.id = found.id
    left join company on company.workspace_id = contact.workspace_id and company.id = contact.company_id
    order by found.colleague desc, found.score desc, contact.id limit ${2 * most}`.execute(tx)
  const namesakes = rows.filter(({ colleague }) => !colleague)
  return namesakes.length > namesakesMax ? rows.filter(({ colleague }) => colleague) : rows
}

type CompanyRow = { id: string; name: string; inn: string | null; won_deals: number; score: number; domain: string | null }

async function alikeCompanies({ tx, actor }: Asking, lead: LeadFull): Promise<CompanyRow[]> {
  const domain = companyDomain(lead.email)
  const { rows } = await sql<CompanyRow>`
    select company.id, company.name, company.inn, company.won_deals, max(found.score)::real as score, max(found.domain) as domain from (
      (select id, score, null::text as domain from alike_companies(${foldText(lead.company_name ?? '')}, ${scoreMin}::real, ${most})
        where ${lead.company_name !== null} limit ${sql.lit(most)})
      union all select id, 1, null from company where workspace_id = ${actor.workspaceId} and inn = ${lead.inn}
      union all (select company_id, 0.8, mail_domain from contact
        where workspace_id = ${actor.workspaceId} and mail_domain = ${domain} and company_id is not null limit ${sql.lit(domainMost)})
    ) as found
    join company on company.workspace_id = ${actor.workspaceId} and company.id = found.id and company.merged_into is null
    group by company.id, company.name, company.inn, company.won_deals order by score desc limit ${most}`.execute(tx)
  return rows
}

type LeadRow = {
  id: string
  name: string | null
  phone: string | null
  email: string | null
  messenger: string | null
  company_name: string | null
  product: string | null
  status: string
  is_returning: boolean
  inquired_at: Instant
} & Pick<LeadFull, 'deal_id' | 'deal_number' | 'deal_title' | 'deal_stage' | 'deal_status'>

const nameWordsMax = 4

/** A name of several words in every order of them, folded; one word alone says nothing. */
export function ordersOf(name: string | null): string[] {
  const words = name === null ? [] : foldText(name).split(/\s+/).filter(Boolean)
  if (words.length < 2 || words.length > nameWordsMax) return []
  const orders = (rest: readonly string[]): string[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((word, i) => orders(rest.toSpliced(i, 1)).map((others) => [word, ...others]))
  return [...new Set(orders(words).map((order) => order.join(' ')))]
}

/** Leads of the same phone, e-mail or messenger, and of the same name that wait too, as far as they are in the sight of who asks. */
async function alikeLeads(asking: Asking, lead: LeadFull): Promise<LeadRow[]> {
  const { tx, actor } = asking
  const sight = await sightOf(asking)
  const facts = sql`id, name, phone, email, messenger, company_name, product, status, is_returning, inquired_at, deal_id, created_at`
  const other = sql`workspace_id = ${actor.workspaceId} and id <> ${lead.id}::uuid and merged_into is null
    ${sight === 'all' ? sql`` : sql`and (responsible_id is null or responsible_id = any(${[...sight]}::uuid[]))`}`
  const { rows } = await sql<LeadRow>`
    select found.*, deal.number as deal_number, deal.title as deal_title, deal.stage as deal_stage, deal.status as deal_status from (
      (select ${facts} from lead where ${other} and phone = ${lead.phone} order by created_at desc limit ${most})
      union (select ${facts} from lead where ${other} and email = ${lead.email} order by created_at desc limit ${most})
      union (select ${facts} from lead where ${other} and messenger = ${lead.messenger} order by created_at desc limit ${most})
      union (select ${facts} from lead where ${other} and folded_name = any(${ordersOf(lead.name)}::text[]) and status in ('new', 'in-work')
        order by created_at desc limit ${namesakesMax + 1})
    ) as found
    left join deal on deal.workspace_id = ${actor.workspaceId} and deal.id = found.deal_id
    order by found.created_at desc limit ${2 * most}`.execute(tx)
  const isSure = (row: LeadRow) => sharesWay(lead, row)
  return (rows.length - rows.filter(isSure).length > namesakesMax ? rows.filter(isSure) : rows).slice(0, most)
}

const sharesWay = (lead: LeadFull, { phone, email, messenger }: LeadRow): boolean =>
  (phone !== null && phone === lead.phone) ||
  (email !== null && email === lead.email) ||
  (messenger !== null && messenger === lead.messenger)

/** Ids tell who is known longer: the younger one goes into the older. */
const olderTakes = (a: string, b: string) => (a < b ? { survivorId: a, mergedId: b } : { survivorId: b, mergedId: a })

type Mergeable = Pick<LeadRow, 'id' | 'status' | 'deal_id' | 'deal_status'>
const waits = ({ status }: Mergeable) => status === 'new' || status === 'in-work'

/**
 * A lead with a deal takes in one that has none, one that waits takes in a rejected one, else the older the younger. Two deals are two
 * inquiries, and an open inquiry is no part of a closed deal.
 */
export function mergeOfLeads(ours: Mergeable, theirs: Mergeable): Suggestion['merge'] {
  if (ours.deal_id !== null && theirs.deal_id !== null && ours.deal_id !== theirs.deal_id) return null
  const into = (survivor: Mergeable, merged: Mergeable) => ({ survivorId: survivor.id, mergedId: merged.id })
  if ((ours.deal_id === null) !== (theirs.deal_id === null)) {
    const [survivor, merged] = ours.deal_id === null ? [theirs, ours] : [ours, theirs]
    return waits(merged) && survivor.deal_status !== 'open' ? null : into(survivor, merged)
  }
  if (waits(ours) !== waits(theirs)) return waits(ours) ? into(ours, theirs) : into(theirs, ours)
  return olderTakes(ours.id, theirs.id)
}

/**
 * Who and what a lead may belong to, side by side with it: sure by phone, e-mail, messenger or INN, likely by a name that is alike or
 * the domain of the mail (C2). What it is bound to already is left out.
 */
export async function suggestionsOf(asking: Asking, leadId: string): Promise<Suggestion[]> {
  const lead = await leadOf(asking, leadId)
  if (lead.merged_into !== null) return []
  const mergeOf = (ours: string | null, theirs: string) => (ours === null || ours === theirs ? null : olderTakes(ours, theirs))
  const identity = identityOf({ phone: lead.phone, email: lead.email, messenger: lead.messenger })
  const sure = keysOf(identity).length === 0 ? [] : await contactsOf(asking.tx, asking.actor.workspaceId, [identity])
  const contacts = new Map<string, Suggestion>()
  for (const contact of sure) {
    const theirs = (kind: string) => [...contact.keys].find((key) => key.startsWith(`${kind} `))?.slice(kind.length + 1) ?? null
    const sides = compare([
      ['phone', identity.phone, theirs('phone') ?? contact.phone],
      ['email', identity.email, theirs('mail') ?? contact.email],
      ['messenger', identity.messenger, theirs('messenger')],
      ['name', lead.name, contact.name],
      ['company', lead.company_name, contact.company_name],
    ])
    contacts.set(contact.id, {
      kind: 'contact',
      id: contact.id,
      name: contact.name,
      detail: contact.company_name,
      at: null,
      deal: null,
      merge: mergeOf(lead.contact_id, contact.id),
      score: 1,
      sure: true,
      returning: contact.won > 0,
      ...sides,
    })
  }
  const companiesAlike = await alikeCompanies(asking, lead)
  const companyIds = companiesAlike.map(({ id }) => id)
  for (const row of await alikeContacts(asking, lead, lead.company_id === null ? companyIds : [lead.company_id, ...companyIds])) {
    if (contacts.has(row.id)) continue
    const sides = compare([
      ['name', lead.name, row.name],
      ['phone', lead.phone, row.phone],
      ['email', lead.email, row.email],
      ['company', lead.company_name, row.company],
    ])
    const isSameCompany = sides.same.some(({ what }) => what === 'company')
    const score = Math.min(0.95, row.score * (isSameCompany ? 1.2 : 0.9))
    contacts.set(row.id, {
      kind: 'contact',
      id: row.id,
      name: row.name,
      detail: row.company,
      at: null,
      deal: null,
      merge: mergeOf(lead.contact_id, row.id),
      score,
      sure: false,
      returning: row.won > 0,
      ...sides,
    })
  }
  const companies = companiesAlike.map((row): Suggestion => {
    const sides = compare([
      ['inn', lead.inn, row.inn],
      ['company', lead.company_name, row.name],
      ['domain', row.domain, row.domain],
    ])
    const isSure = lead.inn !== null && lead.inn === row.inn
    return {
      kind: 'company',
      id: row.id,
      name: row.name,
      detail: row.inn,
      at: null,
      deal: null,
      merge: mergeOf(lead.company_id, row.id),
      score: isSure ? 1 : Math.min(0.95, row.score),
      sure: isSure,
      returning: row.won_deals > 0,
      ...sides,
    }
  })
  const leads = (await alikeLeads(asking, lead)).map((row): Suggestion => {
    const sides = compare([
      ['phone', lead.phone, row.phone],
      ['email', lead.email, row.email],
      ['messenger', lead.messenger, row.messenger],
      ['name', lead.name, row.name],
      ['company', lead.company_name, row.company_name],
      ['product', lead.product, row.product],
    ])
    return {
      kind: 'lead',
      id: row.id,
      name: row.name ?? row.phone ?? row.email ?? '',
      detail: row.status,
      at: formatInstant(row.inquired_at),
      deal: leadDealOf(row),
      merge: mergeOfLeads(lead, row),
      score: sharesWay(lead, row) ? 1 : 0.8,
      sure: sharesWay(lead, row),
      returning: row.is_returning,
      ...sides,
    }
  })
  const isBound = ({ id }: Suggestion) => id === lead.contact_id || id === lead.company_id
  return [...contacts.values(), ...companies, ...leads].filter((it) => !isBound(it)).toSorted((a, b) => b.score - a.score)
}
