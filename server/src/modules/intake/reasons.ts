import type { LeadReason, LeadReasonCreation, LeadReasonEdit } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { invalid, notFound, Problem, stale } from '../../platform/http/index.ts'
import { at, json } from '../../platform/instantColumn.ts'
import type { Asking } from '../deals/index.ts'
import { countedMax, orderReplacements } from '../rulebook/index.ts'
import { says } from './words.ts'

const reason = (key: string, ru: string, en: string) => ({ key, name: { ru, en } })

/** Reasons of bad leads that a new company begins with (C4). */
const shipped = [
  reason('spam', 'Спам', 'Spam'),
  reason('contractor', 'Подрядчик или поставщик', 'Contractor or supplier'),
  reason('casual-visitor', 'Случайный посетитель', 'Casual visitor'),
  reason('job-seeker', 'Ищет работу', 'Looks for a job'),
  reason('not-ours', 'Не по адресу', 'Not for us'),
  reason('duplicate', 'Повтор', 'Duplicate'),
  reason('no-contact', 'Нет контактов', 'No way to reach'),
]

/** Gives a new workspace its reasons. */
export async function foundIntake(tx: Tx, workspaceId: number): Promise<void> {
  const rows = shipped.map(({ key, name }, position) => ({ workspace_id: workspaceId, id: newId(), key, name: json(name), position }))
  await tx.insertInto('lead_reason').values(rows).execute()
}

type Row = {
  id: string
  key: string
  name: LeadReason['name']
  leads: number
  retired_at: unknown
  replaced_by: string | null
  revision: number
}

const sayReason = ({ id, key, name, leads, retired_at, replaced_by, revision }: Row): LeadReason => ({
  id,
  key,
  name,
  used: leads > 0,
  leads,
  retired: retired_at !== null,
  replacedBy: replaced_by,
  version: revision,
})

/** The list in its order, each with how many leads have it (counted up to 1,001); one statement. */
export async function readReasons(tx: Tx, workspaceId: number): Promise<LeadReason[]> {
  const { rows } = await sql<Row>`
    select id::text, key, name, retired_at, replaced_by, revision, (
      select count(*)::integer from (
        select from lead where lead.workspace_id = ${workspaceId} and lead.reject_reason = lead_reason.key limit ${countedMax + 1}
      ) as found
    ) as leads
    from lead_reason where workspace_id = ${workspaceId} order by position, id`.execute(tx)
  return rows.map(sayReason)
}

/** @throws Problem 404 */
async function reasonOf(tx: Tx, workspaceId: number, id: string): Promise<LeadReason> {
  const found = (await readReasons(tx, workspaceId)).find((it) => it.id === id)
  if (!found) throw notFound()
  return found
}

/** Every change of the list goes one after another. */
const lockReasons = (tx: Tx, workspaceId: number) =>
  sql`select from lead_reason where workspace_id = ${workspaceId} order by id for update`.execute(tx)

export async function addReason(tx: Tx, workspaceId: number, { key, name }: LeadReasonCreation): Promise<LeadReason> {
  const id = newId()
  await sql`
    insert into lead_reason (workspace_id, id, key, name, position)
    select ${workspaceId}::integer, ${id}::uuid, ${key}, ${json(name)}, coalesce(max(position), 0) + 1
    from lead_reason where workspace_id = ${workspaceId}`.execute(tx)
  return reasonOf(tx, workspaceId, id)
}

/**
 * Renames, retires or offers again, and says what takes the place of a retired one on the leads that have it; those are carried over in
 * the background. `refuseStale` is shown what is there.
 */
export async function editReason(
  { tx, actor: { workspaceId, memberId }, now }: Pick<Asking, 'tx' | 'actor' | 'now'>,
  id: string,
  { name, retired, replacedBy }: LeadReasonEdit,
  refuseStale: (current: LeadReason) => void,
): Promise<LeadReason> {
  await lockReasons(tx, workspaceId)
  const all = await readReasons(tx, workspaceId)
  const current = all.find((it) => it.id === id)
  if (!current) throw notFound()
  refuseStale(current)
  const next = {
    name: name ?? current.name,
    retired: retired ?? current.retired,
    replacedBy: retired === false ? null : replacedBy === undefined ? current.replacedBy : replacedBy,
  }
  if (next.replacedBy !== null && replacedBy !== undefined) {
    const by = all.find(({ key }) => key === next.replacedBy)
    if (!next.retired || !by || by.retired || by.id === id) throw invalid([{ path: '/replacedBy', message: says.notInItsPlace }])
  }
  if (next.retired && !current.retired && all.every((other) => other.retired || other.id === id))
    throw invalid([{ path: '/retired', message: says.lastReason }])
  await tx
    .updateTable('lead_reason')
    .set({
      name: json(next.name),
      retired_at: next.retired ? sql`coalesce(retired_at, ${at(now)})` : null,
      replaced_by: next.replacedBy,
      revision: current.version + 1,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  if (next.replacedBy !== null && next.replacedBy !== current.replacedBy)
    await orderReplacements(tx, workspaceId, [{ what: 'lead-reason', from: current.key, to: next.replacedBy }], { by: memberId, now })
  return reasonOf(tx, workspaceId, id)
}

/** Puts the list in this order. @throws Problem 409 where it has changed meanwhile: both lists are told */
export async function orderReasons(tx: Tx, workspaceId: number, ids: readonly string[]): Promise<LeadReason[]> {
  await lockReasons(tx, workspaceId)
  const known = (await readReasons(tx, workspaceId)).map(({ id }) => id)
  if (known.length !== ids.length || new Set([...known, ...ids]).size !== known.length) throw stale({ ids }, { ids: known })
  const places = ids.map((id, place) => ({ id, place }))
  await sql`
    update lead_reason set position = placed.place
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as placed (id uuid, place integer)
    where workspace_id = ${workspaceId} and lead_reason.id = placed.id`.execute(tx)
  return readReasons(tx, workspaceId)
}

/** What leads have is kept, for their history names it: 409 with how many they are and what can be done instead. */
export async function removeReason(tx: Tx, workspaceId: number, id: string): Promise<void> {
  await lockReasons(tx, workspaceId)
  const all = await readReasons(tx, workspaceId)
  const found = all.find((it) => it.id === id)
  if (!found) throw notFound()
  const { key, leads } = found
  if (leads > 0)
    throw new Problem(409, 'conflict', says.reasonUsed(leads), {
      current: { used: [{ what: 'lead-reason', key, leads, ways: ['retire', 'replace'] }] },
    })
  if (all.every((other) => other.retired || other.id === id)) throw invalid([{ path: '/', message: says.lastReason }])
  await tx.deleteFrom('lead_reason').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
  // What was to be replaced by it stays as it is.
  await tx
    .updateTable('lead_reason')
    .set({ replaced_by: null })
    .where('workspace_id', '=', workspaceId)
    .where('replaced_by', '=', key)
    .execute()
}
