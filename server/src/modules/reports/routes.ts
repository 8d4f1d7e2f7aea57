import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Control, ControlQuery, ControlRowPage, ControlRowsQuery } from '@reglament/contract'
import type { HttpModule } from '../../platform/http/index.ts'
import { asker } from '../deals/index.ts'
import { readControl } from './control.ts'
import { readControlRows } from './controlRows.ts'

const routes: FastifyPluginAsyncTypebox = async (app) => {
  const { look } = asker(app)

  app.get(
    '/control',
    {
      schema: {
        tags: ['control'],
        summary: 'What is broken now, by clause and by member, beside some days ago',
        querystring: ControlQuery,
        response: { 200: Control },
      },
    },
    (request) => look(request, (asking) => readControl(asking, request.query)),
  )

  app.get(
    '/control/rows',
    {
      schema: {
        tags: ['control'],
        summary: 'The open breaches behind a figure, the oldest first, with their deals',
        querystring: ControlRowsQuery,
        response: { 200: ControlRowPage },
      },
    },
    (request) => look(request, (asking) => readControlRows(asking, request.query)),
  )
}

/** Views over everything; they only read. */
export const reportsHttp: HttpModule = { routes }
