import { formatInstant, type Instant } from '@reglament/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from './database.ts'

/** One thing that happened, in the stream of its subject. Ids and facts only: no texts, no personal data. */
export type JournalEntry = {
  stream: { kind: 'deal' | 'lead' | 'member' | 'workspace'; id: string }
  type: string
  at: Instant
  recordedAt: Instant
  actorId: string | null
  clause: string | null
  regulationVersion: number
  data: unknown
}

/** Entries to append in their order, as one part of a statement. The caller holds the lock of each stream's subject. */
export function journalParts(workspaceId: number, entries: readonly JournalEntry[]): RawBuilder<unknown>[] {
  if (entries.length === 0) return []
  const rows = entries.map(({ stream, at, recordedAt, actorId, clause, regulationVersion, type, data }) => ({
    stream_kind: stream.kind,
    stream_id: stream.id,
    type,
    at: formatInstant(at),
    recorded_at: formatInstant(recordedAt),
    actor_id: actorId,
    clause,
    regulation_version: regulationVersion,
    data,
  }))
  const part = sql`
    insert into journal (workspace_id, stream_kind, stream_id, type, at, recorded_at, actor_id, clause, regulation_version, data)
    select ${workspaceId}::integer, stream_kind, stream_id, type, at, recorded_at, actor_id, clause, regulation_version, data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as written (stream_kind text, stream_id uuid, type text, at timestamptz,
      recorded_at timestamptz, actor_id uuid, clause text, regulation_version integer, data jsonb)`
  return [part]
}

/** The events of one stream in their order. */
export const readStream = (tx: Tx, workspaceId: number, streamId: string) =>
  tx
    .selectFrom('journal')
    .select(['position', 'type', 'at', 'actor_id', 'clause', 'data'])
    .where('workspace_id', '=', workspaceId)
    .where('stream_id', '=', streamId)
    .orderBy('position')
    .execute()
