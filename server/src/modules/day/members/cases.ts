import { dateOf, instantOn, type Instant } from '@reglament/kernel'
import { corridorOf, type DayItem, type Dossier, type MemberSituation } from '@reglament/regulation'
import type { Role } from '@reglament/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database.ts'
import { at } from '../../../platform/instantColumn.ts'
import { type Book, bookInForce } from '../../rulebook/index.ts'

/** A member with all that the clauses about him look at; `asked`: from when somebody wanted him looked at. */
export type MemberCase = { book: Book; member: MemberSituation; belowBefore: Instant | null; max: number | null }

type Row = {
  id: string
  role: Role
  created_at: Instant
  load_min: number | null
  load_max: number | null
  load_max_off: boolean
  below_since: Instant | null
  checked_before: boolean
  open: number
  absences: { from: string; until: string }[] | null
  deals: { dossier: Dossier; looked_on: string | null }[] | null
  unanswered: { id: string; at: number; carried_on: string | null }[] | null
  tasks: { id: string; at: string }[] | null
  counts: { clause: string; month: string; count: number; given: boolean }[] | null
  breaches: { clause: string; about: string; from: string }[] | null
  controller_id: string | null
}

/** More open deals than this nobody can work; those that he has not looked at for longest are read, for they tell what was left out. */
const dealsMax = 100

/** More open tasks than this nobody has; a list that long is overdue at its beginning anyway. */
const tasksMax = 200

/**
 * These members as the regulation looks at them: two statements for one or for many. The deals of a member
 * are read only where a review is judged: when he is due by the time, as at every closing, or has left one out that an act may have
 * mended.
 */
export async function memberCases(
  tx: Tx,
  workspaceId: number,
  ids: readonly string[],
  now: Instant,
  askedAt: ReadonlyMap<string, Instant>,
): Promise<MemberCase[]> {
  const book = await bookInForce(tx, workspaceId)
  const { calendar, regulation } = book
  // Of this month and the one before, for after downtime the third breach may lie there.
  const [year, month] = dateOf(calendar, now).split('-').map(Number) as [number, number]
  const monthBefore = month === 1 ? `${year - 1}-12-01` : `${year}-${String(month - 1).padStart(2, '0')}-01`
  const { rows } = await sql<Row>`
    select member.id, member.role, member.created_at, member.load_min, member.load_max, member.load_max_off,
      member.load_below_since as below_since, member.next_check_at is distinct from 'epoch'::timestamptz as checked_before,
      coalesce((select open from member_load where workspace_id = ${workspaceId} and member_id = member.id), 0) as open,
      (select json_agg(json_build_object('from', from_at, 'until', until_at)) from absence
        where absence.workspace_id = ${workspaceId} and absence.member_id = member.id) as absences,
      case when judged.review then coalesce((select json_agg(json_build_object('dossier', deal.dossier, 'looked_on', own.day::text)) from (
        select open.id, seen.day from deal as open left join (
            select deal_id, max(day) as day from deal_view
            where deal_view.workspace_id = ${workspaceId} and deal_view.member_id = member.id
              and deal_view.day >= (${at(now)} - interval '40 days')::date group by deal_id) as seen on seen.deal_id = open.id
        where open.workspace_id = ${workspaceId} and open.responsible_id = member.id and open.status = 'open'
        order by seen.day nulls first limit ${dealsMax}) as own join deal on deal.workspace_id = ${workspaceId} and deal.id = own.id), '[]')
      end as deals,
      (select json_agg(json_build_object('id', item ->> 'id', 'at', (item ->> 'at')::numeric, 'carried_on', (
          select max(day)::text from carried_over
          where carried_over.workspace_id = ${workspaceId} and carried_over.member_id = member.id and kind = 'incoming'
            and subject_id = (item ->> 'id')::uuid)))
        from deal cross join lateral jsonb_array_elements(deal.dossier -> 'unanswered') as item
        where deal.workspace_id = ${workspaceId} and deal.responsible_id = member.id and deal.waiting_since is not null) as unanswered,
      (select json_agg(json_build_object('id', id, 'at', due_at)) from (
        select id, due_at from task
        where task.workspace_id = ${workspaceId} and task.assignee_id = member.id and completed_at is null and cancelled_at is null
        order by due_at limit ${tasksMax}) as own) as tasks,
      (select json_agg(json_build_object('clause', counted.clause, 'month', counted.month, 'count', counted.count, 'given', exists (
          select from repeated_breach where repeated_breach.workspace_id = ${workspaceId} and repeated_breach.member_id = member.id
            and repeated_breach.clause = counted.clause and to_char(repeated_breach.month, 'YYYY-MM') = counted.month)))
        from (
          select clause, to_char(from_at at time zone ${calendar.timeZone}::text, 'YYYY-MM') as month, count(*)::integer as count from breach
          where breach.workspace_id = ${workspaceId} and breach.member_id = member.id and mode <> 'observe'
            and from_at >= ${at(instantOn(calendar, monthBefore))} group by 1, 2
        ) as counted) as counts,
      (select json_agg(json_build_object('clause', clause, 'about', about, 'from', from_at)) from breach
        where breach.workspace_id = ${workspaceId} and breach.member_id = member.id and breach.deal_id is null
          and breach.lead_id is null and until_at is null) as breaches,
      (select other.id::text from member as other
        where other.workspace_id = ${workspaceId} and other.role = 'quality-controller' and other.deactivated_at is null
          and other.id <> member.id order by other.created_at limit 1) as controller_id
    from member cross join lateral (select coalesce(member.next_check_at <= ${at(now)}, false) or exists (
        select from breach where breach.workspace_id = ${workspaceId} and breach.member_id = member.id and breach.clause = 'daily-review'
          and breach.deal_id is null and breach.lead_id is null and until_at is null) as review) as judged
    where member.workspace_id = ${workspaceId} and member.id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows.map((row): MemberCase => {
    const corridor = corridorOf(regulation, row.role, { min: row.load_min, max: row.load_max, maxOff: row.load_max_off })
    const isBelow = corridor.min !== null && row.open < corridor.min
    // Looked at for the first time, he has had too few since he came; else since the act that has brought us here.
    const since = row.checked_before ? (askedAt.get(row.id) ?? now) : Math.min(row.created_at, now)
    const items = (given: readonly { id: string; at: number; carried_on: string | null }[]): DayItem[] =>
      given.map(({ id, at: when, carried_on }) => ({ id, at: when, carriedOn: carried_on }))
    return {
      book,
      belowBefore: row.below_since,
      max: corridor.max,
      member: {
        memberId: row.id,
        role: row.role,
        joinedAt: row.created_at,
        calendar,
        absences: (row.absences ?? []).map(({ from, until }) => ({ from: Date.parse(from), until: Date.parse(until) })),
        load: { open: row.open, min: corridor.min, belowSince: isBelow ? (row.below_since ?? since) : null },
        deals: row.deals?.map(({ dossier, looked_on }) => ({ dossier, lookedOn: looked_on })) ?? null,
        unanswered: items(row.unanswered ?? []),
        tasks: items((row.tasks ?? []).map((task) => ({ id: task.id, at: Date.parse(task.at), carried_on: null }))),
        counts: row.counts ?? [],
        breaches: (row.breaches ?? []).map(({ clause, about, from }) => ({ clause, about, from: Date.parse(from) })),
        controllerId: row.controller_id,
      },
    }
  })
}
