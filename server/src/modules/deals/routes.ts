import {
  ActAnswer,
  Board,
  BoardCardPage,
  CommentCreation,
  Bulk,
  BulkAnswer,
  Deal,
  DealCreation,
  DealEdit,
  DealFilters,
  DealGroups,
  DealPage,
  Id,
  NoteHistory,
  Pace,
  PossibleActs,
  StageMove,
  TableFilters,
  TaskCompletion,
  TaskCreation,
  TaskEdit,
  TaskPage,
  Timeline,
  TimelineKind,
} from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { formatInstant } from '@reglament/kernel'
import { possibleActs } from '@reglament/regulation'
import { Type } from 'typebox'
import { etag, invalid, notFound, performAct, versionExpected } from '../../platform/http/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { bookInForce, pipelineNamed, sayFollowing, sayVerdict, stageNamed } from '../rulebook/index.ts'
import { actingOf, asker } from './asking.ts'
import { readBoard, readColumn } from './board.ts'
import { carryOutAll } from './bulk.ts'
import { readCard, sayCard } from './card.ts'
import { commentOn } from './comment.ts'
import { createDeal } from './createDeal.ts'
import { cancelTask, completeTask, editTask, planTask } from './dealTasks.ts'
import { editDeal } from './editDeal.ts'
import { readFilter } from './filters.ts'
import { readGroups } from './groups.ts'
import { readDeals, sorts } from './list.ts'
import { orderOf, readListing } from './listing.ts'
import { moveDeal } from './moveDeal.ts'
import { readPace } from './pace.ts'
import { inView, isInSight, mayAct, sightOf } from './sight.ts'
import { given, lookAtCase, receiverOf } from './situation.ts'
import { readTasks } from './taskList.ts'
import { readNoteHistory, readTimeline } from './timeline.ts'
import { says } from './words.ts'

const OfDeal = Type.Object({ dealId: Id })
const OfTask = Type.Object({ taskId: Id })
const Limit = (most: number, usual: number) => Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: usual }))
const Cursor = Type.Optional(Type.String({ maxLength: 400 }))

