import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { withClient } from './database/withClient.ts'
import { startEmbeddedPostgres, stopEmbeddedPostgres } from './embeddedPostgres.ts'
import { prepareDatabase } from './migrate.ts'
import { temporaryHome } from '../testing/temporaryHome.ts'
import type { TemporaryHome } from '../testing/temporaryHome.ts'

const homes: TemporaryHome[] = []
afterAll(() => Promise.all(homes.map(({ remove }) => remove())))

async function newHome(): Promise<string> {
  const made = await temporaryHome()
  homes.push(made)
  return made.home
}

const start = (home: string) => startEmbeddedPostgres({ home, durable: false })
const one = (url: string, sql: string) =>
  withClient(url, async (client) => Object.values((await client.query<object>(sql)).rows[0] ?? {})[0] as unknown)
const pidFile = (home: string) => path.join(home, 'postgres', 'postmaster.pid')

/** What has to be there before it can be run is not there where only a server of one's own is used. */
const installed = process.env.REGLAMENT_TEST_DATABASE_URL === undefined

describe.runIf(installed)('[L8] the embedded PostgreSQL', () => {
  test('starts in a private folder, is adopted by the next start, stops, and starts again with its data', async () => {
    const home = await newHome()
    const first = await start(home)
    expect(first.adopted).toBe(false)
    await one(first.superuserUrl, 'create table kept (id int)')

    const second = await start(home)
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port })

    await first.stop()
    expect(await stopEmbeddedPostgres(home)).toBe(false)
    const third = await start(home)
    expect(third.adopted).toBe(false)
    expect(await one(third.superuserUrl, `select to_regclass('kept')::text`)).toBe('kept')
  })

  test('speaks UTF-8, and its trigrams see Cyrillic, whatever the language of the machine', async () => {
    const { superuserUrl } = await start(homes[0]?.home ?? (await newHome()))
    expect(await one(superuserUrl, 'show server_encoding')).toBe('UTF8')
    await one(superuserUrl, 'create extension if not exists pg_trgm')
    expect(await one(superuserUrl, `select cardinality(show_trgm('Ёжик'))`)).toBe(5)
    expect(
      await one(superuserUrl, `select string_agg(word, ' ' order by word collate "ru-x-icu") from unnest(array['жук','ёж','енот']) word`),
    ).toBe('ёж енот жук')
  })

  test('keeps its secret to the owner of the folder', async () => {
    const home = homes[0]?.home ?? (await newHome())
    await start(home)
    expect(fs.statSync(path.join(home, 'postgres-secret')).mode & 0o777).toBe(0o600)
    expect(fs.statSync(path.join(home, 'postgres')).mode & 0o777).toBe(0o700)
  })

  test('four simultaneous first starts make one server with one database', async () => {
    const home = await newHome()
    const prepared = await Promise.all([1, 2, 3, 4].map(() => prepareDatabase({ home, databaseUrl: undefined, databaseAppUrl: undefined })))
    expect(new Set(prepared.map(({ appUrl }) => appUrl)).size).toBe(1)
    const { ownerUrl, appUrl, stop } = prepared[0] ?? {}
    expect(await one(ownerUrl ?? '', 'select rolsuper from pg_roles where rolname = current_user')).toBe(false)
    expect(await one(appUrl ?? '', 'select current_user')).toBe('reglament_app')
    await stop?.()
  })

  test('is repaired after its processes were killed', async () => {
    const home = await newHome()
    const killed = await start(home)
    process.kill(killed.pid, 'SIGKILL')
    const again = await start(home)
    expect(again.adopted).toBe(false)
    expect(again.pid).not.toBe(killed.pid)
    expect(await one(again.superuserUrl, 'select 1')).toBe(1)
  })

  test('starts although its process number belongs to somebody else by now', async () => {
    const home = await newHome()
    const killed = await start(home)
    const left = fs.readFileSync(pidFile(home), 'utf8')
    await killed.stop()
    // A process of the same user, which the server by itself would take for a living server.
    const stranger = spawn('sleep', ['60'], process.getuid?.() === 0 ? ownerOf(path.join(home, 'postgres')) : {})
    await once(stranger, 'spawn')
    fs.writeFileSync(pidFile(home), left.replace(/^\d+/, String(stranger.pid)))
    try {
      expect((await start(home)).adopted).toBe(false)
    } finally {
      stranger.kill()
    }
  })

  test('a home copied while its server runs does not adopt the server of the original', async () => {
    const [home, copy] = [await newHome(), await newHome()]
    const original = await start(home)
    fs.cpSync(home, copy, { recursive: true, preserveTimestamps: true, filter: (source) => !source.includes('postgres-binaries') })
    giveLike(path.join(home, 'postgres'), path.join(copy, 'postgres'))
    const other = await start(copy)
    expect(other).toMatchObject({ adopted: false })
    expect(other.port).not.toBe(original.port)
  })

  test('a first start killed half-way is begun anew', async () => {
    const home = await newHome()
    fs.mkdirSync(path.join(home, 'postgres.unfinished'))
    fs.writeFileSync(path.join(home, 'postgres.unfinished', 'PG_VERSION'), '18')
    expect((await start(home)).adopted).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)('as root in a home that PostgreSQL cannot reach, the message says so', async () => {
    const closed = await newHome()
    await expect(start(path.join(closed, 'inside'))).rejects.toThrow(/cannot reach .*inside[^]*REGLAMENT_HOME/)
  })

  test('data of another major version is left alone, with advice', async () => {
    const home = await newHome()
    fs.mkdirSync(path.join(home, 'postgres'))
    fs.writeFileSync(path.join(home, 'postgres', 'PG_VERSION'), '12\n')
    await expect(start(home)).rejects.toThrow('was made by PostgreSQL 12')
  })
})

test('[L8] without the npm package the message says what to do', async () => {
  const elsewhere = pathToFileURL(path.join(path.parse(os.tmpdir()).root, 'nowhere.mjs')).href
  await expect(startEmbeddedPostgres({ home: await newHome(), packagesFrom: elsewhere })).rejects.toThrow(
    /embedded PostgreSQL .* is not installed[^]*npm ci --include=optional[^]*DATABASE_URL/,
  )
})

function ownerOf(folder: string): { uid: number; gid: number } {
  const { uid, gid } = fs.statSync(folder)
  return { uid, gid }
}

function giveLike(model: string, folder: string): void {
  const { uid, gid } = ownerOf(model)
  for (const entry of ['', ...fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    fs.chownSync(path.join(folder, entry), uid, gid)
}
