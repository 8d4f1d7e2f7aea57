import type { ClosingReview, ClosingReviewPage, ReviewState } from '@reglament/contract'
import { formatInstant, type Instant, isId } from '@reglament/kernel'
import { signDaysOf } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { invalid } from '../../platform/http/index.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import { type Asking, NOBODY, sightOf } from '../deals/index.ts'
import { mayReview } from '../members/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { whyNotReview } from './judging.ts'
import { dealOf, type Loss, moneyOf, named, readLosses, reasonOf, stageOf } from './losses.ts'
import { says } from './words.ts'

/** A closing for the list of reviews. */
export function sayReview(book: Book, loss: Loss, { actor, language }: Pick<Asking, 'actor' | 'language'>): ClosingReview {
  const why = loss.review === 'pending' && loss.reopened_at === null ? whyNotReview(actor, loss) : says.reviewed
  return {
    id: loss.id,
    deal: dealOf(loss),
    reason: reasonOf(book, loss.reason, language),
    stage: stageOf(book, loss, language),
    budget: moneyOf(loss),
    closedAt: formatInstant(loss.closed_at),
    closedBy: named(loss.closed_by, loss.closed_by_name),
    responsible: named(loss.responsible_id, loss.responsible_name),
    review: loss.review,
    reviewer: named(loss.reviewer_id, loss.reviewer_name),
    dueAt: iso(loss.due_at),
    signs: loss.signs,
    mayJudge: why === null,
    why: why?.[language] ?? null,
  }
}

/** The losses that somebody looks after: those in his sight if he reviews, and those that he is asked to check. */
export async function lossesInSight({ tx, actor, now }: Asking): Promise<RawBuilder<unknown>> {
  const sight = await sightOf({ tx, actor, now })
  if (sight === 'all') return sql`true`
  const asked = sql`exists (select from task where task.workspace_id = ${actor.workspaceId} and task.deal_id = closure.deal_id
    and task.kind = 'check-closing' and task.assignee_id = ${actor.memberId} and completed_at is null and cancelled_at is null)`
  if (!mayReview(actor.role)) return asked
  const people = [...sight, NOBODY]
  return sql`(closure.responsible_id = any(${people}::uuid[]) or closure.responsible_id is null or ${asked})`
}

/** How many closings in sight wait for their review, and since when the oldest does. */
export async function pendingReviews(asking: Asking): Promise<{ pending: number; oldest: Instant | null }> {
  const { rows } = await sql<{ pending: number; oldest: Instant | null }>`
    select count(*)::integer as pending, min(closed_at) as oldest from closure
    where closure.workspace_id = ${asking.actor.workspaceId} and closure.review = 'pending' and ${await lossesInSight(asking)}`.execute(
    asking.tx,
  )
  return rows[0]!
}

export type ReviewFilter = { state: ReviewState; after?: string; limit: number }

/** Closings by the state of their review: what waits the oldest first, the rest the latest first. One statement beside the sight. */
export async function readReviews(asking: Asking, { state, limit, ...filter }: ReviewFilter): Promise<ClosingReviewPage> {
  const { tx, actor } = asking
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const book = await bookInForce(tx, actor.workspaceId)
  const seen = await lossesInSight(asking)
  const waits = state === 'pending'
  const beyond = after ? sql`(closure.closed_at, closure.id) ${sql.raw(waits ? '>' : '<')} (${at(after[0])}, ${after[1]}::uuid)` : sql`true`
  const rows = await readLosses(tx, actor.workspaceId, {
    where: sql`closure.review = ${sql.lit(state)} and ${seen} and ${beyond}`,
    order: waits ? sql`closure.closed_at, closure.id` : sql`closure.closed_at desc, closure.id desc`,
    limit,
    signDays: signDaysOf(book.regulation),
  })
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items: rows.map((loss) => sayReview(book, loss, asking)), ...(last && { next: cursorOf(last.closed_at, last.id) }) }
}
