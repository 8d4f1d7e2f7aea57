import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Open sales deals of which a member is responsible, as a query (regulation §3, load); from the kept counts, so it costs the same for all. */
export const openDealsOf = (workspaceId: number, memberId: RawBuilder<unknown> | string): RawBuilder<unknown> => sql`
  select coalesce(sum(board_count.deals), 0)::integer
  from board_count
  join stage on stage.workspace_id = board_count.workspace_id and stage.pipeline = board_count.pipeline and stage.key = board_count.stage
  join pipeline on pipeline.workspace_id = stage.workspace_id and pipeline.key = stage.pipeline
  where board_count.workspace_id = ${workspaceId} and board_count.responsible_id = ${memberId} and stage.kind = 'open'
    and pipeline.kind = 'sales'`

/** How many open sales deals a member has. */
export async function loadOf(db: Db, workspaceId: number, memberId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`select (${openDealsOf(workspaceId, memberId)}) as open`.execute(db)
  return rows[0]!.open
}
