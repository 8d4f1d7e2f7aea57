import type { Exchange, WaitingDeal, WhyWaiting } from '@reglament/contract'
import { dateOf, dutyAt, formatInstant, type Instant, instantOn, isId, parseTerm, workingMinutesBetween } from '@reglament/kernel'
import { corridorOf, type Dossier, judge, type Regulation, type Situation, speech } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import { type Asking, loadOf, NOBODY, receiverOf } from '../deals/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { type Book, bookInForce, sayFinding } from '../rulebook/index.ts'
import { says } from './words.ts'

export type WaitingFilter = { takeable?: boolean; source?: string; after?: string; limit: number }

type Row = {
  id: string
  number: number
  title: string
  client: string | null
  returning: boolean
  source: string | null
  exchange_since: Instant
  dossier: Dossier
  reason: string | null
  task_kind: string | null
  task_text: string | null
  task_due: Instant | null
}
type Judged = { row: Row; mayTake: boolean; verdict: ReturnType<typeof judge> }

/** So many deals are judged in one go; a page that is filtered looks on until it is full. */
const chunkMax = 300
const chunksMax = 5

/** Deals that wait, the longest waiting first, from after a place; the index has this order. */
async function readWaiting(tx: Tx, workspaceId: number, after: readonly [number, string] | null): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select deal.id, deal.number, deal.title, coalesce(company.name, contact.name) as client,
      coalesce(company.won_deals, contact.won_deals, 0) > 0 as returning, deal.fields ->> 'source' as source, deal.exchange_since,
      deal.dossier, back.text as reason, task.kind as task_kind, task.text as task_text, task.due_at as task_due
    from (
      select * from deal where workspace_id = ${workspaceId} and exchange_since is not null
        ${after ? sql`and (exchange_since, id) > (${formatInstant(after[0])}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by exchange_since, id limit ${sql.lit(chunkMax)}
    ) as deal
    left join contact on contact.workspace_id = deal.workspace_id
      and contact.id = case when deal.company_id is null then deal.contact_id end
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join lateral (
      select text from deal_text where deal_text.workspace_id = deal.workspace_id and deal_id = deal.id and what = 'giving-back'
        and at >= deal.exchange_since order by at desc, deal_text.id desc limit 1
    ) as back on true
    left join lateral (
      select kind, text, due_at from task
      where task.workspace_id = deal.workspace_id and task.deal_id = deal.id and completed_at is null and cancelled_at is null
      order by due_at limit 1
    ) as task on true
    order by deal.exchange_since, deal.id`.execute(tx)
  return rows
}

/** The situation of taking, but for the deal itself: no clause on taking asks about the client. */
const takerOf = async ({ tx, actor }: Asking, { calendar }: Book, takenToday: number): Promise<Omit<Situation, 'deal'>> => {
  const { receiver, absences } = await receiverOf(tx, actor.workspaceId, actor.memberId, 'not held')
  const { memberId, role } = actor
  return {
    client: { channels: { phone: true, mail: false, messenger: false }, wonDeals: 0 },
    actor: { memberId, role },
    calendar,
    headId: null,
    reviewerId: null,
    receiver: receiver && { ...receiver, takenToday },
    absences,
  }
}

/** A trainee is shown what he may take; where only his load or the time stands against it he sees it too (regulation §9). */
const isForHisEyes = ({ verdict }: Judged) => !verdict.refusals.some(({ lacks }) => lacks.what.startsWith('trainee-'))

const clauseOf: Partial<Record<WhyWaiting, string>> = { overdue: 'overdue-hand-over', silence: 'silence-end', release: 'release' }

/** Why it is here: the last time that somebody lost it. */
const whyOf = ({ left, onExchangeSince }: Dossier): WhyWaiting => {
  const last = left.at(-1)
  return last?.toExchange && last.at === onExchangeSince ? (last.why as WhyWaiting) : 'new'
}

const waitsUntil = ({ clauses }: Regulation, { calendar }: Book, since: Instant) => {
  const clause = clauses.find(({ kind, mode }) => kind.kind === 'exchange-wait' && mode !== 'off')
  return clause ? dutyAt(calendar, since, parseTerm((clause.params as { atMost: string }).atMost)) : null
}

function sayWaiting(book: Book, { row, mayTake, verdict }: Judged, names: ReadonlyMap<string, string>, { language }: Asking): WaitingDeal {
  const { regulation } = book
  const { dossier } = row
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const why = whyOf(dossier)
  const clause = regulation.clauses.find(({ kind }) => kind.kind === clauseOf[why])
  const until = waitsUntil(regulation, book, row.exchange_since)
  const past = [...new Set(dossier.left.map(({ memberId }) => memberId).toReversed())]
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    pipeline: dossier.pipeline,
    stage: dossier.stage,
    client: row.client,
    returning: row.returning,
    source: row.source,
    budget: dossier.budget,
    task:
      row.task_kind === null
        ? null
        : {
            kind: row.task_kind,
            title: row.task_text ?? speech(regulation, language).taskKind(row.task_kind),
            dueAt: formatInstant(row.task_due!),
          },
    waitsSince: formatInstant(row.exchange_since),
    waitsUntil: until === null ? null : formatInstant(until),
    why,
    clause: clause ? { key: clause.key, number: clause.number } : null,
    reason: row.reason,
    past: past.map(named),
    reserved: dossier.reserved && { member: named(dossier.reserved.memberId), until: formatInstant(dossier.reserved.until) },
    mayTake,
    refusals: verdict.refusals.map((finding) => sayFinding(book, finding, language)),
  }
}

