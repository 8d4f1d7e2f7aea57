// npm run bench: how fast the app is beside a bare server that does the same work with bare SQL and no rules.
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverProgram } from '../scripts/node.mjs'
import { connectionOf } from '../server/src/platform/database/roles.ts'
import { withClient } from '../server/src/platform/database/withClient.ts'
import { startEmbeddedPostgres } from '../server/src/platform/embeddedPostgres.ts'
import { prepareDatabase } from '../server/src/platform/migrate.ts'
import { temporaryHome } from '../server/src/testing/temporaryHome.ts'
import { foundCompany } from './company.ts'
import { spreadOf } from './figures.ts'
import { measurePure } from './inProcess.ts'
import { shippedBook } from './lives.ts'
import { load } from './load.ts'
import { letWait } from './waiting.ts'
import { atOnceOf, targetNames, type TargetName, type World } from './operations.ts'
import { type Options, readOptions, usage, warmSeconds } from './options.ts'
import { type Asking, root, type Server, startClient, startServer, stopEverything } from './processes.ts'
import { processorMs, processorMsWithChildren } from './processorTime.ts'
import { type Figures, keep, type Run, tablesOf, targetsOf } from './report.ts'
import { countStatements } from './statements.ts'
import { measureSuggestions } from './suggestions.ts'
import { measureSweeper } from './sweeper.ts'
import { untilTakenIn } from './takenIn.ts'

const startsMax = 3

const options = optionsOrUsage()
const { home, remove } = await temporaryHome()
let ending: Promise<void> | undefined
const end = () => (ending ??= stopEverything().then(remove))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end().then(() => process.exit(130)))

try {
  const figures = await measureAll(options)
  console.log(`\n${tablesOf(figures)}\n\nAll figures: ${keep(root, figures)}`)
  const missed = targetsOf(figures).filter(({ met }) => !met)
  if (missed.length > 0) console.log(`Missed: ${missed.map(({ what }) => what).join('; ')}.`)
  if (options.check && missed.length > 0) process.exitCode = 1
} catch (error) {
  if (!ending) console.error(error)
  process.exitCode = 1
} finally {
  await end()
}

