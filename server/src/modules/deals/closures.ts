import { formatInstant, newId, type Instant } from '@reglament/kernel'
import type { DealEvent } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Ink, Write } from './write.ts'

const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))

type Made = {
  id: string
  deal_id: string
  reason: string
  criterion: string | null
  comment: string | null
  duplicate_of: string | null
  evidence: string[]
  stage: string | null
  closed_at: string | null
  closed_by: string | null
  responsible_id: string | null
  until_at: string | null
  review: string
}
/** What changes at the closing by which a deal is lost now. What is absent stays. */
type Changed = { deal_id: string } & Partial<{
  reason: string
  review: string
  reviewed_at: string
  reviewed_by: string | null
  review_comment: string | null
  returned_to: string | null
  sample: string
  sample_due_at: string
  sample_missed: number
  sample_tried_at: string
  sample_again_at: string
  sampled_at: string
  sampled_by: string | null
  sample_note: string | null
  false_loss: string | null
  loser_id: string | null
  reopened_at: string
}>

function madeBy({ dealId, after, texts }: Write, event: DealEvent): Made[] {
  if (event.type === 'deal-lost') {
    const { reason, criterion = null, duplicateOf, evidence, stage, at, by, until, review } = event.data
    return [
      {
        id: newId(),
        deal_id: dealId,
        reason,
        criterion,
        comment: texts.moveReason ?? null,
        duplicate_of: duplicateOf,
        evidence,
        stage,
        closed_at: iso(at),
        closed_by: by,
        responsible_id: after!.responsibleId,
        until_at: iso(until),
        review,
      },
    ]
  }
  if (event.type !== 'deal-adopted' || event.data.status !== 'lost') return []
  const { lossReason, leftStage, closedAt, responsibleId } = event.data
  const none = { criterion: null, comment: null, duplicate_of: null, evidence: [], closed_by: null, until_at: null, review: 'none' }
  return [
    {
      ...none,
      id: newId(),
      deal_id: dealId,
      reason: lossReason!,
      stage: leftStage,
      closed_at: iso(closedAt),
      responsible_id: responsibleId,
    },
  ]
}

function changedBy(event: DealEvent, comment: string | null): Omit<Changed, 'deal_id'> {
  const at = formatInstant(event.at)
  switch (event.type) {
    case 'review-given':
      return { review: event.data.verdict, reviewed_at: at, reviewed_by: event.data.by, review_comment: comment }
    case 'sample-drawn':
      return { sample: 'drawn', sample_due_at: formatInstant(event.data.dueAt) }
    case 'sample-called': {
      const { verdict, by, falseLoss, member } = event.data
      return { sample: verdict, sampled_at: at, sampled_by: by, sample_note: comment, false_loss: falseLoss, loser_id: member }
    }
    case 'sample-missed':
      return { sample_missed: 1, sample_tried_at: at, ...(comment && { sample_note: comment }) }
    case 'sample-again':
      return { sample_again_at: formatInstant(event.data.from) }
    case 'sample-ended':
      return { sample: 'not-reached', sampled_at: at }
    case 'value-replaced':
      return event.data.what === 'loss-reason' ? { reason: event.data.to } : {}
    case 'deal-reopened':
      return { reopened_at: at, returned_to: event.data.responsibleId }
    default:
      return {}
  }
}

const changes = sql`deal_id uuid, reason text, review text, reviewed_at timestamptz, reviewed_by uuid, review_comment text, returned_to uuid, sample text,
  sample_due_at timestamptz, sample_missed integer, sample_tried_at timestamptz, sample_again_at timestamptz, sampled_at timestamptz, sampled_by uuid, sample_note text, false_loss text, loser_id uuid,
  reopened_at timestamptz`

/**
 * Keeps each closing as a record of its own, with its review and its call, as the events say; as sets. What a segment asks for (sum,
 * source, niche) is copied at the loss: a closed card does not change. A verdict that nobody gave before the deal was reopened is withdrawn.
 */
export async function writeClosures(tx: Tx, writes: readonly Write[], { workspaceId }: Ink): Promise<void> {
  const made = writes.flatMap((write) => write.events.flatMap((event) => madeBy(write, event)))
  if (made.length > 0)
    await sql`
      insert into closure (workspace_id, id, deal_id, reason, criterion, comment, duplicate_of, evidence, stage, closed_at, closed_by,
        responsible_id, until_at, review, budget, currency, source, niche)
      select ${workspaceId}::integer, made.id, made.deal_id, made.reason, made.criterion, made.comment, made.duplicate_of,
        array(select jsonb_array_elements_text(made.evidence)::uuid), made.stage, made.closed_at, made.closed_by, made.responsible_id,
        made.until_at, made.review, deal.budget, deal.currency, deal.fields ->> 'source', deal.fields ->> 'niche'
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (id uuid, deal_id uuid, reason text, criterion text, comment text,
        duplicate_of uuid, evidence jsonb, stage text, closed_at timestamptz, closed_by uuid, responsible_id uuid, until_at timestamptz,
        review text)
      join deal on deal.workspace_id = ${workspaceId} and deal.id = made.deal_id`.execute(tx)
  const changed = writes.flatMap(({ dealId, events, texts }): Changed[] => {
    const change = Object.assign({}, ...events.map((event) => changedBy(event, texts.comment ?? null))) as Omit<Changed, 'deal_id'>
    return Object.keys(change).length > 0 ? [{ deal_id: dealId, ...change }] : []
  })
  if (changed.length > 0)
    await sql`
      update closure set
        stated_reason = case when now.reason is null then closure.stated_reason else coalesce(closure.stated_reason, closure.reason) end,
        reason = coalesce(now.reason, closure.reason),
        review = case when now.review is not null then now.review when now.reopened_at is not null and closure.review = 'pending'
          then 'withdrawn' else closure.review end,
        reviewed_at = coalesce(now.reviewed_at, closure.reviewed_at), reviewed_by = coalesce(now.reviewed_by, closure.reviewed_by),
        review_comment = coalesce(now.review_comment, closure.review_comment), returned_to = coalesce(now.returned_to, closure.returned_to),
        sample = case when now.sample is not null then now.sample when now.reopened_at is not null and closure.sample = 'drawn'
          then 'withdrawn' else closure.sample end,
        sample_due_at = coalesce(now.sample_due_at, closure.sample_due_at), sampled_at = coalesce(now.sampled_at, closure.sampled_at),
        sample_tries = closure.sample_tries + coalesce(now.sample_missed, 0),
        sample_tried_at = coalesce(now.sample_tried_at, closure.sample_tried_at),
        sample_again_at = coalesce(now.sample_again_at, closure.sample_again_at),
        sampled_by = coalesce(now.sampled_by, closure.sampled_by), sample_note = coalesce(now.sample_note, closure.sample_note),
        false_loss = coalesce(now.false_loss, closure.false_loss), loser_id = coalesce(now.loser_id, closure.loser_id),
        reopened_at = coalesce(now.reopened_at, closure.reopened_at)
      from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as now (${changes})
      where closure.workspace_id = ${workspaceId} and closure.deal_id = now.deal_id and closure.reopened_at is null`.execute(tx)
}
