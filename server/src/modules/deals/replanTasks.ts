import type { Instant } from '@reglament/kernel'
import { decide, replanned } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { bookInForce } from '../rulebook/index.ts'
import type { Write } from './write.ts'
import { apply } from './apply.ts'
import { casesOf, nextCheckAfter } from './situation.ts'

/**
 * Of these deals, which the caller holds: tasks that clauses have set for an instant at which nobody works any more go by the calendar of
 * today. Only where the company has changed its calendar; a date that a person gave stays.
 */
export async function replanTasks(tx: Tx, workspaceId: number, dealIds: readonly string[], now: Instant): Promise<void> {
  const { rows: changed } = await sql`
    select from workspace where id = ${workspaceId} and calendar ->> 'changedAt' is not null`.execute(tx)
  if (changed.length === 0 || dealIds.length === 0) return
  const { calendar } = await bookInForce(tx, workspaceId)
  const { rows } = await sql<{ deal_id: string; due_at: Instant }>`
    select deal_id::text, due_at from task
    where workspace_id = ${workspaceId} and deal_id = any(${[...dealIds]}::uuid[]) and completed_at is null and cancelled_at is null
      and clause is not null and due_at > ${at(now)}`.execute(tx)
  const concerned = new Set(rows.filter(({ due_at }) => replanned(calendar, due_at, now) !== due_at).map(({ deal_id }) => deal_id))
  if (concerned.size === 0) return
  const cases = await casesOf(tx, workspaceId, now, [...concerned].toSorted())
  const writes: Write[] = cases.map(({ book, situation, deal }) => {
    const steps = deal.openTasks.flatMap(({ id, clause, dueAt }) => {
      const due = clause === null ? dueAt : replanned(calendar, dueAt, now)
      return due === dueAt ? [] : [{ kind: 'edit-task' as const, taskId: id, dueAt: due }]
    })
    const { changes } = decide(book.regulation, { steps }, situation, now)
    return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
  })
  await apply(tx, writes, { workspaceId, actorId: null, now, book: cases[0]!.book })
}
