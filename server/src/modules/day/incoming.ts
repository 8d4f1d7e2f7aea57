import type { Incoming, IncomingItem } from '@reglament/contract'
import { dutyAt, formatInstant, instantOn, dateOf, parseTerm, type Instant } from '@reglament/kernel'
import type { Language } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import { bookInForce, type Book } from '../rulebook/index.ts'
import { NOBODY, sightOf, type Asking, type Whose } from '../deals/index.ts'
import { handsOf } from './hands.ts'
import { type DealFacts, dealColumns, sayDeal, withClient } from './rows.ts'

type Row = DealFacts & {
  id: string
  kind: string
  missed_call: boolean
  channel: string
  outcome: string
  text: string | null
  at: Instant
  responsible_id: string | null
  responsible_name: string | null
}

/** A letter is read whole on the card; here its beginning tells what it is about. */
const textMax = 600

const whoseDeals = (whose: Whose) =>
  whose === null
    ? sql``
    : sql`and (deal.responsible_id = any(${whose.filter((id) => id !== NOBODY)}::uuid[]) ${whose.includes(NOBODY) ? sql`or deal.responsible_id is null` : sql``})`

/** What nobody has answered yet, the oldest first: one statement, that reads only deals on which something waits. */
export async function readWaiting(db: Db, workspaceId: number, whose: Whose, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select item ->> 'id' as id, item ->> 'kind' as kind, (item ->> 'missedCall')::boolean as missed_call,
      coalesce(interaction.channel, item ->> 'kind') as channel, coalesce(interaction.outcome, 'received') as outcome,
      left(interaction.text, ${textMax}::integer) as text, to_timestamp((item ->> 'at')::numeric / 1000) as at, deal.responsible_id,
      member.name as responsible_name, ${dealColumns}
    from deal
    cross join lateral jsonb_array_elements(deal.dossier -> 'unanswered') as item
    left join interaction on interaction.workspace_id = deal.workspace_id and interaction.id = (item ->> 'id')::uuid
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    ${withClient}
    where deal.workspace_id = ${workspaceId} and deal.waiting_since is not null ${whoseDeals(whose)}
    order by at, id limit ${limit}`.execute(db)
  return rows
}

/** An item with its clock: until when the regulation wants an answer. */
export function sayItem(book: Book, row: Row, language: Language): IncomingItem {
  const { regulation, calendar } = book
  const clause = regulation.clause('incoming-answer')
  const isAsked = clause !== undefined && clause.mode !== 'off' && clause.mode !== 'observe'
  const { within } = (clause?.params ?? {}) as { within?: string }
  return {
    id: row.id,
    channel: row.channel,
    outcome: row.outcome,
    kind: row.kind,
    missedCall: row.missed_call,
    text: row.text,
    at: formatInstant(row.at),
    answerBy: isAsked && within !== undefined ? formatInstant(dutyAt(calendar, row.at, parseTerm(within))) : null,
    clause: isAsked ? clause.key : null,
    clauseNumber: isAsked ? clause.number : null,
    deal: sayDeal(book, row, language),
    responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
  }
}

export type Scope = 'mine' | 'team' | 'all'

const waiting = sql`coalesce(sum(jsonb_array_length(deal.dossier -> 'unanswered')), 0)::integer`

/** How much waits for me and for all in my sight, and how much I have handled today: one statement. */
async function countWaiting({ tx, actor }: Asking, mine: readonly string[], sight: Whose, dayStart: Instant) {
  const { workspaceId, memberId } = actor
  const of = sql`from deal where deal.workspace_id = ${workspaceId} and deal.waiting_since is not null`
  const { rows } = await sql<{ mine: number; seen: number; handled: number }>`
    select (select ${waiting} ${of} ${whoseDeals(mine)}) as mine, (select ${waiting} ${of} ${whoseDeals(sight)}) as seen,
      (select count(*)::integer from interaction
        where workspace_id = ${workspaceId} and handled_by = ${memberId} and handled_at >= ${at(dayStart)}) as handled`.execute(tx)
  return rows[0]!
}

/** Managers see their own; who heads others sees theirs too, and what waits on the exchange. */
export async function readIncoming(asking: Asking, scope: Scope, limit: number): Promise<Incoming> {
  const { tx, actor, now, language } = asking
  const book = await bookInForce(tx, actor.workspaceId)
  const mine = await handsOf(tx, actor, now)
  const sight = await sightOf(asking)
  const seen: Whose = sight === 'all' ? null : [...sight, NOBODY]
  const counts = await countWaiting(asking, mine, seen, instantOn(book.calendar, dateOf(book.calendar, now)))
  const rows = await readWaiting(tx, actor.workspaceId, scope === 'mine' ? mine : seen, limit + 1)
  return {
    at: formatInstant(now),
    items: rows.slice(0, limit).map((row) => sayItem(book, row, language)),
    more: rows.length > limit,
    counts: { mine: counts.mine, team: actor.role === 'head' ? counts.seen : null, all: sight === 'all' ? counts.seen : null },
    handledToday: counts.handled,
  }
}
