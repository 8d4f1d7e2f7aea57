import { pino } from 'pino'
import { systemClock } from '../platform/clock.ts'
import { readConfiguration } from '../platform/configuration.ts'
import { openDatabase } from '../platform/database.ts'
import { prepareDatabase } from '../platform/migrate.ts'
import type { PreparedDatabase } from '../platform/migrate.ts'
import type { Services } from '../platform/services.ts'
import type { CommandContext } from './command.ts'

/** Runs the work with a context, and closes what it opened. */
export async function withContext<Result>(work: (context: CommandContext) => Promise<Result>): Promise<Result> {
  const config = readConfiguration()
  let database: Promise<PreparedDatabase> | undefined
  let services: Promise<Services> | undefined
  const context: CommandContext = {
    print: (line) => console.log(line),
    database: () => (database ??= prepareDatabase(config)),
    services: () => (services ??= open()),
  }
  const open = async (): Promise<Services> => {
    const { appUrl } = await context.database()
    return { config, db: openDatabase(appUrl), clock: systemClock, log: pino({ level: 'silent' }) }
  }
  try {
    return await work(context)
  } finally {
    await services?.then(({ db }) => db.destroy()).catch(() => undefined)
  }
}
