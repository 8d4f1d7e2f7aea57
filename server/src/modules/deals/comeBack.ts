import type { Instant, Money } from '@reglament/kernel'
import { decide, type FieldValue } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'
import type { Ink, Write } from './write.ts'
import { apply } from './apply.ts'
import { clientFacts, nextCheckAfter, receiverOf, situationOfNew } from './situation.ts'

/** A new deal that goes on where an old one ended: `id` is the new one's; `to` whose it shall be, null for the exchange. */
export type ComingBack = { id: string; of: string; to: string | null }

type Former = {
  id: string
  title: string
  note: string
  budget: number | null
  currency: string | null
  fields: Record<string, FieldValue>
  pipeline: string
  contact_id: string | null
  company_id: string | null
  phone: string | null
  email: string | null
  contact_won: number | null
  company_won: number | null
}

const formerDeals = async (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<Map<string, Former>> => {
  const { rows } = await sql<Former>`
    select deal.id, deal.title, deal.note, deal.budget, deal.currency, deal.fields, deal.pipeline, deal.contact_id, deal.company_id,
      case when contact.phone_wrong_at is null and not contact.do_not_call then contact.phone end as phone,
      case when contact.email_wrong_at is null and not contact.do_not_mail then contact.email end as email,
      contact.won_deals as contact_won, company.won_deals as company_won
    from deal
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    where deal.workspace_id = ${workspaceId} and deal.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Of these people those who work here and are not away without a stand-in (regulation §9). */
const presentOf = async (tx: Tx, workspaceId: number, ids: readonly string[], now: Instant): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select id::text from member where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and deactivated_at is null
      and not exists (select from absence where absence.workspace_id = ${workspaceId} and absence.member_id = member.id
        and from_at <= ${new Date(now).toISOString()}::timestamptz and until_at > ${new Date(now).toISOString()}::timestamptz
        and stand_in_id is null)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

const budgetOf = ({ budget, currency }: Former): Money | null => (budget === null ? null : { amount: budget, currency: currency! })

/**
 * Makes new deals of lost ones, each linked to its old one, with its client, note, budget and fields; in the first stage, judged like any
 * creation. Who has no room, is away without a stand-in or has left does not get it: it lands on the exchange (H9, regulation §9).
 * The caller holds the locks of the old deals.
 */
export async function comeBack(tx: Tx, comings: readonly ComingBack[], ink: Ink): Promise<void> {
  if (comings.length === 0) return
  const { workspaceId, now } = ink
  const former = await formerDeals(
    tx,
    workspaceId,
    comings.map(({ of }) => of),
  )
  const wanted = comings.flatMap(({ to }) => (to === null ? [] : [to]))
  const present = wanted.length === 0 ? new Set<string>() : await presentOf(tx, workspaceId, wanted, now)
  // Whoever gets several is held once, and all in one order.
  for (const coming of comings.toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? -1 : 1))) {
    const to = coming.to !== null && present.has(coming.to) ? coming.to : null
    const deal = former.get(coming.of)
    if (deal) await apply(tx, [await creation(tx, deal, { ...coming, to }, ink)], ink)
  }
  await sql`
    update deal set linked_from = link.of
    from jsonb_to_recordset(${JSON.stringify(comings.map(({ id, of }) => ({ id, of })))}::jsonb) as link (id uuid, of uuid)
    where deal.workspace_id = ${workspaceId} and deal.id = link.id`.execute(tx)
}

const system = { memberId: null, role: 'system' } as const

async function creation(tx: Tx, deal: Former, { id, to }: ComingBack, { workspaceId, now, book }: Ink): Promise<Write> {
  const decided = async (responsibleId: string | null) => {
    const receiving = await receiverOf(tx, workspaceId, responsibleId)
    const situation = { ...situationOfNew(book, { memberId: '', role: 'owner' }, clientFacts(deal), receiving), actor: system }
    const step = { kind: 'create' as const, ...cardOf(book, deal), dealId: id, responsibleId, inquiryAt: now }
    return { situation, ...decide(book.regulation, { steps: [step] }, situation, now) }
  }
  const first = await decided(to)
  const { situation, changes } = first.verdict.allowed || to === null ? first : await decided(null)
  return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
}

function cardOf({ regulation }: Book, deal: Former) {
  const pipeline = regulation.pipelines.has(deal.pipeline) ? deal.pipeline : [...regulation.pipelines.keys()][0]!
  const { title, note, fields, contact_id: contactId, company_id: companyId } = deal
  return {
    pipeline,
    stage: regulation.pipelines.get(pipeline)!.first.key,
    title,
    note,
    fields,
    contactId,
    companyId,
    budget: budgetOf(deal),
  }
}
