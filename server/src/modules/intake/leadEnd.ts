import type { LeadRejection } from '@reglament/contract'
import { sql } from 'kysely'
import { conflict, invalid } from '../../platform/http/problem.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Asking } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { closeLate } from './lateAnswers.ts'
import { answer, clean, heldLead, intakeOf, mustBeOpen, type Outcome } from './leadAct.ts'
import type { LeadFull } from './readLeads.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

type End =
  | { status: 'converted'; dealId: string; contactId: string | null; companyId: string | null; responsibleId: string | null }
  | { status: 'rejected'; reason: string; comment: string | null }
/** Ends a lead: what was late about it is late no more. */
export async function closeAs({ tx, actor, now }: Asking, lead: LeadFull, end: End): Promise<void> {
  await closeLate(tx, actor.workspaceId, lead.id, now)
  await tx
    .updateTable('lead')
    .set({
      status: end.status,
      closed_at: at(now),
      closed_by: actor.memberId,
      next_check_at: null,
      version: sql`version + 1`,
      ...(end.status === 'converted'
        ? {
            deal_id: end.dealId,
            contact_id: lead.contact_id ?? end.contactId,
            company_id: lead.company_id ?? end.companyId,
            responsible_id: end.responsibleId,
          }
        : { reject_reason: end.reason, reject_comment: end.comment }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', lead.id)
    .execute()
}

/** @throws Problem 400: the list has no such reason, or offers it no more */
export async function mustBeReason({ tx, actor }: Asking, reason: string, path = '/reason'): Promise<void> {
  const known = await tx
    .selectFrom('lead_reason')
    .select('retired_at')
    .where('workspace_id', '=', actor.workspaceId)
    .where('key', '=', reason)
    .forShare() // Who retires it waits, so that what replaces it reaches this lead too.
    .executeTakeFirst()
  if (!known || known.retired_at !== null) throw invalid([{ path, message: says.noReason }])
}

/** Bad: rejected for one of the company's reasons (C4). */
export async function rejectLead(asking: Asking, leadId: string, { reason, comment }: LeadRejection): Promise<Outcome> {
  const { tx, actor } = asking
  const lead = await heldLead(asking, leadId)
  mustBeOpen(lead)
  const book = await bookInForce(tx, actor.workspaceId)
  await mustBeReason(asking, reason)
  await closeAs(asking, lead, { status: 'rejected', reason, comment: clean(comment) })
  const intake = await intakeOf(asking, book)
  await writeIntake(intake, {
    entries: [leadEntry(intake, leadId, 'lead-rejected', actor.memberId, { reason, commentLength: comment?.trim().length ?? 0 })],
  })
  return answer(asking, book, leadId, { becomes: 'rejected', dealId: null })
}

/**
 * A rejected lead that was a client after all is open again, as it stood: with him who had it, its first answer measured from the
 * inquiry. What falls due on it is looked at at once (C1, C4).
 */
export async function reopenLead(asking: Asking, leadId: string): Promise<Outcome> {
  const { tx, actor, now } = asking
  const lead = await heldLead(asking, leadId)
  if (lead.merged_into !== null) throw conflict(says.isMerged)
  if (lead.status !== 'rejected') throw conflict(lead.status === 'converted' ? says.isConverted : says.isOpen)
  const responsible = await tx
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', lead.responsible_id)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  await tx
    .updateTable('lead')
    .set({
      status: lead.answered_at === null || !responsible ? 'new' : 'in-work',
      responsible_id: responsible?.id ?? null,
      closed_at: null,
      closed_by: null,
      reject_reason: null,
      reject_comment: null,
      next_check_at: at(now),
      version: sql`version + 1`,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', leadId)
    .execute()
  const intake = await intakeOf(asking)
  await writeIntake(intake, { entries: [leadEntry(intake, leadId, 'lead-reopened', actor.memberId, { reason: lead.reject_reason })] })
  return answer(asking, intake.book, leadId, { becomes: 'lead', dealId: null })
}
