import { dates, FirstAnswerReport } from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DAY_MS, parseInstant } from '@reglament/kernel'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import { type Asking, readSpan } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { readFirstAnswers } from './firstAnswer.ts'
import { says } from './words.ts'

const Asked = Type.Object(
  {
    span: dates('when the inquiries came; the last thirty days when nothing is said'),
    from: Type.Optional(Type.String({ format: 'date-time' })),
    until: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)

/** How fast inquiries are answered. */
export const answerRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/reports/first-answer',
    {
      schema: {
        tags: ['reports'],
        summary: 'The speed of the first answer, per manager',
        querystring: Asked,
        response: { 200: FirstAnswerReport },
      },
    },
    ({ actor, locale, query }) =>
      lookInto(app.services, actor.workspaceId, async (tx) => {
        const asking = { tx, actor, now: app.services.clock.now(actor), language: locale }
        const [from, until] = await spanAsked(asking, query)
        return readFirstAnswers(asking, from, until)
      }),
  )
}

type Query = { span?: string; from?: string; until?: string }

/** By days in the zone of the workspace, or by instants. @throws Problem 400 */
async function spanAsked({ tx, actor, now }: Asking, { span, from, until }: Query): Promise<readonly [number, number]> {
  if (span !== undefined) {
    const { calendar } = await bookInForce(tx, actor.workspaceId)
    const [first, end] = readSpan('span', span, calendar, now)
    return [first ?? 0, end ?? now + 1]
  }
  const end = until === undefined ? now + 1 : parseInstant(until)
  const first = from === undefined ? end - 30 * DAY_MS : parseInstant(from)
  if (first > end) throw invalid([{ path: '?from', message: says.endsBefore }])
  return [first, end]
}
