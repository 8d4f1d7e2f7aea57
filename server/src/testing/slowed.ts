// Work that is caught in the middle: statements of one sort take so long that whoever is in one can be found there and killed.
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { withClient } from '../platform/database/withClient.ts'
import type { TestDatabase } from './database.ts'

const waitMs = 30_000

/** Makes the writing of one table slow, said as `insert on breach`, until `hurry`. */
export async function slowed(
  { appUrl, ownerUrl }: Pick<TestDatabase, 'appUrl' | 'ownerUrl'>,
  writing: `${'insert' | 'update'} on ${string}`,
  seconds = 0.3,
) {
  const { superuserUrl } = inject('testServer')
  const database = new URL(appUrl).pathname.slice(1)
  await withClient(ownerUrl, async (owner) => {
    await owner.query(
      `create or replace function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(${seconds}); return null; end $$`,
    )
    await owner.query(`create trigger slow after ${writing} for each statement execute function slow()`)
  })

  /** Asks again and again until there are so many, which may take long where the machine does much else. */
  const until = (count: number, statement: string) =>
    withClient(superuserUrl, async (superuser) => {
      for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(5)) {
        const { rowCount } = await superuser.query(statement, [database])
        if (rowCount! >= count) return
      }
      throw new Error('nobody was caught in the middle')
    })
  const ofTheApplication = `from pg_stat_activity where datname = $1 and application_name = 'reglament'`

  return {
    /** Waits until so many connections are in the middle, what they wrote not committed, or wait for one that is. */
    inTheMiddle: (count: number) => until(count, `select ${ofTheApplication} and (wait_event = 'PgSleep' or wait_event_type = 'Lock')`),
    /** Ends one connection that is in the middle. */
    kill: () => until(1, `select pg_terminate_backend(pid) ${ofTheApplication} and wait_event = 'PgSleep' limit 1`),
    hurry: () => withClient(ownerUrl, async (owner) => void (await owner.query(`drop trigger slow on ${writing.split(' on ')[1]}`))),
  }
}
