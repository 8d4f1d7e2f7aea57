import type { LeadReason, LeadReasonCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { conflict, notFound } from '../../platform/http/index.ts'
import { json } from '../../platform/instantColumn.ts'
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

type Row = { id: string; key: string; name: LeadReason['name']; used: boolean }

export async function readReasons(tx: Tx, workspaceId: number): Promise<LeadReason[]> {
  const { rows } = await sql<Row>`
    select id, key, name, exists (
      select from lead where lead.workspace_id = ${workspaceId} and lead.reject_reason = lead_reason.key
    ) as used
    from lead_reason where workspace_id = ${workspaceId} order by position, id`.execute(tx)
  return rows
}

export async function addReason(tx: Tx, workspaceId: number, { key, name }: LeadReasonCreation): Promise<LeadReason> {
  const id = newId()
  await sql`
    insert into lead_reason (workspace_id, id, key, name, position)
    select ${workspaceId}::integer, ${id}::uuid, ${key}, ${json(name)}, coalesce(max(position), 0) + 1
    from lead_reason where workspace_id = ${workspaceId}`.execute(tx)
  return { id, key, name, used: false }
}

export async function editReason(tx: Tx, workspaceId: number, id: string, name: LeadReason['name']): Promise<LeadReason> {
  await tx
    .updateTable('lead_reason')
    .set({ name: json(name) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  const found = (await readReasons(tx, workspaceId)).find((it) => it.id === id)
  if (!found) throw notFound()
  return found
}

/** What leads have is kept: their history names it. */
export async function removeReason(tx: Tx, workspaceId: number, id: string): Promise<void> {
  const found = (await readReasons(tx, workspaceId)).find((it) => it.id === id)
  if (!found) throw notFound()
  if (found.used) throw conflict(says.reasonUsed)
  await tx.deleteFrom('lead_reason').where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
}
