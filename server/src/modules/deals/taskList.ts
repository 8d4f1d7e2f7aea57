import type { Page, Task } from '@reglament/contract'
import { isId, type Instant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Book } from '../rulebook/index.ts'
import { NOBODY } from './counts.ts'
import { sayTask } from './card.ts'
import type { Whose } from './filters.ts'
import { says } from './words.ts'

export type TaskFilter = { dealId?: string; assigneeId?: string; open?: boolean; after?: string; limit: number }
type Reading = { book: Book; now: Instant; language: Language; whose: Whose }

/** Tasks of the deals in sight, by due time. */
export async function readTasks(
  db: Db,
  workspaceId: number,
  filter: TaskFilter,
  { book, now, language, whose }: Reading,
): Promise<Page<Task>> {
  const { dealId, assigneeId, open, limit } = filter
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const rows = await db
    .selectFrom('task')
    .innerJoin('deal', (join) => join.onRef('deal.workspace_id', '=', 'task.workspace_id').onRef('deal.id', '=', 'task.deal_id'))
    .leftJoin('member as assignee', (join) =>
      join.onRef('assignee.workspace_id', '=', 'task.workspace_id').onRef('assignee.id', '=', 'task.assignee_id'),
    )
    .leftJoin('member as doer', (join) =>
      join.onRef('doer.workspace_id', '=', 'task.workspace_id').onRef('doer.id', '=', 'task.completed_by'),
    )
    .select(['task.id', 'task.deal_id', 'deal.title as deal_title', 'task.kind', 'task.text', 'task.due_at', 'task.assignee_id'])
    .select(['assignee.name as assignee_name', 'task.created_at', 'task.clause', 'task.completed_at', 'task.completed_by'])
    .select(['doer.name as completed_by_name', 'task.result', 'task.cancelled_at'])
    .where('task.workspace_id', '=', workspaceId)
    .$if(dealId !== undefined, (q) => q.where('task.deal_id', '=', dealId!))
    .$if(assigneeId !== undefined, (q) => q.where('task.assignee_id', '=', assigneeId!))
    .$if(open === true, (q) => q.where('task.completed_at', 'is', null).where('task.cancelled_at', 'is', null))
    .$if(open === false, (q) => q.where((eb) => eb.or([eb('task.completed_at', 'is not', null), eb('task.cancelled_at', 'is not', null)])))
    .$if(whose !== null, (q) =>
      q.where((eb) => eb.or([eb('deal.responsible_id', 'in', [NOBODY, ...whose!]), eb('deal.responsible_id', 'is', null)])),
    )
    .$if(after !== null, (q) =>
      q.where(({ eb, refTuple, tuple }) => eb(refTuple('task.due_at', 'task.id'), '>', tuple(at(after![0]), after![1]) as never)),
    )
    .orderBy('task.due_at')
    .orderBy('task.id')
    .limit(limit)
    .execute()
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items: rows.map((row) => sayTask(book, row, now, language)), ...(last && { next: cursorOf(last.due_at, last.id) }) }
}
