// A process that sweeps one workspace and nothing else, for tests that let several run at once and kill one of them:
// `node sweeperProcess.ts <database> <workspace> <instant>`. It says `ready`, waits for a line, sweeps, and says how much it did.
import { pino } from 'pino'
import '../app.ts' // what else falls due announces itself there
import { sweepWorkspace } from '../modules/deals/index.ts'
import { standingClock } from '../platform/clock.ts'
import { readConfiguration } from '../platform/configuration.ts'
import { openDatabase } from '../platform/database.ts'

const [url, workspaceId, now] = process.argv.slice(2) as [string, string, string]
const config = readConfiguration({ LOG_LEVEL: 'silent' })
const services = { db: openDatabase(url), clock: standingClock(Number(now)), config, log: pino({ level: 'silent' }) }
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  void sweepWorkspace(services, Number(workspaceId), Number(now)).then(async (swept) => {
    process.stdout.write(`swept ${swept}\n`)
    await services.db.destroy()
    process.exit(0)
  })
})
