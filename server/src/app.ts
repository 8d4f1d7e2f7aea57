// The one place that knows every module: what is served, and what one module does when another asks in general.
import { fileURLToPath } from 'node:url'
import type { Role } from '@reglament/contract'
import { contactRoutes } from './modules/contacts/index.ts'
import { day } from './modules/day/index.ts'
import { dealsHttp, loadOf as openDealsOf } from './modules/deals/index.ts'
import { liveRoutes } from './modules/live/index.ts'
import { findActor, members } from './modules/members/index.ts'
import type { Founder, LoadOf } from './modules/members/index.ts'
import { noticeRoutes } from './modules/notices/index.ts'
import { foundRulebook, rulebookRoutes } from './modules/rulebook/index.ts'
import { buildHttp } from './platform/http/index.ts'
import type { HttpModule } from './platform/http/index.ts'
import type { Services } from './platform/services.ts'

/** What a new workspace is given, in this order, in the transaction that founds it. */
export const founders: readonly Founder[] = [foundRulebook]

/** The corridor by role where the member has none of his own (regulation §9); other roles have none. */
const corridors: Partial<Record<Role, { min: number; max: number }>> = { manager: { min: 50, max: 80 }, trainee: { min: 0, max: 25 } }

const loadOf: LoadOf = async (tx, { workspaceId, memberId, role }, own) => ({
  open: await openDealsOf(tx, workspaceId, memberId),
  min: own.min ?? corridors[role]?.min ?? null,
  max: own.max ?? corridors[role]?.max ?? null,
})

const modules: readonly HttpModule[] = [
  members({ founders, loadOf }),
  { routes: contactRoutes },
  { routes: rulebookRoutes },
  { routes: noticeRoutes },
  dealsHttp,
  { routes: liveRoutes },
  day({ loadOf }),
]

/** The whole application, ready to listen or to be asked directly by a test. */
export const buildApp = (services: Services) =>
  buildHttp(services, {
    modules,
    findActor: (request) => findActor(services, request),
    webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  })
