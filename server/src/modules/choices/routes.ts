import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ReplacementRunList } from '@reglament/contract'
import type { FastifyRequest } from 'fastify'
import { inWorkspace } from '../../platform/database.ts'
import { forbidden } from '../../platform/http/index.ts'
import { mayChangeRegulation } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { readRuns } from './runs.ts'
import { says } from './words.ts'

const tags = ['settings']

/** Lists that people choose from, as those change them who set the company up. */
export const choiceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const mustSet = ({ actor }: FastifyRequest) => {
    if (!mayChangeRegulation(actor.role)) throw forbidden(says.mayNotSet)
  }

  app.get(
    '/replacements',
    {
      schema: {
        tags,
        summary: 'What is being put in place of something retired, and how far it is',
        response: { 200: ReplacementRunList },
      },
    },
    (request) => {
      mustSet(request)
      const { workspaceId } = request.actor
      return inWorkspace(app.services, workspaceId, async (tx) => ({
        items: await readRuns(tx, workspaceId, await bookInForce(tx, workspaceId), request.locale),
      }))
    },
  )
}
