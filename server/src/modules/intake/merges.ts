import type { Merge } from '@reglament/contract'
import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { decide, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { apply, type Asking, casesOf, nextCheckAfter } from '../deals/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { lockKeys } from './recognise.ts'
import { says } from './words.ts'

export type MergeKind = 'contact' | 'company' | 'lead'

/** What came along, by table; undoing puts exactly these back. */
type Moved = {
  deals: string[]
  leads: string[]
  contacts: string[]
  points: { kind: string; value: string }[]
  traces: string[]
  won: number
}

const columnOf = { contact: 'contact_id', company: 'company_id' } as const

async function lockBoth({ tx, actor }: Asking, kind: MergeKind, survivorId: string, mergedId: string) {
  await lockKeys(tx, actor.workspaceId, [`merge ${survivorId}`, `merge ${mergedId}`])
  const { rows } = await sql<{ id: string; merged_into: string | null }>`
    select id, merged_into from ${sql.table(kind)}
    where workspace_id = ${actor.workspaceId} and id = any(${[survivorId, mergedId]}::uuid[]) order by id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.merged_into]))
}

/** Binds these deals to another client, each through the book, so that their journals tell it; open ones and closed ones alike. */
async function rebind({ tx, actor, now }: Asking, kind: 'contact' | 'company', dealIds: readonly string[], to: string): Promise<void> {
  const { workspaceId, memberId } = actor
  if (dealIds.length === 0) return
  await sql`select from deal where workspace_id = ${workspaceId} and id = any(${[...dealIds]}::uuid[]) order by id for update`.execute(tx)
  const cases = await casesOf(tx, workspaceId, now, dealIds)
  const step: Step = { kind: 'rebind', ...(kind === 'contact' ? { contactId: to } : { companyId: to }) }
  const writes = cases.map(({ book, situation }) => {
    const { changes } = decide(book.regulation, { steps: [step] }, situation, now)
    return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
  })
  await apply(tx, writes, { workspaceId, actorId: memberId, now, book: cases[0]!.book })
}

const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>, { tx }: Asking) => (await query.execute(tx)).rows.map(({ id }) => id)

/**
 * The other one goes into this one with all its history: deals, leads, people, further ways to reach him. Nothing is thrown away, and it
 * can be taken back. @throws Problem 409 when one of them has been merged already
 */
export async function merge(asking: Asking, kind: MergeKind, survivorId: string, mergedId: string): Promise<Merge> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  if (!mayActOnDeals(actor.role) && actor.role !== 'admin') throw forbidden(says.mayNotAct)
  const both = await lockBoth(asking, kind, survivorId, mergedId)
  if (!both.has(survivorId)) throw notFound()
  if (!both.has(mergedId)) throw invalid([{ path: '/id', message: says.noSuch }])
  if (survivorId === mergedId) throw invalid([{ path: '/id', message: says.same }])
  if ([...both.values()].some((into) => into !== null)) throw conflict(says.alreadyMerged)
  const moved = kind === 'lead' ? await moveLead(asking, survivorId, mergedId) : await moveClient(asking, kind, survivorId, mergedId)
  await sql`update ${sql.table(kind)} set merged_into = ${survivorId}::uuid where workspace_id = ${workspaceId} and id = ${mergedId}::uuid`.execute(
    tx,
  )
  const id = newId()
  await tx
    .insertInto('merge')
    .values({
      workspace_id: workspaceId,
      id,
      kind,
      survivor_id: survivorId,
      merged_id: mergedId,
      undo: json(moved),
      at: at(now),
      by_id: actor.memberId,
    })
    .execute()
  return oneMerge(asking, kind, survivorId, id)
}

async function moveClient(asking: Asking, kind: 'contact' | 'company', survivorId: string, mergedId: string): Promise<Moved> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const column = sql.ref(columnOf[kind])
  const deals = await idsOf(
    sql<{ id: string }>`select id from deal where workspace_id = ${workspaceId} and ${column} = ${mergedId}::uuid order by id`,
    asking,
  )
  await rebind(asking, kind, deals, survivorId)
  const leads = await idsOf(
    sql<{
      id: string
    }>`update lead set ${column} = ${survivorId}::uuid where workspace_id = ${workspaceId} and ${column} = ${mergedId}::uuid returning id`,
    asking,
  )
  if (kind === 'company') {
    const contacts = await idsOf(
      sql<{
        id: string
      }>`update contact set company_id = ${survivorId}::uuid where workspace_id = ${workspaceId} and company_id = ${mergedId}::uuid returning id`,
      asking,
    )
    return { deals, leads, contacts, points: [], traces: [], won: 0 }
  }
  // His ways become further ways of the survivor, who is found by them from now on.
  const { rows } = await sql<{ kind: string; value: string }>`
    insert into contact_point (workspace_id, kind, value, contact_id, created_at)
    select ${workspaceId}::integer, ways.kind, ways.value, ${survivorId}::uuid, ${at(now)} from (
      select 'phone' as kind, phone as value from contact where workspace_id = ${workspaceId} and id = ${mergedId}::uuid and phone is not null
      union select 'mail', email from contact where workspace_id = ${workspaceId} and id = ${mergedId}::uuid and email is not null
      union select kind, value from contact_point where workspace_id = ${workspaceId} and contact_id = ${mergedId}::uuid
    ) as ways
    on conflict (workspace_id, kind, value, contact_id) do nothing returning kind, value`.execute(tx)
  return { deals, leads, contacts: [], points: rows, traces: [], won: 0 }
}

async function moveLead(asking: Asking, survivorId: string, mergedId: string): Promise<Moved> {
  const { tx, actor } = asking
  const { workspaceId } = actor
  const { rows } = await sql<{ id: string; deal_id: string | null }>`
    select id, deal_id from lead where workspace_id = ${workspaceId} and id = any(${[survivorId, mergedId]}::uuid[])`.execute(tx)
  const deals = new Set(rows.flatMap(({ deal_id }) => deal_id ?? []))
  if (deals.size > 1) throw conflict(says.leadsDiffer)
  const traces = await idsOf(
    sql<{
      id: string
    }>`update lead_trace set lead_id = ${survivorId}::uuid where workspace_id = ${workspaceId} and lead_id = ${mergedId}::uuid returning id`,
    asking,
  )
  await sql`
    update lead set traces = traces + ${traces.length}, version = version + 1
    where workspace_id = ${workspaceId} and id = ${survivorId}::uuid`.execute(tx)
  return { deals: [], leads: [], contacts: [], points: [], traces, won: 0 }
}

type Row = {
  id: string
  survivor_id: string
  merged_id: string
  at: Instant
  by_id: string
  by_name: string | null
  undone_at: Instant | null
  undo: Moved
}

export async function readMerges({ tx, actor }: Asking, kind: MergeKind, survivorId: string): Promise<Merge[]> {
  const { rows } = await sql<Row>`
    select merge.id, survivor_id, merged_id, at, by_id, member.name as by_name, undone_at, undo
    from merge left join member on member.workspace_id = merge.workspace_id and member.id = merge.by_id
    where merge.workspace_id = ${actor.workspaceId} and kind = ${kind} and survivor_id = ${survivorId}::uuid
    order by at desc, merge.id desc limit 200`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    kind,
    survivorId: row.survivor_id,
    mergedId: row.merged_id,
    at: formatInstant(row.at),
    by: { id: row.by_id, name: row.by_name ?? '' },
    undoneAt: row.undone_at === null ? null : formatInstant(row.undone_at),
    moved: Object.fromEntries(Object.entries(row.undo).map(([what, it]) => [what, Array.isArray(it) ? it.length : it])),
  }))
}

async function oneMerge(asking: Asking, kind: MergeKind, survivorId: string, id: string): Promise<Merge> {
  const found = (await readMerges(asking, kind, survivorId)).find((it) => it.id === id)
  if (!found) throw notFound()
  return found
}

/** Takes a merge back: what came along goes back, what came since stays where it came. The latest merge is taken back first. */
export async function undoMerge(asking: Asking, kind: MergeKind, survivorId: string, mergeId: string): Promise<Merge> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  if (!mayActOnDeals(actor.role) && actor.role !== 'admin') throw forbidden(says.mayNotAct)
  const { mergedId, undoneAt } = await oneMerge(asking, kind, survivorId, mergeId)
  const both = await lockBoth(asking, kind, survivorId, mergedId)
  if (undoneAt !== null) throw conflict(says.alreadyUndone)
  if (both.get(mergedId) !== survivorId || both.get(survivorId) !== null) throw conflict(says.laterMerge)
  const { rows } = await sql<{ undo: Moved }>`
    update merge set undone_at = ${at(now)}, undone_by = ${actor.memberId}::uuid
    where workspace_id = ${workspaceId} and id = ${mergeId}::uuid and undone_at is null returning undo`.execute(tx)
  const undo = rows[0]?.undo
  if (!undo) throw conflict(says.alreadyUndone)
  await sql`update ${sql.table(kind)} set merged_into = null where workspace_id = ${workspaceId} and id = ${mergedId}::uuid`.execute(tx)
  if (kind === 'lead') {
    await sql`
      update lead_trace set lead_id = ${mergedId}::uuid where workspace_id = ${workspaceId} and id = any(${undo.traces}::uuid[])`.execute(
      tx,
    )
    await sql`
      update lead set traces = traces - ${undo.traces.length}, version = version + 1
      where workspace_id = ${workspaceId} and id = ${survivorId}::uuid`.execute(tx)
    return oneMerge(asking, kind, survivorId, mergeId)
  }
  const column = sql.ref(columnOf[kind])
  const still = await idsOf(
    sql<{
      id: string
    }>`select id from deal where workspace_id = ${workspaceId} and id = any(${undo.deals}::uuid[]) and ${column} = ${survivorId}::uuid order by id`,
    asking,
  )
  await rebind(asking, kind, still, mergedId)
  await sql`
    update lead set ${column} = ${mergedId}::uuid
    where workspace_id = ${workspaceId} and id = any(${undo.leads}::uuid[]) and ${column} = ${survivorId}::uuid`.execute(tx)
  if (kind === 'company') {
    await sql`
      update contact set company_id = ${mergedId}::uuid
      where workspace_id = ${workspaceId} and id = any(${undo.contacts}::uuid[]) and company_id = ${survivorId}::uuid`.execute(tx)
  } else {
    await sql`
      delete from contact_point using jsonb_to_recordset(${JSON.stringify(undo.points)}::jsonb) as moved (kind text, value text)
      where contact_point.workspace_id = ${workspaceId} and contact_id = ${survivorId}::uuid and contact_point.kind = moved.kind
        and contact_point.value = moved.value`.execute(tx)
  }
  return oneMerge(asking, kind, survivorId, mergeId)
}
