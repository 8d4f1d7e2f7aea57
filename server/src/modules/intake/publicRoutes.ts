import { Arrived } from '@reglament/contract'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { arrive, checkSignature, receiveForm, type Sent } from './atTheDoor.ts'
import { formOfKey, perMinuteUsual, webhookOfKey } from './doors.ts'
import { beginDraining, endDraining } from './drain.ts'
import { countSent, flood, forgetSent } from './flood.ts'
import { doorPage, thanksPage } from './thanks.ts'
import { originOf, receiveVisitors } from './visitors.ts'

/** No form that a person fills in is larger; files are not taken here. */
const bodyBytesMax = 256 * 1024

const wrongOrigin = { ru: 'Эта форма не принимает заявки с этой страницы.', en: 'This form takes nothing from this page.' }
const nothing = { ru: 'Ничего не пришло: тело запроса пустое.', en: 'Nothing has come: the body is empty.' }

const bodyOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))
const sentBy = (request: FastifyRequest): Sent => ({
  contentType: request.headers['content-type']?.slice(0, 200) ?? null,
  body: bodyOf(request),
  header: (name) => [request.headers[name]].flat()[0],
})

/** The page may read what is answered; whether it may send at all is decided before. */
function allowOrigin(origin: string | undefined, reply: FastifyReply): void {
  if (origin !== undefined) reply.headers({ 'access-control-allow-origin': origin, vary: 'origin' })
}

const tags = ['intake']
const open = { public: true, anyOrigin: true }

/** What strangers may send to: forms of sites and webhooks. Whatever content type it has, it is stored first. */
export const publicRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, body, done) => done(null, body))
  const { services } = app
  receiveVisitors(app)
  beginDraining(services)
  app.addHook('onClose', () => endDraining(services))

  app.options('/forms/:formKey/submissions', { config: open, schema: { hide: true } }, async (request, reply) => {
    const { formKey } = request.params as { formKey: string }
    const door = await formOfKey(services.db, formKey)
    if (!door?.enabled) throw notFound()
    const { origin } = request.headers
    const { origins = [] } = door.settings
    if (origin !== undefined && origins.length > 0 && !origins.includes('*') && !origins.includes(origin)) throw forbidden(wrongOrigin)
    allowOrigin(origin, reply)
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type, *',
        'access-control-max-age': '600',
      })
      .send()
  })

  // Who reloads the page of thanks, or looks whether the address works, comes here.
  app.get('/forms/:formKey/submissions', { config: open, schema: { hide: true } }, (request, reply) =>
    reply
      .code(405)
      .header('allow', 'POST, OPTIONS')
      .type('text/html; charset=utf-8')
      .send(doorPage(request.locale, request.headers.referer)),
  )

  app.post(
    '/forms/:formKey/submissions',
    {
      config: open,
      bodyLimit: bodyBytesMax,
      schema: {
        tags,
        security: [],
        summary: 'What a form of a site sends: JSON, form-encoded or multipart',
        params: Type.Object({ formKey: Type.String({ maxLength: 100 }) }),
        response: { 201: Arrived },
      },
    },
    async (request, reply) => {
      const { formKey } = request.params
      const origin = originOf(request, services.config.publicUrl)
      const tries = countSent(services, formKey, request.ip)
      const { contentType, body } = sentBy(request)
      const received = await receiveForm(services, formKey, { origin, tries, contentType, body })
      if (received.outcome === 'none' || received.outcome === 'origin') {
        forgetSent(services, formKey, request.ip)
        throw received.outcome === 'none' ? notFound() : forbidden(wrongOrigin)
      }
      allowOrigin(origin, reply)
      if (received.outcome === 'flood') throw flood(services.clock.real())
      if (received.outcome === 'empty') throw invalid([{ path: '/', message: nothing }])
      const { id, successUrl } = received
      // A browser that sends the form itself shows what is answered; a script reads it.
      if ((request.headers.accept ?? '').includes('text/html')) {
        const answer = reply as unknown as FastifyReply
        if (successUrl) return answer.redirect(successUrl, 303) as never
        return answer.code(201).type('text/html; charset=utf-8').send(thanksPage(request.locale, request.headers.referer)) as never
      }
      return reply.code(201).send({ id, arrived: true as const })
    },
  )

  app.post(
    '/webhooks-in/:key',
    {
      config: open,
      bodyLimit: bodyBytesMax,
      schema: {
        tags,
        security: [],
        summary: 'What another program sends; the key stands in the address',
        params: Type.Object({ key: Type.String({ maxLength: 100 }) }),
        response: { 201: Arrived },
      },
    },
    async (request, reply) => {
      const door = await webhookOfKey(services.db, request.params.key)
      if (!door?.enabled) throw notFound()
      if (countSent(services, door.id, request.ip) > (door.settings.perMinute ?? perMinuteUsual)) throw flood(services.clock.real())
      const sent = sentBy(request)
      checkSignature(sent, door)
      if (bodyOf(request).length === 0) throw invalid([{ path: '/', message: nothing }])
      return reply.code(201).send({ id: await arrive(services, sent, 'webhook', door), arrived: true as const })
    },
  )
}
