// The rows that the app's acts would have left in its tables.
import { foldText, formatInstant, type Instant } from '@reglament/kernel'
import { type Dossier, stayUntil } from '@reglament/regulation'
import { NEVER } from '../server/src/modules/deals/apply.ts'
import type { Breach } from './breaches.ts'
import type { Row } from './copy.ts'
import type { Client, Company, Deal } from './dataset.ts'
import { type Book, tasksIn, visitsIn } from './lives.ts'

export const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))
export const nextTaskAt = ({ openTasks }: Dossier): Instant => openTasks.reduce((earliest, { dueAt }) => Math.min(earliest, dueAt), NEVER)

export const dealRow = (workspace_id: number, { regulation, calendar }: Book, { dossier: d, number, title, note, fields }: Deal): Row => ({
  workspace_id,
  id: d.dealId,
  number,
  pipeline: d.pipeline,
  stage: d.stage,
  status: d.status,
  title,
  note,
  note_saved_at: iso(d.createdAt),
  budget: d.budget!.amount,
  currency: d.budget!.currency,
  fields,
  contact_id: d.contactId,
  company_id: d.companyId,
  responsible_id: d.responsibleId,
  created_at: iso(d.createdAt),
  created_by: d.responsibleId,
  entered_at: iso(d.enteredAt),
  stay_until: iso(stayUntil(regulation, d, calendar)),
  closed_at: iso(d.closedAt),
  loss_reason: d.lossReason,
  adopted_at: iso(d.adoptedAt),
  next_task_at: iso(nextTaskAt(d)),
  version: d.version,
  dossier: d,
})

export const taskRows = (workspace_id: number, { dossier: { dealId, responsibleId }, events }: Deal): Row[] =>
  tasksIn(events).map(({ id, kind, textLength, dueAt, assigneeId, setAt, clause, completedAt, cancelledAt, cancelledWhy }) => ({
    workspace_id,
    id,
    deal_id: dealId,
    kind,
    text: textLength > 0 ? 'Проверить перенесённую сделку' : null,
    due_at: iso(dueAt),
    assignee_id: assigneeId,
    created_at: iso(setAt),
    created_by: clause === null ? responsibleId : null,
    clause,
    completed_at: iso(completedAt),
    completed_by: completedAt === null ? null : responsibleId,
    result: completedAt === null ? null : 'Договорились о следующем шаге',
    cancelled_at: iso(cancelledAt),
    cancelled_why: cancelledWhy,
  }))

export const visitRows = (workspace_id: number, { dossier: { dealId, responsibleId }, events }: Deal): Row[] =>
  visitsIn(events).map(({ seq, stage, enteredAt, leftAt }) => ({
    workspace_id,
    deal_id: dealId,
    seq,
    stage,
    entered_at: iso(enteredAt),
    left_at: iso(leftAt),
    by_id: responsibleId,
  }))

export const journalRows = (workspace_id: number, { dossier: { dealId, responsibleId }, events }: Deal): Row[] =>
  events.map(({ type, at, clause = null, data }) => ({
    workspace_id,
    stream_kind: 'deal',
    stream_id: dealId,
    type,
    at: iso(at),
    recorded_at: iso(at),
    actor_id: responsibleId,
    clause,
    regulation_version: 1,
    data,
  }))

export const companyRow = (workspace_id: number, { id, name, createdAt }: Company, won_deals: number): Row => ({
  workspace_id,
  id,
  name,
  folded_name: foldText(name),
  won_deals,
  created_at: iso(createdAt),
})

export const contactRow = (workspace_id: number, { id, name, phone, email, companyId, createdAt }: Client, won_deals: number): Row => ({
  workspace_id,
  id,
  name,
  folded_name: foldText(name),
  phone,
  email,
  company_id: companyId,
  won_deals,
  created_at: iso(createdAt),
})

export const breachRow = (workspaceId: number, { id, dealId, memberId, clause, from, until }: Breach): Row => ({
  workspace_id: workspaceId,
  id,
  clause,
  about: 'what the dossier does not know', // so that nothing the acts break is in the way
  deal_id: dealId,
  member_id: memberId,
  from_at: iso(from),
  until_at: until === null ? null : iso(until),
  seen_by_head_from: iso(from),
  mode: 'enforce',
  regulation_version: 1,
  opened_at: iso(from),
})