function optionsOrUsage(): Options {
  try {
    return readOptions(process.argv.slice(2))
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
}

async function measureAll(options: Options): Promise<Figures> {
  const [loadBefore] = os.loadavg()
  const pure = step('The regulation by itself', measurePure)
  const { superuserUrl, secret, pid } = await startEmbeddedPostgres({ home })
  const { appUrl } = await prepareDatabase({ home, databaseUrl: undefined, databaseAppUrl: undefined })
  const superuserOf = (database: string) => connectionOf(superuserUrl, { user: 'postgres', password: secret, database })
  await withClient(superuserUrl, (client) => client.query('create database yardstick'))

  const company = await foundCompany(appUrl)
  const { workspaceId, memberIds, takers, key, formKey, services } = company
  const book = shippedBook()
  const loading = performance.now()
  const places = { productUrl: superuserOf('reglament'), yardstickUrl: superuserOf('yardstick') }
  const movable = await load(options.deals, {
    ...places,
    workspaceId,
    memberIds,
    everybody: [...memberIds, ...takers.map(({ id }) => id)],
    book,
  })
  const loadSeconds = (performance.now() - loading) / 1000
  console.log(`${options.deals} deals loaded into both databases in ${loadSeconds.toFixed(0)} s`)

  const waiting = await letWait(company, places.yardstickUrl, options)
  const stages = [...book.regulation.pipelines.get('sales')!.stages.values()].filter(({ kind }) => kind === 'open').map(({ key }) => key)
  // What the counting moves stands elsewhere afterwards, so the client is given the others.
  const statements = await countStatements(
    company,
    { memberIds, stages, movable: movable.splice(0, 1), takers, waiting: { ...waiting, product: waiting.product.splice(0, 2) }, formKey },
    options.only,
  )
  const world: World = { memberIds, stages, movable, takers, waiting, formKey }
  const sweeper = await measureSweeper(services, pid)
  const suggestions = options.people === 0 ? null : await measureSuggestions(services, superuserOf('reglament'), options.people)
  for (const { what, perSecond, serverMs, databaseMs } of sweeper.sweeps)
    console.log(
      `swept, ${what}: ${perSecond.toFixed(0)} deals/s, ${serverMs.toFixed(2)} + ${databaseMs.toFixed(2)} ms of the processor for one`,
    )
  await services.db.destroy()

  const { app, startMs } = await startApp()
  await sleep(2000)
  const idleMb = app.memoryMb()
  const yardstick = await startServer(['bench/yardstick.ts'], path.join(home, 'yardstick.log'), {
    YARDSTICK_DATABASE_URL: superuserOf('yardstick'),
  })
  const client = startClient()
  const servers = {
    product: { url: app.url, headers: { authorization: `Bearer ${key}` } },
    yardstick: { url: yardstick.url, headers: {} },
  }
  await client.tell({ kind: 'prepare', servers, world })
  await workAWhile(client, options, places)
  const runs = await measureRounds(client, options, superuserOf('reglament'), { product: app.pid, yardstick: yardstick.pid, postgres: pid })
  return {
    options,
    deals: options.deals,
    pure,
    sweeper,
    suggestions,
    statements,
    runs,
    startMs,
    idleMb,
    loadSeconds,
    loadBefore: loadBefore!,
    loadAfter: os.loadavg()[0]!,
  }
}

function step<Result>(what: string, work: () => Result): Result {
  const start = performance.now()
  const result = work()
  console.log(`${what}: measured in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  return result
}

/** The app over a database that is running already, as it is found by every start but the first. */
async function startApp(): Promise<{ app: Server; startMs: Figures['startMs'] }> {
  const took: number[] = []
  for (;;) {
    const app = await startServer(serverProgram, path.join(home, 'app.log'), { REGLAMENT_HOME: home, PORT: '0', HOST: '127.0.0.1' })
    took.push(app.startMs)
    if (took.length === startsMax) return { app, startMs: spreadOf(took) }
    await app.stop()
  }
}

type Pids = Record<TargetName | 'postgres', number>

/**
 * What is measured is a company at work, as autovacuum leaves it: a table that was empty when its rows were last counted is read by plans
 * for an empty one, which nobody has for longer than his first minute.
 */
async function workAWhile({ tell }: Asking, { only }: Options, { productUrl, yardstickUrl }: { productUrl: string; yardstickUrl: string }) {
  for (const operation of only.filter((it) => it === 'move' || it === 'create' || it === 'form'))
    for (const target of targetNames) await tell({ kind: 'measure', target, operation, atOnce: 8, seconds: 0.5, warmSeconds: 0 })
  await untilTakenIn(productUrl)
  for (const url of [productUrl, yardstickUrl]) await withClient(url, (client) => client.query('vacuum analyze'))
}

/** For each operation app and yardstick are measured one right after the other, in turns who is first. */
async function measureRounds({ tell }: Asking, { rounds, only, seconds }: Options, productUrl: string, pids: Pids): Promise<Run[]> {
  const runs: Run[] = []
  for (let round = 1; round <= rounds; round++) {
    for (const operation of only) {
      for (const atOnce of atOnceOf(operation)) {
        for (const target of round % 2 === 1 ? targetNames : targetNames.toReversed()) {
          const used = () => ({ server: processorMs(pids[target]), database: processorMsWithChildren(pids.postgres) })
          const before = used()
          const measured = await tell({ kind: 'measure', target, operation, atOnce, seconds, warmSeconds })
          // A form is answered when it is stored; what taking it in costs is counted with it.
          const afterwards = operation === 'form' && target === 'product' ? await untilTakenIn(productUrl) : 0
          if (afterwards > 0)
            console.log(`  ${measured!.asked} forms, the last of them taken in ${afterwards.toFixed(1)} s after its answer`)
          const after = used()
          const serverMs = (after.server - before.server) / measured!.asked
          const databaseMs = (after.database - before.database) / measured!.asked
          runs.push({ round, operation, atOnce, target, serverMs, databaseMs, ...measured! })
        }
        const [one, other] = runs.slice(-2)
        console.log(
          `round ${round}, ${operation}, ${atOnce} at once: ${[one!, other!].map(({ target, perSecond }) => `${target} ${perSecond.toFixed(0)}/s`).join(', ')}`,
        )
      }
    }
  }
  return runs
}
