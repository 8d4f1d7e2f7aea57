import { sql } from 'kysely'
import type { MemberCreated, MemberCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import type { Tx } from '../../platform/database.ts'
import { forbidden, invalid } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at, type WrittenInstant } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { invitationLifeMs, invite } from './invitations.ts'
import { hashPassword, isCommonPassword } from './passwords.ts'
import { addIdentity, foldEmail, memberFrom } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { leadFirstHead } from './teams.ts'
import { words } from './words.ts'

/** Who adds a member; the operator at the command line stands above the roles. */
export type By = Pick<Actor, 'role'> | 'operator'

/**
 * Checks what can be checked before the transaction, and does the slow part: the hash. Whoever has an e-mail on this installation already
 * keeps his own password, and gets an invitation however he was added: nobody is put into a company without a yes of his own.
 */
export async function prepareMember(by: By, creation: MemberCreation): Promise<string | null> {
  refuseRole(by, creation.role)
  const { password, email, name } = creation
  if (password === undefined) return null
  if (isCommonPassword(password, email, name)) throw invalid([{ path: '/password', message: words.commonPassword }])
  return hashPassword(password)
}

function refuseRole(by: By, role: MemberCreation['role']): void {
  if (by === 'operator') return
  if (!mayManageMembers(by.role)) throw forbidden(words.notManaging)
  if (role === 'owner' && by.role !== 'owner') throw forbidden(words.ownersOnly)
}

/** Adds the member; where no password was given (or his own counts), the answer carries the link by which he comes in, shown once. */
export async function addMember(
  tx: Tx,
  { clock, config }: Pick<Services, 'clock' | 'config'>,
  workspaceId: number,
  creation: MemberCreation,
  passwordHash: string | null,
): Promise<MemberCreated> {
  const now = clock.real()
  const email = foldEmail(creation.email)
  const identity = passwordHash === null ? null : { id: newId(), email, password_hash: passwordHash }
  const isNew = identity !== null && (await addIdentity(tx, identity, now))
  const row = await tx
    .insertInto('member')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      identity_id: isNew ? identity.id : null,
      name: creation.name.trim(),
      email,
      role: creation.role,
      team_id: creation.teamId ?? null,
      // In a sandbox he joins when its clock says so; only there it is set.
      created_at: sql<WrittenInstant>`(select coalesce(clock_at, ${at(now)}) from workspace where id = ${workspaceId})`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  if (creation.role === 'head') await leadFirstHead(tx, workspaceId, row.id)
  return {
    ...memberFrom(row, isNew ? null : now + invitationLifeMs),
    ...(!isNew && { invitation: await invite(tx, { clock, config }, row.id) }),
  }
}
