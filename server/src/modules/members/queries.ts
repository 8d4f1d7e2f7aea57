import type { Member, Role, Workspace } from '@reglament/contract'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Database, Db, Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/index.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import type { Instant } from '@reglament/kernel'

export type MemberRow = Selectable<Database['member']>

/** A member as answers have him; `invitedUntil` where he holds an invitation that works (`invitedAt`). */
export const memberFrom = (row: MemberRow, invitedUntil: Instant | null = null): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  teamId: row.team_id,
  canSignIn: row.identity_id !== null,
  invitedUntil: row.identity_id === null ? iso(invitedUntil) : null,
  loadMin: row.load_min,
  loadMax: row.load_max,
  loadMaxOff: row.load_max_off,
  deactivatedAt: iso(row.deactivated_at),
  version: row.revision,
})

/** Who holds an invitation that still works, and until when. */
export async function invitedAt(tx: Tx, now: Instant): Promise<ReadonlyMap<string, Instant>> {
  type Row = { member_id: string; until: Instant }
  const { rows } = await sql<Row>`select member_id::text, until from invited_members(${at(now)})`.execute(tx)
  return new Map(rows.map((it) => [it.member_id, it.until]))
}

export const workspaceFrom = (row: Selectable<Database['workspace']>): Workspace => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  locale: row.locale as Workspace['locale'],
  currency: row.currency,
  kind: row.kind as Workspace['kind'],
})

const membersOf = (tx: Tx, workspaceId: number) => tx.selectFrom('member').selectAll().where('workspace_id', '=', workspaceId)

export const findMember = (tx: Tx, workspaceId: number, memberId: string) =>
  membersOf(tx, workspaceId).where('id', '=', memberId).executeTakeFirst()

export const lockMember = (tx: Tx, workspaceId: number, memberId: string) =>
  membersOf(tx, workspaceId).where('id', '=', memberId).forUpdate().executeTakeFirst()

/** A member by the e-mail he signs in with. */
export const findMemberByEmail = (tx: Tx, workspaceId: number, email: string) =>
  membersOf(tx, workspaceId).where('email', '=', foldEmail(email)).executeTakeFirst()

/** Members in the order in which they came, from after the one given. */
export const listMembers = (tx: Tx, workspaceId: number, after: string | undefined, limit: number) =>
  membersOf(tx, workspaceId)
    .$if(after !== undefined, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()

/** The active owners, locked in one order, so that two who demote each other wait and see. */
export const lockActiveOwners = (tx: Tx, workspaceId: number) =>
  tx
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

/**
 * The members of the teams the actor heads and of the one he is in. Who has no team is together with all who have none, so a company
 * that never made teams has one.
 */
export async function membersOfTeamsOf(db: Db, { workspaceId, memberId, teamId }: Actor): Promise<string[]> {
  const rows = await db
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([
        teamId === null ? eb('team_id', 'is', null) : eb('team_id', '=', teamId),
        eb('team_id', 'in', eb.selectFrom('team').select('id').where('workspace_id', '=', workspaceId).where('head_id', '=', memberId)),
      ]),
    )
    .execute()
  return rows.map((it) => it.id)
}

// ── What lies outside of the workspaces, through the functions of the owner ───────────────────────────────────────────────────

export type Identity = { id: string; password_hash: string }

export async function findIdentity(db: Db, email: string): Promise<Identity | undefined> {
  return (await sql<Identity>`select * from find_identity(${email})`.execute(db)).rows[0]
}

/** False when somebody has this e-mail already; he is left as he was. */
export async function addIdentity(db: Db, identity: Identity & { email: string }, now: Instant): Promise<boolean> {
  const { id, email, password_hash } = identity
  const { rows } = await sql<{ id: string | null }>`select add_identity(${id}::uuid, ${email}, ${password_hash}, ${at(now)}) as id`.execute(
    db,
  )
  return rows[0]?.id === id
}

export type Membership = { workspace_id: number; workspace_name: string; member_id: string }

/** The workspaces a person may enter. */
export async function membershipsOf(db: Db, identityId: string): Promise<Membership[]> {
  return (await sql<Membership>`select * from memberships(${identityId}::uuid)`.execute(db)).rows
}

/** E-mails are compared without regard to case, and kept that way. */
export const foldEmail = (email: string): string => email.normalize('NFKC').toLowerCase()
