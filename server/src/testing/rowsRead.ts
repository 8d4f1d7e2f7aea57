import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../platform/database.ts'
import { withClient } from '../platform/database/withClient.ts'
import type { Services } from '../platform/services.ts'

type Databases = { ownerUrl: string; appUrl: string }

/** A connection tells what it has counted when it ends, which is a moment after its client has left it. */
const soFar = ({ ownerUrl }: Databases) =>
  withClient(ownerUrl, async (client) => {
    const others = `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    for (let tries = 0; tries < 200 && (await client.query(others)).rowCount !== 0; tries++) await sleep(20)
    const { rows } = await client.query<{ table: string; read: string }>(
      `select relname as table, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as read from pg_stat_user_tables`,
    )
    return new Map(rows.map(({ table, read }) => [table, Number(read)]))
  })

/**
 * Does the work over connections of its own and answers how many rows of each table were read for it, as PostgreSQL has counted: also
 * those that an index led to in vain. Nobody else may be at work in the database meanwhile, nor have a connection open that has been at
 * work before: an idle one may tell of it ten seconds later.
 */
export async function rowsReadBy(services: Services, database: Databases, work: (services: Services) => Promise<unknown>) {
  const before = await soFar(database)
  const db = openDatabase(database.appUrl)
  try {
    await work({ ...services, db })
  } finally {
    await db.destroy()
  }
  const after = await soFar(database)
  return new Map([...after].map(([table, read]) => [table, read - (before.get(table) ?? 0)]))
}
