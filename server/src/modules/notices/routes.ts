import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Id, MentionPage, MentionsSeen, NoticePage } from '@reglament/contract'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { notFound, performAct } from '../../platform/http/index.ts'
import { readNotices, seeNotice } from './notices.ts'
import { readMentions, seeMentions } from './queries.ts'

const Page = Type.Object({ after: Type.Optional(Type.String({ maxLength: 400 })) }, { additionalProperties: false })

/** Where somebody was called by his name, and what the regulation tells him; everybody reads and settles only his own. */
export const noticeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/mentions', { schema: { querystring: Page, response: { 200: MentionPage } } }, ({ actor, query }) =>
    lookInto(app.services, actor.workspaceId, (tx) => readMentions(tx, actor.workspaceId, actor.memberId, query.after)),
  )
  app.post('/mentions/seen', { schema: { body: MentionsSeen, response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const { actor, body } = request
      if (!(await seeMentions(tx, actor.workspaceId, actor.memberId, body.dealId, app.services.clock.now(actor)))) throw notFound()
      return { status: 204 }
    }),
  )
  app.get('/notices', { schema: { querystring: Page, response: { 200: NoticePage } } }, ({ actor, query }) =>
    lookInto(app.services, actor.workspaceId, (tx) => readNotices(tx, actor.workspaceId, actor.memberId, query.after)),
  )
  app.post('/notices/:id/seen', { schema: { params: Type.Object({ id: Id }), response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const { actor, params } = request
      if (!(await seeNotice(tx, actor.workspaceId, actor.memberId, params.id, app.services.clock.now(actor)))) throw notFound()
      return { status: 204 }
    }),
  )
}
