import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ClientDeals, Id, Timeline, type TimelineEntry, TimelineKind } from '@reglament/contract'
import { cursorOf } from '../../../platform/cursor.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '../../../platform/http/index.ts'
import { companyById, contactById } from '../../contacts/index.ts'
import { bookInForce } from '../../rulebook/index.ts'
import { asker } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { sightOf } from '../sight.ts'
import { readTimeline, timelinePage } from '../timeline.ts'
import { type ClientRef, dealsToTell, readClientDeals } from './deals.ts'
import { readClientLeads } from './leads.ts'

const ById = Type.Object({ id: Id })
const Cursor = Type.Optional(Type.String({ maxLength: 400 }))
const kinds = [
  { kind: 'contact', path: '/contacts/:id', find: contactById },
  { kind: 'company', path: '/companies/:id', find: companyById },
] as const

/** A page of deals and a page of leads as one page, the latest first; what does not fit comes with the next one. */
function together({ items, next }: Timeline, leads: readonly TimelineEntry[]): Timeline {
  const all = [...items, ...leads].toSorted((a, b) => Number(b.id) - Number(a.id))
  const page = all.slice(0, timelinePage)
  const more = all.length > page.length || next !== undefined || leads.length === timelinePage
  return { items: page, ...(more && { next: cursorOf(Number(page.at(-1)!.id)) }) }
}

/** The pages of clients: their deals, and their whole path as one timeline (E5). */
export const clientRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { look } = asker(app)
  for (const { kind, path, find } of kinds) {
    const ofClient = <Result>(request: FastifyRequest, id: string, work: (asking: Asking, client: ClientRef) => Promise<Result>) =>
      look(request, async (asking) => {
        if (!(await find(asking.tx, asking.actor.workspaceId, id))) throw notFound()
        return work(asking, { kind, id })
      })
    app.get(
      `${path}/deals`,
      {
        schema: {
          params: ById,
          querystring: Type.Object({ after: Cursor }, { additionalProperties: false }),
          response: { 200: ClientDeals },
        },
      },
      (request) =>
        ofClient(request, request.params.id, async (asking, client) => {
          const { tx, actor, language } = asking
          const [sight, book] = [await sightOf(asking), await bookInForce(tx, actor.workspaceId)]
          return readClientDeals(tx, actor.workspaceId, client, { sight, book, language, after: request.query.after })
        }),
    )
    app.get(
      `${path}/timeline`,
      {
        schema: {
          params: ById,
          querystring: Type.Object({ after: Cursor, kind: Type.Optional(TimelineKind) }, { additionalProperties: false }),
          response: { 200: Timeline },
        },
      },
      (request) =>
        ofClient(request, request.params.id, async (asking, client) => {
          const { tx, actor, language } = asking
          const { after, kind: wanted } = request.query
          const book = await bookInForce(tx, actor.workspaceId)
          const sight = await sightOf(asking)
          const dealIds = await dealsToTell(tx, actor.workspaceId, client, sight)
          const asked = { dealIds, book, language, after, kinds: wanted && [wanted], ofClient: true }
          const ofDeals = await readTimeline(tx, actor.workspaceId, asked)
          if (wanted !== undefined && wanted !== 'talks') return ofDeals
          return together(ofDeals, await readClientLeads(tx, actor.workspaceId, client, { sight, book, language, after }))
        }),
    )
  }
}
