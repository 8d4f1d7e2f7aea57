import type { Team, TeamCreation, TeamEdit } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { lockMember } from './queries.ts'
import { mayHeadTeams, mayManageMembers } from './rights.ts'
import { words } from './words.ts'

/** Every team of the company by name, with the number of its active members; one statement. */
export async function listTeams(tx: Tx, workspaceId: number): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select team.id::text, team.name, team.head_id::text as "headId", team.revision as version, (
      select count(*)::integer from member
      where member.workspace_id = ${workspaceId} and member.team_id = team.id and member.deactivated_at is null
    ) as members
    from team where team.workspace_id = ${workspaceId} order by lower(team.name)`.execute(tx)
  return rows
}

/**
 * The first head of sales that a company has looks after whoever is in no team (regulation §3), for until then its owner did. Whom the
 * company chose itself stays.
 */
export async function leadFirstHead(tx: Tx, workspaceId: number, memberId: string): Promise<void> {
  await sql`
    update workspace set default_head_id = ${memberId}::uuid, revision = revision + 1
    where id = ${workspaceId}
      and exists (select from member where member.workspace_id = ${workspaceId} and member.id = default_head_id and member.role = 'owner')
      and not exists (select from member where member.workspace_id = ${workspaceId} and member.id <> ${memberId}::uuid
        and member.role = 'head' and member.deactivated_at is null)`.execute(tx)
}

/** Makes a team. @throws Problem 400 for a head who can't be one, 409 where the name is taken */
export async function addTeam(tx: Tx, actor: Actor, { name, headId = null }: TeamCreation, now: Instant): Promise<Team> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  await lockHead(tx, actor.workspaceId, headId)
  const team = { id: newId(), name: name.trim(), head_id: headId }
  await tx
    .insertInto('team')
    .values({ workspace_id: actor.workspaceId, ...team, created_at: at(now) })
    .execute()
  return { id: team.id, name: team.name, headId, members: 0, version: 1 }
}

/** Changes name or head; `refuseStale` is shown what is there. */
export async function editTeam(
  tx: Tx,
  actor: Actor,
  { teamId, edit }: { teamId: string; edit: TeamEdit },
  refuseStale: (current: Team) => void,
): Promise<Team> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  // The head before the team: the same order as where a role is taken from somebody who heads one.
  await lockHead(tx, actor.workspaceId, edit.headId ?? null)
  const current = await lockTeam(tx, actor.workspaceId, teamId)
  refuseStale(current)
  const next = { name: edit.name?.trim() ?? current.name, headId: edit.headId === undefined ? current.headId : edit.headId }
  if (next.name === current.name && next.headId === current.headId) return current
  const version = current.version + 1
  await tx
    .updateTable('team')
    .set({ name: next.name, head_id: next.headId, revision: version })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', teamId)
    .execute()
  return { ...current, ...next, version }
}

/** Deletes a team in which nobody works. @throws Problem 409 with the way, where somebody does */
export async function deleteTeam(tx: Tx, actor: Actor, teamId: string): Promise<void> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  // Whoever is moved into it at this moment waits for the lock, and then finds no team.
  const { members } = await lockTeam(tx, actor.workspaceId, teamId)
  if (members > 0) throw conflict(words.teamHasMembers)
  await tx.deleteFrom('team').where('workspace_id', '=', actor.workspaceId).where('id', '=', teamId).execute()
}

async function lockTeam(tx: Tx, workspaceId: number, teamId: string): Promise<Team> {
  const { rows } = await sql`select id from team where workspace_id = ${workspaceId} and id = ${teamId} for update`.execute(tx)
  const team = rows.length > 0 && (await listTeams(tx, workspaceId)).find(({ id }) => id === teamId)
  if (!team) throw notFound()
  return team
}

/** A head is an active head or owner; he stays one until this transaction is over. */
async function lockHead(tx: Tx, workspaceId: number, headId: string | null): Promise<void> {
  if (headId === null) return
  const head = await lockMember(tx, workspaceId, headId)
  if (!head || head.deactivated_at !== null || !mayHeadTeams(head.role)) throw invalid([{ path: '/headId', message: words.noHead }])
}
