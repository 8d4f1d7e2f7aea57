import { createHash } from 'node:crypto'
import { formatInstant, MINUTE_MS, newId, type Instant } from '@reglament/kernel'
import { secondsName } from '@reglament/kernel/siteForm'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { passing } from '../../platform/database/transient.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { bookInForce } from '../rulebook/index.ts'
import { type Arrival, noParts, type Parts } from './arrival.ts'
import type { DoorSettings } from './doors.ts'
import { identityOf, keysOf } from './identity.ts'
import { leadForDeal } from './leadForDeal.ts'
import { takeIn, type Taken } from './takeIn.ts'
import { type FaultCode, readBody, understand } from './understand.ts'

/** Something as it came to a door of ours, before anybody has looked into it. */
export type Raw = {
  via: 'form' | 'webhook'
  viaId: string
  viaName: string
  contentType: string | null
  body: Buffer
  /** The sender's own number of the event; without one what was sent is its number for a while. */
  eventId: string | null
  at: Instant
}

/** How long the same bytes are the same submission (a second click, a retry). */
export const sameMs = 10 * MINUTE_MS

const hashOf = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest()
}

/**
 * Stores it in a transaction of its own, before anything is understood: from here on it can't be lost (C1). A repetition of the sender
 * answers the number it had the first time. One statement.
 */
export async function store(services: Services, workspaceId: number, raw: Raw): Promise<{ id: string; isNew: boolean }> {
  const span = Math.floor(raw.at / sameMs)
  const dedupe = (of: number) => (raw.eventId === null ? hashOf(String(of), raw.contentType ?? '', raw.body) : hashOf('id', raw.eventId))
  const { rows } = await sql<{ id: string; is_new: boolean }>`
    select id, is_new from store_arrival(${newId()}::uuid, ${workspaceId}::integer, ${raw.via}, ${raw.viaId}::uuid, ${raw.viaName},
      ${dedupe(span)}, ${dedupe(span - 1)}, ${at(raw.at - sameMs)}, ${raw.contentType}, ${raw.body}, ${at(raw.at)},
      ${at(services.clock.real())})`.execute(services.db)
  const [kept] = rows
  if (!kept) throw new Error('an arrival is neither stored nor there')
  return { id: kept.id, isNew: kept.is_new }
}

export type RawRow = {
  id: string
  via: 'form' | 'webhook'
  via_id: string
  via_name: string | null
  content_type: string | null
  body: Buffer
  received_at: Instant
  parts: Partial<Parts> | null
  settings: DoorSettings | null
}

const rawFacts = sql`
  raw_arrival.id, via, via_id, via_name, content_type, body, received_at, parts, coalesce(form.settings, webhook_in.settings) as settings`
const doors = sql`
  left join form on form.workspace_id = raw_arrival.workspace_id and form.id = raw_arrival.via_id
  left join webhook_in on webhook_in.workspace_id = raw_arrival.workspace_id and webhook_in.id = raw_arrival.via_id`

type Read = { row: RawRow; arrival: Arrival } | { row: RawRow; fault: FaultCode; parts: Partial<Parts> }

/** What a raw arrival says; `mended` is what a person has read in it. */
export async function read(row: RawRow, currency: string, mended: Partial<Parts> = {}, asPerson = false): Promise<Read> {
  const settings = row.settings ?? {}
  const body = await readBody(row.body, row.content_type)
  const hasMended = Object.values(mended).some((part) => part !== null && part !== undefined)
  if (typeof body === 'string' && !hasMended) return { row, fault: body, parts: {} }
  const sent = typeof body === 'string' ? new Map<string, string>() : body
  const { parts: understood, ...rest } = understand(sent, settings.mapping ?? {}, currency)
  const parts: Parts = { ...understood, ...mended }
  parts.source ??= settings.source ?? null
  parts.product ??= settings.product ?? null
  if (!asPerson && isRobot(sent, settings)) return { row, fault: 'robot', parts }
  if (keysOf(identityOf(parts)).length === 0) return { row, fault: 'no-contact', parts }
  const arrival: Arrival = {
    ...rest,
    rawId: row.id,
    channel: settings.channel ?? (row.via === 'form' ? 'form' : 'api'),
    at: row.received_at,
    parts,
    tags: settings.tags ?? [],
    viaName: row.via_name,
    externalId: null,
    threadDealId: null,
    createdBy: null,
  }
  return { row, arrival }
}

/** The trap was filled in, or the form was sent faster than anybody types. */
function isRobot(sent: ReadonlyMap<string, string>, { honeypot, secondsMin = 0 }: DoorSettings): boolean {
  if (honeypot && sent.get(honeypot)?.trim()) return true
  const seconds = sent.get(secondsName)
  return secondsMin > 0 && seconds !== undefined && Number(seconds) < secondsMin
}

const batchMax = 100

/** Takes in what has been stored, as one batch; answers how many. Several processes share the work. */
async function processBatch(services: Services, workspaceId: number, only?: string): Promise<number> {
  return inWorkspace(services, workspaceId, async (tx) => {
    const { rows } = await sql<RawRow>`
      select ${rawFacts} from raw_arrival ${doors}
      where raw_arrival.workspace_id = ${workspaceId} and state = 'received' and via <> 'import'
        ${only === undefined ? sql`` : sql`and raw_arrival.id = ${only}::uuid`}
      order by raw_arrival.id limit ${batchMax} for update of raw_arrival skip locked`.execute(tx)
    if (rows.length > 0) await takeRows(tx, services, workspaceId, rows)
    return rows.length
  })
}

