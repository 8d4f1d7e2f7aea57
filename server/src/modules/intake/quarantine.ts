import type { Page, QuarantineItem } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/http/index.ts'
import type { Text } from '../../platform/text.ts'
import { decodeNamed } from './bodyText.ts'
import { read, type RawRow } from './raw.ts'
import type { FaultCode } from './understand.ts'

const faults: Record<FaultCode, Text> = {
  empty: { ru: 'Ничего не пришло.', en: 'Nothing came.' },
  'not-text': { ru: 'Это не текст: похоже на файл.', en: 'This is no text: it looks like a file.' },
  'not-json': { ru: 'JSON не читается.', en: 'The JSON can’t be read.' },
  'unknown-type': { ru: 'Неизвестный вид содержимого.', en: 'A content type that is not known.' },
  'no-contact': {
    ru: 'Нет ни телефона, ни почты, ни аккаунта, по которым можно ответить.',
    en: 'There is no phone, e-mail or account to answer to.',
  },
  robot: { ru: 'Похоже на робота.', en: 'It looks like a robot.' },
  fault: { ru: 'Принять не удалось: сбой.', en: 'It could not be taken in: a fault.' },
}
export const faultText = (code: FaultCode): Text => faults[code]

/** So many signs of each stand in the list, where one hundred of the largest would be 25 MB. */
const shownMax = 2_000
/** What is longer than so many bytes is read when it is looked at by itself. */
const readMax = 20_000

type Row = RawRow & { state: QuarantineItem['state']; fault: FaultCode; bytes: number }

const waiting = (workspaceId: number, bytes: RawBuilder<unknown>) => sql`
  select raw_arrival.id, via, via_id, via_name, content_type, ${bytes} as body, length(body) as bytes,
    received_at, parts, state, fault, coalesce(form.settings, webhook_in.settings) as settings
  from raw_arrival
  left join form on form.workspace_id = raw_arrival.workspace_id and form.id = raw_arrival.via_id
  left join webhook_in on webhook_in.workspace_id = raw_arrival.workspace_id and webhook_in.id = raw_arrival.via_id
  where raw_arrival.workspace_id = ${workspaceId} and state in ('waiting', 'spam')`

/** What waits for a person, the latest first; it is read again, so that a mended mapping shows. */
export async function readQuarantine(
  tx: Tx,
  workspaceId: number,
  { state, after, limit }: { state?: string; after?: string; limit: number },
  language: 'ru' | 'en',
  currency: string,
): Promise<Page<QuarantineItem>> {
  const { rows } = await sql<Row>`
    ${waiting(workspaceId, sql`substring(body from 1 for ${readMax})`)}
      ${state === undefined ? sql`` : sql`and state = ${state}`} ${after === undefined ? sql`` : sql`and raw_arrival.id < ${after}::uuid`}
    order by raw_arrival.id desc limit ${limit}`.execute(tx)
  const items = await Promise.all(rows.map((row) => say(row, language, currency, shownMax)))
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items, ...(last && { next: last.id }) }
}

/** One that waits, with all that came and what is read in it, however large it is. @throws Problem 404 */
export async function readWaiting(
  tx: Tx,
  workspaceId: number,
  id: string,
  language: 'ru' | 'en',
  currency: string,
): Promise<QuarantineItem> {
  const { rows } = await sql<Row>`${waiting(workspaceId, sql`body`)} and raw_arrival.id = ${id}::uuid`.execute(tx)
  if (!rows[0]) throw notFound()
  return say(rows[0], language, currency)
}

async function say(row: Row, language: 'ru' | 'en', currency: string, signs = Infinity): Promise<QuarantineItem> {
  const text = (decodeNamed(row.body, row.content_type) ?? row.body.toString('utf8')).replaceAll('\0', '\uFFFD')
  const isAll = row.body.length === row.bytes
  return {
    id: row.id,
    state: row.state,
    via: row.via,
    viaId: row.via_id,
    viaName: row.via_name,
    receivedAt: formatInstant(row.received_at),
    contentType: row.content_type,
    bytes: row.bytes,
    fault: { code: row.fault, text: faults[row.fault][language] },
    body: text.slice(0, signs).toWellFormed(),
    whole: isAll && text.length <= signs,
    parts: isAll ? await partsOf(row, currency) : {},
  }
}

async function partsOf(row: RawRow, currency: string): Promise<Record<string, string>> {
  const it = await read(row, currency, {}, true)
  const parts = 'arrival' in it ? it.arrival.parts : it.parts
  return Object.fromEntries(Object.entries(parts).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])))
}

export async function dismiss(tx: Tx, workspaceId: number, id: string): Promise<'done' | 'settled' | 'none'> {
  const { rows } = await sql<{ state: string }>`
    select state from raw_arrival where workspace_id = ${workspaceId} and id = ${id}::uuid for update`.execute(tx)
  if (!rows[0]) return 'none'
  if (rows[0].state !== 'waiting' && rows[0].state !== 'spam') return 'settled'
  await sql`update raw_arrival set state = 'dismissed' where workspace_id = ${workspaceId} and id = ${id}::uuid`.execute(tx)
  return 'done'
}
