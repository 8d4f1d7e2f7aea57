import type { Member, MemberEdit } from '@reglament/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conflict, forbidden, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { lockActiveOwners, lockMember, memberFrom } from './queries.ts'
import type { MemberRow } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { words } from './words.ts'

/** Changes name, role, team or access of a member. Losing access ends his sessions, invitations and keys at once. */
export async function editMember(
  tx: Tx,
  { clock }: Pick<Services, 'clock'>,
  actor: Actor,
  { memberId, edit }: { memberId: string; edit: MemberEdit },
): Promise<Member> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  // Owners before the member: the same order for everybody, or two edits could wait for each other.
  const owners = changesAccess(edit) ? await lockActiveOwners(tx, actor.workspaceId) : []
  const member = await lockMember(tx, actor.workspaceId, memberId)
  if (!member) throw notFound()
  refuseEdit(actor, member, edit, owners)

  const { name, role, teamId, deactivated } = edit
  const isDeactivated = member.deactivated_at !== null
  const changes = {
    ...(name !== undefined && { name: name.trim() }),
    ...(role !== undefined && { role }),
    ...(teamId !== undefined && { team_id: teamId }),
    ...(deactivated !== undefined && deactivated !== isDeactivated && { deactivated_at: at(deactivated ? clock.real() : null) }),
  }
  if (Object.keys(changes).length === 0) return memberFrom(member)
  if (deactivated) await sql`select shut_out(${memberId}::uuid, ${at(clock.real())})`.execute(tx)
  const row = await tx
    .updateTable('member')
    .set(changes)
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', memberId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return memberFrom(row)
}

const changesAccess = ({ role, deactivated }: MemberEdit) => role !== undefined || deactivated !== undefined

function refuseEdit(actor: Actor, member: MemberRow, edit: MemberEdit, owners: readonly { id: string }[]): void {
  const changesRole = edit.role !== undefined && edit.role !== member.role
  const losesAccess = edit.deactivated === true
  const touchesOwner = member.role === 'owner' || edit.role === 'owner'
  if (member.id === actor.memberId && (changesRole || edit.deactivated !== undefined)) throw forbidden(words.ownRole)
  if (touchesOwner && changesAccess(edit) && actor.role !== 'owner') throw forbidden(words.ownersOnly)
  const wasLast = owners.length === 1 && owners[0]?.id === member.id
  if (wasLast && (changesRole || losesAccess)) throw conflict(words.lastOwner)
}
