import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Control, ControlRowPage, Id } from '@reglament/contract'
import { Type } from 'typebox'
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
        summary: 'What is broken now, by clause and by member, with the trend of a week',
        response: { 200: Control },
      },
    },
    (request) => look(request, readControl),
  )

  app.get(
    '/control/rows',
    {
      schema: {
        tags: ['control'],
        summary: 'The open breaches behind a figure, the oldest first, with their deals',
        querystring: Type.Object(
          {
            clause: Type.Optional(Type.String({ maxLength: 400, description: 'one or several keys, separated by commas' })),
            member: Type.Optional(Type.Union([Id, Type.Literal('none')])),
            after: Type.Optional(Type.String({ maxLength: 400 })),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: ControlRowPage },
      },
    },
    (request) => look(request, (asking) => readControlRows(asking, request.query)),
  )
}

/** Views over everything; they only read. */
export const reportsHttp: HttpModule = { routes }
