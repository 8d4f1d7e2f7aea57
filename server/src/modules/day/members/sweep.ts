import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { settleMember, type MemberChanges } from '@reglament/regulation'
import { type RawBuilder, sql } from 'kysely'
import { inWorkspace, type Tx } from '../../../platform/database.ts'
import { inOneGo } from '../../../platform/inOneGo.ts'
import { at } from '../../../platform/instantColumn.ts'
import { journalParts, type JournalEntry } from '../../../platform/journal.ts'
import type { Services } from '../../../platform/services.ts'
import { checkParts, type DueWork } from '../../deals/index.ts'
import { memberCases, type MemberCase } from './cases.ts'

const batchMax = 50

/** Members who are due, locked, with the earliest instant at which somebody asked for each; what asked is taken off the list. */
async function lockDue(tx: Tx, workspaceId: number, now: Instant, most: number, only?: string): Promise<Map<string, Instant>> {
  const { rows } = await sql<{ id: string; is_gone: boolean }>`
    select id::text, deactivated_at is not null as is_gone from member
    where workspace_id = ${workspaceId} ${only === undefined ? sql`` : sql`and id = ${only}::uuid`}
      and ((next_check_at <= ${at(now)} and deactivated_at is null)
        or id in (select member_id from member_check where workspace_id = ${workspaceId} and at <= ${at(now)}))
    order by id limit ${most} for no key update skip locked`.execute(tx)
  if (rows.length === 0) return new Map()
  const { rows: asked } = await sql<{ member_id: string; at: Instant }>`
    with taken as (
      delete from member_check where workspace_id = ${workspaceId} and at <= ${at(now)} and member_id = any(${rows.map(({ id }) => id)}::uuid[])
      returning member_id, at
    )
    select member_id::text, min(at) as at from taken group by member_id`.execute(tx)
  const since = new Map(asked.map((row) => [row.member_id, row.at]))
  return new Map(rows.filter(({ is_gone }) => !is_gone).map(({ id }) => [id, since.get(id) ?? now]))
}

type Settled = { found: MemberCase; changes: MemberChanges }

const entriesOf = ({ found: { book, member }, changes }: Settled, now: Instant): JournalEntry[] => {
  const entry = (type: string, clause: string, data: unknown): JournalEntry => ({
    stream: { kind: 'member', id: member.memberId },
    type,
    at: now,
    recordedAt: now,
    actorId: null,
    clause,
    regulationVersion: book.regulation.version,
    data,
  })
  return [
    ...changes.closed.map(({ clause, about }) => entry('breach-closed', clause, { clause, about, until: now })),
    ...changes.opened.map(({ clause, about, from }) =>
      entry('breach-opened', clause, { clause, about, from, memberId: member.memberId, open: member.load.open, least: member.load.min }),
    ),
    ...changes.following.map(({ clause, about, assigneeId, dueAt }) => entry('breach-repeated', clause, { ...about, assigneeId, dueAt })),
  ]
}

/** Writes what was settled as sets; closing comes before opening, for one that closes may open again. */
async function write(tx: Tx, workspaceId: number, settled: readonly Settled[], now: Instant): Promise<void> {
  const closed = settled.flatMap(({ found, changes }) =>
    changes.closed.map(({ clause, about }) => ({ member_id: found.member.memberId, clause, about })),
  )
  const opened = settled.flatMap(({ found, changes }) =>
    changes.opened.map(({ clause, about, from, mode }) => ({
      id: newId(),
      member_id: found.member.memberId,
      clause,
      about,
      from_at: formatInstant(from),
      mode,
      version: found.book.regulation.version,
    })),
  )
  const repeated = settled.flatMap(({ found, changes }) =>
    changes.following.map(({ about, assigneeId, dueAt }) => ({
      id: newId(),
      member_id: found.member.memberId,
      clause: about.clause,
      month: `${about.month}-01`,
      breaches: about.count,
      assignee_id: assigneeId,
      due_at: formatInstant(dueAt),
    })),
  )
  const checks = settled.map(({ found: { member }, changes: { nextCheckAt } }) => ({
    id: member.memberId,
    next_at: nextCheckAt === null ? null : formatInstant(nextCheckAt),
    below_since: member.load.belowSince === null ? null : formatInstant(member.load.belowSince),
  }))
  if (closed.length > 0)
    await sql`
      update breach set until_at = greatest(breach.from_at, ${at(now)})
      from jsonb_to_recordset(${JSON.stringify(closed)}::jsonb) as written (member_id uuid, clause text, about text)
      where breach.workspace_id = ${workspaceId} and breach.deal_id is null and breach.lead_id is null
        and breach.member_id = written.member_id
        and breach.clause = written.clause and breach.about = written.about and breach.until_at is null`.execute(tx)
  // Whoever broke something is looked at once more: it may be the third time this month.
  const breakers = [...new Set(opened.map(({ member_id }) => member_id))]
  await inOneGo(tx, [
    sql`update member set next_check_at = written.next_at, load_below_since = written.below_since
      from jsonb_to_recordset(${JSON.stringify(checks)}::jsonb) as written (id uuid, next_at timestamptz, below_since timestamptz)
      where member.workspace_id = ${workspaceId} and member.id = written.id`,
    sql`insert into breach (workspace_id, id, clause, about, deal_id, member_id, from_at, until_at, seen_by_head_from, mode,
        regulation_version, opened_at)
      select ${workspaceId}::integer, id, clause, about, null::uuid, member_id, from_at, null::timestamptz, from_at, mode, version, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb)
        as written (id uuid, member_id uuid, clause text, about text, from_at timestamptz, mode text, version integer)`,
    sql`insert into repeated_breach (workspace_id, id, member_id, clause, month, breaches, assignee_id, due_at, opened_at)
      select ${workspaceId}::integer, id, member_id, clause, month, breaches, assignee_id, due_at, ${at(now)}
      from jsonb_to_recordset(${JSON.stringify(repeated)}::jsonb)
        as written (id uuid, member_id uuid, clause text, month date, breaches integer, assignee_id uuid, due_at timestamptz)
      on conflict on constraint repeated_breach_once do nothing`,
    ...checkParts(workspaceId, breakers, now),
    ...relievedParts(workspaceId, settled, now),
    ...journalParts(
      workspaceId,
      settled.flatMap((it) => entriesOf(it, now)),
    ),
  ])
}

