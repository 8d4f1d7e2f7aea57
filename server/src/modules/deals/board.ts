import type { Board, BoardCard, BoardColumn, DealNumbers } from '@reglament/contract'
import { formatInstant, type Instant, isId } from '@reglament/kernel'
import { type ClockAhead, speech, type Language } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import type { Book } from '../rulebook/index.ts'
import { type Filter, narrowed, type Whose } from './filters.ts'
import { type BrokenFact, sayFlags } from './flags.ts'
import { says } from './words.ts'

type View = { book: Book; pipeline: string; filter: Filter; limit: number; language: Language }

/** Up to how many deals a filtered column is counted: «1 000+». */
export const countMax = 1000

type CardRow = {
  id: string
  number: number
  title: string
  stage: string
  budget: number | null
  currency: string | null
  responsible_id: string | null
  responsible_name: string | null
  entered_at: Instant
  stay_until: Instant | null
  ahead: ClockAhead[]
  next_task_at: Instant
  client: string | null
  returning: boolean
  task_id: string | null
  task_kind: string
  task_text: string | null
  due_at: Instant
  task_clause: string | null
  task_set_at: Instant
  open_tasks: number
  heard_at: Instant | null
  breaches: BrokenFact[] | null
}

const card = sql`deal.id, deal.number, deal.title, deal.stage, deal.budget, deal.currency, deal.responsible_id, member.name as responsible_name,
  deal.entered_at, deal.stay_until, deal.ahead, deal.next_task_at, coalesce(company.name, contact.name) as client,
  coalesce(company.won_deals, contact.won_deals, 0) > 0 as returning, task.id as task_id, task.kind as task_kind, task.text as task_text,
  task.due_at, task.clause as task_clause, task.created_at as task_set_at,
  jsonb_array_length(deal.dossier -> 'openTasks') as open_tasks, (deal.dossier ->> 'heardAt')::float8 as heard_at,
  nullif(deal.dossier -> 'breaches', '[]') as breaches`

// A card names the company where there is one, so a contact is looked up only where there is none.
const joins = sql`
  left join contact on contact.workspace_id = deal.workspace_id
    and contact.id = case when deal.company_id is null then deal.contact_id end
  left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
  left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
  left join lateral (
    select id, kind, text, due_at, clause, created_at from task
    where task.workspace_id = deal.workspace_id and task.deal_id = deal.id and completed_at is null and cancelled_at is null
    order by due_at limit 1
  ) as task on true`

/** The earliest of the clocks that are shown ahead; one whose clause has gone since is not. */
function sayAhead({ regulation }: Pick<Book, 'regulation'>, clocks: readonly ClockAhead[], language: Language): BoardCard['ahead'] {
  const clock = clocks.find(({ clause }) => regulation.clause(clause))
  if (!clock) return null
  const { number, kind } = regulation.clause(clock.clause)!
  const { clause, from, shownFrom } = clock
  return { clause, number, title: kind.words[language].title, from: formatInstant(from), shownFrom: formatInstant(shownFrom) }
}

const sayCard = (book: Book, row: CardRow, language: Language): BoardCard => ({
  id: row.id,
  number: row.number,
  title: row.title,
  stage: row.stage,
  client: row.client,
  returning: row.returning,
  budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
  responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
  task:
    row.task_id === null
      ? null
      : {
          id: row.task_id,
          kind: row.task_kind,
          title: row.task_text ?? speech(book.regulation, language).taskShort(row.task_kind),
          dueAt: formatInstant(row.due_at),
          clause: row.task_clause,
          setAt: formatInstant(row.task_set_at),
        },
  openTasks: row.open_tasks,
  enteredAt: formatInstant(row.entered_at),
  stayUntil: row.stay_until === null ? null : formatInstant(row.stay_until),
  ahead: sayAhead(book, row.ahead, language),
  heardAt: row.heard_at === null ? null : formatInstant(row.heard_at),
  flags: sayFlags(book, row.breaches, language),
})

const nextOf = (rows: readonly CardRow[], limit: number) => {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last && cursorOf(last.next_task_at, last.id)
}

const openStages = ({ book, pipeline }: View) =>
  [...book.regulation.pipelines.get(pipeline)!.stages.values()].filter(({ kind }) => kind === 'open').map(({ key }) => key)

// How many cards stands in the text itself: a plan that is kept for any number of rows looks so dear to PostgreSQL that it would plan
// this statement anew each time, for a third of what answering it takes.
const first = (limit: number) => sql`limit ${sql.lit(limit)}`

