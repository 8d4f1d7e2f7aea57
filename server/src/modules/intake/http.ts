import type { HttpModule } from '../../platform/http/index.ts'
import { leadRoutes } from './leadRoutes.ts'
import { intakeConstraints } from './words.ts'

/** The routes of intake, and what its constraints say when one of them fires. */
export const intakeHttp: HttpModule = {
  routes: async (app) => {
    await app.register(leadRoutes)
  },
  constraints: intakeConstraints,
}
