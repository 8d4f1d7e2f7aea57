// npm start: configuration, database, application, and an orderly end.
import type { AddressInfo } from 'node:net'
import { MINUTE_MS } from '@reglament/kernel'
import { sql } from 'kysely'
import { buildApp } from './app.ts'
import { startSweeper } from './modules/deals/index.ts'
import { endDraining } from './modules/intake/index.ts'
import { goOnImporting } from './modules/transfer/index.ts'
import { systemClock } from './platform/clock.ts'
import { readConfiguration, StartError } from './platform/configuration.ts'
import type { Configuration } from './platform/configuration.ts'
import { openDatabase } from './platform/database.ts'
import { at } from './platform/instantColumn.ts'
import { openLog } from './platform/log.ts'
import { prepareDatabase } from './platform/migrate.ts'
import type { Services } from './platform/services.ts'

/** What is still running when this is over is given up: the next process has long taken over. */
const drainMs = 25_000
const housekeepingMs = 10 * MINUTE_MS
/** How often imports that a process has left are looked for. */
const importsMs = 30_000

try {
  await start()
} catch (error) {
  console.error(inPlainWords(error) ?? error)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = readConfiguration()
  const { appUrl } = await prepareDatabase(config)
  const services: Services = { config, db: openDatabase(appUrl), clock: systemClock, log: openLog(config) }
  const app = await buildApp(services)
  await app.listen({ host: config.host, port: config.port })
  const sweeper = startSweeper(services)
  const imports = setInterval(
    () => void goOnImporting(services).catch((error: unknown) => services.log.warn({ err: error }, 'imports')),
    importsMs,
  ).unref()
  const housekeeping = setInterval(() => void forgetExpired(services), housekeepingMs).unref()

  let ending = false
  const end = async (signal: string) => {
    if (ending) process.exit(1) // asked twice: at once
    ending = true
    services.log.info({ signal }, 'draining')
    setTimeout(() => process.exit(1), drainMs).unref()
    clearInterval(housekeeping)
    clearInterval(imports)
    // The sweeper takes in what was left lying and would go on for as long as there is a backlog.
    void endDraining(services)
    await sweeper.stop()
    await app.close()
    await services.db.destroy()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal))
  console.log(`Reglament: ${config.publicUrl ?? addressOf(config, (app.server.address() as AddressInfo).port)}`)
}

function addressOf({ host, port }: Configuration, taken = port): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${taken}`
}

/** Sessions, invitations, counted tries and stored answers that have lost their meaning. Every process does it; the second finds nothing. */
async function forgetExpired({ db, clock, log }: Services): Promise<void> {
  try {
    await sql`select forget_expired(${at(clock.real())})`.execute(db)
  } catch (error) {
    log.warn({ err: error }, 'housekeeping failed; it will be tried again')
  }
}

/** What the person at the keyboard can mend is told without a stack. */
function inPlainWords(error: unknown): string | undefined {
  if (error instanceof StartError) return error.message
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === 'EADDRINUSE') return `Port ${port} is taken, perhaps by a Reglament that is running already. Set PORT to another one.`
  if (code === 'EACCES' && port) return `This user may not listen on port ${port}. Set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}. Set HOST to one it has.`
  return undefined
}
