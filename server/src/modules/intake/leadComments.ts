import type { LeadComment, LeadCommentCreation } from '@reglament/contract'
import { formatInstant, newId } from '@reglament/kernel'
import type { Tx } from '../../platform/database.ts'
import { conflict } from '../../platform/http/problem.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Asking } from '../deals/index.ts'
import { intakeOf } from './leadAct.ts'
import { leadOf } from './readLeads.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

const shownMax = 200

/** What colleagues have written beside a lead, the first of it first. One statement. */
export async function readComments(tx: Tx, workspaceId: number, leadId: string): Promise<LeadComment[]> {
  const rows = await tx
    .selectFrom('lead_comment as comment')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'comment.workspace_id').onRef('member.id', '=', 'comment.by_id'))
    .select(['comment.id', 'comment.at', 'comment.text', 'comment.by_id', 'member.name'])
    .where('comment.workspace_id', '=', workspaceId)
    .where('comment.lead_id', '=', leadId)
    .orderBy('comment.at')
    .orderBy('comment.id')
    .limit(shownMax)
    .execute()
  return rows.map(({ id, at: written, text, by_id, name }) => ({
    id,
    at: formatInstant(written),
    text,
    by: { id: by_id, name },
  }))
}

/** A word to whoever works this lead after one, by whoever sees it; the journal keeps only that there is one (C4, L4). */
export async function commentOnLead(asking: Asking, leadId: string, { text }: LeadCommentCreation): Promise<LeadComment> {
  const { tx, actor, now } = asking
  const lead = await leadOf(asking, leadId, 'held')
  if (lead.merged_into !== null) throw conflict(says.isMerged)
  const [id, said] = [newId(), text.trim()]
  const row = { workspace_id: actor.workspaceId, id, lead_id: leadId, text: said, at: at(now), by_id: actor.memberId }
  await tx.insertInto('lead_comment').values(row).execute()
  const intake = await intakeOf(asking)
  await writeIntake(intake, { entries: [leadEntry(intake, leadId, 'lead-commented', actor.memberId, { id, textLength: said.length })] })
  return { id, at: formatInstant(now), text: said, by: { id: actor.memberId, name: actor.name } }
}
