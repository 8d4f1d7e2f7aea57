import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Found } from '@reglament/contract'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { lookInto, type Tx } from '../../platform/database.ts'
import { sightOf } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { findClauses, findThings, type Looking } from './find.ts'
import { onOtherLayout, spelledRight, wantedBy, type Wanted } from './wanted.ts'

const Query = Type.Object(
  { q: Type.String({ maxLength: 200, description: 'words in any order, a phone in any spelling, the number of a deal or clause' }) },
  { additionalProperties: false },
)

const alikeConsidered = 40

const alikeIn = (tx: Tx) => async (word: string) => {
  const { rows } = await sql<{ word: string }>`select word from search_alike(${word}, ${alikeConsidered}) as word`.execute(tx)
  return rows.map((row) => row.word)
}

/** `GET /api/search`: one question for everything (L1). What is found is what the asker may see. */
export const searchRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get('/search', { schema: { querystring: Query, response: { 200: Found } } }, ({ actor, locale, query: { q } }) =>
    lookInto(app.services, actor.workspaceId, async (tx): Promise<Found> => {
      const looking: Looking = {
        tx,
        workspaceId: actor.workspaceId,
        sight: await sightOf({ tx, actor, now: app.services.clock.now(actor) }),
        book: await bookInForce(tx, actor.workspaceId),
        language: locale,
      }
      const asTyped = await find(looking, q, wantedBy(q))
      if (!isEmpty(asTyped)) return { ...asTyped, instead: null }
      const switched = onOtherLayout(q)
      if (switched) {
        const found = await find(looking, switched.typed, switched.wanted)
        if (!isEmpty(found)) return { ...found, instead: switched.typed }
      }
      const meant = switched ?? { typed: q, wanted: wantedBy(q) }
      const right = await spelledRight(meant.wanted, alikeIn(tx))
      if (!right) return { ...asTyped, instead: null }
      const found = await find(looking, meant.typed, right)
      return { ...found, instead: isEmpty(found) ? null : right.spellings.map((word) => word[1] ?? word[0]).join(' ') }
    }),
  )
}

async function find(looking: Looking, typed: string, wanted: Wanted) {
  return { ...(await findThings(looking, wanted)), clauses: findClauses(looking, typed, wanted) }
}

const isEmpty = (found: Omit<Found, 'instead'>) => Object.values(found).every((things) => things.length === 0)
