import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** A task as an act leaves it; instants as RFC 3339, an absent text or result stays as it is. */
export type TaskWrite = {
  id: string
  deal_id: string
  kind: string
  text: string | null
  due_at: string
  assignee_id: string | null
  created_at: string
  created_by: string | null
  clause: string | null
  completed_at: string | null
  completed_by: string | null
  result: string | null
  cancelled_at: string | null
  cancelled_why: string | null
}

/** A set of tasks as one part of a statement, new ones and changed ones alike. */
export function taskParts(workspaceId: number, tasks: readonly TaskWrite[]): RawBuilder<unknown>[] {
  if (tasks.length === 0) return []
  const part = sql`
    insert into task as known (workspace_id, id, deal_id, kind, text, due_at, assignee_id, created_at, created_by, clause,
      completed_at, completed_by, result, cancelled_at, cancelled_why)
    select ${workspaceId}::integer, id, deal_id, kind, text, due_at, assignee_id, created_at, created_by, clause,
      completed_at, completed_by, result, cancelled_at, cancelled_why
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as written (id uuid, deal_id uuid, kind text, text text, due_at timestamptz,
      assignee_id uuid, created_at timestamptz, created_by uuid, clause text, completed_at timestamptz, completed_by uuid, result text,
      cancelled_at timestamptz, cancelled_why text)
    on conflict (workspace_id, id) do update set
      deal_id = excluded.deal_id, kind = excluded.kind, text = coalesce(excluded.text, known.text), due_at = excluded.due_at, assignee_id = excluded.assignee_id,
      completed_at = excluded.completed_at, completed_by = excluded.completed_by, result = coalesce(excluded.result, known.result),
      cancelled_at = excluded.cancelled_at, cancelled_why = excluded.cancelled_why`
  return [part]
}

/** The deal that a task belongs to and whether the task is still open; undefined when there is no such task. */
export const dealOfTask = (db: Db, workspaceId: number, taskId: string) =>
  db
    .selectFrom('task')
    .select(['deal_id', 'kind', 'completed_at', 'cancelled_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', taskId)
    .executeTakeFirst()
