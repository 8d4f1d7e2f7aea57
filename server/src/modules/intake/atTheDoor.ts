// How something comes in at a door: whether it is signed as agreed, and that it is stored before anybody looks into it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { unauthenticated } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { type Door, type DoorSettings, perMinuteUsual } from './doors.ts'
import { drainSoon } from './drain.ts'
import { type Raw, store } from './raw.ts'
import { samenessOf } from './sameSending.ts'
import { pathOfName, readBody } from './understand.ts'
import { says } from './words.ts'

/** What a stranger sent: the bytes as they came, and what stands in its headers. */
export type Sent = { contentType: string | null; body: Buffer; header: (name: string) => string | undefined }

const isSame = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)

/** What the header of an agreed signature holds for these bytes. */
export const signatureOf = ({ kind }: NonNullable<DoorSettings['signature']>, secret: string, body: Buffer): string =>
  kind === 'token' ? secret : createHmac('sha256', secret).update(body).digest('hex')

/** The signature over the bytes as they came, or the agreed token; what is unsigned is refused. @throws Problem 401 */
export function checkSignature({ body, header }: Sent, { settings: { signature }, secret }: Pick<Door, 'settings' | 'secret'>): void {
  if (!signature || !secret) return
  const given = header(signature.header.toLowerCase())?.trim() ?? ''
  const told = signature.kind === 'token' ? given : given.replace(/^sha256=/i, '').toLowerCase()
  if (!isSame(Buffer.from(told), Buffer.from(signatureOf(signature, secret, body)))) throw unauthenticated(says.badSignature)
}

/** The sender's number of the event, where the mapping says that it has one. */
async function eventIdOf({ body, contentType }: Sent, { settings: { idPath } }: Door): Promise<string | null> {
  if (!idPath) return null
  const read = await readBody(body, contentType)
  return typeof read === 'string' ? null : (read.get(idPath) ?? read.get(pathOfName(idPath)))?.trim().slice(0, 500) || null
}

/** Stores what came and answers its number; it is taken in right after, so nobody who sends waits for it (C1). */
export async function arrive(services: Services, sent: Sent, via: Raw['via'], door: Door): Promise<string> {
  const { workspace_id: workspaceId, id: viaId, name: viaName, kind, clock_at } = door
  const { id, isNew } = await store(services, workspaceId, {
    via,
    viaId,
    viaName,
    contentType: sent.contentType,
    body: sent.body,
    eventId: await eventIdOf(sent, door),
    at: services.clock.now({ kind, clockAt: clock_at }),
  })
  if (isNew) drainSoon(services, workspaceId)
  return id
}

/** What became of what was sent to a form: it is stored, or why it is not. */
export type Received =
  | { outcome: 'stored' | 'known'; id: string; successUrl: string | null }
  | { outcome: 'none' }
  | { outcome: 'origin' }
  | { outcome: 'flood' }
  | { outcome: 'empty' }

/**
 * Asks the form whether it takes what comes, and stores it as it came, in a transaction of its own before anything is understood: from
 * here on it can't be lost (C1). What the sender repeats, and a second click, answer the number it had the first time. One statement.
 * `tries`: how often he has sent in this minute.
 */
export async function receiveForm(
  services: Services,
  key: string,
  { origin, tries, contentType, body }: { origin: string | undefined; tries: number; contentType: string | null; body: Buffer },
): Promise<Received> {
  type Answer = { outcome: Received['outcome']; of_workspace: number; arrival: string; success_url: string | null }
  const same = samenessOf(body, contentType)
  const { rows } = await sql<Answer>`
    select * from receive_form(${key}, ${origin ?? null}, ${tries}::integer, ${perMinuteUsual}::integer, ${newId()}::uuid, ${contentType},
      ${body}, make_interval(secs => ${same.forMs / 1000}::double precision), ${at(services.clock.real())}, ${same.digest}, ${same.seconds}::integer)`.execute(
    services.db,
  )
  const { outcome, of_workspace: workspaceId, arrival: id, success_url: successUrl } = rows[0]!
  if (outcome === 'stored') drainSoon(services, workspaceId)
  return outcome === 'stored' || outcome === 'known' ? { outcome, id, successUrl } : { outcome }
}
