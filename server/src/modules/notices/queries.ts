import type { MentionPage } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db, Tx } from '../../platform/database.ts'

export type CommentWrite = { id: string; dealId: string; text: string; mentions: readonly string[]; byId: string; now: Instant }

/** Keeps a comment, and for each member it names a mention; nobody mentions himself. One statement. */
export async function writeComment(tx: Tx, workspaceId: number, { id, dealId, text, mentions, byId, now }: CommentWrite): Promise<void> {
  const others = mentions.filter((memberId) => memberId !== byId)
  await sql`
    with written as (
      insert into comment (workspace_id, id, deal_id, text, at, by_id)
      values (${workspaceId}, ${id}, ${dealId}, ${text}, ${formatInstant(now)}::timestamptz, ${byId})
    )
    insert into mention (workspace_id, comment_id, member_id, deal_id, at)
    select ${workspaceId}::integer, ${id}::uuid, member_id, ${dealId}::uuid, ${formatInstant(now)}::timestamptz
    from unnest(${others}::uuid[]) as member_id`.execute(tx)
}

type Row = {
  id: string
  deal_id: string
  deal_title: string
  text: string
  at: Instant
  by_id: string
  by_name: string
  seen_at: Instant | null
  unseen: number
}

/** Where a member was called by his name, the latest first, and how many of them he has not seen. */
export async function readMentions(db: Db, workspaceId: number, memberId: string, after: string | undefined): Promise<MentionPage> {
  const limit = 30
  const cursor = readCursor(after, 'number', 'string')
  const { rows } = await sql<Row>`
    select comment.id, mention.deal_id, deal.title as deal_title, comment.text, mention.at, comment.by_id, member.name as by_name, seen_at
    from mention
    join comment on comment.workspace_id = mention.workspace_id and comment.id = comment_id
    join deal on deal.workspace_id = mention.workspace_id and deal.id = mention.deal_id
    join member on member.workspace_id = mention.workspace_id and member.id = comment.by_id
    where mention.workspace_id = ${workspaceId} and mention.member_id = ${memberId}
      ${cursor ? sql`and (mention.at, comment_id) < (${formatInstant(cursor[0])}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by mention.at desc, comment_id desc limit ${limit}`.execute(db)
  const { rows: counts } = await sql<{ unseen: number }>`
    select count(*)::integer as unseen from (
      select from mention where workspace_id = ${workspaceId} and member_id = ${memberId} and seen_at is null limit 100
    
    ) as few`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map(({ id, deal_id, deal_title, text, at, by_id, by_name, seen_at }) => ({
      id,
      deal: { id: deal_id, name: deal_title },
      text,
      at: formatInstant(at),
      by: { id: by_id, name: by_name },
      seen: seen_at !== null,
    })),
    ...(last && { next: cursorOf(last.at, last.id) }),
    unseen: counts[0]!.unseen,
  }
}

/** A member has opened the deal: what calls him there is seen. False where nothing ever called him there. */
export async function seeMentions(tx: Tx, workspaceId: number, memberId: string, dealId: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update mention set seen_at = coalesce(seen_at, ${formatInstant(now)}::timestamptz)
    where workspace_id = ${workspaceId} and member_id = ${memberId} and deal_id = ${dealId}
    returning comment_id`.execute(tx)
  return rows.length > 0
}
