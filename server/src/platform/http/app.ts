// The shell around every route: who is asking, in which language, from where; and what is said when something is wrong.
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Locale, Verdict } from '@reglament/contract'
import fastify, { LogController } from 'fastify'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Services } from '../services.ts'
import { localeWanted } from '../text.ts'
import type { Actor } from './actor.ts'
import { answerRawFault } from './rawFault.ts'
import { causeOf, explain } from './explain.ts'
import type { Constraints } from './explain.ts'
import { httpsHeaders, safeHeaders } from './headers.ts'
import { acceptJsonOnly, bodyBytesMax, isBadAddress } from './jsonBody.ts'
import { offerMetrics } from './metrics.ts'
import { describeApi } from './openapi.ts'
import { badAddress, refuseOtherHost, refuseOtherOrigin } from './origin.ts'
import { forbidden, notFound, Problem, problemDocument, refused, unauthenticated } from './problem.ts'
import { compileSchema } from './validation.ts'
import { compileSerializer } from './serialization.ts'
import { serveWeb } from './webFiles.ts'
import { words } from './words.ts'

declare module 'fastify' {
  interface FastifyInstance {
    services: Services
  }
  interface FastifyRequest {
    /** Who is asking. There is one on every route that is not public. */
    readonly actor: Actor
    /** The language of the answer. */
    locale: Locale
  }
  interface FastifyReply {
    /** Answers with a problem document. */
    problem: (problem: Problem) => FastifyReply
    /** Answers 409 with what the regulation found. */
    refuse: (verdict: Verdict) => FastifyReply
  }
  interface FastifyContextConfig {
    /** For anybody: nobody is looked up, `request.actor` must not be read. */
    public?: boolean
    /** May be called from pages of other sites: public forms, webhooks. */
    anyOrigin?: boolean
  }
}

/** What one capability brings to the API. */
export type HttpModule = { routes: FastifyPluginAsync; constraints?: Constraints }

export type HttpOptions = {
  modules: readonly HttpModule[]
  /** Finds who is asking by cookie or key, in one statement; null: nobody. */
  findActor: (request: FastifyRequest) => Promise<Actor | null>
  /** The folder of the built web. */
  webFolder: string
}

export async function buildHttp(services: Services, { modules, findActor, webFolder }: HttpOptions) {
  const { config, log } = services
  const constraints: Constraints = Object.assign({}, ...modules.map((it) => it.constraints))
  const app = fastify({
    loggerInstance: log,
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: bodyBytesMax,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    return503OnClosing: false, // while it drains, what still comes in is answered, and the connection closed
    forceCloseConnections: 'idle',
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
    clientErrorHandler: answerRawFault,
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.decorate('services', services)
  const actors = new WeakMap<FastifyRequest, Actor>()
  app.decorateRequest('actor', {
    getter() {
      const actor = actors.get(this)
      if (!actor) throw unauthenticated() // also when a public route asks by mistake: it cannot act for nobody
      return actor
    },
  })
  app.decorateRequest('locale', 'ru')
  app.decorateReply('problem', function (problem) {
    return answer(problem, this.request, this)
  })
  app.decorateReply('refuse', function (verdict) {
    return answer(refused(verdict), this.request, this)
  })
  app.setValidatorCompiler(compileSchema)
  app.setSerializerCompiler(compileSerializer)
  acceptJsonOnly(app)
  app.setErrorHandler((error, request, reply) => answer(error, request, reply))
  app.setNotFoundHandler((request, reply) => answer(notFound(), request, reply))

  function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const explained = explain(error, constraints)
    if (!explained) request.log.error({ err: error, route: request.routeOptions?.url }, 'fault')
    const cause = explained && causeOf(error)
    if (cause) request.log.warn({ ...cause, status: explained.status, route: request.routeOptions?.url }, 'the database did not let it')
    const problem = explained ?? new Problem(500, 'fault', words.fault)
    return reply
      .code(problem.status)
      .headers({ ...safeHeaders, ...problem.extras.headers, 'cache-control': 'no-store', 'content-language': request.locale })
      .type('application/problem+json; charset=utf-8')
      .serializer((text: unknown) => text as string)
      .send(JSON.stringify(problemDocument(problem, request.locale, request.id)))
  }

  await app.register(cookie)

  app.addHook('onRequest', async (request, reply) => {
    request.locale = localeWanted(request.headers['accept-language']) ?? 'ru'
    reply.headers(safeHeaders).header('x-request-id', request.id)
    if (request.protocol === 'https' || config.publicUrl?.startsWith('https:')) reply.headers(httpsHeaders)
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
    refuseOtherHost(request, config)
    if (isBadAddress(request.url)) throw badAddress()
    const { public: isPublic, anyOrigin } = request.routeOptions.config
    if (!anyOrigin) refuseOtherOrigin(request, config.publicUrl)
    if (!isPublic && !request.is404) await letIn(request)
  })

  async function letIn(request: FastifyRequest): Promise<void> {
    const actor = await findActor(request)
    if (!actor) throw unauthenticated()
    const needed = request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write'
    if (!actor.scopes.includes(needed)) throw forbidden(words.noScope)
    actors.set(request, actor)
    request.locale = localeWanted(request.headers['accept-language']) ?? actor.locale
  }

  app.addHook('preValidation', (request, _reply, done) => {
    // An act with nothing to say may come without a body.
    if (request.body === undefined && request.routeOptions.schema?.body) request.body = {}
    done()
  })

  app.addHook('onResponse', (request, reply, done) => {
    const { workspaceId, memberId } = actors.get(request) ?? {}
    const { method, routeOptions } = request
    // The route and not the address: a search in the address says whom somebody looked for.
    const line = { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), workspaceId, memberId }
    request.log.info(line, 'answered')
    done()
  })

  // The page of the API comes with routes of its own, which nobody else could declare public.
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/docs')) route.config = { ...route.config, public: true }
  })

  await describeApi(app)
  offerMetrics(app)
  offerHealth()
  for (const { routes } of modules) await app.register(routes, { prefix: '/api' })
  serveWeb(app, webFolder)
  return app

  function offerHealth(): void {
    app.get('/api/health', { config: { public: true }, schema: { hide: true } }, async (_request, reply) => {
      const ready = await sql`select 1`.execute(services.db).then(() => true, () => false) // prettier-ignore
      return reply
        .code(ready ? 200 : 503)
        .headers(ready ? {} : { 'retry-after': '2' })
        .send({ live: true, ready })
    })
  }
}
