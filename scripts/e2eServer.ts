// Playwright's global setup: the real program on a free port, with a data folder and an empty database of its own.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { temporaryHome } from '../server/src/testing/temporaryHome.ts'
import { cloneDatabase, startTestServer } from '../server/src/testing/testServer.ts'
import { serverProgram } from './node.mjs'

const root = path.join(import.meta.dirname, '..')
const logFile = path.join(root, 'artifacts', 'e2e-server.log')
const startTimeoutMs = 60_000

/** Starts the program, tells its address in REGLAMENT_BASE_URL, and answers the function that takes everything down again. */
export default async function startProgram(): Promise<() => Promise<void>> {
  const { home, remove } = await temporaryHome()
  const database = await givenDatabase()
  const baseUrl = `http://127.0.0.1:${await freePort()}`
  const program = launch({ REGLAMENT_HOME: home, PORT: new URL(baseUrl).port, ...database.environment })
  const stop = async () => {
    await end(program)
    await database.drop()
    await remove()
  }
  try {
    await healthy(baseUrl, program)
  } catch (error) {
    await stop()
    throw error
  }
  process.env.REGLAMENT_BASE_URL = baseUrl
  return stop
}

/** By default the program brings its own PostgreSQL, as it does for people; a given server is for machines that cannot run that one. */
async function givenDatabase(): Promise<{ environment: Record<string, string>; drop: () => Promise<void> }> {
  if (!process.env.REGLAMENT_TEST_DATABASE_URL) return { environment: {}, drop: () => Promise.resolve() }
  const { server, stop } = await startTestServer()
  const { ownerUrl } = await cloneDatabase(server)
  return { environment: { DATABASE_URL: ownerUrl }, drop: stop }
}

function launch(environment: Record<string, string>): ChildProcess {
  mkdirSync(path.dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  const { PATH = '', HOME = '' } = process.env // And nothing else: the configuration of the person who runs the tests is no part of them.
  const program = spawn(process.execPath, serverProgram, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { PATH, HOME, HOST: '127.0.0.1', SIGN_UP: 'open', LOG_LEVEL: 'info', ...environment },
  })
  closeSync(log)
  return program
}

async function healthy(baseUrl: string, program: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(50)) {
    const answer = await fetch(new URL('/api/health', baseUrl)).catch(() => undefined)
    if (answer?.ok) return
    const ended = program.exitCode !== null || program.signalCode !== null
    if (ended || Date.now() > deadline) {
      const fate = ended ? `ended with ${program.exitCode ?? program.signalCode}` : `was not healthy after ${startTimeoutMs / 1000} seconds`
      throw new Error(`The program ${fate}. Its last words:\n${readFileSync(logFile, 'utf8').slice(-3000)}`)
    }
  }
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  const force = setTimeout(() => program.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(force)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
