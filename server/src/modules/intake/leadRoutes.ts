import {
  DealInquiryList,
  Id,
  InquiryChannel,
  LeadActAnswer,
  LeadArrived,
  LeadBulk,
  LeadBulkAnswer,
  LeadCampaignList,
  LeadCard,
  LeadComment,
  LeadCommentCreation,
  LeadConversion,
  LeadCreation,
  LeadEdit,
  LeadPage,
  LeadReason,
  LeadReasonCreation,
  LeadReasonEdit,
  LeadReasonList,
  LeadReasonOrder,
  LeadRejection,
  LeadReopening,
} from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { etag, forbidden, performAct, Problem, refuseStale, versionExpected } from '../../platform/http/index.ts'
import { actingOf, type Asking, inView } from '../deals/index.ts'
import { mayChangeRegulation } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { wantedBy } from '../search/index.ts'
import { actOnLeads } from './bulkLeads.ts'
import { convertLead } from './convertLead.ts'
import { createLead } from './createLead.ts'
import { editLead } from './editLead.ts'
import { commentOnLead, readComments } from './leadComments.ts'
import { rejectLead, reopenLead } from './leadEnd.ts'
import { leadSight, readLeadCard, readLeads } from './readLeads.ts'
import { campaignsOf, inquiriesOf, sourceNames, sourcesOf } from './origin.ts'
import { addReason, editReason, orderReasons, readReasons, removeReason } from './reasons.ts'
import { says } from './words.ts'

const ById = Type.Object({ id: Id })
const tags = ['leads']

