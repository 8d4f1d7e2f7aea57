import type { Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { beginAbsences } from './absences.ts'
import { sumUpCounts } from './counts.ts'
import { dueWorks } from './dueWork.ts'
import { sweepThese } from './fallDue.ts'
import { isPassing, park } from './park.ts'
import { goOnRechecking } from './recheck.ts'

/** How many deals share a transaction: large enough for speed, small enough that nobody waits long for a lock or for this process. */
const batchMax = 200

/** How many batches are under way at once where much is due: while the database writes one, the next is judged. */
const lanesMax = 2

/** Deals whose time has come, the earliest first, locked; those that another process holds are left to it. */
async function lockDue(tx: Tx, workspaceId: number, now: Instant, most: number, only?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from deal
    where workspace_id = ${workspaceId} and next_check_at <= ${at(now)} and parked_at is null
      ${only === undefined ? sql`` : sql`and id = ${only}::uuid`}
    order by next_check_at limit ${sql.lit(most)} for update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * One batch of what is due in a workspace; several processes share the work, each taking what the others do not hold. Of a batch that
 * fails each deal is tried alone, so that the rest goes on.
 */
async function sweepBatch(services: Services, workspaceId: number, now: Instant): Promise<string[]> {
  let ids: string[] = []
  try {
    await inWorkspace(
      services,
      workspaceId,
      async (tx) => {
        ids = await lockDue(tx, workspaceId, now, batchMax)
        if (ids.length > 0) await sweepThese(tx, workspaceId, ids, now)
      },
      'once',
    )
  } catch (error) {
    if (ids.length === 0) throw error
    services.log.warn({ err: error, workspaceId, deals: ids.length }, 'a batch could not be swept; its deals are tried one by one')
    for (const id of ids) await sweepOne(services, workspaceId, id, now)
  }
  return ids
}

/** One deal by itself; if that fails too, and not for want of a database, it is put aside with its fault. */
async function sweepOne(services: Services, workspaceId: number, dealId: string, now: Instant): Promise<void> {
  try {
    await inWorkspace(
      services,
      workspaceId,
      async (tx) => {
        const ids = await lockDue(tx, workspaceId, now, 1, dealId)
        if (ids.length > 0) await sweepThese(tx, workspaceId, ids, now)
      },
      'once',
    )
  } catch (error) {
    if (isPassing(error)) throw error
    await park(services, workspaceId, dealId, now, error)
  }
}

/** A deal that comes back so often at one and the same instant stays due whatever is done; it would hold up all the others. */
const timesMax = 5

/**
 * Everything that is due in a workspace at this instant; answers how much was looked at. `times` counts how often each deal has
 * come at this instant, where the caller sweeps it again and again.
 */
export async function sweepWorkspace(
  services: Services,
  workspaceId: number,
  now: Instant,
  times: Map<string, number> = new Map(),
): Promise<number> {
  await beginAbsences(services, workspaceId, now)
  const swept = await sweepDeals(services, workspaceId, now, times)
  let others = 0
  for (const work of dueWorks()) others += await work.carryOut(services, workspaceId, now)
  return swept + others
}

async function sweepDeals(services: Services, workspaceId: number, now: Instant, times: Map<string, number>): Promise<number> {
  const batch = async () => {
    const ids = await sweepBatch(services, workspaceId, now)
    for (const id of ids) {
      const time = (times.get(id) ?? 0) + 1
      times.set(id, time)
      if (time >= timesMax) await park(services, workspaceId, id, now, new Error('it stays due after it was swept'))
    }
    return ids.length
  }
  const first = await batch()
  if (first < batchMax) return first
  const lane = async () => {
    for (let swept = 0; ;) {
      const many = await batch()
      swept += many
      if (many < batchMax) return swept
    }
  }
  // None is left running when another one fails.
  const lanes = await Promise.allSettled(Array.from({ length: lanesMax }, lane))
  return lanes.reduce((swept, outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return swept + outcome.value
  }, first)
}

/** The earliest instant at which anything falls due in a workspace; null when nothing will. */
export async function nextDue(tx: Tx, workspaceId: number): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select least(
      (select min(next_check_at) from deal where workspace_id = ${workspaceId} and next_check_at is not null and parked_at is null),
      (select min(from_at) from absence where workspace_id = ${workspaceId} and begun_at is null),
      (select next_step_at from rulebook where workspace_id = ${workspaceId})
    ) as at`.execute(tx)
  let earliest = rows[0]?.at ?? null
  for (const work of dueWorks()) {
    const next = await work.next(tx, workspaceId)
    if (next !== null) earliest = Math.min(earliest ?? next, next)
  }
  return earliest
}

/** Sweeps every workspace in which something is due; cost grows with what is due (A9). One that fails does not stop the others. */
export async function sweepEverything(services: Services): Promise<number> {
  const { db, clock, log } = services
  const { rows } = await sql<{ id: number }>`select workspaces_due(${at(clock.real())}) as id`.execute(db)
  const due = new Set(rows.map(({ id }) => id))
  for (const work of dueWorks()) for (const id of await work.workspaces(db, clock.real())) due.add(id)
  let swept = 0
  for (const id of due) {
    const workspace = await inWorkspace(services, id, (tx) =>
      tx.selectFrom('workspace').select(['kind', 'clock_at']).where('id', '=', id).executeTakeFirst(),
    )
    if (!workspace) continue
    const now = clock.now({ kind: workspace.kind as 'real' | 'sandbox', clockAt: workspace.clock_at })
    swept += await sweepWorkspace(services, id, now).catch((error: unknown) => {
      log.error({ err: error, workspaceId: id }, 'a workspace could not be swept; it will be tried again')
      return 0
    })
  }
  return swept
}

/** Looks for what is due again and again until it is stopped; a fault of one round is told, and the next one comes. */
export function startSweeper(services: Services, everyMs = 1000): { stop: () => Promise<void> } {
  let round: Promise<unknown> | null = null
  const timer = setInterval(() => {
    // A round that takes longer than the interval is not joined by a second one.
    round ??= goOnRechecking(services)
      .then(() => sumUpCounts(services))
      .then(() => sweepEverything(services))
      .catch((error: unknown) => services.log.error({ err: error }, 'sweeping failed; it will be tried again'))
      .finally(() => (round = null))
  }, everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}
