import type { Way, WayCreation, WayEdit } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { conflict, invalid, notFound, Problem } from '../../platform/http/problem.ts'
import { says as words } from './words.ts'
import { isSameWay, readWay, type WayKey, withMainWay, withMark, withoutWay, withValue, withWay } from './wayList.ts'

const says = {
  phone: words.notAPhone,
  mail: words.notAMail,
  messenger: { ru: 'Нужны мессенджер и имя в нём: telegram:ivanov.', en: 'A messenger and the name in it are expected: telegram:ivanov.' },
  known: { ru: 'Это у него уже записано.', en: 'He has this already.' },
  another: {
    ru: 'Это записано у другого клиента. Проверьте, не один ли это человек.',
    en: 'Another client has this. Check whether they are one person.',
  },
}

/** Held until the commit, in one order: who comes by these and who gets them are seen one after the other, whatever process asks. */
export async function lockKeys(tx: Tx, workspaceId: number, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(key, ${workspaceId}::bigint) as key from unnest(${[...keys]}::text[]) as key order by 1
    ) as keys`.execute(tx)
}

/** The key by which a way is held. */
export const keyOf = ({ kind, value }: WayKey) => `${kind} ${value}`

type Read = WayKey & { extension: string | null }

/** What was typed, as it is kept. @throws Problem 400 at `path` */
export function mustRead(kind: WayKey['kind'], text: string, path = '/value'): Read {
  const read = readWay(kind, text)
  if (!read) throw invalid([{ path, message: says[kind] }])
  return read
}

/**
 * Before the person is locked: holds the value, and asks whether it is another's, who is named. @throws Problem 409 with
 * `current.contact`
 */
export async function mustBeFree(tx: Tx, workspaceId: number, contactId: string, { kind, value }: WayKey): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select other.id, other.name from (
      select id from contact where workspace_id = ${workspaceId} and phone = ${kind === 'phone' ? value : null}
      union select id from contact where workspace_id = ${workspaceId} and email = ${kind === 'mail' ? value : null}
      union select contact_id from contact_point where workspace_id = ${workspaceId} and kind = ${kind} and value = ${value}
    ) as having_it
    join contact as other on other.workspace_id = ${workspaceId} and other.id = having_it.id and other.merged_into is null
    where other.id <> ${contactId}::uuid order by other.created_at, other.id limit 1`.execute(tx)
  const [contact] = rows
  if (contact) throw new Problem(409, 'conflict', says.another, { current: { contact } })
}

/** What becomes of the ways, and what is remembered of it. */
export type WayChange = { ways: Way[]; changes: Record<string, [string | null, string | null]> }
const whatOf = { phone: 'phone', mail: 'email', messenger: 'messenger' } as const

const mustHave = (ways: readonly Way[], key: WayKey): Way => {
  const way = ways.find((one) => isSameWay(one, key))
  if (!way) throw notFound()
  return way
}

/** One more way. @throws Problem 400 where he has it already and it leads to him */
export function addWay(ways: readonly Way[], read: Read, { main }: WayCreation): WayChange {
  const known = ways.find((way) => isSameWay(way, read))
  if (known && known.wrongAt === null) throw invalid([{ path: '/value', message: says.known }])
  const next = known ? withMark(ways, read, null) : withWay(ways, read, main)
  return {
    ways: main ? withMainWay(next, read) : next,
    changes: known ? { wrong: [read.value, null] } : { [whatOf[read.kind]]: [null, read.value] },
  }
}

/** @throws Problem 404 where he has no such way, 409 where the new value is his already */
export function editWay(ways: readonly Way[], key: WayKey, read: Read | null, { wrong, main }: WayEdit, now: Instant): WayChange {
  const way = mustHave(ways, key)
  const changes: WayChange['changes'] = {}
  let next: Way[] = [...ways]
  const held = read ?? key
  if (read && !(isSameWay(read, key) && read.extension === way.extension)) {
    if (!isSameWay(read, key) && ways.some((one) => isSameWay(one, read))) throw conflict(says.known)
    next = withValue(next, key, read)
    changes[isSameWay(read, key) ? 'extension' : whatOf[key.kind]] = isSameWay(read, key)
      ? [way.extension, read.extension]
      : [key.value, read.value]
  }
  if (wrong !== undefined && wrong !== (way.wrongAt !== null)) {
    next = withMark(next, held, wrong ? formatInstant(now) : null)
    changes.wrong = wrong ? [null, held.value] : [held.value, null]
  }
  if (main && !way.main && way.kind !== 'messenger') {
    const former = next.find((one) => one.kind === key.kind && one.main)
    next = withMainWay(next, held)
    changes.main = [former?.value ?? null, held.value]
  }
  return { ways: next, changes }
}

/** @throws Problem 404 where he has no such way */
export function removeWay(ways: readonly Way[], key: WayKey): WayChange {
  mustHave(ways, key)
  return { ways: withoutWay(ways, key), changes: { [whatOf[key.kind]]: [key.value, null] } }
}

/** Writes the ways of a person, who is locked: the main ones stand on him, the further ones beside him. At most three statements. */
export async function writeWays(
  tx: Tx,
  workspaceId: number,
  contactId: string,
  before: readonly Way[],
  after: readonly Way[],
  now: Instant,
) {
  const mainOf = (ways: readonly Way[], kind: Way['kind']) => ways.find((way) => way.kind === kind && way.main)
  const same = (a: Way | undefined, b: Way | undefined) => JSON.stringify(a) === JSON.stringify(b)
  const [phone, mail] = [mainOf(after, 'phone'), mainOf(after, 'mail')]
  if (!same(phone, mainOf(before, 'phone')) || !same(mail, mainOf(before, 'mail')))
    await sql`
      update contact set phone = ${phone?.value ?? null}, phone_extension = ${phone?.extension ?? null},
        phone_wrong_at = ${phone?.wrongAt ?? null}::timestamptz, email = ${mail?.value ?? null}, email_wrong_at = ${mail?.wrongAt ?? null}::timestamptz
      where workspace_id = ${workspaceId} and id = ${contactId}`.execute(tx)
  const further = (ways: readonly Way[]) => ways.filter(({ main }) => !main)
  const gone = further(before).filter((way) => !further(after).some((one) => isSameWay(one, way)))
  const fresh = further(after).filter((way) => !further(before).some((one) => same(one, way)))
  if (gone.length > 0)
    await sql`
      delete from contact_point using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as gone (kind text, value text)
      where contact_point.workspace_id = ${workspaceId} and contact_id = ${contactId} and contact_point.kind = gone.kind
        and contact_point.value = gone.value`.execute(tx)
  if (fresh.length > 0)
    await sql`
      insert into contact_point (workspace_id, kind, value, contact_id, extension, wrong_at, created_at)
      select ${workspaceId}::integer, kind, value, ${contactId}::uuid, extension, "wrongAt", ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as fresh (kind text, value text, extension text, "wrongAt" timestamptz)
      on conflict (workspace_id, kind, value, contact_id) do update set extension = excluded.extension, wrong_at = excluded.wrong_at`.execute(
      tx,
    )
}
