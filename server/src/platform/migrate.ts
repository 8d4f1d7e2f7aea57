// Brings the database to the state this program expects: server, roles, and the numbered migrations.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { DatabaseError } from 'pg'
import type { Client } from 'pg'
import { StartError } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { appRole, codeOf, connectionOf, derivedPassword, ensureLoginRole, faultsOfAppConnection, ownerRole } from './database/roles.ts'
import { withClient } from './database/withClient.ts'
import { startEmbeddedPostgres } from './embeddedPostgres.ts'

export type PreparedDatabase = {
  /** The role that owns the tables: migrations, backup, maintenance. */
  ownerUrl: string
  /** The role the application works as, bound by row-level security. */
  appUrl: string
  /** Stops the embedded PostgreSQL; absent where DATABASE_URL is used. */
  stop?: () => Promise<void>
}

type DatabaseConfiguration = Pick<Configuration, 'home' | 'databaseUrl' | 'databaseAppUrl'>

/** Starts or finds the database, checks that it is fit, makes the roles, migrates. Any number of processes may do this at once. */
export async function prepareDatabase(configuration: DatabaseConfiguration): Promise<PreparedDatabase> {
  return configuration.databaseUrl === undefined
    ? prepareEmbedded(configuration.home)
    : prepareOwn(configuration.databaseUrl, configuration.databaseAppUrl)
}

async function prepareEmbedded(home: string): Promise<PreparedDatabase> {
  const { superuserUrl, secret, stop } = await startEmbeddedPostgres({ home })
  const password = derivedPassword(secret, ownerRole)
  const ownerUrl = connectionOf(superuserUrl, { user: ownerRole, password, database: 'reglament' })
  const appUrl = appUrlOf(ownerUrl, password)
  await withClient(superuserUrl, async (superuser) => {
    await ensureLoginRole(superuser, superuserUrl, ownerRole, password)
    await ensureLoginRole(superuser, superuserUrl, appRole, derivedPassword(password, appRole))
    await ensureDatabase(superuser, 'reglament')
  })
  await migrateFit(ownerUrl)
  return { ownerUrl, appUrl, stop }
}

async function prepareOwn(ownerUrl: string, givenAppUrl?: string): Promise<PreparedDatabase> {
  const password = decodeURIComponent(new URL(ownerUrl).password)
  if (givenAppUrl === undefined && password === '') {
    throw new StartError(
      `DATABASE_URL holds no password to derive the password of ${appRole} from: set DATABASE_APP_URL, the connection of that role, too.`,
    )
  }
  const appUrl = givenAppUrl ?? appUrlOf(ownerUrl, password)
  await refuseUnreachable(ownerUrl)
  await withClient(ownerUrl, (owner) => ensureAppRole(owner, ownerUrl, appUrl))
  await migrateFit(ownerUrl)

  await refuseUnreachable(appUrl)
  const faults = await faultsOfAppConnection(appUrl)
  if (faults.length > 0) throw new StartError(`The application cannot use this database connection: ${faults.join('; ')}.`)
  return { ownerUrl, appUrl }
}

const appUrlOf = (ownerUrl: string, ownerPassword: string) =>
  connectionOf(ownerUrl, { user: appRole, password: derivedPassword(ownerPassword, appRole) })

async function ensureAppRole(owner: Client, ownerUrl: string, appUrl: string): Promise<void> {
  const { username, password } = new URL(appUrl)
  if (decodeURIComponent(username) !== appRole) return // A connection through a role of the customer's own; it is checked after the migrations.
  try {
    await ensureLoginRole(owner, ownerUrl, appRole, decodeURIComponent(password))
  } catch (error) {
    if (codeOf(error) !== '42501') throw error // insufficient privilege
    throw new StartError(
      `The role ${appRole} is missing or has another password, and the owner of the database may not change that.\n` +
        `Let an administrator run:  CREATE ROLE ${appRole} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '…'\n` +
        `and set DATABASE_APP_URL to the connection of that role; or grant the owner the right CREATEROLE.`,
      { cause: error },
    )
  }
}

async function ensureDatabase(superuser: Client, name: string): Promise<void> {
  const { rowCount } = await superuser.query('select from pg_database where datname = $1', [name])
  if (rowCount === 1) return
  try {
    await superuser.query(`create database ${name} owner ${ownerRole}`)
  } catch (error) {
    const madeMeanwhile = ['42P04', '23505'].includes(codeOf(error))
    if (!madeMeanwhile) throw error
  }
}

// ── Fitness ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const migrateFit = (ownerUrl: string) =>
  withClient(ownerUrl, async (owner) => {
    await refuseUnfitServer(owner)
    await underMigrationLock(owner, async () => {
      await refuseBlindTrigrams(owner)
      await applyMigrations(owner, migrationsFolder)
    })
  })

async function refuseUnreachable(url: string): Promise<void> {
  try {
    await withClient(url, () => Promise.resolve())
  } catch (cause) {
    const { hostname, port, pathname, username } = new URL(url)
    const reason = (cause as Error).message || codeOf(cause)
    throw new StartError(
      `The database ${pathname.slice(1)} at ${hostname}:${port || 5432} cannot be reached as ${decodeURIComponent(username)}: ${reason}`,
      { cause },
    )
  }
}