async function intakeIn(tx: Tx, { clock }: Services, workspaceId: number) {
  const workspace = await tx
    .selectFrom('workspace')
    .select(['kind', 'clock_at', 'locale', 'currency'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const now = clock.now({ kind: workspace.kind as 'real' | 'sandbox', clockAt: workspace.clock_at })
  const book = await bookInForce(tx, workspaceId)
  return { tx, workspaceId, now, book, language: workspace.locale as 'ru' | 'en', currency: workspace.currency }
}

async function takeRows(tx: Tx, services: Services, workspaceId: number, rows: readonly RawRow[]): Promise<void> {
  const intake = await intakeIn(tx, services, workspaceId)
  const all = await Promise.all(rows.map((row) => read(row, intake.currency, row.parts ?? {}, row.parts !== null)))
  const good = all.flatMap((it) => ('arrival' in it ? [it.arrival] : []))
  const taken = new Map((await takeIn(intake, good)).map((it) => [it.arrival.rawId, it]))
  for (const it of taken.values())
    if (it.leadId === null && it.dealId !== null) it.leadId = await leadForDeal(intake, it.dealId, it.arrival)
  await settle(
    tx,
    workspaceId,
    intake.now,
    all.map((it) => ({
      id: it.row.id,
      taken: taken.get(it.row.id),
      fault: 'fault' in it ? it.fault : null,
      parts: 'fault' in it ? it.parts : null,
    })),
  )
}

type Settled = { id: string; taken: Taken | undefined; fault: FaultCode | null; parts: Partial<Parts> | null }

async function settle(tx: Tx, workspaceId: number, now: Instant, settled: readonly Settled[]): Promise<void> {
  const rows = settled.map(({ id, taken, fault }) => ({
    id,
    state: fault === null ? 'processed' : fault === 'robot' ? 'spam' : 'waiting',
    fault,
    becomes: taken?.becomes ?? null,
    lead_id: taken?.leadId ?? null,
    deal_id: taken?.dealId ?? null,
  }))
  await sql`
    update raw_arrival set state = made.state, fault = made.fault, becomes = made.becomes, lead_id = made.lead_id, deal_id = made.deal_id,
      processed_at = ${formatInstant(now)}::timestamptz, tries = raw_arrival.tries + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as made (id uuid, state text, fault text, becomes text, lead_id uuid, deal_id uuid)
    where raw_arrival.workspace_id = ${workspaceId} and raw_arrival.id = any(${rows.map(({ id }) => id)}::uuid[])
      and raw_arrival.id = made.id`.execute(tx)
}

/** What makes a batch fail is found by trying each alone; that one waits in the quarantine, and the rest goes on. */
async function processOneByOne(services: Services, workspaceId: number, error: unknown): Promise<number> {
  services.log.warn({ err: error, workspaceId }, 'arrivals could not be taken in together; they are tried one by one')
  const ids = await inWorkspace(services, workspaceId, (tx) =>
    tx
      .selectFrom('raw_arrival')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('state', '=', 'received')
      .where('via', '!=', 'import')
      .orderBy('id')
      .limit(batchMax)
      .execute(),
  )
  for (const { id } of ids) {
    await processBatch(services, workspaceId, id).catch(async (fault: unknown) => {
      const { code, routine } = fault as { code?: string; routine?: string }
      if (code === undefined || passing({ code, routine }) !== null) throw fault
      await inWorkspace(services, workspaceId, (tx) =>
        tx
          .updateTable('raw_arrival')
          .set({ state: 'waiting', fault: 'fault', processed_at: at(services.clock.real()) })
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', id)
          .execute(),
      )
    })
  }
  return ids.length
}

/** Takes in all that is stored and that no other process has in hand, batch after batch; between them it rests as it is told to, and `ends` stops it. */
export async function takeInStored(
  services: Services,
  workspaceId: number,
  restAfter: (workedMs: number) => Promise<unknown> = () => Promise.resolve(),
  ends: () => boolean = () => false,
): Promise<void> {
  while (!ends()) {
    const start = performance.now()
    const count = await processBatch(services, workspaceId).catch((error: unknown) => processOneByOne(services, workspaceId, error))
    if (count < batchMax) return
    await restAfter(performance.now() - start)
  }
}

/** Plays one of the quarantine again, with what a person has read in it (C1). Null: it was dealt with already. */
export async function replay(
  tx: Tx,
  services: Services,
  workspaceId: number,
  id: string,
  mended: Partial<Parts>,
): Promise<Taken | FaultCode | null> {
  const { rows } = await sql<RawRow>`
    select ${rawFacts} from raw_arrival ${doors}
    where raw_arrival.workspace_id = ${workspaceId} and raw_arrival.id = ${id}::uuid and state in ('waiting', 'spam')
    for update of raw_arrival`.execute(tx)
  const [row] = rows
  if (!row) return null
  const intake = await intakeIn(tx, services, workspaceId)
  const it = await read(row, intake.currency, mended, true)
  if ('fault' in it) return it.fault
  const [taken] = await takeIn(intake, [it.arrival])
  if (taken!.leadId === null && taken!.dealId !== null) taken!.leadId = await leadForDeal(intake, taken!.dealId, it.arrival)
  await tx
    .updateTable('raw_arrival')
    .set({ parts: json({ ...noParts, ...mended }) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  await settle(tx, workspaceId, intake.now, [{ id, taken, fault: null, parts: null }])
  return taken!
}
