import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { bookInForce } from '../rulebook/index.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

/** One batch of leads that have the replaced reason, from the first id to the last; each gets an entry in its history. */
export async function replaceOnLeads(
  tx: Tx,
  workspaceId: number,
  { from, to, by }: { from: string; to: string; by: string | null },
  after: string | null,
  most: number,
  now: Instant,
): Promise<{ last: string | null; done: number; full: boolean }> {
  const { rows } = await sql<{ id: string }>`
    select id::text from lead where workspace_id = ${workspaceId} and reject_reason = ${from}
      ${after === null ? sql`` : sql`and id > ${after}::uuid`}
    order by id limit ${most} for update`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) {
    await sql`
      update lead set reject_reason = ${to}, version = version + 1
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
    const intake = { tx, workspaceId, now, book: await bookInForce(tx, workspaceId), language: 'ru' as const, currency: 'RUB' }
    await writeIntake(intake, { entries: ids.map((id) => leadEntry(intake, id, 'reason-replaced', by, { from, to })) })
  }
  return { last: ids.at(-1) ?? null, done: ids.length, full: ids.length === most }
}
