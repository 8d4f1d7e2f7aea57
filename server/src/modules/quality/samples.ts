import type { QualitySample, QualitySamplePage, SampleState } from '@reglament/contract'
import { formatInstant, type Instant, isId } from '@reglament/kernel'
import { namesIn } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { invalid } from '../../platform/http/index.ts'
import { at, iso } from '../../platform/instantColumn.ts'
import type { Asking } from '../deals/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { whyNotCall } from './judging.ts'
import { dealOf, type Loss, moneyOf, named, readLosses, reasonOf } from './losses.ts'
import { lossesInSight } from './reviews.ts'
import { says } from './words.ts'

const falseLossOf = ({ regulation }: Book, key: string | null, language: Asking['language']) =>
  key === null ? null : { key, name: namesIn(regulation, language).falseLoss(key) }

function saySample(book: Book, loss: Loss, { actor, language }: Asking): QualitySample {
  const why = loss.sample === 'drawn' && loss.reopened_at === null ? whyNotCall(actor, loss) : says.called
  return {
    id: loss.id,
    deal: dealOf(loss),
    reason: reasonOf(book, loss.reason, language),
    budget: moneyOf(loss),
    phone: loss.phone,
    email: loss.email,
    closedAt: formatInstant(loss.closed_at),
    closedBy: named(loss.closed_by, loss.closed_by_name),
    responsible: named(loss.responsible_id, loss.responsible_name),
    comment: loss.comment,
    state: loss.sample as SampleState,
    caller: named(loss.sampled_by, loss.sampled_by_name),
    dueAt: formatInstant(loss.sample_due_at!),
    tries: loss.sample_tries,
    triedAt: iso(loss.sample_tried_at),
    againAt: loss.sample === 'drawn' ? iso(loss.sample_again_at) : null,
    calledAt: iso(loss.sampled_at),
    calledBy: named(loss.sampled_by, loss.sampled_by_name),
    falseLoss: falseLossOf(book, loss.false_loss, language),
    note: loss.sample_note,
    mayJudge: why === null,
    why: why?.[language] ?? null,
  }
}

export type SampleFilter = { state: SampleState; after?: string; limit: number }

/** Losses drawn for a call: those to be called the earliest due first, the others the latest first (H6). */
export async function readSamples(asking: Asking, { state, limit, ...filter }: SampleFilter): Promise<QualitySamplePage> {
  const { tx, actor, language } = asking
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const book = await bookInForce(tx, actor.workspaceId)
  const seen = await lossesInSight(asking)
  const waits = state === 'drawn'
  const beyond = after
    ? sql`(closure.sample_due_at, closure.id) ${sql.raw(waits ? '>' : '<')} (${at(after[0])}, ${after[1]}::uuid)`
    : sql`true`
  const rows = await readLosses(tx, actor.workspaceId, {
    where: sql`closure.sample = ${sql.lit(state)} and ${seen} and ${beyond}`,
    order: waits ? sql`closure.sample_due_at, closure.id` : sql`closure.sample_due_at desc, closure.id desc`,
    limit,
  })
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((loss) => saySample(book, loss, asking)),
    ...(last && { next: cursorOf(last.sample_due_at!, last.id) }),
    falseLosses: [...book.regulation.falseLosses.values()]
      .filter(({ retired }) => !retired)
      .map(({ key, name }) => ({ key, name: name[language] })),
  }
}

/** More than these nobody calls in a day; the whole queue is in Control. */
const callsMax = 50

/**
 * The calls that whoever does quality control makes by an instant: drawn losses of others, but for those that are to be called again
 * later. Where nobody has that role they are the owner’s. The earliest due first (H6, D8).
 */
export async function callsBy(asking: Asking, book: Book, until: Instant): Promise<QualitySample[]> {
  const { tx, actor } = asking
  if (actor.role !== 'quality-controller' && actor.role !== 'owner') return []
  const { workspaceId, memberId } = actor
  const nobodyElse = sql`not exists (select from member where member.workspace_id = ${workspaceId} and role = 'quality-controller'
    and deactivated_at is null)`
  const rows = await readLosses(tx, workspaceId, {
    where: sql`closure.sample = 'drawn' and closure.reopened_at is null
      and (closure.sample_again_at is null or closure.sample_again_at < ${at(until)})
      and closure.closed_by is distinct from ${memberId}::uuid and closure.responsible_id is distinct from ${memberId}::uuid
      and ${actor.role === 'owner' ? nobodyElse : sql`true`}`,
    order: sql`closure.sample_due_at, closure.id`,
    limit: callsMax,
  })
  return rows.map((loss) => saySample(book, loss, asking))
}
