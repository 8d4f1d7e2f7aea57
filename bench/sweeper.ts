// How many due deals the sweeper carries out in a second: judged, their breaches, tasks and journal written, in batches as in every app.
import { parseInstant, type Instant } from '@reglament/kernel'
import { founders } from '../server/src/app.ts'
import { sweepWorkspace } from '../server/src/modules/deals/index.ts'
import { addMember, foundWorkspace } from '../server/src/modules/members/index.ts'
import { inWorkspace } from '../server/src/platform/database.ts'
import type { Services } from '../server/src/platform/services.ts'
import { manyDeals } from '../server/src/testing/manyDeals.ts'
import { spreadOf, type Spread } from './figures.ts'
import { processorMs, processorMsWithChildren } from './processorTime.ts'

export type SweeperFigures = { dueDealsPerSecond: Spread; sweeps: Sweep[] }
/** Time of the processor is in ms for one deal. */
type Sweep = { what: string; perSecond: number; serverMs: number; databaseMs: number }

const deals = 6000
const people = 50
/** Made on Tuesday at ten; from each of these instants on something is broken about every one of them. */
const born = parseInstant('2026-03-10T07:00:00Z')
const stops: readonly (readonly [what: string, at: Instant])[] = [
  ['a task is overdue', parseInstant('2026-03-10T07:30:00Z')],
  ['stuck in the stage', parseInstant('2026-03-10T11:00:00Z')],
  ['handed over to the exchange', parseInstant('2026-03-12T07:30:00Z')],
]

/** One process, one company, every deal due at once. `postgres` is the process whose time of the processor is the database's. */
export async function measureSweeper(services: Services, postgres: number): Promise<SweeperFigures> {
  const owner = { name: 'Пётр Зимин', email: 'sweeper@example.ru', password: 'a long sentence nobody guesses' }
  const { workspace } = await foundWorkspace(services, { name: 'Всё просрочено', owner }, { founders, locale: 'ru' })
  const workspaceId = workspace.id
  const sellers = await inWorkspace(services, workspaceId, async (tx) => {
    const ids: string[] = []
    for (let i = 1; i <= people; i++) {
      const seller = { name: `Продавец ${i}`, email: `late${i}@example.ru`, role: 'manager' as const }
      ids.push((await addMember(tx, services, workspaceId, seller, null)).id)
    }
    return ids
  })
  for (const memberId of sellers) await manyDeals(services, { workspaceId, memberId, now: born, count: deals / people })
  const sweeps: SweeperFigures['sweeps'] = []
  for (const [what, at] of stops) {
    const start = performance.now()
    const before = { server: processorMs(process.pid), database: processorMsWithChildren(postgres) }
    const swept = await sweepWorkspace(services, workspaceId, at)
    if (swept < deals) throw new Error(`only ${swept} of ${deals} deals were due when they are ${what}`)
    sweeps.push({
      what,
      perSecond: swept / ((performance.now() - start) / 1000),
      serverMs: (processorMs(process.pid) - before.server) / swept,
      databaseMs: (processorMsWithChildren(postgres) - before.database) / swept,
    })
  }
  // Nothing of it is left to the sweeper of the app that is measured next.
  await sweepWorkspace(services, workspaceId, services.clock.real())
  return { dueDealsPerSecond: spreadOf(sweeps.map(({ perSecond }) => perSecond)), sweeps }
}
