import type { ClientChange, CompanyEdit, ContactEdit, Page } from '@reglament/contract'
import { foldText, formatInstant, isId, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { invalid } from '../../platform/http/problem.ts'
import { emailOf, phoneOf } from './queries.ts'

type Changes = Record<string, [before: string | null, after: string | null]>
type By = { id: string; now: Instant }

const lineOf = (text: string | null | undefined) => text?.trim() || null

/** What really becomes different, each with what it was. */
function changesOf(before: Record<string, string | null>, after: Record<string, string | null | undefined>): Changes {
  const entries = Object.entries(after).flatMap(([what, now]): [string, [string | null, string | null]][] =>
    now === undefined || now === (before[what] ?? null) ? [] : [[what, [before[what] ?? null, now]]],
  )
  return Object.fromEntries(entries)
}

const remember = (tx: Tx, workspaceId: number, clientId: string, changes: Changes, { id, now }: By) =>
  tx
    .insertInto('client_edit')
    .values({ workspace_id: workspaceId, id: newId(), client_id: clientId, changes: json(changes), at: at(now), by_id: id })
    .execute()

export const lockContact = (tx: Tx, workspaceId: number, id: string) =>
  tx.selectFrom('contact').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
export const lockCompany = (tx: Tx, workspaceId: number, id: string) =>
  tx.selectFrom('company').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()
type ContactLocked = NonNullable<Awaited<ReturnType<typeof lockContact>>>
type CompanyLocked = NonNullable<Awaited<ReturnType<typeof lockCompany>>>

/**
 * Writes what is changed of a person, who is locked. A new phone or e-mail is a known channel again (regulation §3), and his open deals
 * are looked at anew, for which reason of loss is allowed hangs on his channels. @throws NotAPhone
 */
export async function editContact(tx: Tx, workspaceId: number, row: ContactLocked, edit: ContactEdit, by: By): Promise<void> {
  const number = edit.phone === undefined ? undefined : phoneOf(edit.phone ?? '')
  const phone = number === undefined ? undefined : (number?.e164 ?? null)
  const extension = number === undefined ? undefined : (number?.ext ?? null)
  const changes = changesOf(
    {
      name: row.name,
      phone: row.phone,
      extension: row.phone_extension,
      email: row.email,
      position: row.position,
      timeZone: row.time_zone,
      companyId: row.company_id,
    },
    {
      name: edit.name?.trim(),
      phone,
      extension,
      email: edit.email === undefined ? undefined : emailOf(edit.email ?? ''),
      position: edit.position === undefined ? undefined : lineOf(edit.position),
      timeZone: edit.timeZone,
      companyId: edit.companyId,
    },
  )
  if (Object.keys(changes).length === 0) return
  const is = (what: string) => changes[what]?.[1]
  await tx
    .updateTable('contact')
    .set({
      version: row.version + 1,
      ...('name' in changes && { name: is('name')!, folded_name: foldText(is('name')!) }),
      ...('phone' in changes && { phone: is('phone') ?? null, phone_wrong_at: null }),
      ...('extension' in changes && { phone_extension: is('extension') ?? null }),
      ...('email' in changes && { email: is('email') ?? null, email_wrong_at: null }),
      ...('position' in changes && { position: is('position') ?? null }),
      ...('timeZone' in changes && { time_zone: is('timeZone') ?? null }),
      ...('companyId' in changes && { company_id: is('companyId') ?? null }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.id)
    .execute()
  await remember(tx, workspaceId, row.id, changes, by)
  if ('phone' in changes || 'email' in changes) await lookAgain(tx, workspaceId, row.id, by.now)
}

/** The sweeper comes to the open deals of this client now. */
const lookAgain = (tx: Tx, workspaceId: number, contactId: string, now: Instant) =>
  sql`
    update deal set next_check_at = ${formatInstant(now)}::timestamptz
    where workspace_id = ${workspaceId} and contact_id = ${contactId} and status = 'open'
      and (next_check_at is null or next_check_at > ${formatInstant(now)}::timestamptz)`.execute(tx)

/** Writes what is changed of a company, which is locked. */
export async function editCompany(tx: Tx, workspaceId: number, row: CompanyLocked, edit: CompanyEdit, by: By): Promise<void> {
  const changes = changesOf(
    { name: row.name, inn: row.inn, site: row.site },
    { name: edit.name?.trim(), inn: edit.inn, site: edit.site === undefined ? undefined : lineOf(edit.site) },
  )
  if (Object.keys(changes).length === 0) return
  const is = (what: string) => changes[what]?.[1]
  await tx
    .updateTable('company')
    .set({
      version: row.version + 1,
      ...('name' in changes && { name: is('name')!, folded_name: foldText(is('name')!) }),
      ...('inn' in changes && { inn: is('inn') ?? null }),
      ...('site' in changes && { site: is('site') ?? null }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.id)
    .execute()
  await remember(tx, workspaceId, row.id, changes, by)
}

/** What people changed about a client, the latest first; companies by their names. */
export async function readChanges(db: Db, workspaceId: number, clientId: string, after: string | undefined): Promise<Page<ClientChange>> {
  const limit = 50
  const cursor = readCursor(after, 'number', 'string')
  if (cursor && !isId(cursor[1])) throw invalid([])
  const rows = await db
    .selectFrom('client_edit as edit')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'edit.workspace_id').onRef('member.id', '=', 'edit.by_id'))
    .select(['edit.id', 'edit.at', 'edit.changes', 'edit.by_id', 'member.name'])
    .where('edit.workspace_id', '=', workspaceId)
    .where('client_id', '=', clientId)
    .$if(cursor !== null, (q) =>
      q.where(({ eb, refTuple, tuple }) => eb(refTuple('edit.at', 'edit.id'), '<', tuple(at(cursor![0]), cursor![1]) as never)),
    )
    .orderBy('edit.at', 'desc')
    .orderBy('edit.id', 'desc')
    .limit(limit)
    .execute()
  const companies = await companyNames(
    db,
    workspaceId,
    rows.map(({ changes }) => changes as Changes),
  )
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: formatInstant(row.at),
      by: { id: row.by_id, name: row.name },
      changes: Object.entries(row.changes as Changes).map(([what, [before, now]]) =>
        what === 'companyId'
          ? { what: 'company', before: before && (companies.get(before) ?? null), after: now && (companies.get(now) ?? null) }
          : { what, before, after: now },
      ),
    })),
    ...(last && { next: cursorOf(last.at, last.id) }),
  }
}

async function companyNames(db: Db, workspaceId: number, all: readonly Changes[]): Promise<Map<string, string>> {
  const ids = [...new Set(all.flatMap((changes) => changes['companyId'] ?? []).filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('company')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
