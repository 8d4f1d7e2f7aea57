import type { DealListItem, Page } from '@reglament/contract'
import { formatInstant, isId, type Instant } from '@reglament/kernel'
import { speech, type Language } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Db } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import type { Book } from '../rulebook/index.ts'
import { type Filter, narrowed } from './filters.ts'
import { type BrokenFact, sayFlags } from './flags.ts'
import { says } from './words.ts'

/** Columns by which the list can be put in order; a minus before turns it round. */
export const sorts = [
  'created',
  'nextTask',
  'entered',
  'number',
  'title',
  'client',
  'budget',
  'responsible',
  'stage',
  'closed',
  'campaign',
] as const
export type Sort = (typeof sorts)[number]
export type Order = { by: Sort; descending: boolean }
export const newestFirst: Order = { by: 'created', descending: true }

/** Deals that are asked for: of which pipeline, stages and status, what narrows them, and in which order. */
export type Listing = {
  /** Null where nothing that the book knows is asked for. */
  book: Book | null
  language: Language
  filter: Filter
  pipeline?: string | undefined
  stages?: readonly string[] | undefined
  status?: string | undefined
  order?: Order
  after?: string | undefined
  limit: number
  /** With the next task, broken clauses and fields of each deal. */
  details?: boolean | undefined
}

type Row = {
  id: string
  number: number
  title: string
  pipeline: string
  stage: string
  status: DealListItem['status']
  budget: number | null
  currency: string | null
  responsible_id: string | null
  responsible_name: string | null
  client: string | null
  returning: boolean
  created_at: Instant
  entered_at: Instant
  stay_until: Instant | null
  closed_at: Instant | null
  loss_reason: string | null
  next_task_at: Instant
  // with details
  fields?: DealListItem['fields']
  heard_at?: Instant | null
  campaign?: string | null
  breaches?: BrokenFact[] | null
  task_id?: string | null
  task_kind?: string
  task_text?: string | null
  due_at?: Instant
  task_set_at?: Instant
  // of an order that no index keeps
  found?: number
}

const columns = sql`deal.id, deal.number, deal.title, deal.pipeline, deal.stage, deal.status, deal.budget, deal.currency, deal.responsible_id,
  member.name as responsible_name, coalesce(company.name, contact.name) as client,
  coalesce(company.won_deals, contact.won_deals, 0) > 0 as returning, deal.created_at, deal.entered_at, deal.stay_until, deal.closed_at,
  deal.loss_reason, deal.next_task_at`
/** The campaign of a deal: that of the first of its inquiries that named one. */
export const campaignOf = sql`(
    select inquiry.campaign_name from lead as inquiry
    where inquiry.workspace_id = deal.workspace_id and inquiry.deal_id = deal.id and inquiry.campaign_name is not null and inquiry.merged_into is null
    order by inquiry.inquired_at, inquiry.id limit 1)`
const detailColumns = sql`, deal.fields, ${campaignOf} as campaign, (deal.dossier ->> 'heardAt')::float8 as heard_at, nullif(deal.dossier -> 'breaches', '[]') as breaches,
  task.id as task_id, task.kind as task_kind, task.text as task_text, task.due_at, task.created_at as task_set_at`

// A line names the company where there is one, so a contact is looked up only where there is none.
const joins = sql`
  left join contact on contact.workspace_id = deal.workspace_id
    and contact.id = case when deal.company_id is null then deal.contact_id end
  left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
  left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id`
const taskJoin = sql`
  left join lateral (
    select id, kind, text, due_at, created_at from task
    where task.workspace_id = deal.workspace_id and task.deal_id = deal.id and completed_at is null and cancelled_at is null
    order by due_at limit 1
  ) as task on true`

/** What the listing leaves, as conditions on `deal`. */
export function listed(workspaceId: number, { pipeline, stages, status, filter }: Omit<Listing, 'limit'>): RawBuilder<unknown> {
  const ofStage = stages && (stages.length === 1 ? sql`and deal.stage = ${stages[0]}` : sql`and deal.stage = any(${stages}::text[])`)
  return sql`deal.workspace_id = ${workspaceId} ${pipeline === undefined ? sql`` : sql`and deal.pipeline = ${pipeline}`}
    ${ofStage ?? sql``} ${status === undefined ? sql`` : sql`and deal.status = ${status}`} ${narrowed(filter)}`
}

type PageOfRows = { rows: Row[]; next: string | undefined }

/** Deals, the newest first unless told; the order matches the indexes, so the tenth page costs what the first does. */
export async function readDeals(db: Db, workspaceId: number, listing: Listing): Promise<Page<DealListItem>> {
  const { by } = listing.order ?? newestFirst
  const read = by === 'created' ? byAge : by === 'nextTask' ? byNextTask : inAnyOrder
  const { rows, next } = await read(db, workspaceId, listing)
  return { items: rows.map((row) => sayRow(row, listing)), ...(next !== undefined && { next }) }
}

