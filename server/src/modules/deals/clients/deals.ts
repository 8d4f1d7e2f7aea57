import type { ClientDeal, ClientDeals, Money } from '@reglament/contract'
import { formatInstant, isId, type Instant } from '@reglament/kernel'
import { type Language, namesIn } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { cursorOf, readCursor } from '../../../platform/cursor.ts'
import type { Db } from '../../../platform/database.ts'
import { invalid } from '../../../platform/http/index.ts'
import type { Book } from '../../rulebook/index.ts'
import type { Sight } from '../sight.ts'
import { says } from '../words.ts'

/** A person or a company; a company's deals are those that name it. */
export type ClientRef = { kind: 'contact' | 'company'; id: string }

const ofClient = ({ kind, id }: ClientRef) => (kind === 'contact' ? sql`deal.contact_id = ${id}` : sql`deal.company_id = ${id}`)
/** Deals of colleagues are not shown, those on the exchange are everybody's to see. */
const seen = (sight: Sight): RawBuilder<unknown> =>
  sight === 'all' ? sql`true` : sql`(deal.responsible_id is null or deal.responsible_id = any(${sight}::uuid[]))`

type Row = {
  id: string
  number: number
  title: string
  pipeline: string
  stage: string
  status: ClientDeal['status']
  budget: number | null
  currency: string | null
  responsible_id: string | null
  responsible_name: string | null
  created_at: Instant
  closed_at: Instant | null
  loss_reason: string | null
}
type Sum = { status: ClientDeal['status']; currency: string | null; seen: boolean; deals: number; amount: number }

/** Deals of a client that somebody sees, the newest first, and what they come to by open, won and lost. Two statements. */
export async function readClientDeals(
  db: Db,
  workspaceId: number,
  client: ClientRef,
  { sight, book, language, after }: { sight: Sight; book: Book; language: Language; after?: string | undefined },
): Promise<ClientDeals> {
  const limit = 50
  const cursor = readCursor(after, 'number', 'string')
  if (cursor && !isId(cursor[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const { rows } = await sql<Row>`
    select deal.id, deal.number, deal.title, deal.pipeline, deal.stage, deal.status, deal.budget, deal.currency, deal.responsible_id,
      member.name as responsible_name, deal.created_at, deal.closed_at, deal.loss_reason
    from deal
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    where deal.workspace_id = ${workspaceId} and ${ofClient(client)} and ${seen(sight)}
      ${cursor ? sql`and (deal.created_at, deal.id) < (${formatInstant(cursor[0])}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by deal.created_at desc, deal.id desc limit ${limit}`.execute(db)
  const { rows: sums } = await sql<Sum>`
    select deal.status, deal.currency, ${seen(sight)} as seen, count(*)::integer as deals, coalesce(sum(deal.budget), 0)::bigint as amount
    from deal where deal.workspace_id = ${workspaceId} and ${ofClient(client)}
    group by 1, 2, 3`.execute(db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => say(row, book, language)),
    ...(last && { next: cursorOf(last.created_at, last.id) }),
    open: totalOf(sums, 'open'),
    won: totalOf(sums, 'won'),
    lost: totalOf(sums, 'lost'),
    hidden: sums.filter((sum) => !sum.seen).reduce((all, { deals }) => all + deals, 0),
  }
}

function totalOf(sums: readonly Sum[], status: ClientDeal['status']): { count: number; sums: Money[] } {
  const shown = sums.filter((sum) => sum.seen && sum.status === status)
  return {
    count: shown.reduce((all, { deals }) => all + deals, 0),
    sums: shown.flatMap(({ currency, amount }) => (currency === null ? [] : [{ amount, currency }])),
  }
}

function say(row: Row, { regulation }: Book, language: Language): ClientDeal {
  const names = namesIn(regulation, language)
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    pipeline: row.pipeline,
    stage: row.stage,
    stageName: names.stage(row.stage, row.pipeline),
    status: row.status,
    budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
    responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
    createdAt: formatInstant(row.created_at),
    closedAt: row.closed_at === null ? null : formatInstant(row.closed_at),
    lossReason: row.loss_reason === null ? null : names.lossReason(row.loss_reason),
  }
}

/** The latest deals of a client that somebody sees: those whose timelines are told together. */
export async function dealsToTell(db: Db, workspaceId: number, client: ClientRef, sight: Sight): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select deal.id from deal where deal.workspace_id = ${workspaceId} and ${ofClient(client)} and ${seen(sight)}
    order by deal.created_at desc, deal.id desc limit 200`.execute(db)
  return rows.map(({ id }) => id)
}
