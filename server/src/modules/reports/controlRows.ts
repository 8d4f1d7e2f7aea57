import type { ControlRow, ControlRowsQuery, Page } from '@reglament/contract'
import { formatInstant, isId, type Instant } from '@reglament/kernel'
import { namesIn, speech } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import { invalid } from '../../platform/http/index.ts'
import type { Asking } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { controlled, openBreaches } from './scope.ts'

type Row = {
  id: string
  clause: string
  from_at: Instant
  member_id: string | null
  member_name: string | null
  lead_id: string | null
  lead_name: string | null
  deal_id: string | null
  number: number
  version: number
  title: string
  client: string | null
  pipeline: string
  stage: string
  responsible_id: string | null
  responsible_name: string | null
  budget: number | null
  currency: string | null
  touched_at: number
  task_kind: string | null
  task_text: string | null
  task_due_at: Instant
}

const badCursor = { ru: 'Такой страницы нет.', en: 'There is no such page.' }
const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** The open breaches behind a figure of Control, the oldest first, each with its deal and the next task. One statement. */
export async function readControlRows(
  asking: Asking,
  { clause, about, member, team, pipeline, after, limit = 50 }: ControlRowsQuery,
): Promise<Page<ControlRow>> {
  const { tx, actor, language } = asking
  const whose = await controlled(asking)
  const position = readCursor(after, 'number', 'string')
  if (position && !isId(position[1])) throw invalid([{ path: '?after', message: badCursor }])
  const book = await bookInForce(tx, actor.workspaceId)
  const clauses = clause === undefined || clause === '' ? null : clause.split(',')
  const { rows } = await sql<Row>`
    select breach.id, breach.clause, breach.from_at, breach.member_id, member.name as member_name, lead.id as lead_id,
      coalesce(lead.name, lead.company_name, lead.product, lead.phone, lead.email) as lead_name, deal.id as deal_id, deal.number, deal.version,
      deal.title, coalesce(company.name, contact.name) as client, deal.pipeline, deal.stage, deal.responsible_id,
      responsible.name as responsible_name, deal.budget, deal.currency, (deal.dossier ->> 'touchedAt')::bigint as touched_at,
      task.kind as task_kind, task.text as task_text, task.due_at as task_due_at
    from (
      select id, clause, from_at, member_id, deal_id, lead_id, workspace_id from breach
      where ${openBreaches(asking, { whose, ...(pipeline && { pipeline }) })}
        ${team === undefined ? sql`` : sql`and member_id in (select id from member where workspace_id = ${actor.workspaceId} and team_id = ${team}::uuid)`}
        ${about === undefined ? sql`` : sql`and about = ${about}`}
        ${clauses === null ? sql`` : sql`and clause = any(${clauses}::text[])`}
        ${member === undefined ? sql`` : member === 'none' ? sql`and member_id is null` : sql`and member_id = ${member}::uuid`}
        ${position ? sql`and (from_at, id) > (${formatInstant(position[0])}::timestamptz, ${position[1]}::uuid)` : sql``}
      order by from_at, id limit ${limit}
    ) as breach
    left join deal on deal.workspace_id = breach.workspace_id and deal.id = breach.deal_id
    left join lead on lead.workspace_id = breach.workspace_id and lead.id = breach.lead_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join member on member.workspace_id = breach.workspace_id and member.id = breach.member_id
    left join member as responsible on responsible.workspace_id = deal.workspace_id and responsible.id = deal.responsible_id
    left join lateral (
      select kind, text, due_at from task
      where task.workspace_id = deal.workspace_id and task.deal_id = deal.id and completed_at is null and cancelled_at is null
      order by due_at limit 1
    ) as task on true
    order by breach.from_at, breach.id`.execute(tx)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const { regulation } = book
  const say = speech(regulation, language)
  return {
    items: rows.map((row) => {
      const known = regulation.clause(row.clause)
      return {
        id: row.id,
        clause: row.clause,
        number: known?.number ?? '',
        title: known?.kind.words[language].title ?? row.clause,
        from: formatInstant(row.from_at),
        member: named(row.member_id, row.member_name),
        lead: named(row.lead_id, row.lead_name),
        deal:
          row.deal_id === null
            ? null
            : {
                id: row.deal_id,
                number: row.number,
                version: row.version,
                title: row.title,
                client: row.client,
                stage: namesIn(regulation, language).stage(row.stage, row.pipeline),
                responsible: named(row.responsible_id, row.responsible_name),
                budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
                touchedAt: formatInstant(row.touched_at),
                task:
                  row.task_kind === null
                    ? null
                    : { title: row.task_text ?? say.taskKind(row.task_kind), dueAt: formatInstant(row.task_due_at) },
              },
      }
    }),
    ...(last && { next: cursorOf(last.from_at, last.id) }),
  }
}
