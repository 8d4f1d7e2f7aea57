import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { settleMember, type MemberChanges } from '@reglament/regulation'
import { type RawBuilder, sql } from 'kysely'
import { inWorkspace, type Tx } from '../../../platform/database.ts'
import { inOneGo } from '../../../platform/inOneGo.ts'
import { at } from '../../../platform/instantColumn.ts'
import { journalParts, type JournalEntry } from '../../../platform/journal.ts'
import type { Services } from '../../../platform/services.ts'
import { checkParts, type DueWork } from '../../deals/index.ts'
import { type Alarm, alarmParts } from '../../notices/index.ts'
import { memberCases, type MemberCase } from './cases.ts'

const batchMax = 50

type Due = { id: string; isGone: boolean }
type Asked = { id: string; memberId: string; at: Instant }

/**
 * Members who are due and whom no other sweeper looks at. They are told apart by a lock of the sweeper's own: their rows stay free for the
 * acts that give them deals, however long the look takes.
 */
async function chooseDue(tx: Tx, workspaceId: number, now: Instant, most: number, only?: string): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with due as materialized (
      select id, deactivated_at is not null as is_gone from member
      where workspace_id = ${workspaceId} ${only === undefined ? sql`` : sql`and id = ${only}::uuid`}
        and ((next_check_at <= ${at(now)} and deactivated_at is null)
          or id in (select member_id from member_check where workspace_id = ${workspaceId} and at <= ${at(now)}))
      order by id limit ${sql.lit(most)}
    )
    select id::text, is_gone as "isGone" from due where pg_try_advisory_xact_lock(hashtextextended(id::text, 0))`.execute(tx)
  return rows
}

/** Who asked for a look at them by now. */
async function askedOf(tx: Tx, workspaceId: number, now: Instant, ids: readonly string[]): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select id::text, member_id::text as "memberId", at from member_check
    where workspace_id = ${workspaceId} and at <= ${at(now)} and member_id = any(${[...ids]}::uuid[])`.execute(tx)
  return rows
}

/** Holds those whose rows nobody holds now, and takes what asked for them off the list; the others are looked at again in the next round. */
async function holdFree(tx: Tx, workspaceId: number, ids: readonly string[], asked: readonly Asked[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id::text from member where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])
    order by id for no key update skip locked`.execute(tx)
  const held = new Set(rows.map(({ id }) => id))
  const answered = asked.filter(({ memberId }) => held.has(memberId)).map(({ id }) => id)
  if (answered.length > 0)
    await sql`delete from member_check where workspace_id = ${workspaceId} and id = any(${answered}::uuid[])`.execute(tx)
  return held
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
async function write(tx: Tx, workspaceId: number, settled: readonly Settled[], relieved: readonly string[], now: Instant): Promise<void> {
  const closed = settled.flatMap(({ found, changes }) =>
    changes.closed.map(({ clause, about }) => ({ member_id: found.member.memberId, clause, about })),
  )
  const opened = settled.flatMap(({ found, changes }) =>
    changes.opened.map(({ clause, about, from, mode, alarmsHead }) => ({
      id: newId(),
      alarm: alarmsHead && { open: found.member.load.open, least: found.member.load.min },
      member_id: found.member.memberId,
      clause,
      about,
      from_at: formatInstant(from),
      mode,
      version: found.book.regulation.version,
    })),
  )
  const alarms = opened.flatMap(({ id, member_id, clause, alarm }): Alarm[] =>
    alarm === false ? [] : [{ breachId: id, memberId: member_id, clause, ...alarm }],
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
      where member.workspace_id = ${workspaceId} and member.id = written.id
        and (member.next_check_at, member.load_below_since) is distinct from (written.next_at, written.below_since)`,
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
    ...alarmParts(workspaceId, alarms, now),
    ...checkParts(workspaceId, breakers, now),
    ...relievedParts(workspaceId, relieved, now),
    ...journalParts(
      workspaceId,
      settled.flatMap((it) => entriesOf(it, now)),
    ),
  ])
}

/**
 * Deals of those who have no more than they may have again: what adoption broke about them is looked at, and ends (D9). They are locked
 * before the members, as acts lock them, for an act that holds a deal may be waiting for its receiver.
 */
async function holdRelieved(tx: Tx, workspaceId: number, settled: readonly Settled[]): Promise<string[]> {
  const relieved = settled.flatMap(({ found: { member, max } }) => (max === null || member.load.open <= max ? [member.memberId] : []))
  if (relieved.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id::text from deal
    where workspace_id = ${workspaceId} and id = any(array(select deal_id from breach
      where breach.workspace_id = ${workspaceId} and breach.member_id = any(${relieved}::uuid[]) and breach.clause = 'load-max'
        and until_at is null and deal_id is not null))
    order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

function relievedParts(workspaceId: number, dealIds: readonly string[], now: Instant): RawBuilder<unknown>[] {
  if (dealIds.length === 0) return []
  return [
    sql`update deal set next_check_at = least(next_check_at, ${at(now)})
      where workspace_id = ${workspaceId} and id = any(${[...dealIds]}::uuid[])`,
  ]
}

async function sweepBatch(tx: Tx, workspaceId: number, now: Instant, most: number, only?: string): Promise<number> {
  const due = await chooseDue(tx, workspaceId, now, most, only)
  if (due.length === 0) return 0
  const ids = due.map(({ id }) => id)
  const asked = await askedOf(tx, workspaceId, now, ids)
  const since = new Map<string, Instant>()
  for (const { memberId, at: when } of asked) since.set(memberId, Math.min(when, since.get(memberId) ?? when))
  const here = due.filter(({ isGone }) => !isGone).map(({ id }) => id)
  const cases = await memberCases(tx, workspaceId, here, now, since)
  const settled = cases.map((found) => ({ found, changes: settleMember(found.book.regulation, found.member, now) }))
  const relieved = await holdRelieved(tx, workspaceId, settled)
  const held = await holdFree(tx, workspaceId, ids, asked)
  const free = settled.filter(({ found }) => held.has(found.member.memberId))
  await write(tx, workspaceId, free, relieved, now)
  return held.size
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
    await inWorkspace(services, workspaceId, (tx) => sweepBatch(tx, workspaceId, now, 1, id), 'once').catch(async (error: unknown) => {
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
        done = await inWorkspace(services, workspaceId, (tx) => sweepBatch(tx, workspaceId, now, batchMax), 'once')
      } catch (error) {
        services.log.warn({ err: error, workspaceId }, 'a batch of members could not be looked at; they are tried one by one')
        return swept + (await oneByOne(services, workspaceId, now))
      }
      swept += done
      if (done === 0) return swept
    }
  },
}
