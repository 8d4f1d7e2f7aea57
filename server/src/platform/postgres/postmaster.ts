// The process that serves a data folder: which one it is, whether it lives, and its end.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartError } from '../configuration.ts'
import { codeOf, type Place, samePath } from './place.ts'

export const startTimeoutMs = 120_000

export type Postmaster = { pid: number; port: number; status: string }

/** The live server of this folder, once it is ready. Undefined when there is none; what a dead one left behind is made harmless. */
export async function runningPostmaster(place: Place): Promise<Postmaster | undefined> {
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

export function readPidFile({ pidFile }: Place): Postmaster | undefined {
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

export async function interrupt(place: Place, pid: number): Promise<void> {
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
