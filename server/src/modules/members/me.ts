import type { Me, MeEdit } from '@reglament/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/index.ts'
import { rightsOf } from './rights.ts'
import { findMember, memberFrom, membershipsOf, workspaceFrom } from './queries.ts'

/** How many open deals the actor has beside how many he should have; told by the module that knows deals. */
export type LoadOf = (tx: Tx, actor: Actor, own: { min: number | null; max: number | null; maxOff: boolean }) => Promise<Me['load']>

/** The actor's own page: who he is, where he is, where else he may go. */
export async function meOf(tx: Tx, actor: Actor, loadOf: LoadOf): Promise<Me> {
  const { workspaceId, memberId, locale } = actor
  // The first statement: what changes after it is news.
  const { news_since: newsSince, ...workspace } = await tx
    .selectFrom('workspace')
    .selectAll()
    .select(sql<string>`pg_snapshot_xmin(pg_current_snapshot())::text`.as('news_since'))
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const member = (await findMember(tx, workspaceId, memberId))!
  const memberships = member.identity_id === null ? [] : await membershipsOf(tx, member.identity_id)
  return {
    member: memberFrom(member),
    workspace: workspaceFrom(workspace),
    workspaces: memberships.map((it) => ({ id: it.workspace_id, name: it.workspace_name })),
    locale,
    theme: member.theme as Me['theme'],
    rights: rightsOf(actor.role),
    load: await loadOf(tx, actor, { min: member.load_min, max: member.load_max, maxOff: member.load_max_off }),
    newsSince,
  }
}

/** The language and look this member prefers. */
export async function editMe(tx: Tx, { workspaceId, memberId }: Actor, { locale, theme }: MeEdit): Promise<void> {
  if (locale === undefined && theme === undefined) return
  await tx
    .updateTable('member')
    .set({ ...(locale && { locale }), ...(theme && { theme }) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .execute()
}
