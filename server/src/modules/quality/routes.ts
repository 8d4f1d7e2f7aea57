import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  ActAnswer,
  LostCampaign,
  LostCampaignCreation,
  LostCampaignList,
  ClosingReviewDetail,
  ClosingReviewPage,
  Id,
  type LostSegment,
  LostDealPage,
  LostSummary,
  QualitySamplePage,
  Receivers,
  ReviewState,
  ReviewVerdict,
  SampleState,
  SampleVerdict,
} from '@reglament/contract'
import { Type } from 'typebox'
import { notFound, performAct } from '../../platform/http/index.ts'
import { actingOf, asker } from '../deals/index.ts'
import { beginCampaign, readCampaigns, stopCampaign } from './campaigns.ts'
import { mustSeeBase, readLostDeals, summarise } from './lostDeals.ts'
import { readReceivers } from './receivers.ts'
import { readReview } from './reviewDetail.ts'
import { readReviews } from './reviews.ts'
import { readSamples } from './samples.ts'
import { judgeSample, reviewClosing } from './verdicts.ts'

const OfId = Type.Object({ id: Id })
const answers = { 201: ActAnswer }
const pageOf = {
  after: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}
const closed = { additionalProperties: false }
const Sum = Type.Optional(Type.Integer({ minimum: 0, maximum: 9_000_000_000_000_000 }))
const segment = {
  reason: Type.Optional(Type.String({ maxLength: 2000, description: 'keys, separated by commas' })),
  closedFrom: Type.Optional(Type.String({ format: 'date-time' })),
  closedTo: Type.Optional(Type.String({ format: 'date-time' })),
  sumFrom: Sum,
  sumTo: Sum,
  currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  source: Type.Optional(Type.String({ maxLength: 200 })),
  niche: Type.Optional(Type.String({ maxLength: 200 })),
  product: Type.Optional(Type.String({ maxLength: 200 })),
  responsible: Type.Optional(Id),
}
const segmentOf = ({ reason, ...rest }: Omit<LostSegment, 'reasons'> & { reason?: string }): LostSegment => ({
  ...rest,
  ...(reason !== undefined && reason !== '' && { reasons: reason.split(',').slice(0, 50) }),
})

/** Closing reviews, calls to lost clients, the base of lost deals and campaigns to sell to it again. */
export const qualityRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { act, look } = asker(app)

  app.get(
    '/closing-reviews',
    {
      schema: {
        querystring: Type.Object({ state: Type.Optional(ReviewState), ...pageOf }, closed),
        response: { 200: ClosingReviewPage },
      },
    },
    (request) =>
      look(request, (asking) => {
        const { state = 'pending', after, limit = 50 } = request.query
        return readReviews(asking, { state, limit, ...(after !== undefined && { after }) })
      }),
  )
  app.get('/closing-reviews/:id', { schema: { params: OfId, response: { 200: ClosingReviewDetail } } }, (request) =>
    look(request, (asking) => readReview(asking, request.params.id)),
  )
  app.post('/closing-reviews/:id/verdict', { schema: { params: OfId, body: ReviewVerdict, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => reviewClosing(asking, request.params.id, request.body)),
  )
  app.get('/deal-receivers', { schema: { response: { 200: Receivers } } }, (request) => look(request, readReceivers))

  app.get(
    '/quality-samples',
    {
      schema: {
        querystring: Type.Object({ state: Type.Optional(SampleState), ...pageOf }, closed),
        response: { 200: QualitySamplePage },
      },
    },
    (request) =>
      look(request, (asking) => {
        const { state = 'drawn', after, limit = 50 } = request.query
        return readSamples(asking, { state, limit, ...(after !== undefined && { after }) })
      }),
  )
  app.post('/quality-samples/:id/verdict', { schema: { params: OfId, body: SampleVerdict, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => judgeSample(asking, request.params.id, request.body)),
  )

  app.get(
    '/lost-deals',
    { schema: { querystring: Type.Object({ ...segment, ...pageOf }, closed), response: { 200: LostDealPage } } },
    (request) =>
      look(request, (asking) => {
        const { after, limit = 50, ...narrowed } = request.query
        return readLostDeals(asking, segmentOf(narrowed), { limit, ...(after !== undefined && { after }) })
      }),
  )
  app.get('/lost-deals/summary', { schema: { querystring: Type.Object(segment, closed), response: { 200: LostSummary } } }, (request) =>
    look(request, (asking) => summarise(asking, segmentOf(request.query))),
  )

  app.get('/campaigns', { schema: { response: { 200: LostCampaignList } } }, (request) =>
    look(request, async ({ tx, actor }) => {
      mustSeeBase(actor)
      return { items: await readCampaigns(tx, actor.workspaceId) }
    }),
  )
  app.get('/campaigns/:id', { schema: { params: OfId, response: { 200: LostCampaign } } }, (request) =>
    look(request, async ({ tx, actor }) => {
      mustSeeBase(actor)
      const [campaign] = await readCampaigns(tx, actor.workspaceId, request.params.id)
      if (!campaign) throw notFound()
      return campaign
    }),
  )
  app.post('/campaigns', { schema: { body: LostCampaignCreation, response: { 201: LostCampaign } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const asking = await actingOf(tx, request)
      const id = await beginCampaign(asking, request.body)
      return { status: 201, body: (await readCampaigns(tx, asking.actor.workspaceId, id))[0]! }
    }),
  )
  app.post('/campaigns/:id/ending', { schema: { params: OfId, response: { 201: LostCampaign } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const asking = await actingOf(tx, request)
      await stopCampaign(asking, request.params.id)
      return { status: 201, body: (await readCampaigns(tx, asking.actor.workspaceId, request.params.id))[0]! }
    }),
  )
}
