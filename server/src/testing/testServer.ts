// The PostgreSQL of one test run.
import { createHash, randomBytes } from 'node:crypto'
import { appRole, connectionOf, derivedPassword, ensureLoginRole, ownerRole } from '../platform/database/roles.ts'
import { withClient } from '../platform/database/withClient.ts'
import { startEmbeddedPostgres } from '../platform/embeddedPostgres.ts'
import { migrate, readMigrations } from '../platform/migrate.ts'
import { temporaryHome } from './temporaryHome.ts'

/** What a test file needs to clone its own database; plain data, handed over to the processes of the test runner. */
export type TestServer = {
  superuserUrl: string
  template: string
  prefix: string
  ownerPassword: string
  /** What a database made from nothing has to say about its language. */
  locale: string
}

/**
 * Starts a PostgreSQL of its own, or uses REGLAMENT_TEST_DATABASE_URL (the connection of a
 * superuser), and makes there the template database of the present migrations.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env.REGLAMENT_TEST_DATABASE_URL
  if (given) {
    const server = await prepareServer(given, 'reglament-test', `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`)
    return { server, stop: () => dropClones(server) }
  }

  const { home, remove } = await temporaryHome()
  try {
    const { superuserUrl, secret } = await startEmbeddedPostgres({ home, durable: false })
    return { server: await prepareServer(superuserUrl, secret), stop: remove }
  } catch (error) {
    await remove()
    throw error
  }
}

async function prepareServer(superuserUrl: string, secret: string, locale = ''): Promise<TestServer> {
  const ownerPassword = derivedPassword(secret, ownerRole)
  const template = `reglament_template_${await hashOfMigrations()}`
  const prefix = `reglament_test_${randomBytes(3).toString('hex')}`
  await withClient(superuserUrl, async (superuser) => {
    // Two runs may share a server: the first makes the template, the second waits and finds it.
    await superuser.query(`select pg_advisory_lock(hashtext('reglament test template'))`)
    await ensureLoginRole(superuser, superuserUrl, ownerRole, ownerPassword)
    await ensureLoginRole(superuser, superuserUrl, appRole, derivedPassword(ownerPassword, appRole))
    const { rowCount } = await superuser.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const unfinished = `${template}_unfinished`
      await superuser.query(`drop database if exists ${unfinished} with (force)`)
      await superuser.query(`create database ${unfinished} owner ${ownerRole} ${locale}`)
      await migrate(connectionOf(superuserUrl, { user: ownerRole, password: ownerPassword, database: unfinished }))
      await superuser.query(`alter database ${unfinished} rename to ${template}`)
    }
  })
  return { superuserUrl, template, prefix, ownerPassword, locale }
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256')
  for (const { number, name, sha256 } of await readMigrations()) hash.update(`${number} ${name} ${sha256}\n`)
  return hash.digest('hex').slice(0, 12)
}

export type TestDatabase = {
  /** The role that owns the tables. */
  ownerUrl: string
  /** The role of the application, bound by row-level security. */
  appUrl: string
  /** Drops the database, whoever is still connected to it. */
  drop: () => Promise<void>
}

/** A fresh database with every migration applied and nothing else in it, cloned in about a tenth of a second. */
export async function cloneDatabase({ superuserUrl, template, prefix, ownerPassword }: TestServer): Promise<TestDatabase> {
  const database = `${prefix}_${randomBytes(4).toString('hex')}`
  const asSuperuser = (statement: string) => withClient(superuserUrl, async (superuser) => void (await superuser.query(statement)))
  await asSuperuser(`create database ${database} template ${template} owner ${ownerRole}`)
  return {
    ownerUrl: connectionOf(superuserUrl, { user: ownerRole, password: ownerPassword, database }),
    appUrl: connectionOf(superuserUrl, { user: appRole, password: derivedPassword(ownerPassword, appRole), database }),
    drop: () => asSuperuser(`drop database if exists ${database} with (force)`),
  }
}

/** What the test files left behind on a server that is not ours to remove. */
function dropClones({ superuserUrl, prefix }: TestServer): Promise<void> {
  return withClient(superuserUrl, async (superuser) => {
    const { rows } = await superuser.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix])
    for (const { datname } of rows) await superuser.query(`drop database if exists ${datname} with (force)`)
  })
}
