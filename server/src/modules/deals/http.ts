import type { HttpModule } from '../../platform/http/index.ts'
import { clientRoutes } from './clients/routes.ts'
import { evidenceRoutes } from './evidence.ts'
import { lossRoutes } from './lossRoutes.ts'
import { qualificationRoutes } from './qualification/routes.ts'
import { dealRoutes } from './routes.ts'

/** The routes of deals, and what their constraints say when one of them fires. */
export const dealsHttp: HttpModule = {
  routes: async (app) => {
    await app.register(dealRoutes)
    await app.register(lossRoutes)
    await app.register(evidenceRoutes)
    await app.register(qualificationRoutes)
    await app.register(clientRoutes)
  },
}