/** The first cards of every open stage, the most urgent first, in one statement. */
async function firstCards(db: Db, workspaceId: number, view: View): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${card}
    from unnest(${openStages(view)}::text[]) as column_of (key)
    cross join lateral (
      select * from deal
      where workspace_id = ${workspaceId} and pipeline = ${view.pipeline} and stage = column_of.key ${narrowed(view.filter)}
      order by next_task_at, id ${first(view.limit)}
    ) as deal ${joins}`.execute(db)
  return rows
}

type CountRow = { stage: string; currency: string; deals: number; amount: number }

/** Counts and sums from the rows that the writes keep: their number grows with people and stages, never with deals. */
async function keptCounts(db: Db, workspaceId: number, pipeline: string, whose: Whose): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select stage, currency, sum(deals)::integer as deals, sum(amount)::bigint as amount from board_count
    where workspace_id = ${workspaceId} and pipeline = ${pipeline} ${whose === null ? sql`` : sql`and responsible_id = any(${whose}::uuid[])`}
    group by stage, currency`.execute(db)
  return rows
}

/** Counts of what a filter leaves in each stage, up to a limit: nobody waits for the last of a hundred thousand. */
async function limitedCounts(db: Db, workspaceId: number, { book, pipeline, filter }: View): Promise<CountRow[]> {
  const stages = [...book.regulation.pipelines.get(pipeline)!.stages.keys()]
  const { rows } = await sql<CountRow>`
    select column_of.key as stage, coalesce(deal.currency, '') as currency, count(*)::integer as deals,
      coalesce(sum(deal.budget), 0)::bigint as amount
    from unnest(${stages}::text[]) as column_of (key)
    cross join lateral (
      select currency, budget from deal
      where workspace_id = ${workspaceId} and pipeline = ${pipeline} and stage = column_of.key ${narrowed(filter)}
      ${first(countMax + 1)}
    ) as deal
    group by 1, 2`.execute(db)
  return rows
}

/** What a count says: beyond the limit neither how many nor for how much is known. */
export function sayNumbers(rows: readonly Omit<CountRow, 'stage'>[], limit: number): DealNumbers {
  const count = rows.reduce((sum, { deals }) => sum + deals, 0)
  if (count > limit) return { count: limit, more: true, sums: [] }
  return {
    count,
    more: false,
    sums: rows.flatMap(({ currency, amount, deals }) => (currency !== '' && deals > 0 ? [{ currency, amount }] : [])),
  }
}

/** The board: each stage with its count, its sums and its first cards. Two statements, whatever the number of deals. */
export async function readBoard(db: Db, workspaceId: number, now: Instant, view: View): Promise<Board> {
  const cards = Map.groupBy(await firstCards(db, workspaceId, view), ({ stage }) => stage)
  const isKept = view.filter.conditions.length === 0
  const rowsOfCounts = isKept
    ? await keptCounts(db, workspaceId, view.pipeline, view.filter.whose)
    : await limitedCounts(db, workspaceId, view)
  const counted = Map.groupBy(rowsOfCounts, ({ stage }) => stage)
  const columns = [...view.book.regulation.pipelines.get(view.pipeline)!.stages.keys()].map((stage): BoardColumn => {
    const rows = (cards.get(stage) ?? []).toSorted((a, b) => a.next_task_at - b.next_task_at || (a.id < b.id ? -1 : 1))
    return {
      stage,
      ...sayNumbers(counted.get(stage) ?? [], isKept ? Infinity : countMax),
      cards: rows.map((row) => sayCard(view.book, row, view.language)),
      next: nextOf(rows, view.limit),
    }
  })
  return { pipeline: view.pipeline, columns, at: formatInstant(now) }
}

/** More cards of one column. */
export async function readColumn(db: Db, workspaceId: number, stage: string, after: string | undefined, view: View) {
  const position = readCursor(after, 'number', 'string')
  if (position && !isId(position[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const { rows } = await sql<CardRow>`
    select ${card}
    from (
      select * from deal
      where workspace_id = ${workspaceId} and pipeline = ${view.pipeline} and stage = ${stage} ${narrowed(view.filter)}
        ${position ? sql`and (next_task_at, id) > (${formatInstant(position[0])}::timestamptz, ${position[1]}::uuid)` : sql``}
      order by next_task_at, id ${first(view.limit)}
    ) as deal ${joins}
    order by deal.next_task_at, deal.id`.execute(db)
  return { items: rows.map((row) => sayCard(view.book, row, view.language)), next: nextOf(rows, view.limit) }
}
