import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { appRole, connectionOf, derivedPassword, ensureLoginRole, ownerRole } from './database/roles.ts'
import { withClient } from './database/withClient.ts'
import { migrate, migrationsFolder, prepareDatabase, readMigrations } from './migrate.ts'

const folders: string[] = []
const databases: string[] = []
afterAll(async () => {
  const { superuserUrl } = inject('testServer')
  for (const database of databases) await rowsOf(superuserUrl, `drop database ${database} with (force)`)
  for (const folder of folders) fs.rmSync(folder, { recursive: true })
})

/** A database without any migration. */
async function emptyDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  const { superuserUrl, prefix, ownerPassword, locale } = inject('testServer')
  const database = `${prefix}_empty_${databases.length}`
  databases.push(database)
  await rowsOf(superuserUrl, `create database ${database} owner ${ownerRole} ${locale}`)
  return {
    ownerUrl: connectionOf(superuserUrl, { user: ownerRole, password: ownerPassword, database }),
    appUrl: connectionOf(superuserUrl, { user: appRole, password: derivedPassword(ownerPassword, appRole), database }),
  }
}

function migrations(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), sql)
  return folder
}

const rowsOf = (url: string, sql: string) => withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows)

const wolves = { '0001_wolf.sql': "create table wolf (name text);\ninsert into wolf values ('Akela');" }
const bears = { '0002_bear.sql': 'create table bear (name text);' }

describe('migrations', () => {
  let ownerUrl = ''
  beforeEach(async () => {
    ;({ ownerUrl } = await emptyDatabase())
  })

  test('are applied in their order, once', async () => {
    expect((await migrate(ownerUrl, migrations({ ...bears, ...wolves }))).map(({ number }) => number)).toEqual([1, 2])
    expect(await migrate(ownerUrl, migrations({ ...wolves, ...bears }))).toEqual([])
    expect(await rowsOf(ownerUrl, 'select number, name from migration order by number')).toEqual([
      { number: 1, name: 'wolf' },
      { number: 2, name: 'bear' },
    ])
  })

  test('each of ours is applied in a session of its own too, as where every release brought one', async () => {
    const all = await readMigrations()
    const files = fs.readdirSync(migrationsFolder)
    const folder = migrations({})
    for (const { number } of all) {
      const file = files.find((name) => name.startsWith(String(number).padStart(4, '0')))!
      fs.copyFileSync(path.join(migrationsFolder, file), path.join(folder, file))
      expect(await migrate(ownerUrl, folder)).toHaveLength(1)
    }
  })

  test('are applied by one process, while the others wait', async () => {
    const folder = migrations({ '0001_slow.sql': 'create table slow (id int); select pg_sleep(0.3);', ...bears })
    const applied = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, folder)))
    expect(applied.map((it) => it.length).toSorted((one, other) => one - other)).toEqual([0, 0, 2])
  })

  test('a failed one leaves nothing of itself behind, and tells file and line', async () => {
    const folder = migrations({ ...wolves, '0002_broken.sql': 'create table half (id int);\n\nselect * from nowhere;' })
    await expect(migrate(ownerUrl, folder)).rejects.toThrow('0002_broken, line 3 failed: relation "nowhere" does not exist')
    expect(await rowsOf(ownerUrl, `select to_regclass('half') as half, (select count(*)::int from migration) as applied`)).toEqual([
      { half: null, applied: 1 },
    ])
  })

  test('one edited after it was applied is refused', async () => {
    await migrate(ownerUrl, migrations(wolves))
    await expect(migrate(ownerUrl, migrations({ '0001_wolf.sql': 'create table wolf (id int);' }))).rejects.toThrow('0001_wolf was edited')
  })

  test('the line ends of a Windows checkout are no edit', async () => {
    await migrate(ownerUrl, migrations(wolves))
    await migrate(ownerUrl, migrations({ '0001_wolf.sql': wolves['0001_wolf.sql'].replaceAll('\n', '\r\n') }))
  })

  test('a database newer than the program is left alone', async () => {
    await migrate(ownerUrl, migrations({ ...wolves, ...bears }))
    await expect(migrate(ownerUrl, migrations(wolves))).rejects.toThrow('The database is newer than this program: it is at migration 0002')
  })

  test('one squeezed in before an applied one is refused', async () => {
    await migrate(ownerUrl, migrations(bears))
    await expect(migrate(ownerUrl, migrations({ ...wolves, ...bears }))).rejects.toThrow('give it the next number')
  })

  test('one whose file has gone is missed', async () => {
    await migrate(ownerUrl, migrations({ ...wolves, ...bears }))
    await expect(migrate(ownerUrl, migrations({ ...wolves, '0003_fox.sql': 'select 1' }))).rejects.toThrow('0002_bear was applied')
  })

  test('two with the same number, or a file with another sort of name, are refused', async () => {
    await expect(readMigrations(migrations({ ...wolves, '0001_fox.sql': '' }))).rejects.toThrow('Two migrations have the number 0001')
    await expect(readMigrations(migrations({ 'fox.sql': '' }))).rejects.toThrow('not fox.sql')
  })

  test('those of the program follow the rules', async () => {
    const numbers = (await readMigrations(migrationsFolder)).map(({ number }) => number)
    expect(numbers[0]).toBe(1)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
  })
})

