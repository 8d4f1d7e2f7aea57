import type { Instant } from '@reglament/kernel'
import type { Role } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { findMemberByEmail, mayTransfer } from '../members/index.ts'
import type { Book } from '../rulebook/index.ts'
import { importError } from './faults.ts'
import { ReviewDays } from './spread.ts'
import { says } from './words.ts'

export type Importer = { memberId: string; role: Role }

/** The workspace that things are brought into. @throws ImportError when there is none */
export async function readWorkspace(tx: Tx, workspaceId: number) {
  const row = await tx
    .selectFrom('workspace')
    .select(['kind', 'clock_at', 'locale', 'currency'])
    .where('id', '=', workspaceId)
    .executeTakeFirst()
  if (!row) throw importError(says.noWorkspace(String(workspaceId)))
  return { kind: row.kind as 'real' | 'sandbox', clockAt: row.clock_at, language: row.locale as 'ru' | 'en', currency: row.currency }
}

/** Who imports: a member by his e-mail, or the first owner; only owners and admins may. */
export async function actorOf(tx: Tx, workspaceId: number, email: string | undefined): Promise<Importer> {
  const member =
    email === undefined
      ? await tx
          .selectFrom('member')
          .select(['id', 'role', 'deactivated_at'])
          .where('workspace_id', '=', workspaceId)
          .where('role', '=', 'owner')
          .where('deactivated_at', 'is', null)
          .orderBy('created_at')
          .limit(1)
          .executeTakeFirst()
      : await findMemberByEmail(tx, workspaceId, email)
  if (!member || member.deactivated_at !== null) throw importError(email === undefined ? says.noOwner : says.noMember)
  const role = member.role as Role
  if (!mayTransfer(role)) throw importError(says.mayNotImport)
  return { memberId: member.id, role }
}

/** Shares out the reviews, going on from those that an interrupted import has set. */
export async function reviewDaysOf(tx: Tx, workspaceId: number, { calendar }: Book, now: Instant): Promise<ReviewDays> {
  const days = new ReviewDays(calendar, now)
  const { rows } = await sql<{ assignee_id: string | null; due_at: number; count: number }>`
    select assignee_id, due_at, count(*)::integer as count from task
    where workspace_id = ${workspaceId} and kind = 'review-imported' and completed_at is null and cancelled_at is null
    group by assignee_id, due_at`.execute(tx)
  for (const { assignee_id, due_at, count } of rows) days.seed(assignee_id, due_at, count)
  return days
}
