import type { WebhookTried } from '@reglament/contract'
import { lookInto } from '../../platform/database.ts'
import { conflict, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Services } from '../../platform/services.ts'
import { arrive, checkSignature, type Sent, signatureOf } from './atTheDoor.ts'
import type { Door } from './doors.ts'
import { says } from './words.ts'

/**
 * Sends a webhook an event as the other program would, signed by its secret, which leaves the house no more than otherwise: what is shown
 * is the signature of these very bytes, by which whoever connects the program checks his own. It goes through the same door, so it is
 * refused, stored, understood or put in quarantine like any other. @throws Problem 404, 409 where the webhook is off
 */
export async function tryWebhook(services: Services, actor: Actor, id: string, text: string): Promise<WebhookTried> {
  const { workspaceId } = actor
  const found = await lookInto(services, workspaceId, (tx) =>
    tx
      .selectFrom('webhook_in')
      .select(['name', 'settings', 'secret', 'enabled'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (!found) throw notFound()
  if (!found.enabled) throw conflict(says.hookOff)
  const settings = found.settings as Door['settings']
  const { signature } = settings
  const body = Buffer.from(text, 'utf8')
  const value = signature && found.secret ? signatureOf(signature, found.secret, body) : null
  const header = (name: string) => (name === signature?.header.toLowerCase() ? (value ?? undefined) : undefined)
  const sent: Sent = { contentType: 'application/json', body, header }
  const door: Door = {
    workspace_id: workspaceId,
    id,
    name: found.name,
    settings,
    secret: found.secret,
    enabled: true,
    kind: actor.kind,
    clock_at: actor.clockAt,
    locale: actor.locale,
  }
  checkSignature(sent, door)
  const signed = signature && value !== null ? { header: signature.header, value: signature.kind === 'token' ? null : value } : null
  return { id: await arrive(services, sent, 'webhook', door), arrived: true, signed }
}
