import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { DatabaseError } from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { databaseTypes, databaseTypesFile } from '../testing/databaseTypes.ts'
import { testServices } from '../testing/app.ts'
import { inWorkspace, lookInto, openDatabase } from './database.ts'
import type { Tx } from './database.ts'
import { at, json } from './instantColumn.ts'
import { statementsOf } from './statementLog.ts'
import { withClient } from './database/withClient.ts'

const services = await testServices({}, { connectionsMax: 6, statementMs: 700, lockMs: 300 })
const { db, database } = services
const insert = (tx: Tx, id: number) =>
  tx
    .insertInto('workspace')
    .values({
      id,
      name: `W${id}`,
      time_zone: 'UTC',
      locale: 'ru',
      currency: 'RUB',
      kind: 'real',
      calendar: json([]),
      created_at: at(1_000_000_000_123),
    })
    .execute()

const [first, second] = [await found(), await found()]

async function found(): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval('workspace_id_seq') as id`.execute(db)
  const id = rows[0]!.id
  await inWorkspace(services, id, (tx) => insert(tx, id))
  return id
}

const names = (tx: Pick<Tx, 'selectFrom'>) => tx.selectFrom('workspace').select(['id', 'created_at']).orderBy('id').execute()

describe('[L8] the wall between workspaces', () => {
  test('a transaction sees its own workspace and no other', async () => {
    expect(await inWorkspace(services, first, names)).toEqual([{ id: first, created_at: 1_000_000_000_123 }])
    expect(await inWorkspace(services, second, names)).toEqual([{ id: second, created_at: 1_000_000_000_123 }])
  })

  test('without a workspace there is nothing to see, nor after a transaction on the same connection', async () => {
    expect(await names(db)).toEqual([])
    await inWorkspace(services, first, names)
    expect(await Promise.all(Array.from({ length: 6 }, () => names(db)))).toEqual([[], [], [], [], [], []])
  })

  test('nothing is written into another workspace, and nothing moved there', async () => {
    await expect(inWorkspace(services, first, (tx) => insert(tx, 4711))).rejects.toThrow(/row-level security/)
    const moved = inWorkspace(services, first, (tx) => tx.updateTable('workspace').set({ id: second }).execute())
    await expect(moved).rejects.toThrow(/row-level security|duplicate/)
    const touched = await inWorkspace(services, first, (tx) =>
      tx.updateTable('workspace').set({ name: 'x' }).where('id', '=', second).executeTakeFirst(),
    )
    expect(touched.numUpdatedRows).toBe(0n)
  })

  test.for([
    'set session authorization postgres',
    'set role reglament_owner',
    'alter table workspace disable row level security',
    'alter role reglament_app bypassrls',
    'drop policy own_workspace on workspace',
    'truncate workspace cascade',
    'select * from session',
    'select * from identity',
    'select * from api_key',
    'select * from invitation',
    "copy workspace to program 'cat'",
    'create table public.trap (id int)',
    'delete from workspace',
    "select tenant_table('team', 'select')",
  ])('the role of the application may not: %s', async (statement) => {
    const failed = withClient(database.appUrl, (client) => client.query(statement))
    await expect(failed).rejects.toMatchObject({ code: expect.stringMatching(/^(?:42501|42704|22023)$/) })
  })

  test('with row security off, the question is refused instead of answered', async () => {
    const asked = withClient(database.appUrl, async (client) => {
      await client.query('set row_security = off')
      return client.query('select * from workspace')
    })
    await expect(asked).rejects.toMatchObject({ code: '42501' })
  })

  test('a workspace is a whole number, whatever a type may say', async () => {
    const asked = inWorkspace(services, "1'; drop table member; --" as unknown as number, names)
    await expect(asked).rejects.toThrow(TypeError)
  })

  test('every table the application can touch is behind the wall, with the workspace first in its key', async () => {
    const wrong = await withClient(database.ownerUrl, async (owner) => {
      const { rows } = await owner.query<{ relname: string }>(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'workspace'
           and has_table_privilege('reglament_app', oid, 'select, insert, update, delete')
           and not (relrowsecurity and relforcerowsecurity and exists (
             select from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
             where indrelid = pg_class.oid and indisprimary and attname = 'workspace_id'))`,
      )
      return rows
    })
    expect(wrong).toEqual([])
  })
})

