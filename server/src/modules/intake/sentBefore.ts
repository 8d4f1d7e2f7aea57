import { greetingTemplate, type InquiryFact } from '@reglament/regulation'
import type { Asking } from '../deals/index.ts'
import type { LeadFull } from './readLeads.ts'

/** The inquiry of a lead that becomes a deal now, with what its client was sent while it waited: nothing is sent twice (C7, C11). */
export async function inquiryOf({ tx, actor }: Pick<Asking, 'tx' | 'actor'>, lead: LeadFull): Promise<InquiryFact> {
  const { id: leadId, channel, tags, contact_request_at: at, contact_requests: times, heard_at: heardAt } = lead
  const greeted = await tx
    .selectFrom('letter')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('lead_id', '=', leadId)
    .where('template', '=', greetingTemplate)
    .limit(1)
    .executeTakeFirst()
  // Who has written since is not asked once more.
  const contactRequest = at === null ? undefined : { at, times: heardAt > at ? Math.max(times, 2) : times }
  return { leadId, channel, tags: greeted ? [] : tags, ...(contactRequest && { contactRequest }) }
}