describe('preparing a database of one’s own', () => {
  const home = os.tmpdir()

  test('makes the application a role that cannot step over row-level security, even when several processes start at once', async () => {
    const { superuserUrl } = inject('testServer')
    const { ownerUrl, appUrl: databaseAppUrl } = await emptyDatabase()
    const databaseUrl = connectionOf(ownerUrl, userOf(superuserUrl)) // An owner that may create roles.
    const prepared = await Promise.all([1, 2, 3, 4].map(() => prepareDatabase({ home, databaseUrl, databaseAppUrl })))
    for (const { appUrl } of prepared) {
      expect(await rowsOf(appUrl, 'select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
        { rolname: appRole, rolsuper: false, rolbypassrls: false },
      ])
    }
  })

  test('several processes may create the same role at the same moment', async () => {
    const { superuserUrl } = inject('testServer')
    const role = 'reglament_test_role'
    await Promise.all(
      Array.from({ length: 8 }, () => withClient(superuserUrl, (admin) => ensureLoginRole(admin, superuserUrl, role, 'the same for all'))),
    )
    expect(await rowsOf(connectionOf(superuserUrl, { user: role, password: 'the same for all' }), 'select current_user as me')).toEqual([
      { me: role },
    ])
    await rowsOf(superuserUrl, `drop role ${role}`)
  })

  test('an application that would be a superuser is refused', async () => {
    const { superuserUrl } = inject('testServer')
    const { ownerUrl } = await emptyDatabase()
    const powerful = connectionOf(ownerUrl, userOf(superuserUrl))
    await expect(prepareDatabase({ home, databaseUrl: ownerUrl, databaseAppUrl: powerful })).rejects.toThrow('step over row-level security')
  })

  test('an owner without a password cannot lend the application one', async () => {
    await expect(prepareDatabase({ home, databaseUrl: 'postgres://owner@127.0.0.1:1/crm', databaseAppUrl: undefined })).rejects.toThrow(
      'set DATABASE_APP_URL',
    )
  })

  test('a server that does not answer is named, its password is not', async () => {
    const refused = prepareDatabase({ home, databaseUrl: 'postgres://owner:hunter2@127.0.0.1:1/crm', databaseAppUrl: undefined })
    await expect(refused).rejects.toThrow(/^The database crm at 127\.0\.0\.1:1 cannot be reached as owner: (?!.*hunter2)/)
  })

  test('a database in which trigrams see no Cyrillic is refused', async () => {
    const { superuserUrl } = inject('testServer')
    const name = `blind_${process.pid}`
    await rowsOf(
      superuserUrl,
      `create database ${name} template template0 encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C' owner reglament_owner`,
    )
    try {
      const { ownerUrl, appUrl } = await emptyDatabase()
      const inBlind = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
      await expect(prepareDatabase({ home, databaseUrl: inBlind(ownerUrl), databaseAppUrl: inBlind(appUrl) })).rejects.toThrow(
        'blind to Cyrillic',
      )
    } finally {
      await rowsOf(superuserUrl, `drop database ${name} with (force)`)
    }
  })
})

function userOf(url: string): { user: string; password: string } {
  const { username, password } = new URL(url)
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
}
