import type { LeadBulk, LeadBulkAnswer, LeadBulkRow } from '@reglament/contract'
import { sql } from 'kysely'
import { at, json } from '../../platform/instantColumn.ts'
import type { Text } from '../../platform/text.ts'
import { type Asking, isInSight, mayAct, mustAssign, sightOf } from '../deals/index.ts'
import { closeLate } from './lateAnswers.ts'
import { clean, intakeOf, mustBeMember, routeByHand } from './leadAct.ts'
import { mustBeReason } from './leadEnd.ts'
import { type LeadFull, leadsHeld, ownedOf } from './readLeads.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

/**
 * One act on many leads: each is looked at as if it came alone, what may be done is written together, and each has its row (C4, L2). As
 * many statements for two hundred as for one.
 * @throws Problem 400 for what is wrong with the act itself, 403 where it may not be given to that person
 */
export async function actOnLeads(asking: Asking, { leadIds, act }: LeadBulk): Promise<LeadBulkAnswer> {
  const { actor, language } = asking
  if (act.kind === 'reject') await mustBeReason(asking, act.reason, '/act/reason')
  else {
    if (act.responsibleId) await mustBeMember(asking, act.responsibleId, '/act/responsibleId')
    mustAssign(actor, await sightOf(asking), act.responsibleId)
  }
  const leads = new Map((await leadsHeld(asking, leadIds)).map((lead) => [lead.id, lead]))
  const items = leadIds.map((leadId): LeadBulkRow => {
    const lead = leads.get(leadId)
    const seen = lead !== undefined && isInSight(actor, ownedOf(lead)) ? lead : undefined
    const why = whyNot(asking, seen)
    const isSo = act.kind === 'assign' && seen?.responsible_id === act.responsibleId
    const name = seen && (seen.name ?? seen.company_name ?? seen.phone ?? seen.email ?? seen.messenger)
    return { leadId, name: name ?? null, outcome: why ? 'failed' : isSo ? 'unchanged' : 'done', why: why?.[language] ?? null }
  })
  const ids = items.filter(({ outcome }) => outcome === 'done').map(({ leadId }) => leadId)
  if (ids.length > 0) await carryOut(asking, ids, act)
  return { items, done: ids.length, failed: items.filter(({ outcome }) => outcome === 'failed').length }
}

function whyNot({ actor }: Asking, lead: LeadFull | undefined): Text | null {
  if (!lead) return says.noLead
  if (lead.merged_into !== null) return says.isMerged
  if (lead.status === 'converted') return says.isConverted
  if (lead.status === 'rejected') return says.isRejected
  return mayAct(actor, ownedOf(lead)) ? null : says.mayNotAct
}

async function carryOut(asking: Asking, ids: readonly string[], act: LeadBulk['act']): Promise<void> {
  const { tx, actor, now } = asking
  const { workspaceId, memberId } = actor
  const set =
    act.kind === 'reject'
      ? sql`status = 'rejected', closed_at = ${at(now)}, closed_by = ${memberId}::uuid, next_check_at = null, reject_reason = ${act.reason},
          reject_comment = ${clean(act.comment)}`
      : sql`responsible_id = ${act.responsibleId}::uuid, route = ${json(routeByHand(actor, act.responsibleId))}`
  await sql`
    update lead set ${set}, version = version + 1 where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`.execute(tx)
  if (act.kind === 'reject') await closeLate(tx, workspaceId, ids, now)
  const intake = await intakeOf(asking)
  const [type, data] =
    act.kind === 'reject'
      ? (['lead-rejected', { reason: act.reason, commentLength: act.comment?.trim().length ?? 0 }] as const)
      : (['lead-assigned', { what: ['responsibleId'] }] as const)
  await writeIntake(intake, { entries: ids.map((id) => leadEntry(intake, id, type, memberId, data)) })
}
