import { formatInstant, newId } from '@reglament/kernel'
import { decide, type Act, type Situation } from '@reglament/regulation'
import type { JournalEntry } from '../../platform/journal.ts'
import { nextCheckAfter, situationOfNew, system, type Write } from '../deals/index.ts'
import type { Standing } from './arrival.ts'
import { fieldsOfDeal, titleOf } from './dealOfLead.ts'
import { channelsOf, leadRowOf, newContactOf } from './leadRow.ts'
import type { Decided, Intake } from './takeIn.ts'
import { leadEntry, type LeadRow, type NewContact } from './writeIntake.ts'

/** A lead brought in as it is, with the deal and the person that belong to it. */
type AdoptedLead = { lead: LeadRow; contact: NewContact | null; write: Write | null; entry: JournalEntry }

/**
 * A lead of another program as it stood there (L3): new, in work, rejected, or converted with its deal in the stage it had reached. The
 * guards only record, nothing is sent and nobody is chosen.
 */
export function adopt(intake: Intake, it: Decided, standing: Standing): AdoptedLead {
  const { now } = intake
  const { arrival } = it
  const { responsibleId, status } = standing
  const routing = { responsibleId, way: 'import' as const, because: null, meantFor: null, reserved: null, clause: null }
  const lead = leadRowOf(intake, it, routing)
  lead.status = status
  lead.created_at = formatInstant(Math.min(arrival.at, now))
  let contact: NewContact | null = null
  let write: Write | null = null
  if (status === 'rejected') {
    lead.reject_reason = standing.reason
    lead.closed_at = formatInstant(standing.closedAt)
  }
  if (status === 'converted') {
    contact = it.contact || !isSomebody(it) ? null : newContactOf(intake, it)
    lead.contact_id = it.contact?.id ?? contact?.id ?? null
    write = dealOf(intake, it, standing, lead)
    lead.deal_id = write.dealId
    lead.closed_at = formatInstant(standing.closedAt)
  }
  const entry = leadEntry(intake, lead.id, 'lead-adopted', arrival.createdBy, { status, to: responsibleId })
  return { lead, contact, write, entry }
}

/** Whether anything is known of who asked. */
const isSomebody = ({ arrival: { parts }, identity }: Decided): boolean =>
  (parts.name ?? parts.company ?? identity.phone ?? identity.email ?? identity.messenger) !== null

function dealOf(intake: Intake, it: Decided, standing: Extract<Standing, { status: 'converted' }>, lead: LeadRow): Write {
  const { book, now, language } = intake
  const { arrival, identity, contact, company } = it
  const { pipeline, stage, title, closedAt, reviewBy, responsibleId } = standing
  const { kind } = book.regulation.stage(pipeline, stage)
  const inquiryAt = Math.min(arrival.at, now)
  const act: Act = {
    steps: [
      {
        kind: 'adopt',
        dealId: newId(),
        pipeline,
        stage,
        status: kind,
        title: title ?? titleOf(arrival.parts, identity, language),
        budget: arrival.parts.budget,
        fields: fieldsOfDeal(book, arrival),
        contactId: lead.contact_id,
        companyId: lead.company_id,
        responsibleId,
        inquiryAt,
        inquiry: { leadId: lead.id, channel: arrival.channel, tags: arrival.tags },
        createdAt: inquiryAt,
        enteredAt: kind === 'open' ? inquiryAt : closedAt,
        closedAt: kind === 'open' ? null : closedAt,
        lossReason: null,
        task: kind === 'open' ? { kind: 'review-imported', text: '', dueAt: reviewBy } : undefined,
      },
    ],
  }
  const client = { channels: channelsOf(identity, contact, arrival), wonDeals: company?.won_deals ?? contact?.won ?? 0 }
  const situation: Situation = situationOfNew(book, system, client, { receiver: null, absences: [] })
  const { changes } = decide(book.regulation, act, situation, now)
  return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now), adopted: { externalId: null } }
}
