import type { DealFilters } from '@reglament/contract'
import { formatInstant, type Instant } from '@reglament/kernel'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../platform/http/actor.ts'
import { type Fault, invalid } from '../../platform/http/problem.ts'
import type { Book } from '../rulebook/index.ts'
import { NOBODY } from './counts.ts'
import { foldValue, wordsOf } from './findable.ts'
import { inView, type Sight } from './sight.ts'
import { daysOf, type Range, spanOf } from './spans.ts'
import { says } from './words.ts'

/** Whose deals: those of these people, the zero uuid standing for the exchange; null: everybody's. */
export type Whose = readonly string[] | null

/** A field with the values it may have: folded texts (empty: the field is empty), or a range. */
type FieldCondition = { key: string; texts: readonly string[]; isEmpty: boolean; ranges: readonly (Range<string> | Range<number>)[] }

/** What narrows a list of deals, read and checked. */
export type Filter = {
  whose: Whose
  /** Conditions beside whose deals they are; without any the kept counts answer. */
  conditions: readonly RawBuilder<unknown>[]
}

type Reading = { book: Book; actor: Actor; sight: Sight; now: Instant }

/**
 * Reads what was asked. @throws Problem 400 with every fault
 */
export function readFilter(asked: DealFilters, { book, actor, sight, now }: Reading): Filter {
  const faults: Fault[] = []
  const span = (name: 'created' | 'entered' | 'nextTask') => {
    const text = asked[name]
    if (text === undefined) return null
    const found = spanOf(text, book.calendar, now)
    if (!found) faults.push({ path: `?${name}`, message: says.badSpan })
    return found
  }
  const [created, entered, nextTask] = [span('created'), span('entered'), span('nextTask')]
  const fields = fieldConditions(asked.field ?? [], book, faults)
  const budget = asked.budget === undefined ? null : budgetOf(asked.budget)
  if (asked.budget !== undefined && !budget) faults.push({ path: '?budget', message: says.badBudget })
  const words = wordsOf(asked.q ?? '').slice(0, 6)
  if (faults.length > 0) throw invalid(faults)

  const { workspaceId } = actor
  const states = asked.state?.split(',') ?? []
  const clauses = asked.clause?.split(',')
  const team = asked.team
  const conditions: (RawBuilder<unknown> | null)[] = [
    team === undefined
      ? null
      : sql`deal.responsible_id in (select id from member where workspace_id = ${workspaceId} and team_id = ${team})`,
    ...fields.map((field) => fieldCondition(workspaceId, field)),
    within(sql`deal.created_at`, created),
    within(sql`deal.entered_at`, entered),
    within(sql`deal.next_task_at`, nextTask),
    budget && sql`deal.currency = ${asked.currency ?? actor.currency}`,
    budget?.[0] != null ? sql`deal.budget >= ${budget[0]}::bigint` : null,
    budget?.[1] != null ? sql`deal.budget <= ${budget[1]}::bigint` : null,
    states.includes('overdue') ? sql`deal.status = 'open' and deal.next_task_at <= ${formatInstant(now)}::timestamptz` : null,
    states.includes('stuck') ? sql`deal.status = 'open' and deal.stay_until <= ${formatInstant(now)}::timestamptz` : null,
    states.includes('untouched') ? brokenClause(workspaceId, ['touch-cadence']) : null,
    states.includes('broken') ? brokenClause(workspaceId, null) : null,
    clauses ? brokenClause(workspaceId, clauses) : null,
    asked.campaign === undefined ? null : ofCampaign(workspaceId, asked.campaign),
    asked.returning === undefined ? null : asked.returning ? hasBought : sql`not ${hasBought}`,
    ...words.map((word) => wordCondition(workspaceId, word)),
  ]
  return { whose: inView(sight, peopleOf(asked.responsible, actor)), conditions: conditions.filter((it) => it !== null) }
}

/** Member ids as they were asked for, with who asks in the place of `me`. */
export const peopleOf = (responsible: string | undefined, { memberId }: Actor) =>
  responsible
    ?.split(',')
    .map((id) => (id === 'me' ? memberId : id))
    .join(',')

const instant = (at: Instant) => sql`${formatInstant(at)}::timestamptz`

function within(column: RawBuilder<unknown>, range: Range<Instant> | null): RawBuilder<unknown> | null {
  if (!range) return null
  const [from, until] = range
  const parts = [from === null ? null : sql`${column} >= ${instant(from)}`, until === null ? null : sql`${column} < ${instant(until)}`]
  return sql.join(
    parts.filter((it) => it !== null),
    sql` and `,
  )
}

function budgetOf(text: string): Range<number> | null {
  const [from, until] = text.split('..').map((end) => (end === '' ? null : Number(end)))
  if (from === undefined || until === undefined || (from === null && until === null)) return null
  return [from, until].every((end) => end === null || Number.isSafeInteger(end)) ? [from, until] : null
}

// ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `key:value`, several of one key meaning any of them. Fields that the company has not got, and values that can't be, are faults. */
function fieldConditions(asked: readonly string[], book: Book, faults: Fault[]): FieldCondition[] {
  const byKey = Map.groupBy(asked, (text) => text.slice(0, text.indexOf(':')))
  return [...byKey].flatMap(([key, given]): FieldCondition[] => {
    const field = book.regulation.fields.get(key)
    if (!field || field.system) {
      faults.push({ path: '?field', message: says.noField(key) })
      return []
    }
    const values = given.map((text) => text.slice(key.length + 1).trim())
    const isNumber = field.type === 'number' || field.type === 'money'
    const ranges = values.filter((value) => value.includes('..') && (isNumber || field.type === 'date'))
    const read = ranges.map((value) => (isNumber ? numbersOf(value) : daysOf(value, '')))
    const plain = values.filter((value) => value !== '' && !ranges.includes(value))
    const numbers = isNumber ? plain.map((value) => numbersOf(`${value}..${value}`)) : []
    if ([...read, ...numbers].includes(null)) {
      faults.push({ path: '?field', message: says.badRange(key) })
      return []
    }
    return [
      {
        key,
        isEmpty: values.includes(''),
        texts: isNumber ? [] : plain.map(foldValue),
        ranges: [...read, ...numbers] as FieldCondition['ranges'],
      },
    ]
  })
}

function numbersOf(text: string): Range<number> | null {
  const ends = text.split('..').map((end) => (end.trim() === '' ? null : Number(end.replace(',', '.'))))
  if (ends.length !== 2 || ends.every((end) => end === null) || ends.some((end) => end !== null && !Number.isFinite(end))) return null
  return [ends[0] ?? null, ends[1] ?? null]
}

function fieldCondition(workspaceId: number, { key, texts, isEmpty, ranges }: FieldCondition): RawBuilder<unknown> {
  const that = (condition: RawBuilder<unknown>) =>
    sql`exists (select from deal_field as given where given.workspace_id = ${workspaceId} and given.deal_id = deal.id and given.field = ${key} ${condition})`
  const any = [
    ...(texts.length === 1 ? [that(sql`and given.text_value = ${texts[0]}`)] : []),
    ...(texts.length > 1 ? [that(sql`and given.text_value = any(${texts}::text[])`)] : []),
    ...ranges.map(([from, until]) => {
      const ends = [
        ...(from === null
          ? []
          : [typeof from === 'number' ? sql`given.number_value >= ${from}::double precision` : sql`given.text_value >= ${from}`]),
        ...(until === null
          ? []
          : [typeof until === 'number' ? sql`given.number_value <= ${until}::double precision` : sql`given.text_value <= ${until}`]),
      ]
      return that(sql`and ${sql.join(ends, sql` and `)}`)
    }),
    ...(isEmpty ? [sql`not ${that(sql``)}`] : []),
  ]
  return any.length === 1 ? any[0]! : sql`(${sql.join(any, sql` or `)})`
}

// ── Clauses, clients, words ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Clauses in mode observe are only counted: nobody is shown them outside of Control (regulation §1). */
const brokenClause = (workspaceId: number, clauses: readonly string[] | null) => sql`exists (
    select from breach where breach.workspace_id = ${workspaceId} and breach.deal_id = deal.id and breach.until_at is null
      and breach.mode <> 'observe' ${clauses === null ? sql`` : clauses.length === 1 ? sql`and breach.clause = ${clauses[0]}` : sql`and breach.clause = any(${clauses}::text[])`})`

/** A company's purchases make its people returning too (regulation §3). */
const hasBought = sql`coalesce(
    (select buyer.won_deals > 0 from company as buyer where buyer.workspace_id = deal.workspace_id and buyer.id = deal.company_id),
    (select buyer.won_deals > 0 from contact as buyer where buyer.workspace_id = deal.workspace_id and buyer.id = deal.contact_id), false)`

/** By which campaign its inquiries came: a deal made by hand has none. */
const ofCampaign = (workspaceId: number, campaign: string) => sql`deal.id in (
    select inquiry.deal_id from lead as inquiry where inquiry.workspace_id = ${workspaceId} and inquiry.campaign_name = ${campaign}
      and inquiry.deal_id is not null and inquiry.merged_into is null)`

function wordCondition(workspaceId: number, word: string): RawBuilder<unknown> {
  const found = sql`select deal_id from deal_word where workspace_id = ${workspaceId} and word >= ${word} and word < ${`${word}\u{10FFFF}`}`
  const isNumber = /^\d{1,15}$/.test(word)
  return isNumber
    ? sql`deal.id in (${found} union all select numbered.id from deal as numbered where numbered.workspace_id = ${workspaceId} and numbered.number = ${Number(word)})`
    : sql`deal.id in (${found})`
}

// ── In a statement ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whose deals, as a condition that the indexes of the board and the list can answer: one person, several, or nobody in particular. */
export function whoseDeals(whose: Whose): RawBuilder<unknown> {
  if (whose === null) return sql``
  const people = whose.filter((id) => id !== NOBODY)
  const exchange = whose.includes(NOBODY) ? sql`or deal.responsible_id is null` : sql``
  if (people.length === 1 && whose.length === 1) return sql`and deal.responsible_id = ${people[0]}`
  return sql`and (deal.responsible_id = any(${people}::uuid[]) ${exchange})`
}

/** The whole filter behind an `and`. The table must be called `deal`. */
export const narrowed = ({ whose, conditions }: Filter): RawBuilder<unknown> =>
  sql`${whoseDeals(whose)} ${conditions.length > 0 ? sql`and ${sql.join(conditions, sql` and `)}` : sql``}`
