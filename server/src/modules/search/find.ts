import type { Found } from '@reglament/contract'
import { foldText } from '@reglament/kernel'
import { type Language, namesIn, readClauses } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Sight } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Wanted } from './wanted.ts'

/** How many of a kind are shown, and among how many they are chosen. */
const shown = 8
const considered = 60

export type Looking = { tx: Tx; workspaceId: number; sight: Sight; book: Book; language: Language }
type Things = Omit<Found, 'clauses' | 'instead'>

/** The people, companies and deals that have all that is wanted; five statements, however much there is. */
export async function findThings(looking: Looking, wanted: Wanted): Promise<Things> {
  const { tx, workspaceId, sight } = looking
  const spellings = JSON.stringify(wanted.spellings)
  const whose = sight === 'all' ? null : sight
  const { rows } = await sql<{ kind: 'contact' | 'company' | 'deal'; id: string }>`
    select 'contact' as kind, id from search_clients('contact', ${spellings}::jsonb, ${wanted.digits}, ${considered}) as id
    union all select 'company', id from search_clients('company', ${spellings}::jsonb, null, ${considered}) as id
    union all select 'deal', id from search_deals(${spellings}::jsonb, ${whose}::uuid[], ${shown}) as id`.execute(tx)
  const ids = (kind: string) => rows.flatMap((row) => (row.kind === kind ? row.id : []))
  const begin = wanted.spellings[0]?.[0] ?? ''
  const contacts = best(await readContacts(tx, workspaceId, ids('contact')), begin)
  const companies = best(await readCompanies(tx, workspaceId, ids('company')), begin)
  const deals = await readDeals(looking, ids('deal'), wanted.dealNumber, contacts, companies)
  return { contacts, companies, deals }
}

/** Who begins with the first word comes first, then the shorter name. */
function best<T extends { name: string }>(things: readonly T[], begin: string): T[] {
  const isFirst = ({ name }: T) => (foldText(name).startsWith(begin) ? 0 : 1)
  return things
    .toSorted((a, b) => isFirst(a) - isFirst(b) || a.name.length - b.name.length || a.name.localeCompare(b.name, 'ru'))
    .slice(0, shown)
}

async function readContacts(tx: Tx, workspaceId: number, ids: readonly string[]): Promise<Found['contacts']> {
  if (ids.length === 0) return []
  const { rows } = await sql<Found['contacts'][number]>`
    select contact.id::text, contact.name, contact.phone, contact.email, company.name as "companyName",
      coalesce(company.won_deals, contact.won_deals) > 0 as returning
    from contact left join company on company.workspace_id = contact.workspace_id and company.id = contact.company_id
    where contact.workspace_id = ${workspaceId} and contact.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

async function readCompanies(tx: Tx, workspaceId: number, ids: readonly string[]): Promise<Found['companies']> {
  if (ids.length === 0) return []
  const { rows } = await sql<Found['companies'][number]>`
    select id::text, name, inn, won_deals > 0 as returning from company
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

type DealRow = {
  id: string
  number: number
  title: string
  client: string | null
  pipeline: string
  stage: string
  status: string
  responsible_id: string | null
  responsible_name: string | null
}

/** Deals by title and number, then those of the clients that were found: who looks for a client mostly wants his deal. */
async function readDeals(
  { tx, workspaceId, sight, book, language }: Looking,
  ids: readonly string[],
  number: number | null,
  contacts: Found['contacts'],
  companies: Found['companies'],
): Promise<Found['deals']> {
  if (ids.length + contacts.length + companies.length === 0 && number === null) return []
  const [ofContacts, ofCompanies] = [contacts.map(({ id }) => id), companies.map(({ id }) => id)]
  const inSight = sight === 'all' ? sql`` : sql`and (responsible_id = any(${sight}::uuid[]) or responsible_id is null)`
  const { rows } = await sql<DealRow>`
    with found as (
      select id, 0 as place from deal where workspace_id = ${workspaceId} and number = ${number}::bigint ${inSight}
      union all
      select id, 1 from deal where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
      union all
      (select id, 2 from deal where workspace_id = ${workspaceId} and contact_id = any(${ofContacts}::uuid[]) ${inSight}
        order by created_at desc limit ${shown})
      union all
      (select id, 2 from deal where workspace_id = ${workspaceId} and company_id = any(${ofCompanies}::uuid[]) ${inSight}
        order by created_at desc limit ${shown})
    ),
    best as (select id, min(place) as place from found group by id)
    select deal.id::text, deal.number, deal.title, deal.pipeline, deal.stage, deal.status, coalesce(company.name, contact.name) as client,
      deal.responsible_id::text, member.name as responsible_name
    from best join deal on deal.workspace_id = ${workspaceId} and deal.id = best.id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    order by best.place, deal.status = 'open' desc, deal.created_at desc limit ${shown}`.execute(tx)
  const names = namesIn(book.regulation, language)
  return rows.map(({ id, number: no, title, client, pipeline, stage, status, responsible_id, responsible_name }) => ({
    id,
    number: no,
    title,
    client,
    stage: names.stage(stage, pipeline),
    status,
    responsible: responsible_id === null ? null : { id: responsible_id, name: responsible_name ?? '' },
  }))
}

/** Clauses by their number or by words of their title and sentence, as the reader reads them. */
export function findClauses({ book, language }: Looking, typed: string, { spellings }: Wanted): Found['clauses'] {
  const number = /^(?:п\.?|пункт|clause)?\s*(\d{1,2}\.\d{1,2})$/.exec(foldText(typed))?.[1]
  const wordsIn = (text: string) => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const hasAll = (words: readonly string[]) =>
    spellings.every((word) => word.some((spelling) => words.some((it) => it.startsWith(spelling))))
  const isFound = (clause: ReturnType<typeof readClauses>[number]) =>
    number === undefined ? spellings.length > 0 && hasAll(wordsIn(`${clause.title} ${clause.sentence}`)) : clause.number === number
  return readClauses(book.regulation, language)
    .filter(isFound)
    .slice(0, shown)
    .map(({ key, number: no, title }) => ({ key, number: no, title }))
}
