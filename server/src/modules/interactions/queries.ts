import { newId, type Instant } from '@reglament/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'

export type InteractionWrite = {
  id: string
  dealId: string
  channel: string
  direction: string
  outcome: string
  at: Instant
  recordedAt: Instant
  byId: string | null
  seconds?: number
  text?: string
  /** Somebody should look to which deal it belongs (regulation §5). */
  mark?: 'check-deal' | null
}

/** Keeps what really happened; the journal has the facts that rules read of it. */
export const writeInteraction = (tx: Tx, workspaceId: number, it: InteractionWrite) =>
  tx
    .insertInto('interaction')
    .values({
      workspace_id: workspaceId,
      id: it.id,
      deal_id: it.dealId,
      channel: it.channel,
      direction: it.direction,
      outcome: it.outcome,
      at: at(it.at),
      recorded_at: at(it.recordedAt),
      by_id: it.byId,
      seconds: it.seconds ?? null,
      text: it.text?.trim() || null,
      mark: it.mark ?? null,
    })
    .execute()

export const interactionById = (db: Db, workspaceId: number, id: string) =>
  db
    .selectFrom('interaction')
    .select(['id', 'deal_id', 'direction', 'dismissed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const dismissInteraction = (tx: Tx, workspaceId: number, id: string, by: string, reason: string, now: Instant) =>
  tx
    .updateTable('interaction')
    .set({ dismissed_at: at(now), dismissed_by: by, dismissed_reason: reason })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Communications of a deal, the latest first. */
export const readInteractions = (db: Db, workspaceId: number, dealId: string, limit: number) =>
  db
    .selectFrom('interaction')
    .leftJoin('member', (join) =>
      join.onRef('member.workspace_id', '=', 'interaction.workspace_id').onRef('member.id', '=', 'interaction.by_id'),
    )
    .select([
      'interaction.id',
      'channel',
      'direction',
      'outcome',
      'at',
      'seconds',
      'text',
      'by_id',
      'member.name as by_name',
      'dismissed_at',
    ])
    .where('interaction.workspace_id', '=', workspaceId)
    .where('deal_id', '=', dealId)
    .orderBy('at', 'desc')
    .orderBy('interaction.id', 'desc')
    .limit(limit)
    .execute()

type Letter = { dealId: string | null; leadId?: string; template: string; kind: string | null; clause: string | null; queuedAt: string }

/** Letters that clauses have ordered: in here they count as sent, also while no mailbox is connected (regulation §8). */
export function letterParts(workspaceId: number, letters: readonly Letter[]): RawBuilder<unknown>[] {
  if (letters.length === 0) return []
  const rows = letters.map(({ dealId, leadId, template, kind, clause, queuedAt }) => ({
    id: newId(),
    deal_id: dealId,
    lead_id: leadId ?? null,
    template,
    kind,
    clause,
    queued_at: queuedAt,
  }))
  const part = sql`
    insert into letter (workspace_id, id, deal_id, lead_id, template, kind, clause, queued_at)
    select ${workspaceId}::integer, id, deal_id, lead_id, template, kind, clause, queued_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as written (id uuid, deal_id uuid, lead_id uuid, template text, kind text, clause text, queued_at timestamptz)`
  return [part]
}
