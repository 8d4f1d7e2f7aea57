import type { LostDealName } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import { type Language, namesIn } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'

/** A closing with its deal and the people in it, as statements give it. */
export type Loss = {
  id: string
  deal_id: string
  number: number
  title: string
  pipeline: string
  client: string | null
  phone: string | null
  email: string | null
  reason: string
  criterion: string | null
  comment: string | null
  duplicate_of: string | null
  evidence: string[]
  stage: string | null
  budget: number | null
  currency: string | null
  source: string | null
  niche: string | null
  closed_at: Instant
  closed_by: string | null
  closed_by_name: string | null
  responsible_id: string | null
  responsible_name: string | null
  until_at: Instant | null
  review: string
  reviewed_at: Instant | null
  reviewed_by: string | null
  reviewed_by_name: string | null
  review_comment: string | null
  returned_to: string | null
  returned_to_name: string | null
  sample: string | null
  sample_due_at: Instant | null
  sample_tries: number
  sample_tried_at: Instant | null
  sample_again_at: Instant | null
  sampled_at: Instant | null
  sampled_by: string | null
  sampled_by_name: string | null
  sample_note: string | null
  false_loss: string | null
  reopened_at: Instant | null
  reviewer_id: string | null
  reviewer_name: string | null
  due_at: Instant | null
  signs: number
}

/** What a client does himself is a sign of him; an automatic reply is none (H4). */
export const signOutcomes = ['received', 'missed', 'talked'] as const

const person = (alias: string, column: string) =>
  sql`left join member as ${sql.raw(alias)} on ${sql.raw(alias)}.workspace_id = closure.workspace_id
    and ${sql.raw(alias)}.id = closure.${sql.raw(column)}`

/** Losses that fit, in the order given, with everything about them: one statement. Signs are counted where it is told for how many days. */
export async function readLosses(
  db: Db,
  workspaceId: number,
  { where, order, limit, signDays = 0 }: { where: RawBuilder<unknown>; order: RawBuilder<unknown>; limit: number; signDays?: number },
): Promise<Loss[]> {
  const { rows } = await sql<Loss>`
    with page as materialized (
      select closure.* from closure where closure.workspace_id = ${workspaceId} and ${where} order by ${order} limit ${limit}
    )
    select closure.id, closure.deal_id, deal.number, deal.title, deal.pipeline, coalesce(company.name, contact.name) as client, contact.phone,
      contact.email, closure.reason, closure.criterion, closure.comment, closure.duplicate_of, closure.evidence, closure.stage,
      closure.budget, closure.currency, closure.source, closure.niche, closure.closed_at, closure.closed_by, closer.name as closed_by_name,
      closure.responsible_id, responsible.name as responsible_name, closure.until_at, closure.review, closure.reviewed_at,
      closure.reviewed_by, reviewer_then.name as reviewed_by_name, closure.review_comment, closure.returned_to,
      receiver.name as returned_to_name, closure.sample, closure.sample_due_at, closure.sample_tries,
      closure.sample_tried_at, closure.sample_again_at, closure.sampled_at, closure.sampled_by,
      caller.name as sampled_by_name, closure.sample_note, closure.false_loss, closure.reopened_at, task.assignee_id as reviewer_id,
      reviewer.name as reviewer_name, task.due_at,
      (select count(*)::integer from interaction where interaction.workspace_id = ${workspaceId} and interaction.deal_id = closure.deal_id
        and direction = 'in' and outcome = any(${[...signOutcomes]}::text[]) and at > closure.closed_at
        and at <= closure.closed_at + make_interval(days => ${signDays}::integer)) as signs
    from page as closure
    join deal on deal.workspace_id = ${workspaceId} and deal.id = closure.deal_id
    left join contact on contact.workspace_id = ${workspaceId} and contact.id = deal.contact_id
    left join company on company.workspace_id = ${workspaceId} and company.id = deal.company_id
    ${person('closer', 'closed_by')} ${person('responsible', 'responsible_id')} ${person('reviewer_then', 'reviewed_by')}
    ${person('receiver', 'returned_to')} ${person('caller', 'sampled_by')}
    left join lateral (
      select assignee_id, due_at from task where task.workspace_id = ${workspaceId} and task.deal_id = closure.deal_id
        and kind = 'check-closing' and completed_at is null and cancelled_at is null and closure.reopened_at is null limit 1
    ) as task on true
    left join member as reviewer on reviewer.workspace_id = ${workspaceId} and reviewer.id = task.assignee_id
    order by ${order}`.execute(db)
  return rows
}

/** One closing by its id. */
export async function lossById(db: Db, workspaceId: number, id: string): Promise<Loss | undefined> {
  const [loss] = await readLosses(db, workspaceId, { where: sql`closure.id = ${id}::uuid`, order: sql`closure.id`, limit: 1 })
  return loss
}

export const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
export const dealOf = ({ deal_id, number, title, client }: Loss): LostDealName => ({ id: deal_id, number, title, client })
export const moneyOf = ({ budget, currency }: Pick<Loss, 'budget' | 'currency'>) =>
  budget === null ? null : { amount: budget, currency: currency! }

/** The reason in the reader's language, also one that the company has struck from its list since. */
export function reasonOf({ regulation }: Book, key: string, language: Language) {
  return { key, name: namesIn(regulation, language).lossReason(key), kind: regulation.lossReasons.get(key)?.kind ?? 'other' }
}
export const stageOf = ({ regulation }: Book, { stage, pipeline }: Loss, language: Language) =>
  stage === null ? null : namesIn(regulation, language).stage(stage, pipeline)
