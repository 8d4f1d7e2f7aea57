import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'

/** Whose incoming somebody answers: his own, and that of those for whom he stands in now (D11). */
export async function handsOf(db: Db, { workspaceId, memberId }: Actor, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct member_id::text as id from absence
    where workspace_id = ${workspaceId} and until_at > ${at(now)} and from_at <= ${at(now)} and stand_in_id = ${memberId}`.execute(db)
  return [...new Set([memberId, ...rows.map(({ id }) => id)])]
}
