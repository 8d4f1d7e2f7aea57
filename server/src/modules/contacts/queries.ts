import type { Way } from '@reglament/contract'
import { foldText, formatInstant, newId, zoneOfPhone, type Instant } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { furtherWaysOf, type WayKey, waysOf } from './wayList.ts'

export type NewContact = { id?: string; name: string; phone?: string; email?: string; companyId?: string | null }

/** A phone that can't be one is said so before anything is written. */
export class NotAPhone extends Error {}

/** A phone as it is kept; null of nothing. @throws NotAPhone */
export const phoneOf = (text: string | undefined) => {
  if (!text?.trim()) return null
  const phone = normalisePhone(text)
  if (!phone) throw new NotAPhone(text)
  return phone
}
export const emailOf = (text: string | undefined) => text?.trim().toLowerCase() || null

/** Writes a contact. @throws NotAPhone */
export async function addContact(
  tx: Tx,
  workspaceId: number,
  { id = newId(), name, phone, email, companyId }: NewContact,
  now: Instant,
): Promise<string> {
  const number = phoneOf(phone)
  await tx
    .insertInto('contact')
    .values({
      workspace_id: workspaceId,
      id,
      name: name.trim(),
      folded_name: foldText(name),
      phone: number?.e164 ?? null,
      phone_extension: number?.ext ?? null,
      email: emailOf(email),
      company_id: companyId ?? null,
      created_at: at(now),
    })
    .execute()
  return id
}

/**
 * Remembers that this phone or e-mail of his leads nowhere: it is no way to the client any more (regulation §3, known channel). It may
 * stand on him and beside him.
 */
export const markDeadEnd = (tx: Tx, workspaceId: number, contactId: string, { kind, value }: WayKey, now: Instant) =>
  sql`
    with of_him as (
      update contact set phone_wrong_at = case when phone = ${kind === 'phone' ? value : null} then ${at(now)}::timestamptz else phone_wrong_at end,
        email_wrong_at = case when email = ${kind === 'mail' ? value : null} then ${at(now)}::timestamptz else email_wrong_at end
      where workspace_id = ${workspaceId} and id = ${contactId}
    )
    update contact_point set wrong_at = ${at(now)}::timestamptz
    where workspace_id = ${workspaceId} and contact_id = ${contactId} and kind = ${kind} and value = ${value}`.execute(tx)

/** All ways to a person, those too that lead nowhere; none where there is no such person. */
export async function readWays(db: Db, workspaceId: number, contactId: string): Promise<Way[]> {
  const row = await contactById(db, workspaceId, contactId)
  return row ? waysOf(row) : []
}

export type NewCompany = { id?: string; name: string; inn?: string }

/** Writes a company. */
export async function addCompany(tx: Tx, workspaceId: number, { id = newId(), name, inn }: NewCompany, now: Instant): Promise<string> {
  await tx
    .insertInto('company')
    .values({ workspace_id: workspaceId, id, name: name.trim(), folded_name: foldText(name), inn: inn ?? null, created_at: at(now) })
    .execute()
  return id
}

const contacts = (db: Db, workspaceId: number) =>
  db
    .selectFrom('contact')
    .leftJoin('company', (join) =>
      join.onRef('company.workspace_id', '=', 'contact.workspace_id').onRef('company.id', '=', 'contact.company_id'),
    )
    .select([
      'contact.id',
      'contact.name',
      'contact.phone',
      'contact.phone_extension',
      'contact.phone_wrong_at',
      'contact.email_wrong_at',
      'contact.do_not_call',
      'contact.do_not_mail',
      'contact.email',
      'contact.company_id',
      'contact.won_deals',
      'contact.created_at',
      'contact.version',
      'contact.merged_into',
      'contact.position',
      'contact.time_zone',
    ])
    .select(['company.name as company_name', 'company.won_deals as company_won_deals', 'contact.folded_name'])
    .select(furtherWaysOf.as('further'))
    .where('contact.workspace_id', '=', workspaceId)
type ContactRow = Awaited<ReturnType<ReturnType<typeof contacts>['execute']>>[number]

export const contactById = (db: Db, workspaceId: number, id: string) =>
  contacts(db, workspaceId).where('contact.id', '=', id).executeTakeFirst()

const upTo = (begins: string) => `${begins}\u{10FFFF}`

