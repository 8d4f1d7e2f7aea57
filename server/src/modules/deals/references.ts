import type { DealCreation } from '@reglament/contract'
import { companyOfName, newId, type Instant, plainCompanyName } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import type { ClientFacts } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { type Fault, invalid } from '../../platform/http/problem.ts'
import { addCompany, addContact, readEmail } from '../contacts/index.ts'
import { clientFacts, furtherWays } from './situation.ts'
import { says } from './words.ts'

/** What an act names by id must be there in this workspace; what is not, is said with its path. */
export type References = {
  contactId?: string | null
  companyId?: string | null
  memberIds?: readonly [path: string, id: string | null | undefined][]
}

/** Faults of ids that are not of this workspace. One statement. */
export async function referenceFaults(db: Db, workspaceId: number, { contactId, companyId, memberIds = [] }: References): Promise<Fault[]> {
  const members = memberIds.filter((it): it is [string, string] => typeof it[1] === 'string')
  if (!contactId && !companyId && members.length === 0) return []
  const ids = members.map(([, id]) => id)
  const { rows } = await sql<{ contact: boolean; company: boolean; members: string[] }>`
    select exists (select from contact where workspace_id = ${workspaceId} and id = ${contactId ?? null}::uuid) as contact,
      exists (select from company where workspace_id = ${workspaceId} and id = ${companyId ?? null}::uuid) as company,
      array(select id::text from member where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and deactivated_at is null) as members
    `.execute(db)
  const found = rows[0]!
  return [
    ...(contactId && !found.contact ? [{ path: '/contactId', message: says.noContact }] : []),
    ...(companyId && !found.company ? [{ path: '/companyId', message: says.noCompany }] : []),
    ...members.filter(([, id]) => !found.members.includes(id)).map(([path]) => ({ path, message: says.noMember })),
  ]
}

/** The client of a new deal: who he is, what rules know of him, and what has still to be written once the act is allowed. */
export type Client = { stamp: number; contactId: string | null; companyId: string | null; facts: ClientFacts; write: () => Promise<void> }

function contactFaults({ contact }: DealCreation): Fault[] {
  if (!contact) return []
  const { phone, email } = contact
  return [
    ...(phone?.trim() && !normalisePhone(phone) ? [{ path: '/contact/phone', message: says.notAPhone }] : []),
    ...(email?.trim() && !readEmail(email) ? [{ path: '/contact/email', message: says.notAMail }] : []),
  ]
}

type Found = {
  stamp: number
  contact_id: string | null
  phone: string | null
  email: string | null
  more_ways: readonly string[] | null
  contact_won: number | null
  company_id: string | null
  company_won: number | null
  members: string[]
}
type KnownCompany = { id: string; name: string; inn: string | null; won: number }

/** Everything that a creation names, and the stamp of the book: one statement. */
async function lookUp(
  db: Db,
  workspaceId: number,
  { contact, company, contactId, companyId, responsibleId }: DealCreation,
): Promise<Found> {
  const phone = (contact?.phone && normalisePhone(contact.phone)?.e164) || null
  const email = contact?.email?.trim().toLowerCase() || null
  const named = company ? plainCompanyName(company.name) || null : null
  const { rows } = await sql<Omit<Found, 'company_id' | 'company_won'> & { companies: KnownCompany[] }>`
    select rulebook.stamp, contact.id as contact_id, contact.phone, contact.email, ${furtherWays} as more_ways, contact.won_deals as contact_won,
      array(
        select jsonb_build_object('id', id, 'name', name, 'inn', inn, 'won', won_deals) from company
        where workspace_id = ${workspaceId} and merged_into is null and (id = ${companyId ?? null}::uuid or plain_name = ${named}::text)
        order by created_at, id
      ) as companies,
      array(select id::text from member where workspace_id = ${workspaceId} and id = ${responsibleId ?? null}::uuid and deactivated_at is null)
        as members
    from rulebook
    left join lateral (
      select workspace_id, id, won_deals, do_not_call, do_not_mail,
        case when phone_wrong_at is null and not do_not_call then phone end as phone,
        case when email_wrong_at is null and not do_not_mail then email end as email
      from contact
      where workspace_id = ${workspaceId} and merged_into is null
        and (id = ${contactId ?? null}::uuid or phone = ${phone}::text or email = ${email}::text)
      order by created_at limit 1
    ) as contact on true
    where rulebook.workspace_id = ${workspaceId}`.execute(db)
  const { companies, ...found } = rows[0]!
  const known = company ? companyOfName(companies, company.name, null) : companies.find(({ id }) => id === companyId)
  return { ...found, company_id: known?.id ?? null, company_won: known?.won ?? null }
}

/**
 * Finds the client that a creation names, or prepares to make him. A phone or e-mail that is known already is the same person (C2):
 * nobody is doubled because he was typed in again.
 * @throws Problem 400
 */
export async function clientOf(tx: Tx, workspaceId: number, body: DealCreation, now: Instant): Promise<Client> {
  const { contact, company, contactId, companyId, responsibleId } = body
  const found = await lookUp(tx, workspaceId, body)
  const faults = [
    ...contactFaults(body),
    ...(contact && contactId ? [{ path: '/contact', message: says.eitherContact }] : []),
    ...(company && companyId ? [{ path: '/company', message: says.eitherCompany }] : []),
    ...(contactId && found.contact_id !== contactId ? [{ path: '/contactId', message: says.noContact }] : []),
    ...(companyId && found.company_id !== companyId ? [{ path: '/companyId', message: says.noCompany }] : []),
    ...(responsibleId && !found.members.includes(responsibleId) ? [{ path: '/responsibleId', message: says.noMember }] : []),
  ]
  if (faults.length > 0) throw invalid(faults)
  const newContact = contact && !found.contact_id ? { ...contact, id: newId() } : null
  const newCompany = company && !found.company_id ? { ...company, id: newId() } : null
  const facts = clientFacts(found)
  return {
    stamp: found.stamp,
    contactId: found.contact_id ?? newContact?.id ?? null,
    companyId: found.company_id ?? newCompany?.id ?? null,
    facts: newContact
      ? { ...facts, channels: { phone: !!newContact.phone?.trim(), mail: !!newContact.email?.trim(), messenger: false } }
      : facts,
    write: async () => {
      if (newCompany) await addCompany(tx, workspaceId, newCompany, now)
      if (newContact) await addContact(tx, workspaceId, { ...newContact, companyId: found.company_id ?? newCompany?.id }, now)
    },
  }
}
