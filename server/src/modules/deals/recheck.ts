import { sql } from 'kysely'
import type { Instant } from '@reglament/kernel'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { takeStep } from '../rulebook/index.ts'
import { replanTasks } from './replanTasks.ts'

/** How many deals are told in one transaction to be looked at. */
const stepMax = 500

type Order = { version: number; last_deal_id: string | null; done: number }

const timeIn = async (tx: Tx, { clock }: Services, workspaceId: number): Promise<Instant> => {
  const { kind, clock_at } = await tx
    .selectFrom('workspace')
    .select(['kind', 'clock_at'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return clock.now({ kind: kind as 'real' | 'sandbox', clockAt: clock_at })
}

/** The latest unfinished re-check, locked. Who only helps leaves it to the process that holds it; who needs its end waits. */
const lockOrder = (tx: Tx, workspaceId: number, wait: boolean): Promise<Order | undefined> =>
  tx
    .selectFrom('recheck')
    .select(['version', 'last_deal_id', 'done'])
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .forUpdate()
    .$if(!wait, (q) => q.skipLocked())
    .executeTakeFirst()

/** The next deals become due at this instant; the sweeper does the rest. */
async function tellNext(tx: Tx, workspaceId: number, { last_deal_id }: Order, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with these as (
      select id from deal
      where workspace_id = ${workspaceId} and status = 'open' ${last_deal_id === null ? sql`` : sql`and id > ${last_deal_id}::uuid`}
      order by id limit ${sql.lit(stepMax)} for update
    )
    update deal set next_check_at = least(coalesce(next_check_at, ${at(now)}), ${at(now)}), parked_at = null, parked_fault = null
    from these where deal.workspace_id = ${workspaceId} and deal.id = these.id returning deal.id::text as id`.execute(tx)
  return rows.map(({ id }) => id).toSorted()
}

/**
 * Deals whose stage is no more become due before all others: the sweeper moves them to where the version sends them (B1). One that came
 * at the very moment of the enactment is found by a later step. Answers whether there may be more.
 */
async function tellLeaving(tx: Tx, workspaceId: number, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    with these as (
      select deal.id from stage join deal on deal.workspace_id = stage.workspace_id and deal.pipeline = stage.pipeline
        and deal.stage = stage.key
      where stage.workspace_id = ${workspaceId} and stage.removed_at is not null and deal.status = 'open'
        and (deal.next_check_at is null or deal.next_check_at > ${at(now)} or deal.parked_at is not null)
      order by deal.id limit ${sql.lit(stepMax)} for update of deal
    )
    update deal set next_check_at = ${at(now)}, parked_at = null, parked_fault = null
    from these where deal.workspace_id = ${workspaceId} and deal.id = these.id returning deal.id`.execute(tx)
  return rows.length === stepMax
}

/** One step of a re-check after a new version. True when there is more. */
const step = (services: Services, workspaceId: number, wait: boolean): Promise<boolean> =>
  inWorkspace(services, workspaceId, (tx) => tellSome(tx, services, workspaceId, wait), 'once')

async function tellSome(tx: Tx, services: Services, workspaceId: number, wait: boolean): Promise<boolean> {
  const order = await lockOrder(tx, workspaceId, wait)
  if (!order) return false
  const now = await timeIn(tx, services, workspaceId)
  const leaving = await tellLeaving(tx, workspaceId, now)
  const told = leaving ? [] : await tellNext(tx, workspaceId, order, now)
  await replanTasks(tx, workspaceId, told, now)
  const last = told.at(-1)
  const more = leaving || told.length === stepMax
  await tx
    .updateTable('recheck')
    .set({ done: order.done + told.length, ...(last && { last_deal_id: last }), ...(!more && { finished_at: at(now) }) })
    .where('workspace_id', '=', workspaceId)
    .where('version', '=', order.version)
    .execute()
  // Of two new versions only the latest is checked against: the earlier one does not judge any more.
  await tx
    .updateTable('recheck')
    .set({ finished_at: at(now) })
    .where('workspace_id', '=', workspaceId)
    .where('version', '<', order.version)
    .where('finished_at', 'is', null)
    .execute()
  return more
}

const takeStepIn = (services: Services, workspaceId: number) =>
  inWorkspace(services, workspaceId, async (tx) => takeStep(tx, workspaceId, await timeIn(tx, services, workspaceId)))

/** The steps of clauses that have arrived in one workspace, and its re-check to the end, whoever else is at it (K5, A12). */
export async function recheckWorkspace(services: Services, workspaceId: number): Promise<void> {
  await takeStepIn(services, workspaceId)
  while (await step(services, workspaceId, true));
}

/** Goes on with the re-checks of all workspaces; several processes may do it, each step is taken by one. */
export async function goOnRechecking(services: Services): Promise<void> {
  const { db, clock } = services
  const stepping = await sql<{ id: number }>`select workspaces_stepping(${at(clock.real())}) as id`.execute(db)
  for (const { id } of stepping.rows) await takeStepIn(services, id)
  const rechecking = await sql<{ id: number }>`select workspaces_rechecking() as id`.execute(db)
  for (const { id } of rechecking.rows) while (await step(services, id, false));
}