describe('the handle on the database', () => {
  test('a transaction is opened and its workspace set in one statement', async () => {
    const { statements } = await statementsOf(() => inWorkspace(services, first, names))
    expect(statements).toEqual([`begin; set local app.workspace = '${first}'`, expect.stringMatching(/^select/), 'commit'])
  })

  test('statements of a transaction are planned once where it says so, those after it on the same connection by value', async () => {
    const planning = async (tx: Tx) => (await sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(tx)).rows[0]
    const { statements } = await statementsOf(async () => {
      expect(await inWorkspace(services, first, planning, 'once')).toEqual({ mode: 'force_generic_plan' })
    })
    expect(statements).toHaveLength(3)
    expect(await inWorkspace(services, first, planning)).toEqual({ mode: 'auto' })
  })

  test('parameterised statements are prepared, a bounded number of them', async () => {
    await db.connection().execute(async (one) => {
      for (let index = 0; index < 450; index++) await sql`select ${index}::int as ${sql.ref(`c${index}`)}`.execute(one)
      const { rows } = await sql<{ prepared: number }>`select count(*) as prepared from pg_prepared_statements`.execute(one)
      expect(rows[0]?.prepared).toBe(400)
      const again = await sql<{ c0: number }>`select ${7}::int as ${sql.ref('c0')}`.execute(one)
      expect(again.rows).toEqual([{ c0: 7 }])
    })
  })

  test('long integers are numbers while they are exact, and a fault when not', async () => {
    expect((await sql`select 9007199254740991::bigint as n, date '2026-03-10' as d, 1.50 as x`.execute(db)).rows).toEqual([
      { n: 9007199254740991, d: '2026-03-10', x: '1.50' },
    ])
    await expect(sql`select 9007199254740993::bigint`.execute(db)).rejects.toThrow(RangeError)
    expect((await sql`select array[to_timestamp(1), null] as t, '{}'::bigint[] as n`.execute(db)).rows).toEqual([
      { t: [1000, null], n: [] },
    ])
  })

  test('two that wait for each other: one is run again, both are done', async () => {
    const patient = openDatabase(database.appUrl)
    onTestFinished(() => patient.destroy())
    const both = Promise.withResolvers<void>()
    let runs = 0
    const lock = (tx: Tx, key: number) => sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(tx)
    const cross = (one: number, other: number) =>
      inWorkspace({ db: patient }, first, async (tx) => {
        await lock(tx, one)
        if (++runs === 2) both.resolve()
        await both.promise
        await lock(tx, other)
        return one
      })
    expect(await Promise.all([cross(1, 2), cross(2, 1)])).toEqual([1, 2])
    expect(runs).toBe(3)
  })

  test('a serialization failure is tried three times, any other fault once', async () => {
    const tries = async (code: string) => {
      let count = 0
      const work = inWorkspace(services, first, (tx) => {
        count++
        return sql.raw(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`).execute(tx)
      })
      await expect(work).rejects.toBeInstanceOf(DatabaseError)
      return count
    }
    expect([await tries('40001'), await tries('40P01'), await tries('23505')]).toEqual([3, 3, 1])
  })

  test('a statement that takes too long is cancelled, and so is waiting for a lock', async () => {
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({ code: '57014' })
    await inWorkspace(services, first, async (tx) => {
      await sql`select from workspace where id = ${first} for update`.execute(tx)
      const other = inWorkspace(services, first, (two) => sql`select from workspace where id = ${first} for update`.execute(two))
      await expect(other).rejects.toMatchObject({ code: '55P03' })
    })
  })
})

test('the generated types are those of the migrations (npm run db:types)', async () => {
  expect(await databaseTypes(database.ownerUrl)).toBe(await readFile(databaseTypesFile, 'utf8'))
})

describe('[L8] a look', () => {
  const looked = (tx: Tx) =>
    sql<{ id: string }>`select current_setting('app.workspace') as id`.execute(tx).then(({ rows }) => Number(rows[0]!.id))

  test('sees its workspace and may not write', async () => {
    expect(await lookInto(services, first, names)).toHaveLength(1)
    const written = lookInto(services, first, (tx) => tx.updateTable('workspace').set({ name: 'x' }).where('id', '=', first).execute())
    await expect(written).rejects.toMatchObject({ code: '25006' })
  })

  test('one after another on one connection, nobody waiting for the end of the one before: each in its own workspace', async () => {
    const one = openDatabase(database.appUrl, { connectionsMax: 1 })
    onTestFinished(() => one.destroy())
    const asked = Array.from({ length: 300 }, (_, index) => (index % 3 === 0 ? second : first))
    const seen = await Promise.all(asked.map((id, index) => (index % 5 === 0 ? inWorkspace : lookInto)({ db: one }, id, looked)))
    expect(seen).toEqual(asked)
    expect(await names(one)).toEqual([])
  })

  test('that fails leaves its connection as good as new', async () => {
    const one = openDatabase(database.appUrl, { connectionsMax: 1 })
    onTestFinished(() => one.destroy())
    await expect(lookInto({ db: one }, first, (tx) => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
    await expect(lookInto({ db: one }, first, () => Promise.reject(new Error('ours')))).rejects.toThrow('ours')
    expect(await lookInto({ db: one }, second, looked)).toBe(second)
    await lookInto({ db: one }, second, () => Promise.resolve())
    expect(await names(one)).toEqual([])
  })

  test('a connection that is cut fails the look and is replaced', async () => {
    const one = openDatabase(database.appUrl, { connectionsMax: 1 })
    onTestFinished(() => one.destroy())
    const cut = lookInto({ db: one }, first, (tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx))
    await expect(cut).rejects.toThrow()
    expect(await lookInto({ db: one }, first, looked)).toBe(first)
  })
})

describe('[A9] more requests than connections', () => {
  const busy = (of: typeof db) => sql`select pg_sleep(0.5)`.execute(of)
  test('wait in line past the time of connecting, and are served; a line that does not move ends', async () => {
    const two = openDatabase(database.appUrl, { connectionsMax: 2, connectMs: 900, queueMs: 5000 })
    onTestFinished(() => two.destroy())
    await Promise.all(Array.from({ length: 6 }, () => busy(two)))

    const hurried = openDatabase(database.appUrl, { connectionsMax: 1, queueMs: 100 })
    onTestFinished(() => hurried.destroy())
    const [served, given] = await Promise.allSettled([busy(hurried), busy(hurried)])
    expect([served.status, given.status]).toEqual(['fulfilled', 'rejected'])
    expect(String((given as PromiseRejectedResult).reason)).toMatch(/timeout exceeded when trying to connect/)
    // Who gave up has left the line: the next one is served.
    await busy(hurried)
  })
})
