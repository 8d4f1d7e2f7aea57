import { formatInstant, newId, type Instant } from '@reglament/kernel'
import type { LateAnswer } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { inOneGo } from '../../platform/inOneGo.ts'
import { at } from '../../platform/instantColumn.ts'
import { checkParts } from '../deals/index.ts'
import type { Intake } from './takeIn.ts'

/** Opens the breaches of leads to which nobody has answered in time (C10), each once; who breaks a clause is looked at (J7). */
export async function openLate(
  { tx, workspaceId, now, book }: Intake,
  due: readonly { id: string; memberId: string | null; late: LateAnswer | null }[],
): Promise<void> {
  const rows = due.flatMap(({ id, memberId, late }) =>
    late
      ? [{ id: newId(), lead_id: id, member_id: memberId, clause: late.clause, mode: late.mode, from_at: formatInstant(late.from) }]
      : [],
  )
  if (rows.length === 0) return
  const breakers = [...new Set(rows.flatMap(({ member_id }) => member_id ?? []))]
  await inOneGo(tx, [
    ...checkParts(workspaceId, breakers, now),
    // About the lead, so that two leads of one person are two breaches.
    sql`
      insert into breach (workspace_id, id, clause, about, lead_id, member_id, from_at, seen_by_head_from, mode, regulation_version, opened_at)
      select ${workspaceId}::integer, id, clause, lead_id::text, lead_id, member_id, from_at, from_at, mode,
        ${book.regulation.version}::integer, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as made (id uuid, lead_id uuid, member_id uuid, clause text, mode text, from_at timestamptz)
      on conflict do nothing`,
  ])
}

/** Somebody has answered, or nothing is to be answered any more. */
export const closeLate = (tx: Tx, workspaceId: number, leadIds: string | readonly string[], now: Instant) =>
  sql`update breach set until_at = greatest(from_at, ${at(now)})
    where workspace_id = ${workspaceId} and lead_id = any(${[leadIds].flat()}::uuid[]) and until_at is null`.execute(tx)