/** Everything one does with deals and their tasks. */
export const dealRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { act, look, lookAtOne } = asker(app)

  app.get(
    '/pipelines/:pipeline/board',
    {
      schema: {
        params: Type.Object({ pipeline: Type.String() }),
        querystring: Type.Object({ ...DealFilters, limit: Limit(200, 50) }, { additionalProperties: false }),
        response: { 200: Board },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { tx, actor, now, language } = asking
        const book = await bookInForce(tx, actor.workspaceId)
        const pipeline = pipelineNamed(book, request.params.pipeline)
        if (!pipeline) throw notFound()
        const { limit = 50, ...asked } = request.query
        const filter = readFilter(asked, { book, actor, now, sight: await sightOf(asking) })
        return readBoard(tx, actor.workspaceId, now, { book, pipeline, filter, limit, language })
      }),
  )

  app.get(
    '/pipelines/:pipeline/board/:stage',
    {
      schema: {
        params: Type.Object({ pipeline: Type.String(), stage: Type.String() }),
        querystring: Type.Object({ ...DealFilters, after: Cursor, limit: Limit(200, 50) }, { additionalProperties: false }),
        response: { 200: BoardCardPage },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { tx, actor, now, language } = asking
        const book = await bookInForce(tx, actor.workspaceId)
        const pipeline = pipelineNamed(book, request.params.pipeline)
        const stage = pipeline && stageNamed(book, pipeline, request.params.stage)
        if (!pipeline || !stage) throw notFound()
        const { after, limit = 50, ...asked } = request.query
        const filter = readFilter(asked, { book, actor, now, sight: await sightOf(asking) })
        return readColumn(tx, actor.workspaceId, stage, after, { book, pipeline, filter, limit, language })
      }),
  )

  app.get(
    '/pipelines/:pipeline/pace',
    { schema: { params: Type.Object({ pipeline: Type.String() }), response: { 200: Pace } } },
    (request) =>
      look(request, async ({ tx, actor }) => {
        const book = await bookInForce(tx, actor.workspaceId)
        const pipeline = pipelineNamed(book, request.params.pipeline)
        if (!pipeline) throw notFound()
        return readPace(tx, actor.workspaceId, book, pipeline)
      }),
  )

  app.get(
    '/deals',
    {
      schema: {
        querystring: Type.Object(
          {
            ...TableFilters,
            sort: Type.Optional(
              Type.String({ pattern: `^-?(${sorts.join('|')})$`, description: 'a column, turned round by a minus; -created' }),
            ),
            details: Type.Optional(Type.Boolean({ description: 'with the next task, broken clauses and fields of each deal' })),
            after: Cursor,
            limit: Limit(200, 50),
          },
          { additionalProperties: false },
        ),
        response: { 200: DealPage },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { limit = 50, after, details, sort, ...asked } = request.query
        const listing = await readListing(asking, asked, !details && (sort === undefined || sort.endsWith('created')))
        return readDeals(asking.tx, asking.actor.workspaceId, { ...listing, order: orderOf(sort), after, limit, details })
      }),
  )

  app.get(
    '/deals/groups',
    {
      schema: {
        querystring: Type.Object(
          {
            ...TableFilters,
            by: Type.Optional(Type.Union([Type.Literal('stage'), Type.Literal('responsible'), Type.Literal('campaign')])),
          },
          { additionalProperties: false },
        ),
        response: { 200: DealGroups },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { by, ...asked } = request.query
        return readGroups(asking.tx, asking.actor.workspaceId, await readListing(asking, asked), by)
      }),
  )

  app.post('/deals/bulk', { schema: { body: Bulk, response: { 201: BulkAnswer } } }, (request, reply) =>
    performAct(request, reply, async (tx) => ({ status: 201, body: await carryOutAll(await actingOf(tx, request), request.body) })),
  )

  app.post('/deals', { schema: { body: DealCreation, response: { 201: ActAnswer } } }, (request, reply) =>
    act(request, reply, 201, (asking) => createDeal(asking, request.body)),
  )

  app.get('/deals/:dealId', { schema: { params: OfDeal, response: { 200: Deal } } }, (request, reply) =>
    lookAtOne(request, async (asking) => {
      const { tx, actor, now, language } = asking
      const found = await lookAtCase(asking, request.params.dealId)
      if (!isInSight(actor, found.owned)) throw notFound()
      const row = await readCard(tx, actor.workspaceId, request.params.dealId)
      reply.header('etag', etag(row.version))
      return sayCard(found, row, { actor, now, language })
    }),
  )

  app.patch('/deals/:dealId', { schema: { params: OfDeal, body: DealEdit, response: { 200: ActAnswer } } }, (request, reply) =>
    act(request, reply, 200, (asking) => editDeal(asking, request.params.dealId, request.body, versionExpected(request))),
  )

  app.get('/deals/:dealId/acts', { schema: { params: OfDeal, response: { 200: PossibleActs } } }, (request) =>
    lookAtOne(request, async (asking) => {
      const { tx, actor, now, language } = asking
      const { book, situation, owned, deal } = await lookAtCase(asking, request.params.dealId)
      if (!isInSight(actor, owned)) throw notFound()
      // Reopened, it would be his again who had it: the book asks whether he has room.
      // From the exchange it would be his who asks.
      const would = deal.status === 'open' ? (deal.responsibleId === null ? actor.memberId : null) : deal.responsibleId
      const around = would === null ? situation : given(situation, await receiverOf(tx, actor.workspaceId, would, 'not held'))
      // Who only looks has no acts: nothing is offered that would be refused for who he is. The exchange is open to all who work deals.
      const mayTake = deal.responsibleId === null && mayActOnDeals(actor.role)
      const possible =
        mayAct(actor, owned) || mayTake
          ? possibleActs(book.regulation, around, now).filter(({ act }) => act === 'take' || mayAct(actor, owned))
          : []
      const acts = possible.map(({ verdict, following, ...possible }) => ({
        ...possible,
        ...sayVerdict(book, verdict, language),
        followings: sayFollowing(book, following, { tasks: {}, results: {} }, language),
      }))
      return { dealId: deal.dealId, at: formatInstant(now), acts }
    }),
  )

  app.post('/deals/:dealId/stage-moves', { schema: { params: OfDeal, body: StageMove, response: { 201: ActAnswer } } }, (request, reply) =>
    act(request, reply, 201, (asking) => moveDeal(asking, request.params.dealId, request.body)),
  )

  app.get(
    '/deals/:dealId/timeline',
    {
      schema: {
        params: OfDeal,
        querystring: Type.Object({ after: Cursor, kind: Type.Optional(TimelineKind) }, { additionalProperties: false }),
        response: { 200: Timeline },
      },
    },
    (request) =>
      lookAtOne(request, async (asking) => {
        const { tx, actor, language } = asking
        const { dealId } = request.params
        const { after, kind } = request.query
        const { book, owned } = await lookAtCase(asking, dealId)
        if (!isInSight(actor, owned)) throw notFound()
        return readTimeline(tx, actor.workspaceId, { dealIds: [dealId], book, language, after, kinds: kind && [kind] })
      }),
  )

  app.post(
    '/deals/:dealId/comments',
    { schema: { params: OfDeal, body: CommentCreation, response: { 201: ActAnswer } } },
    (request, reply) => act(request, reply, 201, (asking) => commentOn(asking, request.params.dealId, request.body)),
  )

  app.get(
    '/deals/:dealId/note-history',
    {
      schema: {
        params: OfDeal,
        querystring: Type.Object({ after: Cursor }, { additionalProperties: false }),
        response: { 200: NoteHistory },
      },
    },
    (request) =>
      lookAtOne(request, async (asking) => {
        const { tx, actor } = asking
        const { owned } = await lookAtCase(asking, request.params.dealId)
        if (!isInSight(actor, owned)) throw notFound()
        return readNoteHistory(tx, actor.workspaceId, request.params.dealId, request.query.after)
      }),
  )

  app.get(
    '/tasks',
    {
      schema: {
        querystring: Type.Object(
          {
            dealId: Type.Optional(Id),
            assigneeId: Type.Optional(Id),
            open: Type.Optional(Type.Boolean()),
            after: Cursor,
            limit: Limit(200, 50),
          },
          { additionalProperties: false },
        ),
        response: { 200: TaskPage },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { tx, actor, now, language } = asking
        const book = await bookInForce(tx, actor.workspaceId)
        const whose = inView(await sightOf(asking), undefined)
        const { limit = 50, ...filter } = request.query
        return readTasks(tx, actor.workspaceId, { ...filter, limit }, { book, now, language, whose })
      }),
  )

  app.post('/tasks', { schema: { body: TaskCreation, response: { 201: ActAnswer } } }, (request, reply) =>
    act(request, reply, 201, (asking) => planTask(asking, request.body)),
  )

  app.patch('/tasks/:taskId', { schema: { params: OfTask, body: TaskEdit, response: { 200: ActAnswer } } }, (request, reply) => {
    const { confirmed: _, ...edit } = request.body
    if (Object.keys(edit).length === 0) throw invalid([{ path: '/', message: says.nothingToChange }])
    return act(request, reply, 200, (asking) => editTask(asking, request.params.taskId, request.body))
  })

  app.post(
    '/tasks/:taskId/completion',
    { schema: { params: OfTask, body: TaskCompletion, response: { 201: ActAnswer } } },
    (request, reply) => act(request, reply, 201, (asking) => completeTask(asking, request.params.taskId, request.body)),
  )

  app.post('/tasks/:taskId/cancellation', { schema: { params: OfTask, response: { 201: ActAnswer } } }, (request, reply) =>
    act(request, reply, 201, (asking) => cancelTask(asking, request.params.taskId)),
  )
}
