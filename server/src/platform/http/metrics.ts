import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { isLoopback } from './origin.ts'
import { notFound } from './problem.ts'

/** /metrics for Prometheus, to this machine only: neither from outside nor through a proxy. No label says anything about clients. */
export function offerMetrics(app: FastifyInstance): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [register],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', { config: { public: true }, schema: { hide: true } }, async (request, reply) => {
    const isNear = isLoopback(request.ip) && isLoopback(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for']
    if (!isNear) throw notFound()
    return reply.type(register.contentType).send(await register.metrics())
  })
}
