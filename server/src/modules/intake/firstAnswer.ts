import type { FirstAnswerReport } from '@reglament/contract'
import { dutyAt, formatInstant, type Instant, parseTerm, type Term, type WorkCalendar } from '@reglament/kernel'
import { speech } from '@reglament/regulation'
import { type RawBuilder, sql } from 'kysely'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, sightOf } from '../deals/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'

type Row = {
  whole: boolean
  responsible_id: string | null
  name: string | null
  inquiries: number
  answered: number
  in_time: number
  overdue: number
  median: number | null
  average: number | null
}

/**
 * The speed of the first answer, all told and per manager, over the inquiries of a span of time: sales deals that began with it, and the
 * leads that are no deal (C10). Minutes are working minutes. What came from a file waits for nobody, what another deal has led to was
 * answered with that one, and what was rejected unanswered was no inquiry.
 */
export async function readFirstAnswers(asking: Asking, from: Instant, until: Instant): Promise<FirstAnswerReport> {
  const { tx, actor, now } = asking
  const sight = await sightOf(asking)
  const book = await bookInForce(tx, actor.workspaceId)
  const term = termOf(book)
  const inSight = sight === 'all' ? sql`` : sql`and (responsible_id is null or responsible_id = any(${[...sight]}::uuid[]))`
  const made = sql`workspace_id = ${actor.workspaceId} and created_at >= ${at(from)} and created_at < ${at(until)} ${inSight}`
  const inquiries = sql`
    select responsible_id, inquiry_at as inquired_at, answered_at, answer_minutes from deal
      where ${made} and adopted_at is null and linked_from is null and (status <> 'lost' or answer_minutes is not null)
        and pipeline in (select key from pipeline where workspace_id = ${actor.workspaceId} and kind = 'sales')
    union all select responsible_id, inquired_at, answered_at, answer_minutes from lead
      where ${made} and deal_id is null and merged_into is null and channel <> 'import' and (status <> 'rejected' or answer_minutes is not null)`
  const minutesMax = term && minutesOf(term.within)
  const overdueSince = term && lastThatIsOverdue(book.calendar, term.within, from, now)
  const { rows } = await sql<Row>`
    select grouping(inquiry.responsible_id) = 1 as whole, inquiry.responsible_id, member.name,
      count(*)::integer as inquiries, count(answer_minutes)::integer as answered,
      (count(*) filter (where answer_minutes < ${minutesMax}))::integer as in_time,
      (count(*) filter (where answer_minutes is null and inquired_at <= ${at(overdueSince)}))::integer as overdue,
      percentile_cont(0.5) within group (order by answer_minutes) as median, avg(answer_minutes)::float8 as average
    from (${inquiries}) as inquiry
    left join member on member.workspace_id = ${actor.workspaceId} and member.id = inquiry.responsible_id
    group by grouping sets ((inquiry.responsible_id, member.name), ()) order by whole, member.name nulls last`.execute(tx)
  // Days end when work ends, on each day at its own hour: such a term is counted from answer to answer.
  const inTimeOf = term && minutesMax === null ? await countedInTime(asking, inquiries, term.within, book.calendar) : null
  const figures = (row: Row) => {
    const inTime = inTimeOf ? (inTimeOf.get(row.whole ? 'whole' : row.responsible_id) ?? 0) : row.in_time
    return {
      inquiries: row.inquiries,
      answered: row.answered,
      inTime,
      late: term ? row.answered - inTime + row.overdue : 0,
      medianMinutes: row.median,
      averageMinutes: row.average === null ? null : Math.round(row.average * 10) / 10,
    }
  }
  const whole = rows.find((row) => row.whole)!
  return {
    from: formatInstant(from),
    until: formatInstant(until),
    term: term && { clause: term.clause, clauseNumber: term.number, text: speech(book.regulation, asking.language).term(term.text) },
    whole: figures(whole),
    items: rows
      .filter((row) => !row.whole)
      .map((row) => ({
        responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.name ?? '' },
        ...figures(row),
      })),
  }
}

/** Within which time a first answer is in time; null where no clause says. */
function termOf({ regulation }: Book) {
  const clause = regulation.clauses.find(({ kind, mode }) => kind.kind === 'first-response' && mode !== 'off')
  if (!clause) return null
  const { within } = clause.params as { within: string }
  return { clause: clause.key, number: clause.number, text: within, within: parseTerm(within) }
}

const minutesOf = ({ n, unit }: Term) => (unit === 'wmin' ? n : unit === 'wh' ? 60 * n : null)

/** The latest inquiry since `from` that should have been answered by now; null: none should. */
function lastThatIsOverdue(calendar: WorkCalendar, within: Term, from: Instant, now: Instant): Instant | null {
  if (dutyAt(calendar, from, within) > now) return null
  let [overdue, inTime] = [from, Math.max(now, from) + 1]
  while (inTime - overdue > 1) {
    const middle = Math.floor((overdue + inTime) / 2)
    if (dutyAt(calendar, middle, within) <= now) overdue = middle
    else inTime = middle
  }
  return overdue
}

/** How many of each were answered before they were due. */
async function countedInTime({ tx }: Pick<Asking, 'tx'>, inquiries: RawBuilder<unknown>, within: Term, calendar: WorkCalendar) {
  const { rows } = await sql<{ responsible_id: string | null; inquired_at: Instant; answered_at: Instant }>`
    select responsible_id, inquired_at, answered_at from (${inquiries}) as inquiry where answered_at is not null`.execute(tx)
  const counts = new Map<string | null, number>()
  for (const { responsible_id, inquired_at, answered_at } of rows) {
    if (answered_at >= dutyAt(calendar, inquired_at, within)) continue
    for (const key of ['whole', responsible_id]) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
