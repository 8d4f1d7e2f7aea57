// Where an embedded PostgreSQL keeps its things, and as whom it runs.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { StartError } from '../configuration.ts'

export type Ids = { uid?: number; gid?: number }
export type Place = { home: string; data: string; secretFile: string; log: string; pidFile: string; ids: Ids }

export function placeOf(home: string): Place {
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

export function prepareHome({ home, ids }: Place): string {
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

export function samePath(one: string, other: string): boolean {
  try {
    return fs.realpathSync(one) === fs.realpathSync(other)
  } catch {
    return false
  }
}

export const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code
