import type { Tx } from '../../platform/database.ts'

/** Where a deal stands and whose it is. */
export type Whereabouts = { id: string; pipeline: string; stage: string; responsibleId: string | null }

/** Where these deals stand; what is not in the workspace is left out. */
export const whereabouts = (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<Whereabouts[]> =>
  tx
    .selectFrom('deal')
    .select(['id', 'pipeline', 'stage', 'responsible_id as responsibleId'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', ids)
    .execute()