/** Who has no more deals than he may have again: what adoption broke about his deals is looked at, and ends (D9). */
function relievedParts(workspaceId: number, settled: readonly Settled[], now: Instant): RawBuilder<unknown>[] {
  const relieved = settled.flatMap(({ found: { member, max } }) => (max === null || member.load.open <= max ? [member.memberId] : []))
  if (relieved.length === 0) return []
  return [
    sql`update deal set next_check_at = least(next_check_at, ${at(now)})
      where workspace_id = ${workspaceId} and id in (select deal_id from breach
        where breach.workspace_id = ${workspaceId} and breach.member_id = any(${relieved}::uuid[]) and breach.clause = 'load-max'
          and until_at is null and deal_id is not null)`,
  ]
}

async function sweepBatch(tx: Tx, workspaceId: number, now: Instant, most: number, only?: string): Promise<number> {
  const due = await lockDue(tx, workspaceId, now, most, only)
  if (due.size === 0) return 0
  const cases = await memberCases(tx, workspaceId, [...due.keys()], now, due)
  await write(
    tx,
    workspaceId,
    cases.map((found) => ({ found, changes: settleMember(found.book.regulation, found.member, now) })),
    now,
  )
  return due.size
}

/** Of a batch that fails each member is tried alone; one who can't be looked at is put aside until the next act about him. */
async function oneByOne(services: Services, workspaceId: number, now: Instant): Promise<number> {
  const { rows } = await inWorkspace(services, workspaceId, (tx) =>
    sql<{ id: string }>`
      select id::text from member where workspace_id = ${workspaceId} and deactivated_at is null
        and (next_check_at <= ${at(now)} or id in (select member_id from member_check where workspace_id = ${workspaceId} and at <= ${at(now)}))
      order by id`.execute(tx),
  )
  for (const { id } of rows) {
    await inWorkspace(services, workspaceId, (tx) => sweepBatch(tx, workspaceId, now, 1, id)).catch(async (error: unknown) => {
      services.log.error(
        { err: error, alarm: 'member-parked', workspaceId, memberId: id },
        'a member could not be looked at and is put aside',
      )
      await inWorkspace(services, workspaceId, async (tx) => {
        await sql`update member set next_check_at = null where workspace_id = ${workspaceId} and id = ${id}`.execute(tx)
        await sql`delete from member_check where workspace_id = ${workspaceId} and member_id = ${id}`.execute(tx)
      })
    })
  }
  return rows.length
}

/** Clauses about members, swept with the deals: each breach opened and closed once, whoever else is at it (A9). */
export const memberWork: DueWork = {
  name: 'members',
  workspaces: async (db, realNow) => {
    const { rows } = await sql<{ id: number }>`select workspaces_with_members_due(${at(realNow)}) as id`.execute(db)
    return rows.map(({ id }) => id)
  },
  next: async (tx, workspaceId) => {
    const { rows } = await sql<{ at: Instant | null }>`
      select least(
        (select min(next_check_at) from member where workspace_id = ${workspaceId} and next_check_at is not null and deactivated_at is null),
        (select min(at) from member_check where workspace_id = ${workspaceId})
      ) as at`.execute(tx)
    return rows[0]?.at ?? null
  },
  carryOut: async (services, workspaceId, now) => {
    for (let swept = 0; ;) {
      let done = 0
      try {
        done = await inWorkspace(services, workspaceId, (tx) => sweepBatch(tx, workspaceId, now, batchMax))
      } catch (error) {
        services.log.warn({ err: error, workspaceId }, 'a batch of members could not be looked at; they are tried one by one')
        return swept + (await oneByOne(services, workspaceId, now))
      }
      swept += done
      if (done === 0) return swept
    }
  },
}
