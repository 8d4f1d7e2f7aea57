// What a visitor of a site and its scripts are told by the doors that strangers send to.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusalPage } from './thanks.ts'

/** As RFC 9110 has it, as far as that goes; other programs write what they like. */
const mediaType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/

/** The page that something was sent from; our own, where a form is tried out, counts as none. */
export function originOf(request: FastifyRequest, publicUrl: string | undefined): string | undefined {
  const { origin } = request.headers
  return origin === (publicUrl ?? `${request.protocol}://${request.host}`) ? undefined : origin
}

/**
 * A form is read by browsers of other sites: its answers may be used there, a refusal can be read by the script that was refused, and a
 * person whose browser has sent the form itself sees a page. What has a content type that is none is stored like anything else (C1).
 */
export function receiveVisitors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type']
    if (type !== undefined && !mediaType.test(type)) delete request.headers['content-type']
    done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('cross-origin-resource-policy', 'cross-origin')
    if (reply.statusCode < 400 || request.method !== 'POST' || typeof payload !== 'string') return done(null, payload)
    reply.header('access-control-allow-origin', '*')
    if (!(request.headers.accept ?? '').includes('text/html')) return done(null, payload)
    reply.type('text/html; charset=utf-8')
    const { detail } = JSON.parse(payload) as { detail?: string }
    done(null, refusalPage(request.locale, reply.statusCode, detail ?? '', request.headers.referer))
  })
}
