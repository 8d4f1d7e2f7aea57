import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Contact, Id, WayCreation, WayEdit } from '@reglament/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { conflict, etag, forbidden, notFound, performAct, refuseStale } from '../../platform/http/index.ts'
import { mayEditClients } from '../members/index.ts'
import { lockContact, saveWays } from './edit.ts'
import { contactById, sayContact } from './queries.ts'
import { isSameWay, type WayKey, wayNamed } from './wayList.ts'
import { addWay, editWay, keyOf, lockKeys, mustBeFree, mustRead, removeWay, type WayChange } from './ways.ts'
import { says } from './words.ts'

const ById = Type.Object({ id: Id })
const OneWay = Type.Object({
  id: Id,
  way: Type.String({ maxLength: 300, description: '`phone:+79033891228`, `mail:…`, `messenger:telegram:…`' }),
})

/** Phones, e-mails and accounts of a person: each is added, changed, marked as leading nowhere, made the main one, taken away. */
export const wayRoutes: FastifyPluginAsyncTypebox = async (app) => {
  /** The value that is wanted is held first, then the person: intake goes the same way. */
  const change = (
    request: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    readWanted: () => (WayKey & { extension: string | null }) | null,
    next: (ways: Contact['ways'], wanted: (WayKey & { extension: string | null }) | null, now: number) => WayChange,
  ) =>
    performAct(request, reply, async (tx) => {
      const { actor, params, body } = request
      if (!mayEditClients(actor.role)) throw forbidden(says.mayNotWrite)
      if (!(await contactById(tx, actor.workspaceId, params.id))) throw notFound()
      const wanted = readWanted()
      if (wanted) await lockKeys(tx, actor.workspaceId, [keyOf(wanted)])
      const row = await lockContact(tx, actor.workspaceId, params.id)
      if (!row) throw notFound()
      const before = sayContact((await contactById(tx, actor.workspaceId, params.id))!)
      if (row.merged_into !== null) throw conflict(says.contactMerged, before)
      refuseStale(request, row.version, body, before)
      const isHis = wanted !== null && before.ways.some((way) => isSameWay(way, wanted))
      if (wanted && !isHis && !(body as { shared?: boolean }).shared) await mustBeFree(tx, actor.workspaceId, params.id, wanted)
      const now = app.services.clock.now(actor)
      await saveWays(tx, actor.workspaceId, row, before.ways, next(before.ways, wanted, now), { id: actor.memberId, now })
      const after = sayContact((await contactById(tx, actor.workspaceId, params.id))!)
      return { status: 200, body: after, headers: { etag: etag(after.version) } }
    })
  const named = ({ way }: { way: string }): WayKey => {
    const key = wayNamed(way)
    if (!key) throw notFound()
    return key
  }

  app.post('/contacts/:id/ways', { schema: { params: ById, body: WayCreation, response: { 200: Contact } } }, (request, reply) =>
    change(
      request,
      reply,
      () => mustRead(request.body.kind, request.body.value),
      (ways, wanted) => addWay(ways, wanted!, request.body),
    ),
  )
  app.patch('/contacts/:id/ways/:way', { schema: { params: OneWay, body: WayEdit, response: { 200: Contact } } }, (request, reply) => {
    const key = named(request.params)
    const { value } = request.body
    return change(
      request,
      reply,
      () => (value === undefined ? null : mustRead(key.kind, value)),
      (ways, wanted, now) => editWay(ways, key, wanted, request.body, now),
    )
  })
  app.delete('/contacts/:id/ways/:way', { schema: { params: OneWay, response: { 200: Contact } } }, (request, reply) => {
    const key = named(request.params)
    return change(
      request,
      reply,
      () => null,
      (ways) => removeWay(ways, key),
    )
  })
}
