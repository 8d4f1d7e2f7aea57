import type { Deal, DealClock, Task } from '@reglament/contract'
import { formatInstant, parseInstant, zoneOfPhone, type Instant } from '@reglament/kernel'
import { clocksOf, type Language, namesIn, type Situation, speech } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { notFound } from '../../platform/http/problem.ts'
import { furtherWaysOf, waysOf, type WaysRow } from '../contacts/index.ts'
import type { Book } from '../rulebook/index.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { mayAct, type Owned } from './sight.ts'

/** A task as a statement gives it; inside of aggregated JSON instants are texts. */
export type TaskFacts = {
  id: string
  deal_id: string
  deal_title?: string
  kind: string
  text: string | null
  due_at: Instant
  assignee_id: string | null
  assignee_name: string | null
  created_at: Instant
  clause: string | null
  completed_at: Instant | null
  completed_by: string | null
  completed_by_name: string | null
  result: string | null
  cancelled_at: Instant | null
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))

/** A task for the API; its title is its own text, or the name of its kind in the reader's language. */
export function sayTask({ regulation }: Book, task: TaskFacts, now: Instant, language: Language): Task {
  return {
    id: task.id,
    dealId: task.deal_id,
    ...(task.deal_title === undefined ? {} : { dealTitle: task.deal_title }),
    kind: task.kind,
    title: task.text ?? speech(regulation, language).taskKind(task.kind),
    text: task.text,
    dueAt: formatInstant(task.due_at),
    overdue: task.completed_at === null && task.cancelled_at === null && now >= task.due_at,
    assignee: named(task.assignee_id, task.assignee_name),
    createdAt: formatInstant(task.created_at),
    clause: task.clause,
    clauseNumber: (task.clause && regulation.clause(task.clause)?.number) || null,
    completedAt: iso(task.completed_at),
    completedBy: named(task.completed_by, task.completed_by_name),
    result: task.result,
    cancelledAt: iso(task.cancelled_at),
  }
}

type Visit = {
  stage: string
  entered_at: string
  left_at: string | null
  by_id: string | null
  by_name: string | null
  reason: string | null
}
type OpenTask = {
  id: string
  kind: string
  text: string | null
  due_at: string
  assignee_id: string | null
  assignee_name: string | null
  created_at: string
  clause: string | null
}

type Row = WaysRow & {
  id: string
  number: number
  version: number
  title: string
  pipeline: string
  stage: string
  status: Deal['status']
  note: string
  note_saved_at: Instant | null
  budget: number | null
  currency: string | null
  fields: Deal['fields']
  contact_id: string | null
  contact_name: string | null
  time_zone: string | null
  do_not_call: boolean | null
  do_not_mail: boolean | null
  contact_won: number | null
  company_id: string | null
  company_name: string | null
  company_won: number | null
  responsible_id: string | null
  responsible_name: string | null
  created_at: Instant
  entered_at: Instant
  stay_until: Instant | null
  closed_at: Instant | null
  loss_reason: string | null
  adopted_at: Instant | null
  tasks: OpenTask[] | null
  visits: Visit[] | null
  linked: Omit<Deal['linked'][number], 'stageName' | 'pipelineName'>[] | null
}

