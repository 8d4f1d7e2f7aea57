// The board's counts: every act adds its differences, the sweeper sums them up, readers see both as `board_count`.
import { type RawBuilder, sql } from 'kysely'
import type { Changes, Dossier } from '@reglament/regulation'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import type { Services } from '../../platform/services.ts'

/** On the exchange there is nobody responsible; a key of counts can't be null. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

type Count = { pipeline: string; stage: string; responsible_id: string; currency: string; deals: number; amount: number }

/** Differences of the board's counts, summed. */
export function countChanges(writes: readonly Pick<Changes, 'before' | 'after'>[]): Count[] {
  const counts = new Map<string, Count>()
  const add = (deal: Dossier | null, sign: 1 | -1) => {
    if (!deal) return
    const { pipeline, stage, budget } = deal
    const key = { pipeline, stage, responsible_id: deal.responsibleId ?? NOBODY, currency: budget?.currency ?? '' }
    const name = Object.values(key).join('\n')
    const count = counts.get(name) ?? { ...key, deals: 0, amount: 0 }
    counts.set(name, { ...count, deals: count.deals + sign, amount: count.amount + sign * (budget?.amount ?? 0) })
  }
  for (const { before, after } of writes) {
    add(before, -1)
    add(after, 1)
  }
  return [...counts.values()].filter(({ deals, amount }) => deals !== 0 || amount !== 0)
}

/** The differences as rows of their own: nobody waits for the row that another act is changing. */
export function countParts(writes: readonly Pick<Changes, 'before' | 'after'>[], workspaceId: number): RawBuilder<unknown>[] {
  const counts = countChanges(writes)
  if (counts.length === 0) return []
  const part = sql`
    insert into board_count_change (workspace_id, pipeline, stage, responsible_id, currency, deals, amount)
    select ${workspaceId}::integer, pipeline, stage, responsible_id, currency, deals, amount
    from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      as written (pipeline text, stage text, responsible_id uuid, currency text, deals integer, amount bigint)`
  return [part]
}

/**
 * Sums up what acts have added since the last round, in every workspace; in between readers add it up themselves, so it is never late.
 * Several processes may do it at once: each row is taken by one.
 */
export async function sumUpCounts(services: Services): Promise<void> {
  const { rows } = await sql<{ id: number }>`select workspaces_with_changed_counts() as id`.execute(services.db)
  for (const { id } of rows) await inWorkspace(services, id, (tx) => sumUp(tx, id))
}

const sumUp = (tx: Tx, workspaceId: number) =>
  sql`
    with taken as (
      delete from board_count_change where workspace_id = ${workspaceId} returning pipeline, stage, responsible_id, currency, deals, amount
    ), summed as (
      select pipeline, stage, responsible_id, currency, sum(deals) as deals, sum(amount) as amount
      from taken group by 1, 2, 3, 4 having sum(deals) <> 0 or sum(amount) <> 0
    )
    insert into board_count_kept as known (workspace_id, pipeline, stage, responsible_id, currency, deals, amount)
    select ${workspaceId}::integer, pipeline, stage, responsible_id, currency, deals, amount from summed order by 2, 3, 4, 5
    on conflict (workspace_id, pipeline, stage, responsible_id, currency)
    do update set deals = known.deals + excluded.deals, amount = known.amount + excluded.amount`.execute(tx)