/** A person for the API. */
export const sayContact = (row: ContactRow) => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  email: row.email,
  ways: waysOf(row),
  position: row.position,
  timeZone: row.time_zone ?? (row.phone === null ? null : zoneOfPhone(row.phone)),
  timeZoneOwn: row.time_zone !== null,
  doNotCall: row.do_not_call,
  doNotMail: row.do_not_mail,
  companyId: row.company_id,
  companyName: row.company_name,
  returning: (row.company_won_deals ?? row.won_deals) > 0,
  mergedInto: row.merged_into,
  createdAt: formatInstant(row.created_at),
  version: row.version,
})

/** What a person typed to find somebody: a phone in any spelling, an e-mail, or the beginning of a name. */
function wanted(text: string): { column: 'contact.folded_name' | 'contact.email' | 'contact.phone'; begins: string } {
  const typed = text.trim()
  if (typed.includes('@')) return { column: 'contact.email', begins: typed.toLowerCase() }
  if (!/^[+\d][\d\s()-]{3,}$/.test(typed)) return { column: 'contact.folded_name', begins: foldText(typed) }
  const digits = typed.replaceAll(/\D/g, '')
  const local =
    /^[78]/.test(digits) && !typed.startsWith('+') ? `+7${digits.slice(1)}` : typed.startsWith('+') ? `+${digits}` : `+7${digits}`
  return { column: 'contact.phone', begins: normalisePhone(typed)?.e164 ?? local }
}

const ways = { 'contact.folded_name': null, 'contact.phone': 'phone', 'contact.email': 'mail' } as const

/**
 * Contacts found by what was typed, in the order of names; `after` is the last name and id seen. Who is asked for by a phone or an e-mail
 * is found by any of his: those on the contact and those beside him give a page each, and the first of both are taken.
 */
export function contactPage(db: Db, workspaceId: number, text: string, after: [string, string] | null, limit: number, companyId?: string) {
  const { column, begins } = wanted(text)
  const kind = begins === '' ? null : ways[column]
  const page = contacts(db, workspaceId)
    .where('contact.merged_into', 'is', null)
    .$if(companyId !== undefined, (q) => q.where('contact.company_id', '=', companyId!))
    .$if(after !== null, (q) =>
      q.where(({ eb, refTuple, tuple }) => eb(refTuple('contact.folded_name', 'contact.id'), '>', tuple(after![0], after![1]))),
    )
    .orderBy('contact.folded_name')
    .orderBy('contact.id')
    .limit(limit)
  if (kind === null) return page.$if(begins !== '', (q) => q.where(column, '>=', begins).where(column, '<', upTo(begins))).execute()
  const wantedHere = sql`contact.workspace_id = ${workspaceId} and contact.merged_into is null
    ${companyId === undefined ? sql`` : sql`and contact.company_id = ${companyId}::uuid`}
    ${after === null ? sql`` : sql`and (contact.folded_name, contact.id) > (${after[0]}, ${after[1]}::uuid)`}`
  const first = sql`order by contact.folded_name, contact.id limit ${limit}`
  const found = sql<string>`(
    (select contact.id from contact
      where ${sql.ref(column)} >= ${begins} and ${sql.ref(column)} < ${upTo(begins)} and ${wantedHere} ${first})
    union
    (select contact.id from contact
      where contact.id in (select contact_id from contact_point
        where workspace_id = ${workspaceId} and kind = ${kind} and value >= ${begins} and value < ${upTo(begins)}) and ${wantedHere} ${first})
  )`
  return page.where('contact.id', 'in', found).execute()
}

export const companyById = (db: Db, workspaceId: number, id: string) =>
  db.selectFrom('company').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst()

export const companyPage = (db: Db, workspaceId: number, begins: string, after: [string, string] | null, limit: number) =>
  db
    .selectFrom('company')
    .select(['id', 'name', 'inn', 'site', 'version', 'won_deals', 'merged_into', 'created_at', 'folded_name'])
    .where('workspace_id', '=', workspaceId)
    .where('merged_into', 'is', null)
    .$if(begins !== '', (q) => q.where('folded_name', '>=', begins).where('folded_name', '<', `${begins}\u{10FFFF}`))
    .$if(after !== null, (q) => q.where(({ eb, refTuple, tuple }) => eb(refTuple('folded_name', 'id'), '>', tuple(after![0], after![1]))))
    .orderBy('folded_name')
    .orderBy('id')
    .limit(limit)
    .execute()
