import type { InvitationAcceptance, LinkOwner, MemberCreated } from '@reglament/contract'
import { DAY_MS, newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound, unauthenticated } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { countTry, forgiveTry } from './attempts.ts'
import type { Subject } from './attempts.ts'
import { hashPassword, isCommonPassword, isPassword } from './passwords.ts'
import { addIdentity, findIdentity, foldEmail, lockMember, memberFrom } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { newToken, tokenHash } from './tokens.ts'
import { words } from './words.ts'

export const invitationLifeMs = 7 * DAY_MS

/** Makes a link by which the member sets his password. It works once, for a week, and ends the earlier ones. */
export async function invite(tx: Tx, { clock, config }: Pick<Services, 'clock' | 'config'>, memberId: string): Promise<string> {
  const token = newToken()
  const now = clock.real()
  await sql`select add_invitation(${tokenHash(token)}, ${memberId}::uuid, ${at(now)}, ${at(now + invitationLifeMs)})`.execute(tx)
  return linkTo(config, 'invitation', token)
}

/** A link with a token behind "#", where neither logs nor the Referer header see it; never made from the Host header. */
export const linkTo = ({ publicUrl, host, port }: Services['config'], page: 'invitation' | 'password', token: string): string =>
  `${publicUrl ?? `http://${host}:${port}`}/${page}#${token}`

/** Invites one who is a member by name only: he came with an import, or never used his first invitation. */
export async function inviteMember(
  tx: Tx,
  services: Pick<Services, 'clock' | 'config'>,
  actor: Actor,
  { memberId, email }: { memberId: string; email?: string },
): Promise<MemberCreated> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  const member = await lockMember(tx, actor.workspaceId, memberId)
  if (!member) throw notFound()
  if (member.role === 'owner' && actor.role !== 'owner') throw forbidden(words.ownersOnly)
  if (member.identity_id !== null) throw conflict(words.cameIn)
  if (member.deactivated_at !== null) throw conflict(words.deactivated)
  const address = email === undefined ? member.email : foldEmail(email)
  if (address === null) throw invalid([{ path: '/email', message: words.needsEmail }])
  await tx.updateTable('member').set({ email: address }).where('workspace_id', '=', actor.workspaceId).where('id', '=', memberId).execute()
  const invitation = await invite(tx, services, memberId)
  return { ...memberFrom({ ...member, email: address }, services.clock.real() + invitationLifeMs), invitation }
}

type Invited = { workspace_id: number; member_id: string; email: string }
const findInvitation = async ({ db, clock }: Pick<Services, 'db' | 'clock'>, token: string): Promise<Invited | undefined> =>
  (await sql<Invited>`select * from find_invitation(${tokenHash(token)}, ${at(clock.real())})`.execute(db)).rows[0]

/** Whom an invitation is for, before he has chosen a password. @throws Problem 404 for one that works no more */
export async function readInvitation(services: Services, token: string, address: string): Promise<LinkOwner> {
  const subjects: Subject[] = [{ kind: 'address', of: address }]
  await countTry(services, subjects)
  const invited = await findInvitation(services, token)
  if (!invited) throw notFound()
  await forgiveTry(services, subjects)
  const known = (await findIdentity(services.db, invited.email)) !== undefined
  const { workspace_id: workspaceId, member_id: memberId, email } = invited
  const member = await inWorkspace(services, workspaceId, (tx) =>
    tx.selectFrom('member').select('name').where('workspace_id', '=', workspaceId).where('id', '=', memberId).executeTakeFirstOrThrow(),
  )
  return { company: await companyName(services, workspaceId), name: member.name, email, known }
}

/** What a door says of the company. */
export const companyName = ({ db }: Pick<Services, 'db'>, workspaceId: number): Promise<string> =>
  inWorkspace({ db }, workspaceId, async (tx) => {
    const { name } = await tx.selectFrom('workspace').select('name').where('id', '=', workspaceId).executeTakeFirstOrThrow()
    return name
  })

/** Turns an invitation into a way in. A person known on this installation proves it with the password he has. */
export async function acceptInvitation(
  services: Services,
  { token, password }: InvitationAcceptance,
  address: string,
): Promise<{ identityId: string; workspaceId: number }> {
  const { db, clock } = services
  const hash = tokenHash(token)
  const subjects: Subject[] = [{ kind: 'address', of: address }]
  await countTry(services, subjects)
  const invited = await findInvitation(services, token)
  if (!invited) throw notFound()
  const identity = await identityFor(services, invited.email, password)
  await forgiveTry(services, subjects)

  await inWorkspace({ db }, invited.workspace_id, async (tx) => {
    const now = clock.real()
    const { rows } = await sql<{ used: boolean }>`select use_invitation(${hash}, ${at(now)}) as used`.execute(tx)
    if (!rows[0]?.used) throw notFound()
    if (identity.isNew && !(await addIdentity(tx, { ...identity, email: invited.email }, now))) throw notFound()
    await tx
      .updateTable('member')
      .set({ identity_id: identity.id })
      .where('workspace_id', '=', invited.workspace_id)
      .where('id', '=', invited.member_id)
      .where('identity_id', 'is', null)
      .execute()
  })
  return { identityId: identity.id, workspaceId: invited.workspace_id }
}

async function identityFor(services: Services, email: string, password: string) {
  const known = await findIdentity(services.db, email)
  if (!known) {
    if (isCommonPassword(password, email)) throw invalid([{ path: '/password', message: words.commonPassword }])
    return { isNew: true, id: newId(), password_hash: await hashPassword(password) }
  }
  const account: Subject[] = [{ kind: 'account', of: email }]
  await countTry(services, account)
  if (!(await isPassword(known.password_hash, password))) throw unauthenticated(words.otherPassword)
  await forgiveTry(services, account)
  return { isNew: false, ...known }
}
