// The processes of a run: the app as npm start runs it, the yardstick, the client. All of them end with the run.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Measured, Order, Reply } from './client.ts'

export const root = path.resolve(import.meta.dirname, '..')
const running = new Set<ChildProcess>()
const startTimeoutMs = 60_000

export type Server = { url: string; pid: number; startMs: number; memoryMb: () => number; stop: () => Promise<void> }

/** Starts a server and waits for the address it prints; what it says goes to a file, as a service manager would have it. */
export async function startServer(program: readonly string[], log: string, environment: Record<string, string>): Promise<Server> {
  const { DATABASE_URL: _url, DATABASE_APP_URL: _appUrl, PUBLIC_URL: _publicUrl, LOG_LEVEL: _level, ...inherited } = process.env
  const output = fs.openSync(log, 'w')
  const start = performance.now()
  const child = spawn(process.execPath, program, { cwd: root, env: { ...inherited, ...environment }, stdio: ['ignore', output, output] })
  fs.closeSync(output)
  keep(child)
  for (;;) {
    const said = fs.readFileSync(log, 'utf8')
    const url = /^\w+: (http:\S+)$/m.exec(said)?.[1]
    const took = performance.now() - start
    if (url) return { url, pid: child.pid!, startMs: took, memoryMb: () => residentMb(child.pid!), stop: () => stop(child) }
    if (child.exitCode !== null || took > startTimeoutMs) throw new Error(`${program.at(-1)} did not start:\n${said.slice(-2000)}`)
    await sleep(5)
  }
}

export type Asking = { tell: (order: Order) => Promise<Measured | null>; stop: () => Promise<void> }

export function startClient(): Asking {
  const child = keep(fork(path.join(import.meta.dirname, 'client.ts')))
  const tell = (order: Order) =>
    new Promise<Measured | null>((resolve, reject) => {
      const ended = () => reject(new Error('the client ended'))
      child.once('exit', ended)
      child.once('message', (reply: Reply) => {
        child.off('exit', ended)
        if ('failed' in reply) reject(new Error(reply.failed))
        else resolve(reply.done)
      })
      child.send(order)
    })
  return { tell, stop: () => stop(child) }
}

export const stopEverything = async () => void (await Promise.all([...running].map(stop)))

function keep(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(late)
}

/** What the process holds in memory; NaN where the system has no /proc. */
function residentMb(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return NaN
  }
}
