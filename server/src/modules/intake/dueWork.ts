import { formatInstant, type Instant } from '@reglament/kernel'
import { leadDue, type LeadLetter } from '@reglament/regulation'
import { sql } from 'kysely'
import { type Db, inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import type { DueWork } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { drain, isEnding } from './drain.ts'
import { openLate } from './lateAnswers.ts'
import { releaseOfGone } from './releaseOfGone.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

/** Younger ones are in the hands of the process that received them. */
const leftLyingMs = 5000
const batchMax = 200
/** One that stayed due whatever is done would keep a round for ever. */
const roundsMax = 20

const workspacesOf = async (db: Db, query: ReturnType<typeof sql<{ id: number }>>) => (await query.execute(db)).rows.map(({ id }) => id)

/** What arrived and was left lying, because its process died between receipt and processing (C1). */
export const arrivalWork: DueWork = {
  name: 'arrivals',
  workspaces: (db, realNow) => workspacesOf(db, sql<{ id: number }>`select workspaces_with_arrivals(${at(realNow - leftLyingMs)}) as id`),
  next: () => Promise.resolve(null),
  carryOut: async (services, workspaceId) => {
    const waiting = await inWorkspace(services, workspaceId, (tx) => leftLying(tx, workspaceId, services.clock.real() - leftLyingMs))
    if (waiting > 0) await drain(services, workspaceId)
    return isEnding(services) ? 0 : waiting
  },
}

const leftLying = async (tx: Tx, workspaceId: number, before: Instant): Promise<number> =>
  (
    await sql<{ count: number }>`
      select count(*)::integer as count from (
        select from raw_arrival where workspace_id = ${workspaceId} and state = 'received' and via <> 'import' and stored_at <= ${at(before)} limit 1000
      ) as found`.execute(tx)
  ).rows[0]!.count

type Row = {
  id: string
  email: string | null
  phone: string | null
  messenger: string | null
  do_not_call: boolean
  do_not_mail: boolean
  tags: string[]
  inquired_at: Instant
  heard_at: Instant
  answered_at: Instant | null
  responsible_id: string | null
  away_until: Instant | null
  gone: boolean
  contact_request_at: Instant | null
  contact_requests: number
}

/** Leads that wait by themselves: the second request for contact data, the first answer that is late (C7, C10). */
export const leadWork: DueWork = {
  name: 'leads',
  workspaces: (db, realNow) => workspacesOf(db, sql<{ id: number }>`select workspaces_with_due_leads(${at(realNow)}) as id`),
  next: async (tx, workspaceId) => {
    const { rows } = await sql<{ next: Instant | null }>`
      select min(next_check_at) as next from lead where workspace_id = ${workspaceId} and next_check_at is not null`.execute(tx)
    return rows[0]?.next ?? null
  },
  carryOut: sweepLeads,
}

/** Leads whose time has come, batch by batch, as many as one round of the sweeper may take. */
async function sweepLeads(services: Services, workspaceId: number, now: Instant): Promise<number> {
  let swept = 0
  for (let round = 0; round < roundsMax; round++) {
    const many = await inWorkspace(services, workspaceId, (tx) => sweepBatch(tx, workspaceId, now), 'once')
    swept += many
    if (many < batchMax) break
  }
  return swept
}

/** One batch; several processes share the work. The letter is written with the number of its times, once. */
async function sweepBatch(tx: Tx, workspaceId: number, now: Instant): Promise<number> {
  const { rows } = await sql<Row>`
      select id, email, phone, messenger, do_not_call, do_not_mail, tags, inquired_at, heard_at, answered_at, responsible_id, contact_request_at, contact_requests,
        (select max(until_at) from absence where absence.workspace_id = lead.workspace_id and absence.member_id = lead.responsible_id
          and from_at <= ${at(now)}) as away_until,
        exists (select from member where member.workspace_id = lead.workspace_id and member.id = lead.responsible_id
          and deactivated_at is not null) as gone
      from lead where workspace_id = ${workspaceId} and next_check_at <= ${at(now)}
      order by next_check_at limit ${sql.lit(batchMax)} for update skip locked`.execute(tx)
  if (rows.length === 0) return 0
  const book = await bookInForce(tx, workspaceId)
  const due = rows.map((row) => {
    const channels = {
      phone: row.phone !== null && !row.do_not_call,
      mail: row.email !== null && !row.do_not_mail,
      messenger: row.messenger !== null,
    }
    const contactRequest = row.contact_request_at === null ? null : { at: row.contact_request_at, times: row.contact_requests }
    const { tags, inquired_at: inquiredAt, heard_at: heardAt, answered_at: answeredAt, away_until: awayUntil } = row
    const facts = { isOpen: true, channels, tags, inquiredAt, heardAt, answeredAt, awayUntil, contactRequest }
    return { id: row.id, memberId: row.gone ? null : row.responsible_id, ...leadDue(book.regulation, facts, book.calendar, now) }
  })
  const letters = due.flatMap(({ id, letter }) => (letter ? [{ id, letter }] : []))
  const set = due.map(({ id, at: next, letter }) => ({
    id,
    next: next === null ? null : formatInstant(next),
    sent: letter === null ? 0 : 1,
  }))
  await sql`
      update lead set next_check_at = made.next, contact_requests = lead.contact_requests + made.sent,
        contact_request_at = case when made.sent = 1 then ${at(now)} else lead.contact_request_at end
      from jsonb_to_recordset(${JSON.stringify(set)}::jsonb) as made (id uuid, next timestamptz, sent integer)
      where lead.workspace_id = ${workspaceId} and lead.id = made.id`.execute(tx)
  const intake = { tx, workspaceId, now, book, language: 'ru' as const, currency: 'RUB' }
  const letterOf = (leadId: string, letter: LeadLetter) => ({ ...letter, leadId, dealId: null, queuedAt: formatInstant(now) })
  await writeIntake(intake, {
    letters: letters.map(({ id, letter }) => letterOf(id, letter)),
    entries: letters.map(({ id, letter }) => leadEntry(intake, id, 'lead-letter', null, { template: letter.template }, letter.clause)),
  })
  await releaseOfGone(
    intake,
    rows.filter(({ gone }) => gone).map(({ id }) => id),
  )
  await openLate(intake, due)
  return rows.length
}
