import { createHash } from 'node:crypto'
import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Taken } from './takeIn.ts'

/** A row of a file as it was written: by what it is known again, and its cells by their columns. */
export type ImportedRow = { source: string; fileName: string; cells: Readonly<Record<string, string>> }
/** `done`: it was taken in before, by an earlier run of the same or another file. */
type Stored = { id: string | null; done: boolean }

const dedupeOf = ({ source, cells }: ImportedRow) =>
  createHash('sha256')
    .update(JSON.stringify([source, cells]))
    .digest('hex')

/** Which of these rows are here already. The same row of the same source is one row, however often its file is brought in. */
export async function findRows(tx: Tx, workspaceId: number, rows: readonly ImportedRow[]): Promise<Stored[]> {
  const dedupes = rows.map(dedupeOf)
  const found = await sql<{ id: string; dedupe: string; done: boolean }>`
    select id, encode(dedupe, 'hex') as dedupe, state = 'processed' as done from raw_arrival
    where workspace_id = ${workspaceId} and via = 'import' and via_id is null
      and dedupe = any(array(select decode(hex, 'hex') from unnest(${dedupes}::text[]) as hex))`.execute(tx)
  const known = new Map(found.rows.map((row) => [row.dedupe, row]))
  return dedupes.map((dedupe) => ({ id: known.get(dedupe)?.id ?? null, done: known.get(dedupe)?.done ?? false }))
}

/**
 * Stores rows of a file as they came, before anything is understood (C1). The caller commits before it reads them.
 */
export async function storeRows(
  tx: Tx,
  workspaceId: number,
  rows: readonly ImportedRow[],
  { now, realNow }: { now: Instant; realNow: Instant },
): Promise<Stored[]> {
  const made = rows.map((row) => ({
    id: newId(),
    dedupe: dedupeOf(row),
    via_name: row.fileName.slice(0, 200),
    body: JSON.stringify(row.cells),
  }))
  await sql`
    insert into raw_arrival (workspace_id, id, via, via_id, via_name, dedupe, content_type, body, state, received_at, stored_at)
    select ${workspaceId}::integer, id, 'import', null, via_name, decode(dedupe, 'hex'), 'application/json', convert_to(body, 'UTF8'),
      'received', ${at(now)}, ${at(realNow)}
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (id uuid, dedupe text, via_name text, body text)
    on conflict (workspace_id, via, via_id, dedupe) do nothing`.execute(tx)
  return findRows(tx, workspaceId, rows)
}

/** What became of stored rows: taken in, or set aside with the reason, to be mended in the file and brought in again. */
export async function settleRows(
  tx: Tx,
  workspaceId: number,
  now: Instant,
  settled: readonly { id: string; taken: Pick<Taken, 'becomes' | 'leadId' | 'dealId'> | null; fault: string | null }[],
): Promise<void> {
  if (settled.length === 0) return
  const rows = settled.map(({ id, taken, fault }) => ({
    id,
    state: fault === null ? 'processed' : 'dismissed',
    fault,
    becomes: taken?.becomes ?? null,
    lead_id: taken?.leadId ?? null,
    deal_id: taken?.dealId ?? null,
  }))
  await sql`
    update raw_arrival set state = made.state, fault = made.fault, becomes = made.becomes, lead_id = made.lead_id, deal_id = made.deal_id,
      processed_at = ${formatInstant(now)}::timestamptz, tries = raw_arrival.tries + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as made (id uuid, state text, fault text, becomes text, lead_id uuid, deal_id uuid)
    where raw_arrival.workspace_id = ${workspaceId} and raw_arrival.id = made.id and raw_arrival.state <> 'processed'`.execute(tx)
}
