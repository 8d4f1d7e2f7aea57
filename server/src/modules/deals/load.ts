import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Open sales deals of which a member is responsible, as a query (regulation §3, load); from the kept counts, so it costs the same for all. */
export const openDealsOf = (workspaceId: number, memberId: RawBuilder<unknown> | string): RawBuilder<unknown> => sql`
  select coalesce((select open from member_load where workspace_id = ${workspaceId} and member_id = ${memberId}), 0)`

/** How many open sales deals a member has. */
export async function loadOf(db: Db, workspaceId: number, memberId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`select (${openDealsOf(workspaceId, memberId)}) as open`.execute(db)
  return rows[0]!.open
}
