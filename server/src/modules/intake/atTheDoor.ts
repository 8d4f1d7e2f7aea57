// How something comes in at a door: whether it is signed as agreed, and that it is stored before anybody looks into it.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { unauthenticated } from '../../platform/http/index.ts'
import type { Services } from '../../platform/services.ts'
import type { Door, DoorSettings } from './doors.ts'
import { drainSoon } from './drain.ts'
import { type Raw, store } from './raw.ts'
import { readBody } from './understand.ts'
import { says } from './words.ts'

/** What a stranger sent: the bytes as they came, and what stands in its headers. */
export type Sent = { contentType: string | null; body: Buffer; header: (name: string) => string | undefined }

const same = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)

/** What the header of an agreed signature holds for these bytes. */
export const signatureOf = ({ kind }: NonNullable<DoorSettings['signature']>, secret: string, body: Buffer): string =>
  kind === 'token' ? secret : createHmac('sha256', secret).update(body).digest('hex')

/** The signature over the bytes as they came, or the agreed token; what is unsigned is refused. @throws Problem 401 */
export function checkSignature({ body, header }: Sent, { settings: { signature }, secret }: Pick<Door, 'settings' | 'secret'>): void {
  if (!signature || !secret) return
  const given = header(signature.header.toLowerCase())?.trim() ?? ''
  const told = signature.kind === 'token' ? given : given.replace(/^sha256=/i, '').toLowerCase()
  if (!same(Buffer.from(told), Buffer.from(signatureOf(signature, secret, body)))) throw unauthenticated(says.badSignature)
}

/** The sender's number of the event, where the mapping says that it has one. */
async function eventIdOf({ body, contentType }: Sent, { settings: { idPath } }: Door): Promise<string | null> {
  if (!idPath) return null
  const read = await readBody(body, contentType)
  return typeof read === 'string' ? null : read.get(idPath)?.trim().slice(0, 500) || null
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
