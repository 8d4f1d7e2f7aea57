import type { HttpModule } from '../../platform/http/index.ts'
import { answerRoutes } from './answerRoutes.ts'
import { doorRoutes } from './doorRoutes.ts'
import { leadRoutes } from './leadRoutes.ts'
import { mergeRoutes } from './mergeRoutes.ts'
import { publicRoutes } from './publicRoutes.ts'
import { intakeConstraints } from './words.ts'

/** The routes of intake, and what its constraints say when one of them fires. */
export const intakeHttp: HttpModule = {
  routes: async (app) => {
    await app.register(leadRoutes)
    await app.register(doorRoutes)
    await app.register(mergeRoutes)
    await app.register(answerRoutes)
    await app.register(publicRoutes)
  },
  constraints: intakeConstraints,
}
