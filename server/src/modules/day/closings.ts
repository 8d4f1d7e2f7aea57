import type { Carried, DayClosings } from '@reglament/contract'
import { formatInstant, instantOn, parseInstant, type Instant } from '@reglament/kernel'
import { speech } from '@reglament/regulation'
import { sql } from 'kysely'
import { at } from '../../platform/instantColumn.ts'
import { invalid } from '../../platform/http/index.ts'
import { type Asking, inView, sightOf } from '../deals/index.ts'
import { loadChangesOf, sayLoadChanges } from '../notices/index.ts'
import { dealRoles } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { boundsOf } from './bounds.ts'

type Row = {
  id: string
  name: string
  role: string
  away: boolean
  closed_at: Instant | null
  load: number
  incoming: number
  tasks: number
  looked: number
  active: number
  below_since: Instant | null
  changes: Record<string, number> | null
  carried:
    | {
        kind: Carried['kind']
        id: string
        reason: string
        due_was: string | null
        due_at: string | null
        at: string
        deal_id: string
        deal: string
        task_kind: string | null
        text: string | null
      }[]
    | null
}

const badDay = { ru: 'Такого дня нет.', en: 'There is no such day.' }

/** How the day of each member in sight stands: who has closed it, what is left, what was carried over and why (D10). One statement. */
export async function readClosings(asking: Asking, asked: string | undefined): Promise<DayClosings> {
  const { tx, actor, now, language } = asking
  const { workspaceId } = actor
  const book = await bookInForce(tx, workspaceId)
  const today = boundsOf(book.calendar, now)
  const bounds = asked === undefined || asked === today.day ? today : boundsOf(book.calendar, dayGiven())
  function dayGiven(): Instant {
    try {
      return instantOn(book.calendar, asked!)
    } catch {
      throw invalid([{ path: '?day', message: badDay }])
    }
  }
  const whose = inView(await sightOf(asking), undefined)
  const { rows } = await sql<Row>`
    select member.id, member.name, member.role, day_closing.closed_at,
      exists (select from absence where workspace_id = ${workspaceId} and member_id = member.id and from_at <= ${at(now)}
        and until_at > ${at(now)}) as away,
      (select count(*)::integer from deal where workspace_id = ${workspaceId} and responsible_id = member.id and status = 'open') as load,
      (select coalesce(sum(jsonb_array_length(dossier -> 'unanswered')), 0)::integer from deal
        where workspace_id = ${workspaceId} and responsible_id = member.id and waiting_since is not null) as incoming,
      (select count(*)::integer from task where workspace_id = ${workspaceId} and assignee_id = member.id and completed_at is null
        and cancelled_at is null and due_at < ${at(bounds.end)}) as tasks,
      (select count(*)::integer from deal_view join deal on deal.workspace_id = deal_view.workspace_id and deal.id = deal_id
        where deal_view.workspace_id = ${workspaceId} and deal_view.member_id = member.id and deal_view.day = ${bounds.day}::date
          and deal.responsible_id = member.id and deal.status = 'open') as looked,
      (select count(*)::integer from deal where workspace_id = ${workspaceId} and responsible_id = member.id and status = 'open') as active,
      member.load_below_since as below_since,
      case when member.load_below_since is not null then (${loadChangesOf(workspaceId, sql`member.id`, now)}) end as changes,
      (select jsonb_agg(jsonb_build_object('kind', carried_over.kind, 'id', subject_id, 'reason', reason, 'due_was', due_was,
          'due_at', carried_over.due_at, 'at', carried_over.at, 'deal_id', deal.id, 'deal', deal.title, 'task_kind', task.kind, 'text', task.text)
          order by carried_over.kind, due_was, subject_id)
        from carried_over
        join deal on deal.workspace_id = carried_over.workspace_id and deal.id = carried_over.deal_id
        left join task on task.workspace_id = carried_over.workspace_id and task.id = subject_id
        where carried_over.workspace_id = ${workspaceId} and carried_over.member_id = member.id
          and carried_over.day = ${bounds.day}::date) as carried
    from member
    left join day_closing on day_closing.workspace_id = member.workspace_id and day_closing.member_id = member.id
      and day_closing.day = ${bounds.day}::date
    where member.workspace_id = ${workspaceId} and member.deactivated_at is null
      and member.role = any(${[...dealRoles]}::text[])
      ${whose === null ? sql`` : sql`and member.id = any(${[...whose]}::uuid[])`}
    order by member.name, member.id limit 500`.execute(tx)
  const say = speech(book.regulation, language)
  return {
    day: bounds.day,
    closesAt: bounds.closesAt === null ? null : formatInstant(bounds.closesAt),
    items: rows.map((row) => ({
      member: { id: row.id, name: row.name },
      role: row.role,
      away: row.away,
      closedAt: row.closed_at === null ? null : formatInstant(row.closed_at),
      load: row.load,
      left: { incoming: row.incoming, tasks: row.tasks },
      reviewed: { looked: row.looked, active: row.active },
      below:
        row.below_since === null
          ? null
          : {
              since: formatInstant(row.below_since),
              ...sayLoadChanges(row.changes),
            },
      carried: (row.carried ?? []).map((it): Carried => ({
        kind: it.kind,
        id: it.id,
        title: it.text ?? (it.task_kind === null ? it.deal : say.taskKind(it.task_kind)),
        at: formatInstant(parseInstant(it.due_was ?? it.at)),
        deal: { id: it.deal_id, name: it.deal },
        reason: it.reason,
        dueAt: it.due_at === null ? null : formatInstant(parseInstant(it.due_at)),
      })),
    })),
  }
}