/** The whole card in one statement: the deal, its client, its open tasks and its visits of stages. @throws Problem 404 */
export async function readCard(db: Db, workspaceId: number, dealId: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select deal.id, deal.number, deal.version, deal.title, deal.pipeline, deal.stage, deal.status, deal.note, deal.note_saved_at,
      deal.budget, deal.currency, deal.fields, deal.contact_id, contact.name as contact_name, contact.phone, contact.phone_extension,
      contact.phone_wrong_at, contact.email, contact.email_wrong_at, ${furtherWaysOf} as further,
      contact.time_zone, contact.do_not_call, contact.do_not_mail,
      contact.won_deals as contact_won, deal.company_id, company.name as company_name, company.won_deals as company_won,
      deal.responsible_id, member.name as responsible_name, deal.created_at, deal.entered_at, deal.stay_until,
      deal.closed_at, deal.loss_reason, deal.adopted_at,
      (select jsonb_agg(jsonb_build_object('id', task.id, 'kind', kind, 'text', text, 'due_at', due_at, 'assignee_id', assignee_id,
          'assignee_name', assignee.name, 'created_at', task.created_at, 'clause', clause) order by due_at, task.id)
        from task left join member as assignee on assignee.workspace_id = task.workspace_id and assignee.id = task.assignee_id
        where task.workspace_id = deal.workspace_id and task.deal_id = deal.id and completed_at is null and cancelled_at is null) as tasks,
      (select jsonb_agg(jsonb_build_object('id', other.id, 'number', other.number, 'pipeline', other.pipeline, 'stage', other.stage,
          'status', other.status, 'earlier', other.earlier) order by other.number)
        from (
          select before.id, before.number, before.pipeline, before.stage, before.status, true as earlier from deal as before
          where before.workspace_id = deal.workspace_id and before.id = deal.linked_from
          union all
          select later.id, later.number, later.pipeline, later.stage, later.status, false from deal as later
          where later.workspace_id = deal.workspace_id and later.linked_from = deal.id
        ) as other) as linked,
      (select jsonb_agg(jsonb_build_object('stage', visit.stage, 'entered_at', visit.entered_at, 'left_at', left_at, 'by_id', by_id,
          'by_name', walker.name, 'reason', reason) order by seq)
        from stage_visit as visit left join member as walker on walker.workspace_id = visit.workspace_id and walker.id = visit.by_id
        where visit.workspace_id = deal.workspace_id and visit.deal_id = deal.id) as visits
    from deal
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    where deal.workspace_id = ${workspaceId} and deal.id = ${dealId}`.execute(db)
  const row = rows[0]
  if (!row) throw notFound()
  return row
}

const utc = (text: string) => formatInstant(parseInstant(text))

/** A deal with what its clocks are read from. */
type Standing = { book: Book; situation: Situation; owned: Owned }

const sayClocks = ({ book: { regulation }, situation }: Standing, now: Instant, language: Language): DealClock[] =>
  clocksOf(regulation, situation, now).map(({ clause, about, from, shownFrom, over }) => {
    const { number, kind } = regulation.clause(clause)!
    const { title, clock = title } = kind.words[language]
    return { clause, number, title, name: clock, about, from: formatInstant(from), shownFrom: iso(shownFrom), over }
  })

/** Who reads, when, and in which language. */
export type Reader = { actor: Actor; now: Instant; language: Language }

/** The card for the API in the reader's language. */
export function sayCard({ book, situation, owned }: Standing, row: Row, { actor, now, language }: Reader): Deal {
  const names = namesIn(book.regulation, language)
  const open = (row.tasks ?? []).map((task) =>
    sayTask(
      book,
      {
        ...task,
        deal_id: row.id,
        due_at: parseInstant(task.due_at),
        created_at: parseInstant(task.created_at),
        completed_at: null,
        completed_by: null,
        completed_by_name: null,
        result: null,
        cancelled_at: null,
      },
      now,
      language,
    ),
  )
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    title: row.title,
    pipeline: row.pipeline,
    stage: row.stage,
    status: row.status,
    note: row.note,
    noteSavedAt: iso(row.note_saved_at),
    budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
    fields: row.fields,
    contact:
      row.contact_id === null
        ? null
        : {
            id: row.contact_id,
            name: row.contact_name!,
            phone: row.phone,
            email: row.email,
            ways: waysOf(row),
            timeZone: row.time_zone ?? (row.phone === null ? null : zoneOfPhone(row.phone)),
            doNotCall: row.do_not_call ?? false,
            doNotMail: row.do_not_mail ?? false,
            returning: (row.company_won ?? row.contact_won ?? 0) > 0,
          },
    company: row.company_id === null ? null : { id: row.company_id, name: row.company_name!, returning: row.company_won! > 0 },
    responsible: named(row.responsible_id, row.responsible_name),
    createdAt: formatInstant(row.created_at),
    enteredAt: formatInstant(row.entered_at),
    stayUntil: iso(row.stay_until),
    closedAt: iso(row.closed_at),
    lossReason: row.loss_reason,
    lossReasonName: row.loss_reason && names.lossReason(row.loss_reason),
    loss:
      row.status === 'lost' && situation.deal?.closure
        ? { stage: situation.deal.closure.stage, review: situation.deal.closure.review }
        : null,
    adoptedAt: iso(row.adopted_at),
    mayAct: mayAct(actor, owned),
    tasks: open,
    linked: (row.linked ?? []).map((other) => ({
      ...other,
      pipelineName: names.pipeline(other.pipeline),
      stageName: names.stage(other.stage, other.pipeline),
    })),
    clocks: sayClocks({ book, situation, owned }, now, language),
    visits: (row.visits ?? []).map(({ stage, entered_at, left_at, by_id, by_name, reason }) => ({
      stage,
      enteredAt: utc(entered_at),
      leftAt: left_at === null ? null : utc(left_at),
      by: named(by_id, by_name),
      reason,
    })),
  }
}
