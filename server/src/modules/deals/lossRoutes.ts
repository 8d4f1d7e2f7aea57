import { maySeeOthers } from '../members/index.ts'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Absence,
  AbsenceCreation,
  AbsenceList,
  ActAnswer,
  BreachPage,
  Closure,
  Dismissal,
  ExemptionCreation,
  ExemptionList,
  Id,
  InteractionCreation,
  InteractionPage,
  NoAnswer,
  Prolongation,
  Reopening,
  SandboxClock,
} from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import { Type } from 'typebox'
import { notFound, performAct } from '../../platform/http/index.ts'
import { readInteractions } from '../interactions/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { absencesOf, addAbsence, endAbsence, readAbsences } from './absences.ts'
import { readBreaches } from './breachList.ts'
import { readExemptions } from './exemptions.ts'
import { closeDeal, exemptDeal, prolongDeal, reopenDeal } from './closeDeal.ts'
import { dismissIncoming, noAnswer, recordInteraction } from './interact.ts'
import { actingOf, asker } from './asking.ts'
import { moveClock } from './sandboxClock.ts'
import { inView, isInSight, sightOf } from './sight.ts'
import { lookAtCase } from './situation.ts'

const OfDeal = Type.Object({ dealId: Id })
const OfTask = Type.Object({ taskId: Id })
const answers = { 201: ActAnswer }

/** What happened with the client, losing and reopening, exemptions, and what is broken. */
export const lossRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { act, look } = asker(app)

  app.post('/deals/:dealId/closure', { schema: { params: OfDeal, body: Closure, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => closeDeal(asking, request.params.dealId, request.body)),
  )
  app.post('/deals/:dealId/reopening', { schema: { params: OfDeal, body: Reopening, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => reopenDeal(asking, request.params.dealId, request.body)),
  )
  app.post('/deals/:dealId/prolongation', { schema: { params: OfDeal, body: Prolongation, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => prolongDeal(asking, request.params.dealId, request.body)),
  )
  app.post('/deals/:dealId/exemptions', { schema: { params: OfDeal, body: ExemptionCreation, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => exemptDeal(asking, request.params.dealId, request.body)),
  )
  app.get('/deals/:dealId/exemptions', { schema: { params: OfDeal, response: { 200: ExemptionList } } }, (request) =>
    look(request, async (asking) => {
      const { tx, actor, language } = asking
      const { book, owned } = await lookAtCase(asking, request.params.dealId)
      if (!isInSight(actor, owned)) throw notFound()
      return { items: await readExemptions(tx, actor.workspaceId, request.params.dealId, book, language) }
    }),
  )
  app.post('/deals/:dealId/interactions', { schema: { params: OfDeal, body: InteractionCreation, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => recordInteraction(asking, request.params.dealId, request.body)),
  )
  app.get('/deals/:dealId/interactions', { schema: { params: OfDeal, response: { 200: InteractionPage } } }, (request) =>
    look(request, async (asking) => {
      const { tx, actor } = asking
      const { owned } = await lookAtCase(asking, request.params.dealId)
      if (!isInSight(actor, owned)) throw notFound()
      const rows = await readInteractions(tx, actor.workspaceId, request.params.dealId, 200)
      return {
        items: rows.map(({ by_id, by_name, at, dismissed_at, ...row }) => ({
          ...row,
          at: formatInstant(at),
          by: by_id === null ? null : { id: by_id, name: by_name ?? '' },
          dismissedAt: dismissed_at === null ? null : formatInstant(dismissed_at),
        })),
      }
    }),
  )
  app.post('/tasks/:taskId/no-answer', { schema: { params: OfTask, body: NoAnswer, response: answers } }, (request, reply) =>
    act(request, reply, 201, (asking) => noAnswer(asking, request.params.taskId, request.body)),
  )
  app.post(
    '/incoming/:id/dismissal',
    { schema: { params: Type.Object({ id: Id }), body: Dismissal, response: answers } },
    (request, reply) => act(request, reply, 201, (asking) => dismissIncoming(asking, request.params.id, request.body)),
  )
  app.get(
    '/breaches',
    {
      schema: {
        querystring: Type.Object(
          {
            clause: Type.Optional(Type.String({ maxLength: 64 })),
            member: Type.Optional(Id),
            dealId: Type.Optional(Id),
            open: Type.Optional(Type.Boolean()),
            after: Type.Optional(Type.String({ maxLength: 400 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: BreachPage },
      },
    },
    (request) =>
      look(request, async (asking) => {
        const { tx, actor, now, language } = asking
        const { limit = 50, ...filter } = request.query
        const book = await bookInForce(tx, actor.workspaceId)
        const sight = await sightOf(asking)
        const onlySeen = !maySeeOthers(actor.role)
        return readBreaches(
          tx,
          actor.workspaceId,
          { ...filter, limit },
          { book, whose: inView(sight, undefined), language, onlySeen, me: actor.memberId, now },
        )
      }),
  )

  app.get('/absences', { schema: { response: { 200: AbsenceList } } }, (request) =>
    look(request, async (asking) => ({
      items: await readAbsences(asking.tx, asking.actor.workspaceId, await absencesOf(asking)),
    })),
  )
  app.post('/absences', { schema: { body: AbsenceCreation, response: { 201: Absence } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const asking = await actingOf(tx, request)
      const id = await addAbsence(asking, request.body)
      return { status: 201, body: (await readAbsences(tx, asking.actor.workspaceId, 'all', id))[0]! }
    }),
  )
  app.post(
    '/absences/:absenceId/ending',
    {
      schema: {
        summary: 'Back before the end, or called off before the beginning',
        params: Type.Object({ absenceId: Id }),
        response: { 201: Type.Object({ id: Id }) },
      },
    },
    (request, reply) =>
      performAct(request, reply, async (tx) => {
        await endAbsence(await actingOf(tx, request), request.params.absenceId)
        return { status: 201, body: { id: request.params.absenceId } }
      }),
  )

  app.put('/sandbox/clock', { schema: { body: SandboxClock, response: { 200: SandboxClock } } }, (request) =>
    moveClock(app.services, request.actor, request.body.now),
  )
}
