import type { WorkspaceEdit, WorkspaceSettings } from '@reglament/contract'
import type { Selectable } from 'kysely'
import type { Database, Tx } from '../../platform/database.ts'
import { forbidden, invalid } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { lockMember, workspaceFrom } from './queries.ts'
import { mayHeadTeams, mayManageMembers } from './rights.ts'
import { words } from './words.ts'

const settingsFrom = (row: Selectable<Database['workspace']>): WorkspaceSettings => ({
  ...workspaceFrom(row),
  defaultHeadId: row.default_head_id,
  version: row.revision,
})

const workspaceOf = (tx: Tx, workspaceId: number) => tx.selectFrom('workspace').selectAll().where('id', '=', workspaceId)

export const readSettings = async (tx: Tx, workspaceId: number): Promise<WorkspaceSettings> =>
  settingsFrom(await workspaceOf(tx, workspaceId).executeTakeFirstOrThrow())

/** Changes the name of the company, or who reviews and exempts where a team has no head; `refuseStale` is shown what is there. */
export async function editWorkspace(
  tx: Tx,
  { workspaceId, role }: Actor,
  { name, defaultHeadId }: WorkspaceEdit,
  refuseStale: (current: WorkspaceSettings) => void,
): Promise<WorkspaceSettings> {
  if (!mayManageMembers(role)) throw forbidden(words.notManagingCompany)
  if (defaultHeadId !== undefined) {
    const head = await lockMember(tx, workspaceId, defaultHeadId)
    if (!head || head.deactivated_at !== null || !mayHeadTeams(head.role)) {
      throw invalid([{ path: '/defaultHeadId', message: words.noHead }])
    }
  }
  const row = await workspaceOf(tx, workspaceId).forUpdate().executeTakeFirstOrThrow()
  const current = settingsFrom(row)
  refuseStale(current)
  const next = { name: name?.trim() ?? current.name, default_head_id: defaultHeadId ?? current.defaultHeadId }
  if (next.name === current.name && next.default_head_id === current.defaultHeadId) return current
  const changed = await tx
    .updateTable('workspace')
    .set({ ...next, revision: current.version + 1 })
    .where('id', '=', workspaceId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return settingsFrom(changed)
}
