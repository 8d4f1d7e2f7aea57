// The one place that knows every module: what is served, and what one module does when another asks in general.
import { fileURLToPath } from 'node:url'
import { corridorOf } from '@reglament/regulation'
import { contactRoutes } from './modules/contacts/index.ts'
import { day, memberWork } from './modules/day/index.ts'
import { alsoSweep, dealsHttp, loadOf as openDealsOf } from './modules/deals/index.ts'
import { exchangeHttp, releaseWork } from './modules/exchange/index.ts'
import { listRoutes } from './modules/lists/index.ts'
import { liveRoutes } from './modules/live/index.ts'
import { arrivalWork, foundIntake, intakeHttp, leadWork } from './modules/intake/index.ts'
import { findActor, members } from './modules/members/index.ts'
import type { Founder, LoadOf } from './modules/members/index.ts'
import { noticeRoutes } from './modules/notices/index.ts'
import { campaignWork, qualityRoutes } from './modules/quality/index.ts'
import { choiceRoutes, replacementWork } from './modules/choices/index.ts'
import { bookInForce, foundRulebook, rulebookRoutes } from './modules/rulebook/index.ts'
import { searchRoutes } from './modules/search/index.ts'
import { transferRoutes } from './modules/transfer/index.ts'
import { reportsHttp } from './modules/reports/index.ts'
import { buildHttp } from './platform/http/index.ts'
import type { HttpModule } from './platform/http/index.ts'
import type { Services } from './platform/services.ts'

/** What a new workspace is given, in this order, in the transaction that founds it. */
export const founders: readonly Founder[] = [foundRulebook, foundIntake]

/** The load of who asks, beside his corridor by the regulation in force (D9). */
const loadOf: LoadOf = async (tx, { workspaceId, memberId, role }, own) => {
  const { regulation } = await bookInForce(tx, workspaceId)
  return { open: await openDealsOf(tx, workspaceId, memberId), ...corridorOf(regulation, role, own) }
}

const modules: readonly HttpModule[] = [
  members({ founders, loadOf }),
  { routes: contactRoutes },
  { routes: rulebookRoutes },
  { routes: noticeRoutes },
  dealsHttp,
  exchangeHttp,
  intakeHttp,
  { routes: listRoutes },
  { routes: choiceRoutes },
  { routes: liveRoutes },
  reportsHttp,
  day({ loadOf }),
  { routes: searchRoutes },
  { routes: transferRoutes },
  { routes: qualityRoutes },
]

alsoSweep(releaseWork)
alsoSweep(arrivalWork)
alsoSweep(leadWork)
alsoSweep(campaignWork)
alsoSweep(memberWork)
alsoSweep(replacementWork)

/** The whole application, ready to listen or to be asked directly by a test. */
export const buildApp = (services: Services) =>
  buildHttp(services, {
    modules,
    findActor: (request) => findActor(services, request),
    webFolder: fileURLToPath(new URL('../../web/dist', import.meta.url)),
  })
