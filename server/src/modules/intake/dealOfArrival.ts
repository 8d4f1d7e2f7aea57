import { newId, type Instant } from '@reglament/kernel'
import { beginningOf, decide, type Act, type Interaction, type Step } from '@reglament/regulation'
import { nextCheckAfter, situationOfNew, system } from '../deals/index.ts'
import type { InteractionWrite } from '../interactions/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Arrival } from './arrival.ts'
import { fieldsOfDeal, titleOf } from './dealOfLead.ts'
import { channelsOf, type Known1 } from './leadRow.ts'
import type { Intake } from './takeIn.ts'
import type { LeadRow, Routing } from './writeIntake.ts'

const talkOutcomes: Partial<Record<Arrival['channel'], Pick<Interaction, 'channel' | 'outcome'>>> = {
  call: { channel: 'call', outcome: 'talked' },
  'missed-call': { channel: 'call', outcome: 'missed' },
  chat: { channel: 'chat', outcome: 'received' },
  messenger: { channel: 'messenger', outcome: 'received' },
  sms: { channel: 'sms', outcome: 'received' },
  mail: { channel: 'mail', outcome: 'received' },
}

/** What came in as a communication of a deal; a form counts as answered by the way the client can be reached. */
export function interactionOf({ arrival, identity }: Known1, now: Instant): Interaction {
  // A message came before what we answer to it in the same instant.
  const at = Math.min(arrival.at, now - 1)
  const told = talkOutcomes[arrival.channel]
  if (told) return { id: newId(), direction: 'in', at, seconds: arrival.seconds, ...told }
  const answeredBy = identity.phone !== null ? 'phone' : identity.email !== null ? 'mail' : 'messenger'
  return { id: newId(), channel: 'form', direction: 'in', outcome: 'received', at, answeredBy }
}

/** A communication as it is written. */
export const rowOf = (
  { id, channel, direction, outcome, at, seconds }: Interaction,
  dealId: string,
  text: string | null,
  now: Instant,
): InteractionWrite => ({
  id,
  dealId,
  channel,
  direction,
  outcome,
  at,
  recordedAt: now,
  byId: null,
  seconds,
  text: text ?? undefined,
})

/** The deal of a new inquiry, through the same judgement as every deal; null where the regulation does not let it be made. */
export async function dealOf(
  { now, book, language }: Intake,
  it: Known1,
  { lead, routing, contactId }: { lead: LeadRow; routing: Routing; contactId: string },
) {
  const { arrival, identity, contact, company } = it
  const pipeline = salesOf(book)
  const dealId = newId()
  const create: Step = {
    kind: 'create',
    dealId,
    pipeline,
    stage: book.regulation.pipelines.get(pipeline)!.first.key,
    title: titleOf(arrival.parts, identity, language),
    budget: arrival.parts.budget,
    fields: fieldsOfDeal(book, arrival),
    contactId,
    companyId: company?.id ?? contact?.company_id ?? null,
    responsibleId: routing.responsibleId,
    inquiryAt: Math.min(arrival.at, now),
    inquiry: { leadId: lead.id, channel: arrival.channel, tags: arrival.tags },
    ...(routing.reserved && { reserved: routing.reserved }),
  }
  const interaction = talkOutcomes[arrival.channel] ? interactionOf(it, now) : null
  const act: Act = { steps: [create, ...(interaction ? [{ kind: 'record-interaction' as const, interaction }] : [])] }
  const client = { channels: channelsOf(identity, contact, arrival), wonDeals: company?.won_deals ?? contact?.won ?? 0 }
  const situation = situationOfNew(book, system, client, { receiver: null, absences: [] })
  const { verdict, changes } = decide(book.regulation, act, situation, now)
  if (!verdict.allowed) return { write: null, interaction: null, refusedBy: verdict.refusals.map(({ clause }) => clause) }
  const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
  return {
    write: { ...changes, nextCheckAt },
    interaction: interaction && rowOf(interaction, dealId, arrival.parts.text, now),
    refusedBy: [],
  }
}

/** The pipeline in which inquiries begin. */
export const salesOf = ({ regulation }: Book): string => beginningOf(regulation)
