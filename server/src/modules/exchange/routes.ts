import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ActAnswer,
  Exchange,
  ExchangeCount,
  GivingBack,
  Id,
  Key,
  Release,
  ReleaseCreation,
  ReleaseDealPage,
  ReleaseList,
  Taking,
} from '@reglament/contract'
import { Type } from 'typebox'
import type { FastifyRequest } from 'fastify'
import { inWorkspace } from '../../platform/database.ts'
import { type HttpModule, performAct, Problem } from '../../platform/http/index.ts'
import { actingOf, asker, type Asking } from '../deals/index.ts'
import { markDeal, unmarkDeal } from './marks.ts'
import { cancelRelease, openRelease, readRelease, readReleaseDeals, readReleases, undoRelease } from './releases.ts'
import { carryOutReleases } from './runRelease.ts'
import { giveBackDeal, takeDeal } from './takeDeal.ts'
import { countWaiting, readExchange } from './waiting.ts'
import { says } from './words.ts'

const OfDeal = Type.Object({ dealId: Id })
const OfRelease = Type.Object({ releaseId: Id })
const OfMark = Type.Object({ releaseId: Id, dealId: Id })
const Cursor = Type.Optional(Type.String({ maxLength: 400 }))
const tags = ['exchange']

const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { act, look } = asker(app)
  /** A change of a release, answered with the release as it stands then. */
  const change = (
    request: FastifyRequest,
    reply: Parameters<typeof performAct>[1],
    status: number,
    work: (asking: Asking) => Promise<Release | Problem>,
  ) =>
    performAct(request, reply, async (tx) => {
      const answer = await work(await actingOf(tx, request))
      return answer instanceof Problem ? answer : { status, body: answer }
    })

  app.get(
    '/exchange',
    {
      schema: {
        tags,
        summary: 'Deals that wait, each judged as if who asks took it now',
        querystring: Type.Object(
          {
            takeable: Type.Optional(Type.Boolean()),
            source: Type.Optional(Key),
            after: Cursor,
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Exchange },
      },
    },
    (request) => look(request, (asking) => readExchange(asking, { ...request.query, limit: request.query.limit ?? 50 })),
  )

  app.get('/exchange/count', { schema: { tags, summary: 'How many wait', response: { 200: ExchangeCount } } }, (request) =>
    look(request, async ({ tx, actor }) => ({ waiting: await countWaiting(tx, actor.workspaceId) })),
  )

  app.post(
    '/deals/:dealId/taking',
    {
      schema: { tags, summary: 'Take a deal from the exchange', params: OfDeal, body: Type.Optional(Taking), response: { 201: ActAnswer } },
    },
    (request, reply) => act(request, reply, 201, (asking) => takeDeal(asking, request.params.dealId, request.body ?? {})),
  )

  app.post(
    '/deals/:dealId/giving-back',
    { schema: { tags, summary: 'Give a deal back to the exchange', params: OfDeal, body: GivingBack, response: { 201: ActAnswer } } },
    (request, reply) => act(request, reply, 201, (asking) => giveBackDeal(asking, request.params.dealId, request.body)),
  )

  app.get(
    '/exchange/releases',
    {
      schema: {
        tags,
        summary: 'Releases in sight, the latest first',
        querystring: Type.Object({ open: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
        response: { 200: ReleaseList },
      },
    },
    (request) => look(request, async (asking) => ({ items: await readReleases(asking, request.query.open ?? false) })),
  )

  app.post(
    '/exchange/releases',
    { schema: { tags, summary: 'Open a release', body: ReleaseCreation, response: { 201: Release } } },
    (request, reply) => change(request, reply, 201, async (asking) => readRelease(asking, await openRelease(asking, request.body))),
  )

  app.get(
    '/exchange/releases/:releaseId',
    { schema: { tags, summary: 'A release with what it does to each manager', params: OfRelease, response: { 200: Release } } },
    (request) => look(request, (asking) => readRelease(asking, request.params.releaseId)),
  )

  app.get(
    '/exchange/releases/:releaseId/deals',
    {
      schema: {
        tags,
        summary: 'The deals of one manager, and what becomes of each',
        params: OfRelease,
        querystring: Type.Object({ memberId: Type.Optional(Id), after: Cursor }, { additionalProperties: false }),
        response: { 200: ReleaseDealPage },
      },
    },
    (request) =>
      look(request, (asking) => {
        const { memberId = asking.actor.memberId, after } = request.query
        return readReleaseDeals(asking, request.params.releaseId, { memberId, ...(after !== undefined && { after }) })
      }),
  )

  app.put(
    '/exchange/releases/:releaseId/marks/:dealId',
    { schema: { tags, summary: 'Mark a deal to be kept', params: OfMark, response: { 200: Release } } },
    (request, reply) => change(request, reply, 200, (asking) => markDeal(asking, request.params.releaseId, request.params.dealId)),
  )

  app.delete(
    '/exchange/releases/:releaseId/marks/:dealId',
    { schema: { tags, summary: 'Take the mark back', params: OfMark, response: { 200: Release } } },
    (request, reply) => change(request, reply, 200, (asking) => unmarkDeal(asking, request.params.releaseId, request.params.dealId)),
  )

  app.post(
    '/exchange/releases/:releaseId/cancellation',
    { schema: { tags, summary: 'Call a release off before its deadline', params: OfRelease, response: { 201: Release } } },
    (request, reply) =>
      change(request, reply, 201, async (asking) => {
        await cancelRelease(asking, request.params.releaseId)
        return readRelease(asking, request.params.releaseId)
      }),
  )

  app.post(
    '/exchange/releases/:releaseId/undoing',
    { schema: { tags, summary: 'Undo a release for the deals that nobody has taken yet', params: OfRelease, response: { 201: Release } } },
    async (request, reply) => {
      const { services } = app
      const { workspaceId } = request.actor
      const { releaseId } = request.params
      const now = await inWorkspace(services, workspaceId, async (tx) => {
        const asking = await actingOf(tx, request)
        await undoRelease(asking, releaseId)
        return asking.now
      })
      // The sweeper would do it too; who asked need not wait for its round.
      await carryOutReleases(services, workspaceId, now)
      return reply.code(201).send(await look(request, (asking) => readRelease(asking, releaseId)))
    },
  )
}

/** The exchange: what waits, taking and giving back, releases. */
export const exchangeHttp: HttpModule = { routes, constraints: { release_member_once: says.calledAlready } }
