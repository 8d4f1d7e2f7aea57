import type { ReplacementRun } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { type Language, type Localised, namesIn } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'

type Row = {
  id: string
  what: ReplacementRun['what']
  field: string
  from_key: string
  to_key: string
  from_name: Localised | null
  to_name: Localised | null
  by: string | null
  ordered_at: Instant
  done: number
  finished_at: Instant | null
}

/** What was replaced lately and what is being replaced, the latest first, with the names of today. */
export async function readRuns(tx: Tx, workspaceId: number, { regulation }: Book, language: Language): Promise<ReplacementRun[]> {
  const { rows } = await sql<Row>`
    select replacement.id::text, what, field, from_key, to_key, was.name as from_name, becomes.name as to_name, member.name as by, ordered_at, done,
      finished_at
    from replacement
    left join member on member.workspace_id = replacement.workspace_id and member.id = ordered_by
    left join lead_reason as was on what = 'lead-reason' and was.workspace_id = replacement.workspace_id and was.key = from_key
    left join lead_reason as becomes on what = 'lead-reason' and becomes.workspace_id = replacement.workspace_id and becomes.key = to_key
    where replacement.workspace_id = ${workspaceId}
    order by ordered_at desc, replacement.id desc limit 30`.execute(tx)
  const nameOf = ({ what, field }: Row, key: string): string => {
    const names = namesIn(regulation, language)
    return what === 'loss-reason' ? names.lossReason(key) : what === 'task-kind' ? names.taskKind(key) : names.option(field, key)
  }
  return rows.map((row) => ({
    id: row.id,
    what: row.what,
    field: row.field === '' ? null : row.field,
    from: row.from_key,
    to: row.to_key,
    fromName: row.from_name?.[language] ?? nameOf(row, row.from_key),
    toName: row.to_name?.[language] ?? nameOf(row, row.to_key),
    by: row.by,
    at: formatInstant(row.ordered_at),
    done: row.done,
    finished: row.finished_at !== null,
  }))
}
