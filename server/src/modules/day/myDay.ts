import type { DayLeft, DayReview, DayTask, IncomingItem, MyDay, RepeatedBreach } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { isActive, suitableOn, type Language } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, type Case, casesOf } from '../deals/index.ts'
import type { LoadOf } from '../members/index.ts'
import { callsBy } from '../quality/index.ts'
import { unansweredLeads } from '../intake/index.ts'
import { bookInForce, type Book } from '../rulebook/index.ts'
import { boundsOf, type Bounds } from './bounds.ts'
import { fateOf } from './fate.ts'
import { handsOf } from './hands.ts'
import { readWaiting, sayItem } from './incoming.ts'
import { type DealFacts, dealColumns, sayDeal, withClient } from './rows.ts'
import { readTasksOfDay, sayDayTask } from './tasks.ts'

/** More than these nobody answers in a day; the whole queue is in Incoming. */
const waitingMax = 200
/** A corridor without an end can leave somebody with very many deals: those that are due first are looked at first. */
const dealsMax = 500
const tomorrowShown = 5

type DealRow = DealFacts & { next_task_at: Instant; looked: boolean }

/** A member's open deals, what is due first going first, and which of them he has looked at today. */
export async function readOwnDeals(db: Db, workspaceId: number, memberId: string, day: string): Promise<DealRow[]> {
  const { rows } = await sql<DealRow>`
    select ${dealColumns}, deal.next_task_at, seen.deal_id is not null as looked
    from deal ${withClient}
    left join deal_view as seen on seen.workspace_id = deal.workspace_id and seen.member_id = ${memberId} and seen.day = ${day}::date
      and seen.deal_id = deal.id
    where deal.workspace_id = ${workspaceId} and deal.responsible_id = ${memberId} and deal.status = 'open'
    order by deal.next_task_at, deal.id limit ${dealsMax}`.execute(db)
  return rows
}

type DayRow = {
  load_min: number | null
  load_max_off: boolean
  load_max: number | null
  below_since: Instant | null
  closed_at: Instant | null
  carried: string[] | null
  calls: number
  letters: number
  messages: number
  meetings: number
}

/** What is known of the member's own day: his corridor, his touches, whether he has closed it and what he has carried over. */
async function readDay(db: Db, workspaceId: number, memberId: string, { day, start, end }: Bounds): Promise<DayRow> {
  const { rows } = await sql<DayRow>`
    select member.load_min, member.load_max, member.load_max_off, member.load_below_since as below_since, day_closing.closed_at,
      (select array_agg(subject_id::text) from carried_over
        where workspace_id = ${workspaceId} and member_id = ${memberId} and carried_over.day = ${day}::date) as carried, touched.*
    from member
    left join day_closing on day_closing.workspace_id = member.workspace_id and day_closing.member_id = member.id
      and day_closing.day = ${day}::date
    cross join lateral (
      select count(*) filter (where channel = 'call' and (direction = 'out' or outcome = 'talked'))::integer as calls,
        count(*) filter (where channel = 'mail' and outcome = 'sent')::integer as letters,
        count(*) filter (where channel in ('sms', 'chat', 'messenger') and outcome = 'sent')::integer as messages,
        count(*) filter (where channel = 'meeting' and outcome = 'held')::integer as meetings
      from interaction
      where workspace_id = ${workspaceId} and by_id = ${memberId} and at >= ${at(start)} and at < ${at(end)}
    ) as touched
    where member.workspace_id = ${workspaceId} and member.id = ${memberId}`.execute(db)
  return rows[0]!
}

const controls: ReadonlySet<string> = new Set(['quality-controller', 'owner'])

/** Breaches that came again and again, for whoever is to talk them over: his own, and those that nobody else has (J7). */
export async function readRepeated(
  { tx, actor, language }: Pick<Asking, 'tx' | 'actor' | 'language'>,
  { regulation }: Book,
): Promise<RepeatedBreach[]> {
  const nobodys = controls.has(actor.role) ? sql`or assignee_id is null` : sql``
  const { rows } = await sql<{
    id: string
    member_id: string
    name: string
    clause: string
    month: string
    breaches: number
    due_at: Instant
  }>`
    select repeated_breach.id, member_id, member.name, clause, to_char(month, 'YYYY-MM') as month, breaches, due_at
    from repeated_breach join member on member.workspace_id = repeated_breach.workspace_id and member.id = member_id
    where repeated_breach.workspace_id = ${actor.workspaceId} and completed_at is null and (assignee_id = ${actor.memberId} ${nobodys})
    order by due_at, repeated_breach.id limit 100`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    member: { id: row.member_id, name: row.name },
    clause: row.clause,
    number: regulation.clause(row.clause)?.number ?? null,
    title: regulation.clause(row.clause)?.kind.words[language].title ?? row.clause,
    month: row.month,
    breaches: row.breaches,
    dueAt: formatInstant(row.due_at),
  }))
}

/** What still stands against closing the day: unanswered, and tasks due by the end of it, but for what is carried over. */
export const leftOf = (incoming: readonly IncomingItem[], tasks: readonly DayTask[], carried: ReadonlySet<string>): DayLeft[] => [
  ...incoming
    .filter(({ id }) => !carried.has(id))
    .map(({ id, at, deal }): DayLeft => ({
      kind: 'incoming',
      id,
      title: deal.client.name ?? deal.title,
      at,
      deal: { id: deal.id, name: deal.title },
    })),
  ...tasks.map(({ id, title, dueAt, deal }): DayLeft => ({ kind: 'task', id, title, at: dueAt, deal: { id: deal.id, name: deal.title } })),
]

