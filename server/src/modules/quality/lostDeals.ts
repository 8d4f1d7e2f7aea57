import type { LostDeal, LostDealPage, LostSegment, LostSummary } from '@reglament/contract'
import { foldText, formatInstant, isId, parseInstant } from '@reglament/kernel'
import { namesIn } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { forbidden, invalid } from '../../platform/http/index.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import { type Asking, sightOf } from '../deals/index.ts'
import { maySeeOthers } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { dealOf, moneyOf, named, readLosses, reasonOf, stageOf } from './losses.ts'
import { says } from './words.ts'

/** Counting goes so far and no farther. */
const countMax = 5000

/** Who may look at the base: whoever sees the work of others. @throws Problem 403 */
export function mustSeeBase({ role }: Asking['actor']): void {
  if (!maySeeOthers(role)) throw forbidden(says.notSeller)
}

/** The losses of a segment as a condition on `closure`: by text, time, sum and id only, for behind the wall nothing else uses an index. */
export async function inSegment(asking: Asking, segment: LostSegment): Promise<RawBuilder<unknown>> {
  const { reasons = [], closedFrom, closedTo, sumFrom, sumTo, currency, source, niche, product, responsible } = segment
  const sight = await sightOf(asking)
  const parts = [
    sql`closure.reopened_at is null`,
    ...(sight === 'all' ? [] : [sql`(closure.responsible_id = any(${[...sight]}::uuid[]) or closure.responsible_id is null)`]),
    ...(reasons.length > 0 ? [sql`closure.reason = any(${reasons}::text[])`] : []),
    ...(closedFrom === undefined ? [] : [sql`closure.closed_at >= ${at(parseInstant(closedFrom))}`]),
    ...(closedTo === undefined ? [] : [sql`closure.closed_at < ${at(parseInstant(closedTo))}`]),
    ...(sumFrom === undefined ? [] : [sql`closure.budget >= ${sumFrom}::bigint`]),
    ...(sumTo === undefined ? [] : [sql`closure.budget <= ${sumTo}::bigint`]),
    ...(currency === undefined ? [] : [sql`closure.currency = ${currency}`]),
    ...(source === undefined ? [] : [sql`closure.source = ${source}`]),
    ...(niche === undefined ? [] : [sql`closure.niche = ${niche}`]),
    ...(product === undefined || foldText(product) === '' ? [] : [askedFor(foldText(product))]),
    ...(responsible === undefined ? [] : [sql`closure.responsible_id = ${responsible}::uuid`]),
  ]
  return sql.join(parts, sql` and `)
}

/** What the inquiry asked for that the deal was made of; looked up by the deal, the words are compared one by one. */
const askedFor = (product: string) => sql`exists (select from lead
  where lead.workspace_id = closure.workspace_id and lead.deal_id = closure.deal_id
    and strpos(translate(lower(lead.product collate "default"), 'ё', 'е'), ${product}) > 0)`

/** The base of lost deals, the latest first (H7). */
export async function readLostDeals(asking: Asking, segment: LostSegment, page: { after?: string; limit: number }): Promise<LostDealPage> {
  const { tx, actor, language } = asking
  mustSeeBase(actor)
  const after = readCursor(page.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const book = await bookInForce(tx, actor.workspaceId)
  const beyond = after ? sql`(closure.closed_at, closure.id) < (${at(after[0])}, ${after[1]}::uuid)` : sql`true`
  const rows = await readLosses(tx, actor.workspaceId, {
    where: sql`${await inSegment(asking, segment)} and ${beyond}`,
    order: sql`closure.closed_at desc, closure.id desc`,
    limit: page.limit,
  })
  const names = namesIn(book.regulation, language)
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  return {
    items: rows.map((loss): LostDeal => ({
      id: loss.id,
      deal: dealOf(loss),
      reason: reasonOf(book, loss.reason, language),
      stage: stageOf(book, loss, language),
      budget: moneyOf(loss),
      source: loss.source === null ? null : names.option('source', loss.source),
      niche: loss.niche,
      closedAt: formatInstant(loss.closed_at),
      responsible: named(loss.responsible_id, loss.responsible_name),
      review: loss.review,
      until: iso(loss.until_at),
    })),
    ...(last && { next: cursorOf(last.closed_at, last.id) }),
  }
}

/** How many a segment holds, with which sums, and by which reasons; counted up to a limit, so that it costs the same whatever there is. */
export async function summarise(asking: Asking, segment: LostSegment): Promise<LostSummary> {
  const { tx, actor, language } = asking
  mustSeeBase(actor)
  const book = await bookInForce(tx, actor.workspaceId)
  const { rows } = await sql<{ reason: string; currency: string | null; count: number; sum: number | null }>`
    select reason, currency, count(*)::integer as count, sum(budget)::bigint as sum
    from (select reason, currency, budget from closure where closure.workspace_id = ${actor.workspaceId} and ${await inSegment(asking, segment)}
      order by closed_at desc, id desc limit ${countMax + 1}) as found
    group by reason, currency`.execute(tx)
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  const sums = new Map<string, number>()
  const reasons = new Map<string, number>()
  for (const row of rows) {
    reasons.set(row.reason, (reasons.get(row.reason) ?? 0) + row.count)
    if (row.currency !== null) sums.set(row.currency, (sums.get(row.currency) ?? 0) + (row.sum ?? 0))
  }
  return {
    count: Math.min(count, countMax),
    more: count > countMax,
    sums: [...sums].map(([currency, amount]) => ({ currency, amount })),
    byReason: [...reasons]
      .map(([key, many]) => ({ key, name: reasonOf(book, key, language).name, count: many }))
      .toSorted((a, b) => b.count - a.count),
  }
}
