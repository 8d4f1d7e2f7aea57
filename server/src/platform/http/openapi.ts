import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { Problem as ProblemDocument } from '@reglament/contract'
import type { FastifyInstance } from 'fastify'

/** The description of the API, made from the schemas the routes are checked by, and a page to read it. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Reglament',
        version: '1',
        description:
          'A sales CRM that enforces the rules of the company. Every answer other than yes is an RFC 9457 problem document; ' +
          '409 carries the findings of the regulation and how to mend them.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key' },
          session: { type: 'apiKey', in: 'cookie', name: 'reglament' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    // Plain Fastify schemas have no place for the kind of an answer's content, so problems are added here, for the document only.
    transform: ({ schema, url }) => ({ schema: { ...schema, ...(!schema?.hide && { response: withProblem(schema?.response) }) }, url }),
  })
  app.get('/api/openapi.json', { config: { public: true }, schema: { hide: true } }, () => app.swagger())
  await app.register(swaggerUi, { routePrefix: '/api/docs', uiConfig: { url: '/api/openapi.json', validatorUrl: null } })
}

const withProblem = (responses: unknown) => ({
  ...(responses as object | undefined),
  default: { description: 'Anything but yes', content: { 'application/problem+json': { schema: ProblemDocument } } },
})