type Review = { items: DayReview[]; counts: MyDay['reviewed'] }

/** The daily review: every active deal looked at, each suitable one touched (D8). Pure. */
export function reviewOf(
  rows: readonly DealRow[],
  cases: ReadonlyMap<string, Case>,
  { start }: Bounds,
  now: Instant,
  language: Language,
): Review {
  const active = rows.flatMap((row) => {
    const found = cases.get(row.deal_id)
    if (!found || !isActive(found.book.regulation, found.deal)) return []
    const why = suitableOn(found.book.regulation, found.deal, found.book.calendar, now)
    const touched = found.deal.touchedAt >= start && found.deal.touchedAt > found.deal.createdAt
    return [{ row, found, why, touched }]
  })
  const suitable = active.filter(({ why, touched }) => why !== null || touched)
  return {
    counts: {
      looked: active.filter(({ row }) => row.looked).length,
      active: active.length,
      touched: suitable.filter(({ touched }) => touched).length,
      suitable: suitable.length,
    },
    // What is due today stands above already; here are those that nobody would come to otherwise.
    items: active
      .filter(({ row, why, touched }) => !row.looked || (why === 'touch' && !touched))
      .map(({ row, found, why, touched }) => ({
        deal: sayDeal(found.book, row, language),
        suitable: why !== null && !touched,
        why: touched ? null : why,
        nextTaskAt: found.deal.openTasks.length === 0 ? null : formatInstant(row.next_task_at),
        looked: row.looked,
      })),
  }
}

const named = ['incoming-answer', 'first-response', 'day-closing', 'overdue', 'daily-review', 'load-min', 'quality-sample'] as const

/** One screen that leads through the day; the number of statements does not grow with the number of deals (D8). */
export async function readMyDay(asking: Asking, loadOf: LoadOf): Promise<MyDay> {
  const { tx, actor, now, language } = asking
  const { workspaceId, memberId } = actor
  const book = await bookInForce(tx, workspaceId)
  const bounds = boundsOf(book.calendar, now)
  const hands = await handsOf(tx, actor, now)
  const waiting = (await readWaiting(tx, workspaceId, hands, waitingMax)).map((row) => sayItem(book, row, language))
  const leads = await unansweredLeads(asking, book, hands, waitingMax)
  const taskRows = await readTasksOfDay(tx, workspaceId, memberId, { dueBefore: bounds.next.end, doneSince: bounds.start })
  const deals = await readOwnDeals(tx, workspaceId, memberId, bounds.day)
  const cases = new Map(
    (
      await casesOf(
        tx,
        workspaceId,
        now,
        deals.map(({ deal_id }) => deal_id),
      )
    ).map((it) => [it.deal.dealId, it]),
  )
  const day = await readDay(tx, workspaceId, memberId, bounds)
  const load = await loadOf(tx, actor, { min: day.load_min, max: day.load_max, maxOff: day.load_max_off })
  const tasks = taskRows.map((row) => sayDayTask(book, row, now, language))
  const open = tasks.filter(({ completedAt }) => completedAt === null)
  const dueBy = (end: Instant) => open.filter(({ dueAt }) => Date.parse(dueAt) < end)
  const ofToday = dueBy(bounds.end)
  const review = reviewOf(deals, cases, bounds, now, language)
  const left = leftOf(waiting, ofToday, new Set(day.carried))
  const loadMin = book.regulation.clause('load-min')
  const tomorrow = open.filter(({ dueAt }) => Date.parse(dueAt) >= bounds.end)
  return {
    at: formatInstant(now),
    day: bounds.day,
    closesAt: bounds.closesAt === null ? null : formatInstant(bounds.closesAt),
    closed: day.closed_at === null ? null : formatInstant(day.closed_at),
    incoming: waiting,
    leads,
    overdue: ofToday.filter(({ overdue }) => overdue),
    today: ofToday.filter(({ overdue }) => !overdue),
    review: review.items,
    done: tasks.filter(({ completedAt }) => completedAt !== null),
    repeated: await readRepeated(asking, book),
    calls: await callsBy(asking, book, bounds.end),
    reviewed: review.counts,
    load: {
      ...load,
      belowSince: day.below_since === null ? null : formatInstant(day.below_since),
      clause: loadMin && loadMin.mode !== 'off' ? { key: loadMin.key, number: loadMin.number } : null,
    },
    touches: { calls: day.calls, letters: day.letters, messages: day.messages, meetings: day.meetings },
    fate: fateOf([...cases.values()], new Map(deals.map((row) => [row.deal_id, row.company_name ?? row.contact_name ?? row.title])), {
      book,
      myTasks: new Set(open.map(({ id }) => id)),
      closesAt: bounds.closesAt,
      left: left.length,
      now,
      language,
    }),
    clauses: Object.fromEntries(
      named.flatMap((key) => {
        const clause = book.regulation.clause(key)
        return clause && clause.mode !== 'off' ? [[key, clause.number]] : []
      }),
    ),
    tomorrow: { day: bounds.next.day, count: tomorrow.length, first: tomorrow.slice(0, tomorrowShown) },
    left,
  }
}
