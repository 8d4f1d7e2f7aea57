import { sql } from 'kysely'
import { inWorkspace } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'

/** What a workspace holds after sweeping, without ids: breaches, journal, tasks and deals, counted. */
export const whatIsThere = (services: Services, workspaceId: number) =>
  inWorkspace(services, workspaceId, async (tx) => {
    const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(tx)).rows
    return {
      breaches: await rows(sql`select clause, from_at, until_at, opened_at, mode, count(*)::integer from breach
        where workspace_id = ${workspaceId} group by 1, 2, 3, 4, 5 order by 1, 2`),
      journal: await rows(sql`select type, at, clause, count(*)::integer, count(distinct stream_id)::integer as deals from journal
        where workspace_id = ${workspaceId} and stream_kind = 'deal' group by 1, 2, 3 order by 1, 2, 3`),
      tasks: await rows(sql`select kind, due_at, assignee_id is null as free, count(*)::integer from task
        where workspace_id = ${workspaceId} group by 1, 2, 3 order by 1, 2, 3`),
      deals: await rows(sql`select stage, responsible_id is null as free, next_check_at, parked_at, count(*)::integer from deal
        where workspace_id = ${workspaceId} group by 1, 2, 3, 4 order by 1, 2, 3`),
    }
  })
