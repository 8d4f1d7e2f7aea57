import { Id, SavedView, SavedViews, TableFilters, ViewCreation, ViewEdit } from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { etag, performAct, versionExpected } from '../../platform/http/index.ts'
import { exportDeals } from './exportDeals.ts'
import { deleteView, editView, readViews, saveView } from './views.ts'

const OfView = Type.Object({ viewId: Id })

/** Saved views, and lists that are taken out as files. */
export const listRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { services } = app

  app.get('/views', { schema: { response: { 200: SavedViews } } }, async ({ actor }) => ({
    items: await lookInto(services, actor.workspaceId, (tx) => readViews(tx, actor)),
  }))

  app.post('/views', { schema: { body: ViewCreation, response: { 201: SavedView } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const { actor, body } = request
      const view = await saveView(tx, actor, body, services.clock.now(actor))
      return { status: 201, body: view, headers: { etag: etag(view.version) } }
    }),
  )

  app.patch('/views/:viewId', { schema: { params: OfView, body: ViewEdit, response: { 200: SavedView } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      const { actor, body, params } = request
      const view = await editView(tx, actor, params.viewId, body, services.clock.now(actor), versionExpected(request))
      return { status: 200, body: view, headers: { etag: etag(view.version) } }
    }),
  )

  app.delete('/views/:viewId', { schema: { params: OfView, response: { 204: Type.Null() } } }, (request, reply) =>
    performAct(request, reply, async (tx) => {
      await deleteView(tx, request.actor, request.params.viewId)
      return { status: 204 }
    }),
  )

  app.get(
    '/exports/deals',
    {
      schema: {
        querystring: Type.Object(
          {
            ...TableFilters,
            format: Type.Optional(Type.Union([Type.Literal('csv'), Type.Literal('xlsx')], { default: 'csv' })),
            columns: Type.Optional(
              Type.String({
                maxLength: 4000,
                pattern: '^(field:)?[a-zA-Z0-9][a-zA-Z0-9._-]*(,(field:)?[a-zA-Z0-9][a-zA-Z0-9._-]*)*$',
                description: 'by comma, in this order: number, title, client, stage, …, `field:source`',
              }),
            ),
          },
          { additionalProperties: false },
        ),
      },
    },
    (request, reply) => {
      const { format = 'csv', columns, ...asked } = request.query
      return exportDeals(request, reply, { format, columns: columns?.split(','), asked })
    },
  )
}
