import { type Instant, isId } from '@reglament/kernel'
import { decide, type Replacement } from '@reglament/regulation'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { apply, casesOf, type DueWork, foldValue, nextCheckAfter, type Write } from '../deals/index.ts'
import { replaceOnLeads } from '../intake/index.ts'

/** How many deals or leads share a transaction: large enough for speed, small enough that nobody waits long for a lock. */
const batchMax = 300

type Order = {
  id: string
  what: 'loss-reason' | 'task-kind' | 'field' | 'lead-reason'
  field: string
  from_key: string
  to_key: string
  ordered_by: string | null
  last_id: string | null
  pass_done: number
}

/** The oldest unfinished order, held; one that another process works on is left to it. */
const lockOrder = async (tx: Tx, workspaceId: number): Promise<Order | undefined> =>
  (
    await sql<Order>`
      select id::text, what, field, from_key, to_key, ordered_by::text, last_id::text, pass_done from replacement
      where workspace_id = ${workspaceId} and finished_at is null
      order by ordered_at, id limit 1 for update skip locked`.execute(tx)
  ).rows[0]

/** The next deals that still have what is replaced, in the order of their ids. */
async function dealsOf(tx: Tx, workspaceId: number, { what, field, from_key, last_id }: Order): Promise<string[]> {
  const after = last_id !== null && isId(last_id) ? last_id : '00000000-0000-0000-0000-000000000000'
  const found =
    what === 'loss-reason'
      ? sql`select deal_id as id from closure
          where workspace_id = ${workspaceId} and reason = ${from_key} and reopened_at is null and deal_id > ${after}::uuid`
      : what === 'task-kind'
        ? sql`select distinct deal_id as id from task
          where workspace_id = ${workspaceId} and kind = ${from_key} and completed_at is null and cancelled_at is null
            and deal_id > ${after}::uuid`
        : // Kept folded for filters, so the card has the last word.
          sql`select deal.id from deal_field
          join deal on deal.workspace_id = deal_field.workspace_id and deal.id = deal_field.deal_id
          where deal_field.workspace_id = ${workspaceId} and deal_field.field = ${field} and deal_field.text_value = ${foldValue(from_key)}
            and deal.workspace_id = ${workspaceId} and deal.fields ->> ${field} = ${from_key} and deal.id > ${after}::uuid`
  const { rows } = await sql<{ id: string }>`select id::text as id from (${found}) as found order by id limit ${sql.lit(batchMax)}`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Carries one batch of deals over through the one path of writes; answers how many of them had it still. */
async function replaceOnDeals(tx: Tx, workspaceId: number, order: Order, ids: readonly string[], now: Instant): Promise<number> {
  await sql`select from deal where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx)
  const { what, field, from_key: from, to_key: to } = order
  const step = { what, from, to, ...(field !== '' && { field }) } as Replacement
  const cases = await casesOf(tx, workspaceId, now, ids)
  const writes: Write[] = cases.flatMap(({ book, situation, deal }) => {
    const { changes } = decide(book.regulation, { steps: [{ kind: 'replace', ...step }] }, situation, now)
    // Somebody has changed it in between: nothing of it is left to be replaced.
    if (changes.after === deal || !changes.events.some(({ type }) => type === 'value-replaced')) return []
    return [{ ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }]
  })
  if (writes.length > 0) await apply(tx, writes, { workspaceId, actorId: order.ordered_by, now, book: cases[0]!.book })
  return writes.length
}

/**
 * One batch of the oldest order. Passes go from the first id to the last; one that found nothing any more is the last, so that what was
 * chosen while the list changed is carried over too. True while there is more.
 */
const step = (services: Services, workspaceId: number, now: Instant): Promise<boolean> =>
  inWorkspace(services, workspaceId, (tx) => carryOverBatch(tx, workspaceId, now), 'once')

async function carryOverBatch(tx: Tx, workspaceId: number, now: Instant): Promise<boolean> {
  const order = await lockOrder(tx, workspaceId)
  if (!order) return false
  const { last, done, full } =
    order.what === 'lead-reason'
      ? await replaceOnLeads(
          tx,
          workspaceId,
          { from: order.from_key, to: order.to_key, by: order.ordered_by },
          order.last_id,
          batchMax,
          now,
        )
      : await dealBatch(tx, workspaceId, order, now)
  const passDone = order.pass_done + done
  const isOver = !full && passDone === 0
  await sql`
      update replacement set done = done + ${done}, last_id = ${full ? last : null}::uuid, pass_done = ${full ? passDone : 0},
        finished_at = ${isOver ? at(now) : null}
      where workspace_id = ${workspaceId} and id = ${order.id}::uuid`.execute(tx)
  return true
}

async function dealBatch(tx: Tx, workspaceId: number, order: Order, now: Instant) {
  const ids = await dealsOf(tx, workspaceId, order)
  const done = ids.length === 0 ? 0 : await replaceOnDeals(tx, workspaceId, order, ids, now)
  return { last: ids.at(-1) ?? null, done, full: ids.length === batchMax }
}

/** What stands in place of something retired, on every deal and lead that has it: each once, also when a process dies in the middle. */
export const replacementWork: DueWork = {
  name: 'replacements',
  workspaces: async (db) => (await sql<{ id: number }>`select workspaces_replacing() as id`.execute(db)).rows.map(({ id }) => id),
  next: async (tx, workspaceId) => {
    const { rows } = await sql<{ at: Instant | null }>`
      select min(ordered_at) as at from replacement where workspace_id = ${workspaceId} and finished_at is null`.execute(tx)
    return rows[0]?.at ?? null
  },
  carryOut: async (services, workspaceId, now) => {
    let batches = 0
    while (await step(services, workspaceId, now)) batches += 1
    return batches
  },
}
