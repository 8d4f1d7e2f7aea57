import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { BreachTalk, DayClosed, DayClosingCreation, DayClosings, Id, Incoming, MyDay, RepeatedBreach } from '@reglament/contract'
import { dateOf } from '@reglament/kernel'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { forbidden, notFound, performAct } from '../../platform/http/index.ts'
import type { HttpModule } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { actingOf, asker, isInSight, lookAtCase } from '../deals/index.ts'
import { type LoadOf, maySeeOthers } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { closeDay } from './closing.ts'
import { readClosings } from './closings.ts'
import { readIncoming, type Scope } from './incoming.ts'
import { readMyDay, readRepeated } from './myDay.ts'

const onlyAbove = {
  ru: 'Дни сотрудников видят их руководитель, контролёр качества и собственник.',
  en: 'The days of members are seen by their head, the quality controller and the owner.',
}
const notYours = { ru: 'Этот разговор поручен другому.', en: 'This talk is somebody else’s.' }

/** The working day of a member and of those in his sight. `loadOf` tells the corridor. */
export const day = ({ loadOf }: { loadOf: LoadOf }): HttpModule => {
  const routes: FastifyPluginAsyncTypebox = async (app) => {
    const { look } = asker(app)

    app.get('/my-day', { schema: { response: { 200: MyDay } } }, (request) => look(request, (asking) => readMyDay(asking, loadOf)))

    app.post('/my-day/closing', { schema: { body: DayClosingCreation, response: { 201: DayClosed } } }, (request, reply) =>
      performAct(request, reply, async (tx) => ({ status: 201, body: await closeDay(await actingOf(tx, request), request.body) })),
    )

    app.get(
      '/day-closings',
      {
        schema: {
          querystring: Type.Object(
            { day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })) },
            { additionalProperties: false },
          ),
          response: { 200: DayClosings },
        },
      },
      (request) =>
        look(request, (asking) => {
          if (!maySeeOthers(asking.actor.role)) throw forbidden(onlyAbove)
          return readClosings(asking, request.query.day)
        }),
    )

    app.get(
      '/incoming',
      {
        schema: {
          querystring: Type.Object(
            {
              of: Type.Optional(Type.Union([Type.Literal('mine'), Type.Literal('team'), Type.Literal('all')])),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
            },
            { additionalProperties: false },
          ),
          response: { 200: Incoming },
        },
      },
      (request) =>
        look(request, (asking) => readIncoming(asking, (request.query.of ?? 'mine') satisfies Scope, request.query.limit ?? 200)),
    )

    app.post(
      '/deals/:dealId/views',
      { schema: { params: Type.Object({ dealId: Id }), response: { 204: Type.Null() } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const asking = await actingOf(tx, request)
          const { actor, now } = asking
          const { book, owned } = await lookAtCase(asking, request.params.dealId)
          if (!isInSight(actor, owned)) throw notFound()
          await sql`
          insert into deal_view (workspace_id, member_id, day, deal_id, first_at)
          values (${actor.workspaceId}, ${actor.memberId}, ${dateOf(book.calendar, now)}::date, ${request.params.dealId}, ${at(now)})
          on conflict do nothing`.execute(tx)
          // In the evening it mends what the review of the day had found.
          await sql`
          update member set next_check_at = least(next_check_at, ${at(now)})
          where workspace_id = ${actor.workspaceId} and id = ${actor.memberId} and exists (
            select from breach where breach.workspace_id = ${actor.workspaceId} and breach.member_id = member.id and until_at is null
              and deal_id is null and clause = 'daily-review')`.execute(tx)
          return { status: 204 }
        }),
    )

    app.post(
      '/repeated-breaches/:id/completion',
      {
        schema: {
          params: Type.Object({ id: Id }),
          body: BreachTalk,
          response: { 201: Type.Object({ items: Type.Array(RepeatedBreach) }) },
        },
      },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const asking = await actingOf(tx, request)
          const { actor, now } = asking
          const found = await tx
            .selectFrom('repeated_breach')
            .select(['assignee_id', 'member_id', 'completed_at'])
            .where('workspace_id', '=', actor.workspaceId)
            .where('id', '=', request.params.id)
            .forUpdate()
            .executeTakeFirst()
          if (!found) throw notFound()
          const isHis = found.assignee_id === actor.memberId || actor.role === 'quality-controller' || actor.role === 'owner'
          if (!isHis || found.member_id === actor.memberId) throw forbidden(notYours)
          if (found.completed_at === null)
            await sql`
              update repeated_breach set completed_at = ${at(now)}, completed_by = ${actor.memberId}, result = ${request.body.result.trim()}
              where workspace_id = ${actor.workspaceId} and id = ${request.params.id}`.execute(tx)
          return { status: 201, body: { items: await readRepeated(asking, await bookInForce(tx, actor.workspaceId)) } }
        }),
    )
  }
  return { routes }
}
