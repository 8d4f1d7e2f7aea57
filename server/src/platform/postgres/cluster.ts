// The data folder of a PostgreSQL and the secret of its superuser.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '../configuration.ts'
import type { Binaries } from './binaries.ts'
import type { Ids, Place } from './place.ts'

/** Made beside and moved into place, so that a start killed half-way leaves nothing that looks like a database. */
export async function createCluster(
  { home, data, secretFile, ids }: Place,
  { initdb }: Binaries,
  { durable = true }: { durable?: boolean },
) {
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

export function refuseOtherMajorVersion({ data }: Place, { major }: Binaries): void {
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

export function readSecret(file: string): string {
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

export const plainEnvironment = () => ({ PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' })
