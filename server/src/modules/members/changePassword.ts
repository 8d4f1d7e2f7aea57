// A password of one's own that is changed, and one that is set anew by a link from an owner or an admin.
import type { InvitationAcceptance, LinkOwner, PasswordChange, PasswordReset, Session } from '@reglament/contract'
import { DAY_MS, formatInstant } from '@reglament/kernel'
import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace } from '../../platform/database.ts'
import type { Tx } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { countTry, forgiveTry } from './attempts.ts'
import type { Subject } from './attempts.ts'
import { companyName, linkTo } from './invitations.ts'
import { hashPassword, isCommonPassword, isPassword } from './passwords.ts'
import { findMember, lockMember } from './queries.ts'
import { mayManageMembers } from './rights.ts'
import { idleDays } from './session.ts'
import { newToken, tokenHash } from './tokens.ts'
import { words } from './words.ts'

const resetLifeMs = DAY_MS

/**
 * Changes the actor's password for one who knows the present one; to guess at it is limited like any sign-in. Every session of his but
 * `keep` is over, in every company.
 * @throws Problem 400 with the field that is wrong, 409 where the password was changed elsewhere in between, 429
 */
export async function changePassword(
  services: Services,
  { workspaceId, memberId, name }: Actor,
  { current, next }: PasswordChange,
  keep: string | undefined,
): Promise<void> {
  const { member, stored } = await inWorkspace(services, workspaceId, async (tx) => {
    const { rows } = await sql<{ stored: string | null }>`select password_of(${memberId}::uuid) as stored`.execute(tx)
    return { member: await findMember(tx, workspaceId, memberId), stored: rows[0]?.stored ?? undefined }
  })
  const account: Subject[] = [{ kind: 'account', of: member?.email ?? memberId }]
  await countTry(services, account)
  if (!(await isPassword(stored, current))) throw invalid([{ path: '/current', message: words.wrongCurrent }])
  await forgiveTry(services, account)
  if (isCommonPassword(next, member?.email ?? '', name)) throw invalid([{ path: '/next', message: words.commonPassword }])
  const hash = await hashPassword(next)
  const changed = await inWorkspace(services, workspaceId, async (tx) => {
    const mine = keep === undefined ? null : tokenHash(keep)
    const { rows } = await sql<{ changed: boolean }>`
      select change_password(${memberId}::uuid, ${stored!}, ${hash}, ${mine}::bytea) as changed`.execute(tx)
    return rows[0]!.changed
  })
  if (!changed) throw conflict(words.passwordChangedElsewhere)
  services.log.info({ event: 'password changed', workspaceId, memberId })
}

/**
 * Makes the link by which a member who forgot his password sets a new one: it works once, for a day, and ends the earlier ones. Until it
 * is used the password stays. Who works in another company as well is not given one: his password opens that company too.
 */
export async function makePasswordReset(tx: Tx, services: Services, actor: Actor, memberId: string): Promise<PasswordReset> {
  if (!mayManageMembers(actor.role)) throw forbidden(words.notManaging)
  const member = await lockMember(tx, actor.workspaceId, memberId)
  if (!member) throw notFound()
  if (member.id === actor.memberId) throw conflict(words.ownPassword)
  if (member.role === 'owner' && actor.role !== 'owner') throw forbidden(words.ownersOnlyPassword)
  if (member.deactivated_at !== null) throw conflict(words.deactivated)
  if (member.identity_id === null) throw conflict(words.notInYet)
  const [token, now] = [newToken(), services.clock.real()]
  const until = now + resetLifeMs
  const { rows } = await sql<{ made: boolean }>`
    select add_password_reset(${tokenHash(token)}, ${memberId}::uuid, ${at(now)}, ${at(until)}) as made`.execute(tx)
  if (!rows[0]!.made) throw conflict(words.worksElsewhere)
  services.log.info({ event: 'password reset made', workspaceId: actor.workspaceId, memberId, by: actor.memberId })
  return { link: linkTo(services.config, 'password', token), until: formatInstant(until) }
}

type Found = { workspace_id: number; identity_id: string; email: string; name: string }
const findReset = async ({ db, clock }: Pick<Services, 'db' | 'clock'>, token: string): Promise<Found | undefined> =>
  (await sql<Found>`select * from find_password_reset(${tokenHash(token)}, ${at(clock.real())})`.execute(db)).rows[0]

/** Whose password a link sets. @throws Problem 404 for one that works no more */
export async function readPasswordReset(services: Services, token: string, address: string): Promise<LinkOwner> {
  const subjects: Subject[] = [{ kind: 'address', of: address }]
  await countTry(services, subjects)
  const found = await findReset(services, token)
  if (!found) throw notFound()
  await forgiveTry(services, subjects)
  return { company: await companyName(services, found.workspace_id), name: found.name, email: found.email, known: false }
}

/** Turns such a link into a new password and answers who may now come in. @throws Problem 404 for a link that works no more */
export async function usePasswordReset(
  services: Services,
  { token, password }: InvitationAcceptance,
  address: string,
): Promise<{ identityId: string; workspaceId: number }> {
  const { db, clock } = services
  const hash = tokenHash(token)
  const subjects: Subject[] = [{ kind: 'address', of: address }]
  await countTry(services, subjects)
  const found = await findReset(services, token)
  if (!found) throw notFound()
  if (isCommonPassword(password, found.email, found.name)) throw invalid([{ path: '/password', message: words.commonPassword }])
  const passwordHash = await hashPassword(password)
  const used = await inWorkspace({ db }, found.workspace_id, async (tx) => {
    const { rows } = await sql<{ used: boolean }>`
      select use_password_reset(${hash}, ${passwordHash}, ${at(clock.real())}) as used`.execute(tx)
    return rows[0]!.used
  })
  if (!used) throw notFound()
  await forgiveTry(services, [...subjects, { kind: 'account', of: found.email }])
  services.log.info({ event: 'password reset used', workspaceId: found.workspace_id })
  return { identityId: found.identity_id, workspaceId: found.workspace_id }
}

/** Where the actor is signed in, in every company of his, the latest first; `mine` is the token of this session. */
export async function sessionsOf(tx: Tx, { memberId }: Actor, mine: string | undefined, now: Instant): Promise<Session[]> {
  type Row = { created_at: Instant; seen_at: Instant; is_mine: boolean }
  const { rows } = await sql<Row>`
    select * from sessions_of(${memberId}::uuid, ${hashOrNull(mine)}::bytea, ${at(now)}, make_interval(days => ${idleDays}))`.execute(tx)
  return rows.map((row) => ({ createdAt: formatInstant(row.created_at), seenAt: formatInstant(row.seen_at), current: row.is_mine }))
}

/** Signs the actor out everywhere but here. */
export async function closeOtherSessions(tx: Tx, { memberId }: Actor, mine: string | undefined): Promise<void> {
  await sql`select close_other_sessions(${memberId}::uuid, ${hashOrNull(mine)}::bytea)`.execute(tx)
}

const hashOrNull = (token: string | undefined) => (token === undefined ? null : tokenHash(token))
