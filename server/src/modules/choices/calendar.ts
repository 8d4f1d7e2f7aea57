import type { CalendarEdit, CalendarPreview, WorkingCalendar } from '@reglament/contract'
import {
  type CalendarData,
  CalendarDataError,
  compileCalendar,
  dateOf,
  type DayHours,
  formatInstant,
  type Hours,
  type Instant,
  shippedCalendarRu,
  type Week,
  type WorkCalendar,
} from '@reglament/kernel'
import { clocksAhead, replanned, standing, stayUntil } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Actor, invalid } from '../../platform/http/index.ts'
import { json } from '../../platform/instantColumn.ts'
import { casesOf, checkParts } from '../deals/index.ts'
import { bookInForce, startRecheck, turnThePage } from '../rulebook/index.ts'
import { says } from './words.ts'

type Spans = CalendarEdit['week']['mon']

const spansOf = (hours: DayHours | Hours | null): Spans =>
  hours === null || 'off' in hours ? [] : 'open' in hours ? [{ ...hours }] : hours.map((span) => ({ ...span }))
/** One span stands alone and a day off is null, as calendars are stored. */
const hoursOf = (spans: Spans): Hours | null => (spans.length === 0 ? null : spans.length === 1 ? spans[0]! : spans)

const daysOf = (days: CalendarData['days']): CalendarEdit['days'] =>
  Object.entries(days)
    .map(([date, hours]) => ({ date, spans: spansOf(hours) }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))

const dataOf = ({ timeZone, week, days }: CalendarEdit): CalendarData => ({
  timeZone,
  week: Object.fromEntries(Object.entries(week).map(([day, spans]) => [day, hoursOf(spans)])) as Week,
  days: Object.fromEntries(days.map(({ date, spans }) => [date, hoursOf(spans) ?? { off: true as const }])),
})

/** A calendar that can be; what is wrong with it is told by its place. @throws Problem 400 */
function compiled(edit: CalendarEdit): WorkCalendar {
  const dates = edit.days.map(({ date }) => date)
  const twice = dates.findIndex((date, i) => dates.indexOf(date) < i)
  if (twice >= 0) throw invalid([{ path: `/days/${twice}/date`, message: says.dateTwice }])
  try {
    return compileCalendar(dataOf(edit))
  } catch (error) {
    if (!(error instanceof CalendarDataError)) throw error
    const weekday = /^week\.(\w+)/.exec(error.place)?.[1]
    const date = /^days\["(.+)"\]/.exec(error.place)?.[1]
    const path =
      weekday !== undefined
        ? `/week/${weekday}`
        : date !== undefined
          ? `/days/${dates.indexOf(date)}`
          : error.problem === 'unknown-zone'
            ? '/timeZone'
            : '/week'
    throw invalid([{ path, message: says.calendar[error.problem] }])
  }
}

type Row = { calendar: CalendarData | null; time_zone: string; calendar_revision: number }

const rowOf = async (tx: Tx, workspaceId: number): Promise<Row> =>
  (await sql<Row>`select calendar, time_zone, calendar_revision from workspace where id = ${workspaceId}`.execute(tx)).rows[0]!

/** The calendar of the company, with the days of the shipped one beside it and how far the reckoning anew has come. */
export async function readCalendar(tx: Tx, workspaceId: number, now: Instant): Promise<WorkingCalendar> {
  const { calendar, time_zone: timeZone, calendar_revision: version } = await rowOf(tx, workspaceId)
  const data = calendar ?? shippedCalendarRu(timeZone)
  const { rows } = await sql<{ deals: number; done: number; finished: boolean }>`
    select deals, done, finished_at is not null as finished from recheck join rulebook using (workspace_id, version)
    where workspace_id = ${workspaceId}`.execute(tx)
  return {
    timeZone: data.timeZone,
    week: Object.fromEntries(Object.entries(data.week).map(([day, hours]) => [day, spansOf(hours)])) as CalendarEdit['week'],
    days: daysOf(data.days),
    own: calendar !== null,
    version,
    shipped: daysOf(shippedCalendarRu(data.timeZone, data.week).days),
    today: dateOf(compileCalendar(data), now),
    recheck: rows[0] ?? null,
  }
}

/** So many deals are looked at before anybody has decided anything. */
const lookedMax = 1000

/** What a changed calendar would move, without keeping it: the nearest deals are reckoned by both (A8). */
export async function previewCalendar(tx: Tx, workspaceId: number, edit: CalendarEdit, now: Instant): Promise<CalendarPreview> {
  const next = compiled(edit)
  const { rows } = await sql<{ id: string }>`
    select id::text from deal where workspace_id = ${workspaceId} and status = 'open' order by next_check_at nulls last, id limit ${lookedMax}`.execute(
    tx,
  )
  const { rows: counted } = await sql<{ deals: number }>`
    select count(*)::integer as deals from deal where workspace_id = ${workspaceId} and status = 'open'`.execute(tx)
  const cases = rows.length === 0 ? [] : await casesOf(tx, workspaceId, now, rows.map(({ id }) => id)) // prettier-ignore
  const moved = cases.filter(({ book, situation, deal }) => {
    const termsBy = (calendar: WorkCalendar) =>
      JSON.stringify([
        standing(book.regulation, { ...situation, calendar }, now).nextCheckAt,
        stayUntil(book.regulation, deal, calendar),
        clocksAhead(book.regulation, deal, calendar),
      ])
    const isSet = deal.openTasks.some(({ clause, dueAt }) => clause !== null && replanned(next, dueAt, now) !== dueAt)
    return isSet || termsBy(book.calendar) !== termsBy(next)
  })
  return { deals: counted[0]!.deals, looked: cases.length, moves: moved.length }
}

/**
 * Puts the calendar in force: from now on every term runs on it, and all open deals are reckoned anew in the background, batch by batch.
 * `refuseStale` is shown what is there. @throws Problem 400, 412
 */
export async function writeCalendar(
  tx: Tx,
  { workspaceId }: Actor,
  edit: CalendarEdit,
  now: Instant,
  refuseStale: (current: WorkingCalendar) => void,
): Promise<WorkingCalendar> {
  compiled(edit)
  // The same gate as of a new version: two who change what judgements read go one after the other.
  await sql`select from rulebook where workspace_id = ${workspaceId} for update`.execute(tx)
  const current = await readCalendar(tx, workspaceId, now)
  refuseStale(current)
  const data = { ...dataOf(edit), changedAt: formatInstant(now) }
  await sql`
    update workspace set calendar = ${json(data)}, time_zone = ${edit.timeZone}, calendar_revision = calendar_revision + 1
    where id = ${workspaceId}`.execute(tx)
  await turnThePage(tx, workspaceId)
  const { regulation } = await bookInForce(tx, workspaceId)
  await startRecheck(tx, workspaceId, regulation.version, now)
  await lookAtMembers(tx, workspaceId, now)
  return readCalendar(tx, workspaceId, now)
}

/** Duties of members end with the working day: everybody is looked at anew. */
async function lookAtMembers(tx: Tx, workspaceId: number, now: Instant): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id::text from member where workspace_id = ${workspaceId} and deactivated_at is null order by id`.execute(tx)
  for (const part of checkParts(workspaceId, rows.map(({ id }) => id), now)) await part.execute(tx) // prettier-ignore
}
