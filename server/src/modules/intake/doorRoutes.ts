import {
  Form,
  FormCreation,
  FormEdit,
  FormList,
  Id,
  QuarantineItem,
  QuarantinePage,
  Replay,
  ReplayAnswer,
  WebhookIn,
  WebhookInCreated,
  WebhookInCreation,
  WebhookInEdit,
  WebhookInList,
  DoorSample,
  WebhookTrial,
  WebhookTried,
} from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto, type Tx } from '../../platform/database.ts'
import { conflict, etag, forbidden, invalid, notFound, performAct, refuseStale } from '../../platform/http/index.ts'
import { mayChangeRegulation } from '../members/index.ts'
import {
  addForm,
  addHook,
  editForm,
  editHook,
  holdDoor,
  lastThrough,
  oneForm,
  oneHook,
  readForms,
  readHooks,
  removeDoor,
  renewKey,
} from './doors.ts'
import { wayFaults } from './leadAct.ts'
import { dismiss, faultText, readQuarantine, readWaiting } from './quarantine.ts'
import { replay } from './raw.ts'
import { tryWebhook } from './trial.ts'
import { says } from './words.ts'

const ById = Type.Object({ id: Id })
const tags = ['intake']

/** Forms, webhooks and the quarantine, for those who set the company up. */
export const doorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app
  const mustSet = ({ actor }: FastifyRequest) => {
    if (!mayChangeRegulation(actor.role)) throw forbidden(says.mayNotSet)
  }
  const look = <Result>(request: FastifyRequest, work: (tx: Tx, workspaceId: number) => Promise<Result>) => {
    mustSet(request)
    return lookInto(services, request.actor.workspaceId, (tx) => work(tx, request.actor.workspaceId))
  }
  const baseOf = (request: FastifyRequest) => services.config.publicUrl ?? `${request.protocol}://${request.host}`
  const hookAddress = (request: FastifyRequest, key: string) => `${baseOf(request)}/api/webhooks-in/${key}`
  const readerOf = (request: FastifyRequest) => ({ base: baseOf(request), language: request.locale })

  app.get('/forms', { schema: { tags, summary: 'Forms of sites', response: { 200: FormList } } }, (request) =>
    look(request, async (tx, workspaceId) => ({ items: await readForms(tx, workspaceId, readerOf(request)) })),
  )
  app.post('/forms', { schema: { tags, summary: 'Make a form', body: FormCreation, response: { 201: Form } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustSet(request)
      const { workspaceId } = request.actor
      const id = await addForm(tx, workspaceId, request.body, services.clock.real())
      return { status: 201, body: await oneForm(tx, workspaceId, readerOf(request), id), headers: { etag: etag(1) } }
    }),
  )
  app.get('/forms/:id', { schema: { tags, summary: 'A form', params: ById, response: { 200: Form } } }, (request, reply) =>
    look(request, async (tx, workspaceId) => {
      const form = await oneForm(tx, workspaceId, readerOf(request), request.params.id)
      reply.header('etag', etag(form.version))
      return form
    }),
  )
  app.patch(
    '/forms/:id',
    { schema: { tags, summary: 'Change a form', params: ById, body: FormEdit, response: { 200: Form } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        await holdDoor(tx, 'form', workspaceId, request.params.id)
        const before = await oneForm(tx, workspaceId, readerOf(request), request.params.id)
        refuseStale(request, before.version, request.body, before)
        await editForm(tx, workspaceId, request.params.id, request.body)
        const form = await oneForm(tx, workspaceId, readerOf(request), request.params.id)
        return { status: 200, body: form, headers: { etag: etag(form.version) } }
      }),
  )
  app.delete('/forms/:id', { schema: { tags, summary: 'Remove a form', params: ById, response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      mustSet(request)
      await removeDoor(tx, 'form', request.actor.workspaceId, request.params.id)
      return { status: 204 }
    }),
  )

  app.post(
    '/forms/:id/address',
    { schema: { tags, summary: 'Give it another address; the old one takes nothing more', params: ById, response: { 201: Form } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        await renewKey(tx, 'form', workspaceId, request.params.id)
        return { status: 201, body: await oneForm(tx, workspaceId, readerOf(request), request.params.id) }
      }),
  )
  app.get(
    '/forms/:id/sample',
    { schema: { tags, summary: 'What came last through it', params: ById, response: { 200: DoorSample } } },
    (request) => look(request, (tx, workspaceId) => lastThrough(tx, 'form', workspaceId, request.params.id, request.locale)),
  )

  app.get('/webhooks-in', { schema: { tags, summary: 'Webhooks of other programs', response: { 200: WebhookInList } } }, (request) =>
    look(request, async (tx, workspaceId) => ({ items: await readHooks(tx, workspaceId) })),
  )
  app.post(
    '/webhooks-in',
    {
      schema: { tags, summary: 'Make a webhook; its address is shown once', body: WebhookInCreation, response: { 201: WebhookInCreated } },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        const { id, key } = await addHook(tx, workspaceId, request.body, services.clock.real())
        const body = { ...(await oneHook(tx, workspaceId, id)), address: hookAddress(request, key) }
        return { status: 201, body, secret: true }
      }),
  )
  app.post(
    '/webhooks-in/:id/address',
    {
      schema: {
        tags,
        summary: 'Give it another address, which is shown once; the old one takes nothing more',
        params: ById,
        response: { 201: WebhookInCreated },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        const key = await renewKey(tx, 'webhook_in', workspaceId, request.params.id)
        const body = { ...(await oneHook(tx, workspaceId, request.params.id)), address: hookAddress(request, key) }
        return { status: 201, body, secret: true }
      }),
  )
  app.get(
    '/webhooks-in/:id/sample',
    { schema: { tags, summary: 'What came last through it', params: ById, response: { 200: DoorSample } } },
    (request) => look(request, (tx, workspaceId) => lastThrough(tx, 'webhook_in', workspaceId, request.params.id, request.locale)),
  )
  app.post(
    '/webhooks-in/:id/trials',
    {
      schema: {
        tags,
        summary: 'Send it an event as the other program would, signed where it is signed; it becomes a real inquiry',
        params: ById,
        body: WebhookTrial,
        response: { 201: WebhookTried },
      },
    },
    async (request, reply) => {
      mustSet(request)
      // No transaction of ours: the same bytes within ten minutes are one event, whoever repeats.
      return reply.code(201).send(await tryWebhook(services, request.actor, request.params.id, request.body.body))
    },
  )
  app.patch(
    '/webhooks-in/:id',
    { schema: { tags, summary: 'Change a webhook', params: ById, body: WebhookInEdit, response: { 200: WebhookIn } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const { workspaceId } = request.actor
        await holdDoor(tx, 'webhook_in', workspaceId, request.params.id)
        const before = await oneHook(tx, workspaceId, request.params.id)
        refuseStale(request, before.version, { ...request.body, signature: undefined }, before)
        await editHook(tx, workspaceId, request.params.id, request.body)
        return { status: 200, body: await oneHook(tx, workspaceId, request.params.id) }
      }),
  )
  app.delete(
    '/webhooks-in/:id',
    { schema: { tags, summary: 'Remove a webhook', params: ById, response: { 204: Type.Null() } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        await removeDoor(tx, 'webhook_in', request.actor.workspaceId, request.params.id)
        return { status: 204 }
      }),
  )

  app.get(
    '/quarantine',
    {
      schema: {
        tags,
        summary: 'What arrived and was not understood',
        querystring: Type.Object(
          {
            state: Type.Optional(Type.Union([Type.Literal('waiting'), Type.Literal('spam')])),
            after: Type.Optional(Id),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: QuarantinePage },
      },
    },
    (request) =>
      look(request, (tx, workspaceId) =>
        readQuarantine(tx, workspaceId, { ...request.query, limit: request.query.limit ?? 50 }, request.locale, request.actor.currency),
      ),
  )
  app.get(
    '/quarantine/:id',
    {
      schema: {
        tags,
        summary: 'One that was not understood, with all that came and what is read in it',
        params: ById,
        response: { 200: QuarantineItem },
      },
    },
    (request) =>
      look(request, (tx, workspaceId) => readWaiting(tx, workspaceId, request.params.id, request.locale, request.actor.currency)),
  )
  app.post(
    '/quarantine/:id/replay',
    {
      schema: {
        tags,
        summary: 'Play it again, with what a person has read in it',
        params: ById,
        body: Replay,
        response: { 201: ReplayAnswer },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const faults = wayFaults(request.body.parts ?? {}, '/parts')
        if (faults.length > 0) throw invalid(faults)
        const taken = await replay(tx, services, request.actor.workspaceId, request.params.id, request.body.parts ?? {})
        if (taken === null) throw notFound()
        if (typeof taken === 'string') throw invalid([{ path: '/parts', message: faultText(taken) }])
        return { status: 201, body: { id: request.params.id, leadId: taken.leadId, dealId: taken.dealId, becomes: taken.becomes } }
      }),
  )
  app.post(
    '/quarantine/:id/dismissal',
    { schema: { tags, summary: 'Nothing is to be made of it; it is kept', params: ById, response: { 201: ReplayAnswer } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const found = await dismiss(tx, request.actor.workspaceId, request.params.id)
        if (found === 'none') throw notFound()
        if (found === 'settled') throw conflict(says.notWaiting)
        return { status: 201, body: { id: request.params.id, leadId: null, dealId: null, becomes: null } }
      }),
  )
}
