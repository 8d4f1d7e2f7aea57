import type { ClientChange, CompanyEdit, ContactEdit, Page, Way } from '@reglament/contract'
import { foldText, formatInstant, isId, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { invalid } from '../../platform/http/problem.ts'
import { withoutWay, withValue, withWay } from './wayList.ts'
import { keyOf, lockKeys, mustBeFree, mustRead, type WayChange, writeWays } from './ways.ts'

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

/** Before the person is locked: the phone and the e-mail that are wanted are held, and are nobody else's. @throws Problem 400, 409 */
export async function holdWays(tx: Tx, workspaceId: number, contactId: string, { phone, email, shared }: ContactEdit): Promise<void> {
  const wanted = [
    ...(phone?.trim() ? [mustRead('phone', phone, '/phone')] : []),
    ...(email?.trim() ? [mustRead('mail', email, '/email')] : []),
  ]
  await lockKeys(tx, workspaceId, wanted.map(keyOf))
  if (!shared) for (const way of wanted) await mustBeFree(tx, workspaceId, contactId, way)
}

/** The main phone or e-mail as it is to be: another value in its place; nothing, and the next one of his takes its place. */
function withMainValue(ways: readonly Way[], kind: 'phone' | 'mail', text: string | null | undefined): Way[] {
  if (text === undefined) return [...ways]
  const main = ways.find((way) => way.kind === kind && way.main)
  if (!text?.trim()) return main ? withoutWay(ways, main) : [...ways]
  const read = mustRead(kind, text, kind === 'phone' ? '/phone' : '/email')
  return main ? withValue(ways, main, read) : withWay(ways, read, true)
}

/** Writes what is changed of a person, who is locked. */
export async function editContact(
  tx: Tx,
  workspaceId: number,
  row: ContactLocked,
  ways: readonly Way[],
  edit: ContactEdit,
  by: By,
): Promise<void> {
  const after = withMainValue(withMainValue(ways, 'phone', edit.phone), 'mail', edit.email)
  const mainOf = (list: readonly Way[], kind: Way['kind']) => list.find((way) => way.kind === kind && way.main)
  const changes = changesOf(
    {
      name: row.name,
      phone: row.phone,
      extension: row.phone_extension,
      email: row.email,
      position: row.position,
      timeZone: row.time_zone,
      companyId: row.company_id,
      doNotCall: wish(row.do_not_call),
      doNotMail: wish(row.do_not_mail),
    },
    {
      name: edit.name?.trim(),
      phone: mainOf(after, 'phone')?.value ?? null,
      extension: mainOf(after, 'phone')?.extension ?? null,
      email: mainOf(after, 'mail')?.value ?? null,
      position: edit.position === undefined ? undefined : lineOf(edit.position),
      timeZone: edit.timeZone,
      companyId: edit.companyId,
      doNotCall: edit.doNotCall === undefined ? undefined : wish(edit.doNotCall),
      doNotMail: edit.doNotMail === undefined ? undefined : wish(edit.doNotMail),
    },
  )
  if (Object.keys(changes).length === 0) return
  const is = (what: string) => changes[what]?.[1]
  await tx
    .updateTable('contact')
    .set({
      version: row.version + 1,
      ...('name' in changes && { name: is('name')!, folded_name: foldText(is('name')!) }),
      ...('position' in changes && { position: is('position') ?? null }),
      ...('timeZone' in changes && { time_zone: is('timeZone') ?? null }),
      ...('companyId' in changes && { company_id: is('companyId') ?? null }),
      ...('doNotCall' in changes && { do_not_call: edit.doNotCall! }),
      ...('doNotMail' in changes && { do_not_mail: edit.doNotMail! }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.id)
    .execute()
  await remember(tx, workspaceId, row.id, changes, by)
  if ('phone' in changes || 'extension' in changes || 'email' in changes) await writeWays(tx, workspaceId, row.id, ways, after, by.now)
  const wishes = 'doNotCall' in changes || 'doNotMail' in changes
  if (wishes) await wishOnLeads(tx, workspaceId, row.id, edit)
  if ('phone' in changes || 'email' in changes || wishes) await lookAgain(tx, workspaceId, row.id, by.now)
}

const wish = (wanted: boolean) => (wanted ? 'yes' : null)

/** What he wishes stands on his inquiries too, which are worked before there is a deal. */
const wishOnLeads = (tx: Tx, workspaceId: number, contactId: string, { doNotCall, doNotMail }: ContactEdit) =>
  tx
    .updateTable('lead')
    .set({
      ...(doNotCall !== undefined && { do_not_call: doNotCall }),
      ...(doNotMail !== undefined && { do_not_mail: doNotMail }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', contactId)
    .execute()

/**
 * Writes what is changed of the ways of a person, who is locked. A way that is new or leads to him again is a known channel (regulation
 * §3), and his open deals are looked at anew, for which reason of loss is allowed hangs on his channels.
 */
export async function saveWays(
  tx: Tx,
  workspaceId: number,
  row: ContactLocked,
  before: readonly Way[],
  { ways, changes }: WayChange,
  by: By,
): Promise<void> {
  if (Object.keys(changes).length === 0) return
  await tx
    .updateTable('contact')
    .set({ version: row.version + 1 })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', row.id)
    .execute()
  await writeWays(tx, workspaceId, row.id, before, ways, by.now)
  await remember(tx, workspaceId, row.id, changes, by)
  await lookAgain(tx, workspaceId, row.id, by.now)
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
