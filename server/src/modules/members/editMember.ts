import type { Member, MemberEdit } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { invitedAt, lockActiveOwners, lockMember, memberFrom } from './queries.ts'
import type { MemberRow } from './queries.ts'
import { mayHeadTeams, mayManageMembers } from './rights.ts'
import { leadFirstHead } from './teams.ts'
import { words } from './words.ts'

/**
 * Changes name, role, team, corridor of load or access of a member. Losing access ends his sessions, invitations and keys at once.
 * `refuseStale` is shown what is there.
 */
export async function editMember(
  tx: Tx,
  { clock }: Pick<Services, 'clock'>,
  actor: Actor,
  { memberId, edit }: { memberId: string; edit: MemberEdit },
  refuseStale: (current: Member) => void,
): Promise<Member> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  // Owners before the member: the same order for everybody, or two edits could wait for each other.
  const owners = changesAccess(edit) ? await lockActiveOwners(tx, actor.workspaceId) : []
  const member = await lockMember(tx, actor.workspaceId, memberId)
  if (!member) throw notFound()
  const invitedUntil = (await invitedAt(tx, clock.real())).get(memberId) ?? null
  refuseStale(memberFrom(member, invitedUntil))
  refuseEdit(actor, member, edit, owners)
  if (edit.role !== undefined && !mayHeadTeams(edit.role)) await refuseHead(tx, actor.workspaceId, memberId)

  const { name, role, teamId, loadMin, loadMax, loadMaxOff, deactivated } = edit
  const isDeactivated = member.deactivated_at !== null
  const changes = {
    ...(name !== undefined && { name: name.trim() }),
    ...(role !== undefined && { role }),
    ...(teamId !== undefined && { team_id: teamId }),
    ...(loadMin !== undefined && { load_min: loadMin }),
    ...(loadMax !== undefined && { load_max: loadMax }),
    ...(loadMaxOff !== undefined && { load_max_off: loadMaxOff }),
    ...(deactivated !== undefined && deactivated !== isDeactivated && { deactivated_at: at(deactivated ? clock.real() : null) }),
  }
  if (Object.keys(changes).length === 0) return memberFrom(member, invitedUntil)
  if (deactivated) {
    await sql`select shut_out(${memberId}::uuid, ${at(clock.real())})`.execute(tx)
    await lookAtHisLeads(tx, actor.workspaceId, memberId, clock.now(actor))
  }
  const row = await tx
    .updateTable('member')
    .set({ ...changes, revision: member.revision + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', memberId)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (role === 'head' && member.role !== 'head') await leadFirstHead(tx, actor.workspaceId, memberId)
  return memberFrom(row, deactivated ? null : invitedUntil)
}

/** The sweeper comes to his open inquiries now: they are nobody's from here on. */
const lookAtHisLeads = (tx: Tx, workspaceId: number, memberId: string, now: Instant) =>
  sql`update lead set next_check_at = ${at(now)} where workspace_id = ${workspaceId} and responsible_id = ${memberId}
    and status in ('new', 'in-work') and merged_into is null`.execute(tx)

/** A team is headed by who may judge its deals: he is relieved of it before his role is taken. */
async function refuseHead(tx: Tx, workspaceId: number, memberId: string): Promise<void> {
  const { rows } = await sql<{ team: boolean; company: boolean }>`
    select exists (select from team where workspace_id = ${workspaceId} and head_id = ${memberId}) as team,
      exists (select from workspace where id = ${workspaceId} and default_head_id = ${memberId}) as company`.execute(tx)
  if (rows[0]!.team) throw conflict(words.headsTeam)
  if (rows[0]!.company) throw conflict(words.isDefaultHead)
}

/** Nothing said leaves what was; null empties it. */
const ofEdit = (next: number | null | undefined, was: number | null) => (next === undefined ? was : next)

const changesAccess = ({ role, deactivated }: MemberEdit) => role !== undefined || deactivated !== undefined

function refuseEdit(actor: Actor, member: MemberRow, edit: MemberEdit, owners: readonly { id: string }[]): void {
  const changesRole = edit.role !== undefined && edit.role !== member.role
  const losesAccess = edit.deactivated === true
  const touchesOwner = member.role === 'owner' || edit.role === 'owner'
  if (member.id === actor.memberId && (changesRole || edit.deactivated !== undefined)) throw forbidden(words.ownRole)
  if (touchesOwner && changesAccess(edit) && actor.role !== 'owner') throw forbidden(words.ownersOnly)
  const [least, most] = [ofEdit(edit.loadMin, member.load_min), ofEdit(edit.loadMax, member.load_max)]
  const setsLoad = edit.loadMin != null || edit.loadMax != null
  if (setsLoad && least !== null && most !== null && most < least) throw invalid([{ path: '/loadMax', message: words.loadUpsideDown }])
  const wasLast = owners.length === 1 && owners[0]?.id === member.id
  if (wasLast && (changesRole || losesAccess)) throw conflict(words.lastOwner)
}
