import { newId, type Instant } from '@reglament/kernel'
import type { RegulationDocument } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { formatInstant } from '@reglament/kernel'

/** One thing of a list that takes the place of another wherever it stands; `field` is whose option it is. */
export type Replacing = { what: 'loss-reason' | 'task-kind' | 'field' | 'lead-reason'; field?: string; from: string; to: string }

/**
 * Orders what shall stand in place of something retired; a module above carries it over batch by batch. The same order twice is one,
 * and a later one for the same thing goes on with the new aim.
 */
export async function orderReplacements(
  tx: Tx,
  workspaceId: number,
  orders: readonly Replacing[],
  { by, now }: { by: string | null; now: Instant },
): Promise<void> {
  if (orders.length === 0) return
  const rows = orders.map(({ what, field = '', from, to }) => ({ id: newId(), what, field, from, to }))
  await sql`
    insert into replacement (workspace_id, id, what, field, from_key, to_key, ordered_by, ordered_at)
    select ${workspaceId}::integer, id, what, field, "from", "to", ${by}::uuid, ${formatInstant(now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ordered (id uuid, what text, field text, "from" text, "to" text)
    on conflict (workspace_id, what, field, from_key) where finished_at is null
    do update set to_key = excluded.to_key, ordered_by = excluded.ordered_by, last_id = null, pass_done = 0`.execute(tx)
}

type Kept = { readonly key: string; readonly replacedBy?: string }

/** What is replaced newly: not what was replaced so already. */
export const newlyReplaced = (before: readonly Kept[], after: readonly Kept[]): { from: string; to: string }[] =>
  after.flatMap(({ key, replacedBy }) =>
    replacedBy === undefined || before.find((known) => known.key === key)?.replacedBy === replacedBy ? [] : [{ from: key, to: replacedBy }],
  )

/** What a document replaces that the one before it did not. */
export const replacedIn = (before: RegulationDocument, after: RegulationDocument): Replacing[] => [
  ...newlyReplaced(before.lossReasons, after.lossReasons).map((it) => ({ what: 'loss-reason' as const, ...it })),
  ...newlyReplaced(before.taskKinds, after.taskKinds).map((it) => ({ what: 'task-kind' as const, ...it })),
]
