import type { Merge } from '@reglament/contract'
import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { type Asking, isInSight, sightOf } from '../deals/index.ts'
import { mayMergeClients } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { companyKeysOf } from './identity.ts'
import { columnOf, type MergeKind, type Moved, moveClient, moveLead, putClientBack, putLeadBack } from './mergeMoves.ts'
import { leadOf, ownedOf } from './readLeads.ts'
import { lockKeys } from '../contacts/index.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

export type { MergeKind } from './mergeMoves.ts'

/** By which keys intake holds these: what arrives for either waits until the merge is done, and finds the survivor. */
async function waysOf({ tx, actor: { workspaceId } }: Asking, kind: MergeKind, ids: readonly string[]): Promise<string[]> {
  const of = sql`workspace_id = ${workspaceId}`
  if (kind === 'company') {
    const { rows } = await sql<{ name: string; inn: string | null }>`
      select name, inn from company where ${of} and id = any(${[...ids]}::uuid[])`.execute(tx)
    return rows.flatMap(({ name, inn }) => companyKeysOf({ company: name, inn }))
  }
  const { rows } =
    kind === 'contact'
      ? await sql<{ key: string }>`
          select 'phone ' || phone as key from contact where ${of} and id = any(${[...ids]}::uuid[]) and phone is not null
          union select 'mail ' || email from contact where ${of} and id = any(${[...ids]}::uuid[]) and email is not null
          union select kind || ' ' || value from contact_point where ${of} and contact_id = any(${[...ids]}::uuid[])`.execute(tx)
      : await sql<{ key: string }>`
          select key from lead cross join unnest(array['phone ' || phone, 'mail ' || email, 'messenger ' || messenger]) as key
          where ${of} and id = any(${[...ids]}::uuid[]) and key is not null`.execute(tx)
  return rows.map(({ key }) => key)
}

async function lockBoth(asking: Asking, kind: MergeKind, survivorId: string, mergedId: string) {
  const { tx, actor } = asking
  const both = [survivorId, mergedId]
  await lockKeys(
    tx,
    actor.workspaceId,
    both.map((id) => `merge ${id}`),
  )
  await lockKeys(tx, actor.workspaceId, await waysOf(asking, kind, both))
  const { rows } = await sql<{ id: string; merged_into: string | null }>`
    select id, merged_into from ${sql.table(kind)}
    where workspace_id = ${actor.workspaceId} and id = any(${both}::uuid[]) order by id for update`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.merged_into]))
}

/** A client is everybody's, but who merges him may not reach into deals that are not in his sight. */
async function mustReach(asking: Asking, kind: MergeKind, survivorId: string, mergedId: string): Promise<void> {
  const { tx, actor } = asking
  if (!mayMergeClients(actor.role)) throw forbidden(says.mayNotAct)
  if (kind === 'lead') {
    await leadOf(asking, survivorId)
    const merged = await leadOf(asking, mergedId).catch(() => null)
    if (!merged || !isInSight(actor, ownedOf(merged))) throw invalid([{ path: '/id', message: says.noSuch }])
    return
  }
  const sight = await sightOf(asking)
  if (sight === 'all') return
  const { rows } = await sql`
    select from deal where workspace_id = ${actor.workspaceId} and ${sql.ref(columnOf[kind])} = ${mergedId}::uuid
      and responsible_id is not null and responsible_id <> all(${[...sight]}::uuid[]) limit 1`.execute(tx)
  if (rows.length > 0) throw forbidden(says.othersDeals)
}

/**
 * The other one goes into this one with all its history: deals, leads, people, traces, further ways to reach him. Nothing is thrown
 * away, and it can be taken back (C2). @throws Problem 409 when one of them has been merged already, or the two can't be one
 */
export async function merge(asking: Asking, kind: MergeKind, survivorId: string, mergedId: string): Promise<Merge> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  await mustReach(asking, kind, survivorId, mergedId)
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
  if (kind === 'lead') await tell(asking, 'lead-merged', survivorId, mergedId)
  return oneMerge(asking, kind, survivorId, id)
}

/** Both leads tell it in their histories, and open screens hear of it. */
async function tell({ tx, actor, now, language }: Asking, type: 'lead-merged' | 'lead-unmerged', survivorId: string, mergedId: string) {
  const intake = {
    tx,
    workspaceId: actor.workspaceId,
    now,
    book: await bookInForce(tx, actor.workspaceId),
    language,
    currency: actor.currency,
  }
  const entry = (of: string, data: Record<string, string>) => leadEntry(intake, of, type, actor.memberId, data)
  await writeIntake(intake, { entries: [entry(survivorId, { mergedId }), entry(mergedId, { survivorId })] })
}

type Row = {
  id: string
  survivor_id: string
  merged_id: string
  merged_name: string | null
  at: Instant
  by_id: string
  by_name: string | null
  undone_at: Instant | null
  undo: Moved
}

const nameIn = {
  contact: sql`merged.name`,
  company: sql`merged.name`,
  lead: sql`coalesce(merged.name, merged.company_name, merged.phone, merged.email, merged.messenger)`,
} as const

/** What went into it, the latest first. */
export async function readMerges({ tx, actor }: Asking, kind: MergeKind, survivorId: string, mergeId?: string): Promise<Merge[]> {
  const { rows } = await sql<Row>`
    select merge.id, survivor_id, merged_id, ${nameIn[kind]} as merged_name, at, by_id, member.name as by_name, undone_at, undo
    from merge
    left join ${sql.table(kind)} as merged on merged.workspace_id = merge.workspace_id and merged.id = merge.merged_id
    left join member on member.workspace_id = merge.workspace_id and member.id = merge.by_id
    where merge.workspace_id = ${actor.workspaceId} and kind = ${kind} and survivor_id = ${survivorId}::uuid
      ${mergeId === undefined ? sql`` : sql`and merge.id = ${mergeId}::uuid`}
    order by at desc, merge.id desc limit 200`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    kind,
    survivorId: row.survivor_id,
    mergedId: row.merged_id,
    mergedName: row.merged_name ?? '',
    at: formatInstant(row.at),
    by: { id: row.by_id, name: row.by_name ?? '' },
    undoneAt: row.undone_at === null ? null : formatInstant(row.undone_at),
    moved: Object.fromEntries(Object.entries(row.undo).flatMap(([what, it]) => (Array.isArray(it) ? [[what, it.length]] : []))),
  }))
}

async function oneMerge(asking: Asking, kind: MergeKind, survivorId: string, id: string): Promise<Merge> {
  const [found] = await readMerges(asking, kind, survivorId, id)
  if (!found) throw notFound()
  return found
}

/** Takes a merge back: what came along goes back, what came since stays where it came. The latest merge is taken back first. */
export async function undoMerge(asking: Asking, kind: MergeKind, survivorId: string, mergeId: string): Promise<Merge> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const { mergedId, undoneAt } = await oneMerge(asking, kind, survivorId, mergeId)
  await mustReach(asking, kind, survivorId, mergedId)
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
    await putLeadBack(asking, survivorId, mergedId, undo)
    await tell(asking, 'lead-unmerged', survivorId, mergedId)
  } else await putClientBack(asking, kind, survivorId, mergedId, undo)
  return oneMerge(asking, kind, survivorId, mergeId)
}