/** Leads: the list, one of them, and what is done with them. */
export const leadRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const look = <Result>(request: FastifyRequest, work: (asking: Asking) => Promise<Result>) =>
    lookInto(app.services, request.actor.workspaceId, (tx) =>
      work({ tx, actor: request.actor, now: app.services.clock.now(request.actor), language: request.locale }),
    )
  const act = (
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    work: (asking: Asking) => Promise<LeadActAnswer | LeadArrived | Problem>,
  ) =>
    performAct(request, reply, async (tx) => {
      const outcome = await work(await actingOf(tx, request))
      if (outcome instanceof Problem) return outcome
      return { status, body: outcome, ...(outcome.lead && { headers: { etag: etag(outcome.lead.version) } }) }
    })
  const readerOf = async ({ tx, actor, now, language }: Asking) => ({
    book: await bookInForce(tx, actor.workspaceId),
    actor,
    now,
    language,
  })
  const mustSet = ({ actor }: FastifyRequest) => {
    if (!mayChangeRegulation(actor.role)) throw forbidden(says.mayNotSet)
  }

  app.get(
    '/leads',
    {
      schema: {
        tags,
        summary: 'Leads by age, the newest first unless asked otherwise',
        querystring: Type.Object(
          {
            status: Type.Optional(
              Type.String({
                pattern: '^(new|in-work|converted|rejected)(,(new|in-work|converted|rejected))*$',
                description: 'one or several by comma',
              }),
            ),
            source: Type.Optional(Type.String({ maxLength: 200, description: 'a key of the list of sources, or one as it was sent' })),
            channel: Type.Optional(InquiryChannel),
            campaign: Type.Optional(Type.String({ maxLength: 500, description: 'utm_campaign' })),
            dealId: Type.Optional(Id),
            contactId: Type.Optional(Id),
            q: Type.Optional(
              Type.String({
                maxLength: 200,
                description: 'words of name, company or e-mail in any order, or digits of a phone in any spelling',
              }),
            ),
            responsible: Type.Optional(
              Type.String({ maxLength: 4000, pattern: '^$|^(none|[0-9a-fA-F-]{36})(,(none|[0-9a-fA-F-]{36}))*$' }),
            ),
            order: Type.Optional(
              Type.Union([Type.Literal('newest'), Type.Literal('oldest')], { default: 'newest', description: 'with q always the newest' }),
            ),
            after: Type.Optional(Type.String({ maxLength: 400 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: LeadPage },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { responsible, limit = 50, q, source, order, ...filter } = request.query
        const sight = inView(await leadSight(asking), responsible)
        const reader = await readerOf(asking)
        const { workspaceId } = asking.actor
        const sources = source === undefined ? undefined : await sourceNames(asking.tx, workspaceId, reader.book, source)
        return readLeads(
          asking.tx,
          workspaceId,
          {
            ...filter,
            ...(sources && { sources }),
            ...(q?.trim() && { wanted: wantedBy(q) }),
            responsible: sight ?? 'all',
            oldest: order === 'oldest',
            exchange: !responsible || responsible.includes('none'),
            limit,
          },
          reader,
        )
      }),
  )

  app.post(
    '/leads',
    {
      schema: {
        tags,
        summary: 'Write an inquiry down; by clause it is a deal at once',
        body: LeadCreation,
        response: { 201: LeadArrived },
      },
    },
    (request, reply) => act(request, reply, 201, (asking) => createLead(asking, request.body)),
  )

  app.get(
    '/leads/:id',
    { schema: { tags, summary: 'A lead with its traces and history', params: ById, response: { 200: LeadCard } } },
    (request, reply) =>
      look(request, async (asking) => {
        const card = await readLeadCard(asking, request.params.id, await readerOf(asking))
        reply.header('etag', etag(card.version))
        return { ...card, comments: await readComments(asking.tx, asking.actor.workspaceId, card.id) }
      }),
  )

  app.patch(
    '/leads/:id',
    {
      schema: {
        tags,
        summary: 'Edit a lead; what is concrete makes the deal',
        params: ById,
        body: LeadEdit,
        response: { 200: LeadActAnswer },
      },
    },
    (request, reply) => act(request, reply, 200, (asking) => editLead(asking, request.params.id, request.body, versionExpected(request))),
  )

  app.post(
    '/leads/:id/conversion',
    { schema: { tags, summary: 'A good lead: make its deal', params: ById, body: LeadConversion, response: { 201: LeadActAnswer } } },
    (request, reply) => act(request, reply, 201, (asking) => convertLead(asking, request.params.id, request.body)),
  )

  app.post(
    '/leads/:id/rejection',
    {
      schema: { tags, summary: 'A bad lead: reject it with a reason', params: ById, body: LeadRejection, response: { 201: LeadActAnswer } },
    },
    (request, reply) => act(request, reply, 201, (asking) => rejectLead(asking, request.params.id, request.body)),
  )

  app.post(
    '/leads/bulk',
    { schema: { tags, summary: 'One act on many leads, a result for each', body: LeadBulk, response: { 200: LeadBulkAnswer } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => ({ status: 200, body: await actOnLeads(await actingOf(tx, request), request.body) })),
  )

  app.post(
    '/leads/:id/comments',
    {
      schema: {
        tags,
        summary: 'Write down what was learned of a lead',
        params: ById,
        body: LeadCommentCreation,
        response: { 201: LeadComment },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => ({
        status: 201,
        body: await commentOnLead(await actingOf(tx, request), request.params.id, request.body),
      })),
  )

  app.post(
    '/leads/:id/reopening',
    {
      schema: {
        tags,
        summary: 'A lead rejected by mistake: it is open again',
        params: ById,
        body: LeadReopening,
        response: { 201: LeadActAnswer },
      },
    },
    (request, reply) => act(request, reply, 201, (asking) => reopenLead(asking, request.params.id)),
  )

  app.get(
    '/lead-campaigns',
    { schema: { tags, summary: 'The campaigns that inquiries have come by', response: { 200: LeadCampaignList } } },
    (request) => look(request, async ({ tx, actor }) => ({ items: await campaignsOf(tx, actor.workspaceId) })),
  )
  app.get(
    '/lead-sources',
    { schema: { tags, summary: 'The sources that inquiries have, as they were sent', response: { 200: LeadCampaignList } } },
    (request) => look(request, async ({ tx, actor }) => ({ items: await sourcesOf(tx, actor.workspaceId) })),
  )
  app.get(
    '/deals/:id/inquiries',
    { schema: { tags, summary: 'The inquiries that a deal was made of', params: ById, response: { 200: DealInquiryList } } },
    (request) => look(request, async (asking) => ({ items: await inquiriesOf(asking, request.params.id) })),
  )

  app.get('/lead-reasons', { schema: { tags, summary: 'Reasons of bad leads', response: { 200: LeadReasonList } } }, (request) =>
    look(request, async ({ tx, actor }) => ({ items: await readReasons(tx, actor.workspaceId) })),
  )
  app.post(
    '/lead-reasons',
    { schema: { tags, summary: 'Add a reason', body: LeadReasonCreation, response: { 201: LeadReason } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        return { status: 201, body: await addReason(tx, request.actor.workspaceId, request.body) }
      }),
  )
  app.patch(
    '/lead-reasons/:id',
    {
      schema: {
        tags,
        summary: 'Rename a reason, retire it, put another in its place',
        params: ById,
        body: LeadReasonEdit,
        response: { 200: LeadReason },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        const asking = { tx, actor: request.actor, now: app.services.clock.now(request.actor) }
        const body = await editReason(asking, request.params.id, request.body, (current) =>
          refuseStale(request, current.version, request.body, current),
        )
        return { status: 200, body, headers: { etag: etag(body.version) } }
      }),
  )
  app.put(
    '/lead-reasons/order',
    { schema: { tags, summary: 'Put the reasons in order', body: LeadReasonOrder, response: { 200: LeadReasonList } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        return { status: 200, body: { items: await orderReasons(tx, request.actor.workspaceId, request.body.ids) } }
      }),
  )
  app.delete(
    '/lead-reasons/:id',
    { schema: { tags, summary: 'Remove a reason that no lead has', params: ById, response: { 204: Type.Null() } } },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        mustSet(request)
        await removeReason(tx, request.actor.workspaceId, request.params.id)
        return { status: 204 }
      }),
  )
}