async function namesOf(tx: Tx, workspaceId: number, judged: readonly Judged[]): Promise<ReadonlyMap<string, string>> {
  const ids = judged.flatMap(({ row: { dossier } }) => [
    ...dossier.left.map(({ memberId }) => memberId),
    ...(dossier.reserved ? [dossier.reserved.memberId] : []),
  ])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id::text, name from member where workspace_id = ${workspaceId} and id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

type Today = { waiting: number; taken: { since: Instant; at: Instant; mine: boolean }[] }

/** How many wait by the kept counts, and what was taken since this morning. */
export async function countWaiting(tx: Tx, workspaceId: number): Promise<number> {
  return loadOf(tx, workspaceId, NOBODY)
}

async function readToday({ tx, actor, now }: Asking, { calendar }: Book): Promise<Today> {
  const since = formatInstant(instantOn(calendar, dateOf(calendar, now)))
  const { rows } = await sql<Today['taken'][number]>`
    select waited_since as since, at, member_id = ${actor.memberId}::uuid as mine from taking
    where workspace_id = ${actor.workspaceId} and at >= ${since}::timestamptz order by at desc limit 2000`.execute(tx)
  return { waiting: await countWaiting(tx, actor.workspaceId), taken: rows }
}

function medianOf(minutes: readonly number[]): number | null {
  const sorted = minutes.toSorted((a, b) => a - b)
  return sorted.length === 0 ? null : Math.round(sorted[sorted.length >> 1]!)
}

/** The exchange, the longest waiting first, each deal judged as if who asks took it now (I1, A10). */
export async function readExchange(asking: Asking, { takeable, source, after, limit }: WaitingFilter): Promise<Exchange> {
  const { tx, actor, now } = asking
  const book = await bookInForce(tx, actor.workspaceId)
  const { regulation, calendar } = book
  const today = await readToday(asking, book)
  const taker = await takerOf(asking, book, today.taken.filter(({ mine }) => mine).length)
  const works = mayActOnDeals(actor.role)
  const judgeOne = (row: Row): Judged => {
    const verdict = judge(regulation, { steps: [{ kind: 'take' }] }, { ...taker, deal: row.dossier }, now)
    return { row, verdict, mayTake: works && verdict.allowed }
  }
  const start = readCursor(after, 'number', 'string')
  if (start && !isId(start[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  let place = start as readonly [number, string] | null
  const found: Judged[] = []
  let takeableCount = 0
  let seenCount = 0
  let more = true
  for (let chunk = 0; more && chunk < chunksMax && found.length < limit; chunk++) {
    const rows = await readWaiting(tx, actor.workspaceId, place)
    const judged = rows.map(judgeOne)
    takeableCount += judged.filter(({ mayTake }) => mayTake).length
    const seen = actor.role === 'trainee' ? judged.filter(isForHisEyes) : judged
    seenCount += seen.length
    found.push(...seen.filter(({ row, mayTake }) => (!takeable || mayTake) && (source === undefined || row.source === source)))
    more = rows.length === chunkMax
    const last = rows.at(-1)
    if (last) place = [last.exchange_since, last.id]
  }
  const page = found.slice(0, limit)
  const end = found.length > limit ? page.at(-1)!.row : null
  const next = end ? cursorOf(end.exchange_since, end.id) : more && place ? cursorOf(...place) : undefined
  const names = await namesOf(tx, actor.workspaceId, page)
  return {
    items: page.map((judged) => sayWaiting(book, judged, names, asking)),
    ...(next && { next }),
    at: formatInstant(now),
    counts: {
      waiting: actor.role === 'trainee' ? seenCount : today.waiting,
      takeable: takeableCount,
      more,
      takenToday: today.taken.length,
      medianMinutes: medianOf(today.taken.map(({ since, at }) => workingMinutesBetween(calendar, since, at))),
    },
    load: await readLoad(asking, book),
  }
}

/** The load of who asks, with his corridor. */
async function readLoad({ tx, actor }: Asking, { regulation }: Book): Promise<Exchange['load']> {
  const { workspaceId, memberId, role } = actor
  const own = await tx
    .selectFrom('member')
    .select(['load_min', 'load_max', 'load_max_off'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .executeTakeFirstOrThrow()
  const corridor = corridorOf(regulation, role, { min: own.load_min, max: own.load_max, maxOff: own.load_max_off })
  return { open: await loadOf(tx, workspaceId, memberId), ...corridor }
}
