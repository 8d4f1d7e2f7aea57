import type { DayTask } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import { isOversight, type Language } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { sayTask, type TaskFacts } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'
import { type DealFacts, dealColumns, sayDeal, withClient } from './rows.ts'

export type TaskRow = TaskFacts & DealFacts

/** More than this nobody works through in a day; the rest is on the deals themselves. */
const openMax = 400

const columns = sql`task.id, task.kind, task.text, task.due_at, task.assignee_id, assignee.name as assignee_name, task.created_at, task.clause,
  task.completed_at, task.completed_by, assignee.name as completed_by_name, task.result, task.cancelled_at, ${dealColumns}`

/** A member's open tasks due before an instant, and what he has completed since another: one statement. */
export async function readTasksOfDay(
  db: Db,
  workspaceId: number,
  memberId: string,
  { dueBefore, doneSince }: { dueBefore: Instant; doneSince: Instant },
): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    (select ${columns} from task
      join deal on deal.workspace_id = task.workspace_id and deal.id = task.deal_id ${withClient}
      left join member as assignee on assignee.workspace_id = task.workspace_id and assignee.id = task.assignee_id
      where task.workspace_id = ${workspaceId} and task.assignee_id = ${memberId} and task.completed_at is null
        and task.cancelled_at is null and task.due_at < ${at(dueBefore)}
      order by task.due_at, task.id limit ${openMax})
    union all
    (select ${columns} from task
      join deal on deal.workspace_id = task.workspace_id and deal.id = task.deal_id ${withClient}
      left join member as assignee on assignee.workspace_id = task.workspace_id and assignee.id = task.completed_by
      where task.workspace_id = ${workspaceId} and task.completed_by = ${memberId} and task.completed_at >= ${at(doneSince)}
      order by task.completed_at desc, task.id limit ${openMax})`.execute(db)
  return rows
}

/** A task of the day with its deal, and whether «no answer» may be pressed on it. */
export const sayDayTask = (book: Book, row: TaskRow, now: Instant, language: Language): DayTask => ({
  ...sayTask(book, row, now, language),
  deal: sayDeal(book, row, language),
  noAnswer: row.completed_at === null && row.status === 'open' && !isOversight(row),
})
