import type { HttpModule } from '../../platform/http/index.ts'
import { dealRoutes } from './routes.ts'

/** The routes of deals, and what their constraints say when one of them fires. */
export const dealsHttp: HttpModule = { routes: dealRoutes }
