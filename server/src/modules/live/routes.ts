import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { News, NewsQuery } from '@reglament/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { lookInto } from '../../platform/database.ts'
import { tooMany, type Actor } from '../../platform/http/index.ts'
import { sightOf, whereabouts, type Sight, type Whereabouts } from '../deals/index.ts'
import { findActor } from '../members/index.ts'
import { openTail, type Fresh } from './tail.ts'

/** Proxies cut a connection on which nothing is said for a minute; who has left is noticed by it too. */
const heartbeatMs = 20_000
/** A person has a few tabs open; more is a program that forgets to close. */
const openMaxOfMember = 20
const manyOpen = { ru: 'Открыто слишком много вкладок: закройте лишние.', en: 'Too many tabs are open: close some.' }
/** Who does not read what is said to him is let go; he comes back and asks everything anew. */
const unreadBytesMax = 1_000_000

const schema = {
  description: 'A stream of server-sent events. «news» says what has changed while it is open; what exactly, one asks anew.',
  produces: ['text/event-stream'],
  querystring: NewsQuery,
  response: { 200: { description: 'Events named news', content: { 'text/event-stream': { schema: News } } } },
}

/** Something new; of a deal with the place where it stands and the people from whom it was taken. */
type Item = { kind: string; id: string; place?: Whereabouts; former: readonly string[] }

/** `GET /api/events`: what others do appears on open screens within a second (L4). */
export const liveRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const tail = openTail(app.services, describe)
  const open = new Map<string, Set<FastifyReply>>()
  app.addHook('preClose', (done) => {
    tail.stop()
    for (const replies of open.values()) for (const { raw } of replies) raw.end()
    done()
  })

  app.get('/events', { schema }, async (request, reply) => {
    const { actor } = request
    const mine = open.get(actor.memberId) ?? new Set()
    if (mine.size >= openMaxOfMember) throw tooMany(60, manyOpen)
    let sight = await seenBy(actor)
    const { raw } = reply
    const early: News[] = []
    let say = (news: News) => void early.push(news)
    const tell = (fresh: readonly Item[] | null) => {
      if (!fresh) return say({ items: [], all: true })
      const items = fresh.filter((item) => concerns(item, sight)).map(({ kind, id, place }) => ({ kind, id, ...place }))
      if (items.length > 0) say({ items })
    }
    const leave = await tail.listen(actor.workspaceId, tell)
    try {
      // What changed between the first reading of the page and this moment would be told to nobody otherwise.
      if (request.query.since !== undefined) tell(await tail.missed(actor.workspaceId, request.query.since))
    } catch (error) {
      leave()
      throw error
    }
    if (raw.destroyed) return leave() // he did not wait
    open.set(actor.memberId, mine.add(reply))

    reply.hijack()
    raw.writeHead(200, { ...(reply.getHeaders() as object), 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    raw.write('retry: 2000\n\n')
    say = (news) => {
      raw.write(`event: news\ndata: ${JSON.stringify(news)}\n\n`)
      if (raw.writableLength > unreadBytesMax) raw.destroy()
    }
    for (const news of early) say(news)
    // Who was signed out, or sees other people's deals since this morning, does not go on as before.
    const heartbeat = setInterval(() => {
      void stillIn(request)
        .catch(() => null)
        .then((now) => {
          if (!now) return raw.end()
          sight = now
          return raw.write(':\n\n')
        })
    }, heartbeatMs).unref()
    raw.on('close', () => {
      clearInterval(heartbeat)
      leave()
      mine.delete(reply)
      if (mine.size === 0) open.delete(actor.memberId)
    })
  })

  const seenBy = (actor: Actor): Promise<Sight> =>
    lookInto(app.services, actor.workspaceId, (tx) => sightOf({ tx, actor, now: app.services.clock.now(actor) }))

  async function stillIn(request: FastifyRequest): Promise<Sight | null> {
    const actor = await findActor(app.services, request)
    return actor?.memberId === request.actor.memberId ? seenBy(actor) : null
  }

  async function describe(workspaceId: number, fresh: readonly Fresh[]): Promise<Item[]> {
    const ids = fresh.flatMap(({ kind, id }) => (kind === 'deal' ? id : []))
    if (ids.length === 0) return [...fresh]
    const places = await lookInto(app.services, workspaceId, (tx) => whereabouts(tx, workspaceId, ids))
    const placeOf = new Map(places.map((place) => [place.id, place]))
    return fresh.map((item) => ({ ...item, place: placeOf.get(item.id) }))
  }
}

/** Of deals those in his sight and those that have just left it; of everything else only that there is something new. */
function concerns({ kind, place, former }: Item, sight: Sight): boolean {
  if (kind !== 'deal' || sight === 'all') return true
  if (!place) return false
  return place.responsibleId === null || sight.includes(place.responsibleId) || former.some((id) => sight.includes(id))
}
