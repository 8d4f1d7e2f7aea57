import type { LoadChanges, NoticePage } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'

type Counted = Record<string, number> | null
type Row = {
  id: string
  clause: string
  about_id: string
  about_name: string
  at: Instant
  facts: { open: number; least: number | null; changes: Counted }
  over: boolean
  seen_at: Instant | null
}

/** Counts of changes of load by kind, as people read them. */
export const sayLoadChanges = (counted: Counted): LoadChanges => ({
  given: counted?.given ?? 0,
  taken: counted?.taken ?? 0,
  won: counted?.won ?? 0,
  lost: counted?.lost ?? 0,
  givenBack: counted?.['given-back'] ?? 0,
  handedOver: counted?.['handed-over'] ?? 0,
})

/** What a member was told, the latest first, and how much of it he has not seen (to a hundred). Two statements. */
export async function readNotices(db: Db, workspaceId: number, memberId: string, after: string | undefined): Promise<NoticePage> {
  const limit = 30
  const cursor = readCursor(after, 'number', 'string')
  const { rows } = await sql<Row>`
    select notice.id, notice.clause, notice.about_id, member.name as about_name, notice.at, facts, breach.until_at is not null as over, seen_at
    from notice
    join member on member.workspace_id = notice.workspace_id and member.id = about_id
    join breach on breach.workspace_id = notice.workspace_id and breach.id = breach_id
    where notice.workspace_id = ${workspaceId} and notice.member_id = ${memberId}
      ${cursor ? sql`and (notice.at, notice.id) < (${formatInstant(cursor[0])}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by notice.at desc, notice.id desc limit ${limit}`.execute(db)
  const { rows: counts } = await sql<{ unseen: number }>`
    select count(*)::integer as unseen from (
      select from notice where workspace_id = ${workspaceId} and member_id = ${memberId} and seen_at is null limit 100
    ) as few`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map(({ id, clause, about_id, about_name, at, facts, over, seen_at }) => ({
      id,
      clause,
      member: { id: about_id, name: about_name },
      at: formatInstant(at),
      open: facts.open,
      least: facts.least ?? 0,
      changes: sayLoadChanges(facts.changes),
      over,
      seen: seen_at !== null,
    })),
    ...(last && { next: cursorOf(last.at, last.id) }),
    unseen: counts[0]!.unseen,
  }
}

/** A member has seen what he was told. False where nobody told him that. */
export async function seeNotice(tx: Tx, workspaceId: number, memberId: string, id: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update notice set seen_at = coalesce(seen_at, ${formatInstant(now)}::timestamptz)
    where workspace_id = ${workspaceId} and member_id = ${memberId} and id = ${id}
    returning id`.execute(tx)
  return rows.length > 0
}