async function refuseUnfitServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  )
  const { version = 0, encoding } = rows[0] ?? {}
  if (version < 150_000) throw new StartError(`PostgreSQL 15 or newer is needed; this server is version ${Math.floor(version / 10_000)}.`)
  if (encoding !== 'UTF8') throw new StartError(`The database must be made with the encoding UTF8; this one has ${encoding}.`)
}

/** With a character type of C, lower() and ILIKE still work, but trigrams see no Cyrillic: search would find nothing, silently. */
async function refuseBlindTrigrams(client: Client): Promise<void> {
  try {
    await client.query('create extension if not exists pg_trgm')
  } catch (cause) {
    throw new StartError(
      `The extension pg_trgm is missing and could not be created (${(cause as Error).message}).\n` +
        'Let an administrator run in this database:  CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gist',
      { cause },
    )
  }
  const { rows } = await client.query<{ seen: number; characterType: string }>(
    `select cardinality(show_trgm('Ёжик')) as seen, datctype as "characterType" from pg_database where datname = current_database()`,
  )
  const { seen = 0, characterType } = rows[0] ?? {}
  if (seen > 0) return
  throw new StartError(
    `The character type of this database (LC_CTYPE "${characterType}") makes searching blind to Cyrillic. Make the database anew, for example:\n` +
      "  CREATE DATABASE reglament TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
  )
}

// ── Migrations ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Migration = { number: number; name: string; sha256: string; sql: string }

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

/** Applies what is missing, each migration in a transaction of its own, and answers what it applied. One process migrates, others wait. */
export function migrate(ownerUrl: string, folder = migrationsFolder): Promise<Migration[]> {
  return withClient(ownerUrl, (owner) => underMigrationLock(owner, () => applyMigrations(owner, folder)))
}

/** The migrations of a folder in their order: files named NNNN_name.sql, each number once. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const migrations = await Promise.all(
    files.map(async (file) => {
      const [, number, name] = /^(\d{4})_([a-z\d_-]+)\.sql$/i.exec(file) ?? []
      if (number === undefined || name === undefined) throw new StartError(`A migration must be named NNNN_name.sql, not ${file}.`)
      // The line ends that git may give a checkout are no edit.
      const sql = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      return { number: Number(number), name, sha256: createHash('sha256').update(sql).digest('hex'), sql }
    }),
  )
  const twice = migrations.find(({ number }, index) => migrations[index + 1]?.number === number)
  if (twice) throw new StartError(`Two migrations have the number ${label(twice.number)}.`)
  return migrations
}

async function applyMigrations(owner: Client, folder: string): Promise<Migration[]> {
  await owner.query(
    'create table if not exists migration (number integer primary key, name text not null, sha256 text not null, at timestamptz not null default now())',
  )
  const { rows: applied } = await owner.query<Omit<Migration, 'sql'>>('select number, name, sha256 from migration order by number')
  const known = await readMigrations(folder)
  refuseOtherHistory(known, applied)

  const missing = known.slice(applied.length)
  for (const migration of missing) await applyMigration(owner, migration)
  return missing
}

/** What was applied must be exactly the beginning of what this program knows. */
function refuseOtherHistory(known: readonly Migration[], applied: readonly Omit<Migration, 'sql'>[]): void {
  const newest = applied.at(-1)
  const newestKnown = known.at(-1)?.number ?? 0
  if (newest && newest.number > newestKnown) {
    throw new StartError(
      `The database is newer than this program: it is at migration ${label(newest.number)} (${newest.name}), the program knows up to ${label(newestKnown)}.\n` +
        'Start the newer program, or restore a backup made before it. Nothing was changed.',
    )
  }
  for (const [index, { number, name, sha256 }] of applied.entries()) {
    const here = known[index]
    if (here && here.number < number) {
      throw new StartError(
        `The migration ${label(here.number)}_${here.name} comes before ${label(number)}_${name}, which is applied already: give it the next number.`,
      )
    }
    if (here?.number !== number)
      throw new StartError(`The migration ${label(number)}_${name} was applied to this database, but its file is missing.`)
    if (here.sha256 !== sha256) {
      throw new StartError(
        `The migration ${label(number)}_${here.name} was edited after it had been applied. Put it back as it was, and write the change as a new migration.`,
      )
    }
  }
}

async function applyMigration(owner: Client, { number, name, sha256, sql }: Migration): Promise<void> {
  try {
    await owner.query('begin')
    await owner.query(sql)
    await owner.query('insert into migration (number, name, sha256) values ($1, $2, $3)', [number, name, sha256])
    await owner.query('commit')
  } catch (cause) {
    await owner.query('rollback').catch(() => undefined)
    const line = cause instanceof DatabaseError && cause.position ? `, line ${sql.slice(0, Number(cause.position)).split('\n').length}` : ''
    throw new StartError(`The migration ${label(number)}_${name}${line} failed: ${(cause as Error).message}`, { cause })
  }
}

const label = (number: number) => String(number).padStart(4, '0')

/** Any number, as long as nobody else in the same database locks it. */
const migrationLock = 4_207_849_484

async function underMigrationLock<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}
