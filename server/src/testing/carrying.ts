import { sql } from 'kysely'
import { loadOf } from '../modules/deals/index.ts'
import { inWorkspace } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'

/** Lets a member carry so many open deals in the counts, without making them. */
export const carrying = (services: Services, workspaceId: number, memberId: string, open: number) =>
  inWorkspace(services, workspaceId, async (tx) => {
    const more = open - (await loadOf(tx, workspaceId, memberId))
    await sql`
      insert into board_count_change (workspace_id, pipeline, stage, responsible_id, currency, deals, amount)
      values (${workspaceId}, 'sales', 'new-request', ${memberId}, '', ${more}, 0)`.execute(tx)
  })
