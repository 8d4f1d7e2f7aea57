import { foldText, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'

export type CompanyWanted = { name: string; inn?: string; details?: Record<string, string> }
export type ContactWanted = { name: string; phone: string | null; extension: string | null; email: string | null }
export type ClientWanted = { company: CompanyWanted | null; contact: ContactWanted | null }

export type Company = { id: string; wonDeals: number }
export type Contact = { id: string; phone: boolean; mail: boolean; wonDeals: number }
export type Client = { company: Company | null; contact: Contact | null }

type NewCompany = CompanyWanted & Company
type NewContact = ContactWanted & { id: string; companyId: string | null }

/** Clients of a set of rows: those that are there, and those that have to be made, each once. */
export type Clients = { of: (wanted: ClientWanted) => Client; companies: NewCompany[]; contacts: NewContact[] }

/** What a dry run has found missing already: there is no table to remember it. */
export class Imagined {
  readonly companies = new Map<string, Company>()
  readonly contacts = new Map<string, Contact>()
}

/**
 * Finds the clients of many rows by a handful of statements, and says which are to be made. A company is known by its name, a person
 * by phone or e-mail (C2), and one with neither by his name within the company.
 */
export async function resolveClients(tx: Tx, workspaceId: number, wanted: readonly ClientWanted[], imagined?: Imagined): Promise<Clients> {
  const companies = await companyFinder(tx, workspaceId, wanted, imagined)
  const contacts = await contactFinder(tx, workspaceId, wanted, imagined)
  return {
    companies: companies.made,
    contacts: contacts.made,
    of: ({ company, contact }) => {
      const found = company ? companies.of(company) : null
      return { company: found, contact: contact ? contacts.of(contact, found?.id ?? null) : null }
    },
  }
}

async function companyFinder(tx: Tx, workspaceId: number, wanted: readonly ClientWanted[], imagined?: Imagined) {
  const names = [...new Set(wanted.flatMap(({ company }) => (company ? [foldText(company.name)] : [])))]
  const { rows } =
    names.length === 0
      ? { rows: [] }
      : await sql<{ id: string; folded_name: string; won_deals: number }>`
          select distinct on (folded_name) id, folded_name, won_deals from company
          where workspace_id = ${workspaceId} and folded_name = any(${names}) order by folded_name, created_at, id`.execute(tx)
  const known = new Map<string, Company>(rows.map(({ id, folded_name, won_deals }) => [folded_name, { id, wonDeals: won_deals }]))
  const made: NewCompany[] = []
  const of = (company: CompanyWanted): Company => {
    const name = foldText(company.name)
    const found = known.get(name) ?? imagined?.companies.get(name)
    if (found) return found
    const fresh: NewCompany = { ...company, id: newId(), wonDeals: 0 }
    known.set(name, fresh)
    imagined?.companies.set(name, { id: fresh.id, wonDeals: 0 })
    made.push(fresh)
    return fresh
  }
  return { of, made }
}

type ContactRow = {
  id: string
  folded_name: string
  phone: string | null
  email: string | null
  company_id: string | null
  won_deals: number
}

async function contactFinder(tx: Tx, workspaceId: number, wanted: readonly ClientWanted[], imagined?: Imagined) {
  const people = wanted.flatMap(({ contact }) => (contact ? [contact] : []))
  const phones = [...new Set(people.flatMap(({ phone }) => phone ?? []))]
  const emails = [...new Set(people.flatMap(({ email }) => email ?? []))]
  const names = [...new Set(people.filter(isNameOnly).map(({ name }) => foldText(name)))]
  const { rows } =
    people.length === 0
      ? { rows: [] }
      : await sql<ContactRow>`
          select id, folded_name, phone, email, company_id, won_deals from (
            select * from contact where workspace_id = ${workspaceId} and phone = any(${phones})
            union select * from contact where workspace_id = ${workspaceId} and email = any(${emails})
            union select * from contact where workspace_id = ${workspaceId} and folded_name = any(${names}) and phone is null and email is null
          ) as found order by created_at, id`.execute(tx)
  const known = new Map<string, Contact>()
  const enter = (keys: readonly string[], contact: Contact) => {
    for (const key of keys) if (!known.has(key)) known.set(key, contact)
  }
  for (const row of rows) {
    const contact = { id: row.id, phone: row.phone !== null, mail: row.email !== null, wonDeals: row.won_deals }
    enter(keysOf({ name: row.folded_name, phone: row.phone, email: row.email, extension: null }, row.company_id), contact)
  }
  const made: NewContact[] = []
  const of = (person: ContactWanted, companyId: string | null): Contact => {
    const keys = keysOf(person, companyId)
    const found = keys.map((key) => known.get(key) ?? imagined?.contacts.get(key)).find((it) => it !== undefined)
    if (found) return found
    const { phone, email } = person
    const contact: Contact = { id: newId(), phone: phone !== null, mail: email !== null, wonDeals: 0 }
    made.push({ ...person, id: contact.id, companyId })
    enter(keys, contact)
    for (const key of imagined ? keys : []) imagined!.contacts.set(key, contact)
    return contact
  }
  return { of, made }
}

const isNameOnly = ({ phone, email }: ContactWanted) => phone === null && email === null

/** By what a person is known again. */
const keysOf = (person: ContactWanted, companyId: string | null): string[] =>
  isNameOnly(person)
    ? [`name ${companyId ?? ''} ${foldText(person.name)}`]
    : [...(person.phone ? [`phone ${person.phone}`] : []), ...(person.email ? [`mail ${person.email}`] : [])]

/** Writes what was found missing, in one statement for each table. */
export async function writeClients(tx: Tx, workspaceId: number, { companies, contacts }: Clients, now: Instant): Promise<void> {
  if (companies.length > 0) {
    const rows = companies.map(({ id, name, inn, details }) => ({
      id,
      name,
      folded_name: foldText(name),
      inn: inn ?? null,
      details: details ?? {},
    }))
    await sql`
      insert into company (workspace_id, id, name, folded_name, inn, details, created_at)
      select ${workspaceId}::integer, id, name, folded_name, inn, details, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as made (id uuid, name text, folded_name text, inn text, details jsonb)`.execute(
      tx,
    )
  }
  if (contacts.length > 0) {
    const rows = contacts.map(({ id, name, phone, extension, email, companyId }) => ({
      id,
      name,
      folded_name: foldText(name),
      phone,
      phone_extension: extension,
      email,
      company_id: companyId,
    }))
    await sql`
      insert into contact (workspace_id, id, name, folded_name, phone, phone_extension, email, company_id, created_at)
      select ${workspaceId}::integer, id, name, folded_name, phone, phone_extension, email, company_id, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as made (id uuid, name text, folded_name text, phone text, phone_extension text, email text, company_id uuid)`.execute(tx)
  }
}
