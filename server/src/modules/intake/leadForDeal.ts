import { formatInstant } from '@reglament/kernel'
import type { Arrival } from './arrival.ts'
import { identityOf } from './identity.ts'
import { leadAsItCame, traceOf } from './leadRow.ts'
import type { Intake } from './takeIn.ts'
import { leadEntry, type Routing, writeIntake } from './writeIntake.ts'

/** Writes down a lead that is a trace of a deal made by hand: such a deal has none, and nothing that came stands without its trace. */
export async function leadForDeal(intake: Intake, dealId: string, arrival: Arrival): Promise<string> {
  const { tx, workspaceId, now } = intake
  const { responsible_id, contact_id, company_id } = await tx
    .selectFrom('deal')
    .select(['responsible_id', 'contact_id', 'company_id'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', dealId)
    .executeTakeFirstOrThrow()
  const routing: Routing = { responsibleId: responsible_id, way: 'by-hand', because: null, meantFor: null, reserved: null, clause: null }
  const lead = {
    ...leadAsItCame(intake, arrival, identityOf(arrival.parts), routing),
    status: 'converted' as const,
    closed_at: formatInstant(now),
    contact_id,
    company_id,
    deal_id: dealId,
  }
  await writeIntake(intake, {
    leads: [lead],
    traces: [traceOf({ ...arrival, at: Math.min(arrival.at, now) }, lead.id)],
    entries: [leadEntry(intake, lead.id, 'lead-attached', arrival.createdBy, { dealId, channel: arrival.channel })],
  })
  return lead.id
}