/** The columns of a page of deals, named by the statement before it as `page`. */
const select = ({ details }: Listing, found: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql<Row>`
  with page as (${found})
  select ${columns} ${details ? detailColumns : sql``} from page as deal ${joins} ${details ? taskJoin : sql``} order by ${order}`

/** How many stands in the text itself, so that the plan which is kept knows it. */
const first = (limit: number) => sql`limit ${sql.lit(limit)}`

/** A position in an order of instants and ids. */
function position(after: string | undefined): [RawBuilder<unknown>, RawBuilder<unknown>] | null {
  const read = readCursor(after, 'number', 'string')
  if (!read) return null
  if (!isId(read[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  return [sql`${formatInstant(read[0])}::timestamptz`, sql`${read[1]}::uuid`]
}

const nextOf = (rows: readonly Row[], limit: number, at: 'created_at' | 'next_task_at') => {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last && cursorOf(last[at], last.id)
}

async function byAge(db: Db, workspaceId: number, listing: Listing): Promise<PageOfRows> {
  const { limit, after, order = newestFirst } = listing
  const at = position(after)
  const way = order.descending ? sql`desc` : sql`asc`
  const beyond = at && sql`and (deal.created_at, deal.id) ${order.descending ? sql`<` : sql`>`} (${at[0]}, ${at[1]})`
  const found = sql`select deal.* from deal where ${listed(workspaceId, listing)} ${beyond ?? sql``}
    order by deal.created_at ${way}, deal.id ${way} ${first(limit)}`
  const { rows } = await select(listing, found, sql`deal.created_at ${way}, deal.id ${way}`).execute(db)
  return { rows, next: nextOf(rows, limit, 'created_at') }
}

/** By the due of the next task, over the open stages: each keeps this order in the index of the board. */
async function byNextTask(db: Db, workspaceId: number, listing: Listing): Promise<PageOfRows> {
  const { limit, after, order = newestFirst, book, pipeline, stages } = listing
  const at = position(after)
  const way = order.descending ? sql`desc` : sql`asc`
  const beyond = at && sql`and (deal.next_task_at, deal.id) ${order.descending ? sql`<` : sql`>`} (${at[0]}, ${at[1]})`
  const open = [...book!.regulation.pipelines]
    .filter(([key]) => pipeline === undefined || key === pipeline)
    .flatMap(([key, { stages: all }]) => [...all.values()].filter(({ kind }) => kind === 'open').map((stage) => [key, stage.key] as const))
    .filter(([, key]) => !stages || stages.includes(key))
  const found = sql`
    select deal.* from unnest(${open.map(([key]) => key)}::text[], ${open.map(([, key]) => key)}::text[]) as place (pipeline, stage)
    cross join lateral (
      select deal.* from deal
      where ${listed(workspaceId, { ...listing, pipeline: undefined, stages: undefined })}
        and deal.pipeline = place.pipeline and deal.stage = place.stage ${beyond ?? sql``}
      order by deal.next_task_at ${way}, deal.id ${way} ${first(limit)}
    ) as deal
    order by deal.next_task_at ${way}, deal.id ${way} ${first(limit)}`
  const { rows } = await select(listing, found, sql`deal.next_task_at ${way}, deal.id ${way}`).execute(db)
  return { rows, next: nextOf(rows, limit, 'next_task_at') }
}

/** How many deals are put in an order that no index keeps. */
export const sortMax = 1000

/** In an order that no index keeps: of as many deals as can be sorted at once, and no more. @throws Problem 400 */
async function inAnyOrder(db: Db, workspaceId: number, listing: Listing): Promise<PageOfRows> {
  const { limit, after, order = newestFirst, book, details } = listing
  const [from] = readCursor(after, 'number') ?? [0]
  if (!Number.isInteger(from) || from < 0 || from > sortMax) throw invalid([{ path: '?after', message: says.badCursor }])
  const places = [...book!.regulation.pipelines].flatMap(([key, { stages }]) => [...stages.keys()].map((stage) => `${key}/${stage}`))
  const expression: Record<Sort, RawBuilder<unknown>> = {
    created: sql`deal.created_at`,
    nextTask: sql`deal.next_task_at`,
    entered: sql`deal.entered_at`,
    closed: sql`deal.closed_at`,
    campaign: sql`lower(${campaignOf})`,
    number: sql`deal.number`,
    budget: sql`deal.budget`,
    title: sql`lower(deal.title)`,
    client: sql`coalesce(company.folded_name, contact.folded_name)`,
    responsible: sql`lower(member.name)`,
    stage: sql`array_position(${places}::text[], deal.pipeline || '/' || deal.stage)`,
  }
  const way = order.descending ? sql`desc` : sql`asc`
  const { rows } = await sql<Row>`
    with found as (select deal.* from deal where ${listed(workspaceId, listing)} ${first(sortMax + 1)})
    select ${columns} ${details ? detailColumns : sql``}, (select count(*) from found)::integer as found
    from found as deal ${joins} ${details ? taskJoin : sql``}
    order by ${expression[order.by]} ${way} nulls last, deal.id ${first(limit)} offset ${from}`.execute(db)
  const found = rows[0]?.found ?? 0
  if (found > sortMax) throw invalid([{ path: '?sort', message: says.notSorted }])
  return { rows, next: from + rows.length < found ? cursorOf(from + rows.length) : undefined }
}

const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))

function sayRow(row: Row, { book, language, details }: Listing): DealListItem {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    pipeline: row.pipeline,
    stage: row.stage,
    status: row.status,
    client: row.client,
    budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
    responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
    createdAt: formatInstant(row.created_at),
    enteredAt: formatInstant(row.entered_at),
    stayUntil: iso(row.stay_until),
    closedAt: iso(row.closed_at),
    lossReason: row.loss_reason,
    returning: row.returning,
    ...(details && {
      fields: row.fields ?? {},
      heardAt: iso(row.heard_at ?? null),
      campaign: row.campaign ?? null,
      flags: sayFlags(book!, row.breaches ?? null, language),
      task:
        row.task_id == null
          ? null
          : {
              id: row.task_id,
              title: row.task_text ?? speech(book!.regulation, language).taskKind(row.task_kind!),
              dueAt: formatInstant(row.due_at!),
              setAt: formatInstant(row.task_set_at!),
            },
    }),
  }
}
