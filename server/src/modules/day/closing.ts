import type { DayClosed, DayClosingCreation } from '@reglament/contract'
import { add, formatInstant, parseInstant, workingDays, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Text } from '../../platform/text.ts'
import { invalid, Problem, type Fault } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, casesOf, putOff } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { boundsOf } from './bounds.ts'
import { handsOf } from './hands.ts'
import { readWaiting, sayItem } from './incoming.ts'
import { leftOf, readOwnDeals, reviewOf } from './myDay.ts'
import { readTasksOfDay, sayDayTask } from './tasks.ts'

const texts = {
  left: {
    ru: 'Остались входящие или дела. Разберите их или перенесите, написав причину к каждому.',
    en: 'Something is left. Handle it, or carry it over with a reason for each.',
  },
  dueEarly: { ru: 'Перенести можно на время после сегодняшнего дня.', en: 'It can be carried over to a time after today.' },
} satisfies Record<string, Text>

type Carry = NonNullable<DayClosingCreation['carried']>[number]

/**
 * Closes the working day (D10): what is left is carried over only with a reason each, a task to the same time of the next working day unless
 * told otherwise. Said twice it is closed once; what came after the closing can be carried over by closing again.
 */
export async function closeDay(asking: Asking, { carried = [] }: DayClosingCreation): Promise<DayClosed> {
  const { tx, actor, now, language } = asking
  const { workspaceId, memberId } = actor
  const book = await bookInForce(tx, workspaceId)
  const bounds = boundsOf(book.calendar, now)
  // Two closings of one person go one after the other; nothing else takes this lock and then that of a deal.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`day ${workspaceId} ${memberId}`}, 3))`.execute(tx)
  const hands = await handsOf(tx, actor, now)
  const waiting = (await readWaiting(tx, workspaceId, hands, 1000)).map((row) => sayItem(book, row, language))
  const rows = await readTasksOfDay(tx, workspaceId, memberId, { dueBefore: bounds.end, doneSince: bounds.end })
  const tasks = rows.map((row) => sayDayTask(book, row, now, language))
  const before = await tx
    .selectFrom('carried_over')
    .select('subject_id')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where(sql<boolean>`day = ${bounds.day}::date`)
    .execute()
  const left = leftOf(waiting, tasks, new Set(before.map(({ subject_id }) => subject_id)))
  const given = new Map(carried.map((it) => [`${it.kind} ${it.id}`, it]))
  const faults = carried.flatMap((it, i): Fault[] =>
    it.dueAt !== undefined && parseInstant(it.dueAt) < bounds.end ? [{ path: `/carried/${i}/dueAt`, message: texts.dueEarly }] : [],
  )
  if (faults.length > 0) throw invalid(faults)
  if (left.some(({ kind, id }) => !given.has(`${kind} ${id}`))) throw new Problem(409, 'conflict', texts.left, { current: { left } })

  const dueOf = ({ dueAt }: Carry, was: Instant) =>
    dueAt === undefined ? add(book.calendar, Math.max(was, now), workingDays(1)) : parseInstant(dueAt)
  const moves = left.flatMap(({ kind, id, at: was, deal }) =>
    kind === 'task' ? [{ taskId: id, dealId: deal.id, dueAt: dueOf(given.get(`task ${id}`)!, parseInstant(was)) }] : [],
  )
  const duesOf = await putOff(asking, book, moves)
  const written = left.map(({ kind, id, at: was, deal }) => ({
    kind,
    id,
    deal_id: deal.id,
    reason: given.get(`${kind} ${id}`)!.reason.trim(),
    due_was: kind === 'task' ? was : null,
    due_at: kind === 'task' ? formatInstant(duesOf.get(id) ?? parseInstant(was)) : null,
  }))
  if (written.length > 0)
    await sql`
      insert into carried_over (workspace_id, member_id, day, kind, subject_id, deal_id, reason, due_was, due_at, at)
      select ${workspaceId}::integer, ${memberId}::uuid, ${bounds.day}::date, kind, id, deal_id, reason, due_was, due_at, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
        as written (kind text, id uuid, deal_id uuid, reason text, due_was timestamptz, due_at timestamptz)
      on conflict do nothing`.execute(tx)
  const deals = await readOwnDeals(tx, workspaceId, memberId, bounds.day)
  const cases = await casesOf(
    tx,
    workspaceId,
    now,
    deals.map(({ deal_id }) => deal_id),
  )
  const { counts } = reviewOf(deals, new Map(cases.map((it) => [it.deal.dealId, it])), bounds, now, language)
  const { rows: closed } = await sql<{ closed_at: Instant }>`
    insert into day_closing as known (workspace_id, member_id, day, closed_at, looked_at, active)
    values (${workspaceId}, ${memberId}, ${bounds.day}::date, ${at(now)}, ${counts.looked}, ${counts.active})
    on conflict (workspace_id, member_id, day) do update set looked_at = excluded.looked_at, active = excluded.active
    returning closed_at`.execute(tx)
  await sql`update member set next_check_at = least(next_check_at, ${at(now)}) where workspace_id = ${workspaceId} and id = ${memberId}`.execute(
    tx,
  )
  return { day: bounds.day, closedAt: formatInstant(closed[0]!.closed_at), carried: written.length }
}
