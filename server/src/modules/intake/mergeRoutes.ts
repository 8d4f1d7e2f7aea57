import { Id, Merge, MergeCreation, MergeList, SuggestionList } from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { lookInto } from '../../platform/database.ts'
import { performAct } from '../../platform/http/index.ts'
import { actingOf, type Asking } from '../deals/index.ts'
import { merge, type MergeKind, readMerges, undoMerge } from './merges.ts'
import { leadOf } from './readLeads.ts'
import { suggestionsOf } from './suggestions.ts'

const tags = ['leads']
const kinds: readonly [segment: string, kind: MergeKind][] = [
  ['contacts', 'contact'],
  ['companies', 'company'],
  ['leads', 'lead'],
]

/** Who may be the same, and making them one. */
export const mergeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const look = <Result>(request: FastifyRequest, work: (asking: Asking) => Promise<Result>) =>
    lookInto(app.services, request.actor.workspaceId, (tx) =>
      work({ tx, actor: request.actor, now: app.services.clock.now(request.actor), language: request.locale }),
    )

  app.get(
    '/leads/:id/suggestions',
    { schema: { tags, summary: 'Who it may be', params: Type.Object({ id: Id }), response: { 200: SuggestionList } } },
    (request) => look(request, async (asking) => ({ items: await suggestionsOf(asking, request.params.id) })),
  )

  for (const [segment, kind] of kinds) {
    app.get(
      `/${segment}/:id/merges`,
      { schema: { tags, summary: 'What went into it', params: Type.Object({ id: Id }), response: { 200: MergeList } } },
      (request) =>
        look(request, async (asking) => {
          if (kind === 'lead') await leadOf(asking, request.params.id)
          return { items: await readMerges(asking, kind, request.params.id) }
        }),
    )
    app.post(
      `/${segment}/:id/merges`,
      {
        schema: {
          tags,
          summary: 'Another one goes into this one',
          params: Type.Object({ id: Id }),
          body: MergeCreation,
          response: { 201: Merge },
        },
      },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const asking = await actingOf(tx, request)
          return { status: 201, body: await merge(asking, kind, request.params.id, request.body.id) }
        }),
    )
    app.delete(
      `/${segment}/:id/merges/:mergeId`,
      { schema: { tags, summary: 'Take a merge back', params: Type.Object({ id: Id, mergeId: Id }), response: { 200: Merge } } },
      (request, reply) =>
        performAct(request, reply, async (tx) => {
          const asking = await actingOf(tx, request)
          return { status: 200, body: await undoMerge(asking, kind, request.params.id, request.params.mergeId) }
        }),
    )
  }
}
