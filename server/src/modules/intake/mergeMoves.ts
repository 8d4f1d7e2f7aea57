import { at } from '../../platform/instantColumn.ts'
import { conflict } from '../../platform/http/index.ts'
import { decide, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { apply, type Asking, casesOf, nextCheckAfter } from '../deals/index.ts'
import { closeLate } from './lateAnswers.ts'
import { says } from './words.ts'

export type MergeKind = 'contact' | 'company' | 'lead'

/** What came along, by table; undoing puts exactly these back. */
export type Moved = {
  deals: string[]
  leads: string[]
  contacts: string[]
  points: { kind: string; value: string }[]
  traces: string[]
  /** Columns of a lead that were empty and were filled from the other one. */
  filled?: string[]
  /** When the lead that went in was to be looked at next. */
  nextCheckAt?: string | null
}

const nothing: Moved = { deals: [], leads: [], contacts: [], points: [], traces: [] }
export const columnOf = { contact: 'contact_id', company: 'company_id' } as const

const idsOf = async (query: ReturnType<typeof sql<{ id: string }>>, { tx }: Asking) => (await query.execute(tx)).rows.map(({ id }) => id)

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

/** Deals, leads and people of the one go to the other; a person's ways become further ways of the survivor, who is found by them. */
export async function moveClient(asking: Asking, kind: 'contact' | 'company', survivorId: string, mergedId: string): Promise<Moved> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const column = sql.ref(columnOf[kind])
  const deals = await idsOf(
    sql`select id from deal where workspace_id = ${workspaceId} and ${column} = ${mergedId}::uuid order by id`,
    asking,
  )
  await rebind(asking, kind, deals, survivorId)
  const leads = await idsOf(
    sql`update lead set ${column} = ${survivorId}::uuid where workspace_id = ${workspaceId} and ${column} = ${mergedId}::uuid returning id`,
    asking,
  )
  if (kind === 'company') {
    const contacts = await idsOf(
      sql`update contact set company_id = ${survivorId}::uuid
        where workspace_id = ${workspaceId} and company_id = ${mergedId}::uuid returning id`,
      asking,
    )
    return { ...nothing, deals, leads, contacts }
  }
  const { rows } = await sql<{ kind: string; value: string }>`
    insert into contact_point (workspace_id, kind, value, contact_id, created_at)
    select ${workspaceId}::integer, ways.kind, ways.value, ${survivorId}::uuid, ${at(now)} from (
      select 'phone' as kind, phone as value from contact where workspace_id = ${workspaceId} and id = ${mergedId}::uuid and phone is not null
      union select 'mail', email from contact where workspace_id = ${workspaceId} and id = ${mergedId}::uuid and email is not null
      union select kind, value from contact_point where workspace_id = ${workspaceId} and contact_id = ${mergedId}::uuid
    ) as ways
    where not exists (
      select from contact as known where known.workspace_id = ${workspaceId} and known.id = ${survivorId}::uuid
        and (ways.kind = 'phone' and known.phone = ways.value or ways.kind = 'mail' and known.email = ways.value)
    )
    on conflict (workspace_id, kind, value, contact_id) do nothing returning kind, value`.execute(tx)
  return { ...nothing, deals, leads, points: rows }
}

/** What came along goes back; what came since stays where it came. */
export async function putClientBack(asking: Asking, kind: 'contact' | 'company', survivorId: string, mergedId: string, undo: Moved) {
  const { tx, actor } = asking
  const { workspaceId } = actor
  const column = sql.ref(columnOf[kind])
  const still = await idsOf(
    sql`select id from deal where workspace_id = ${workspaceId} and id = any(${undo.deals}::uuid[]) and ${column} = ${survivorId}::uuid order by id`,
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
    return
  }
  await sql`
    delete from contact_point using jsonb_to_recordset(${JSON.stringify(undo.points)}::jsonb) as moved (kind text, value text)
    where contact_point.workspace_id = ${workspaceId} and contact_id = ${survivorId}::uuid and contact_point.kind = moved.kind
      and contact_point.value = moved.value`.execute(tx)
}

/** What a lead is filled with from the one that goes in: by these it is known again. */
const filling = ['name', 'folded_name', 'phone', 'phone_extension', 'email', 'messenger', 'company_name', 'inn', 'text', 'product'] as const

type Both = { id: string; deal_id: string | null; next_check_at: string | null } & Record<(typeof filling)[number], string | null>

/** The traces of the one go to the other, with what the other did not know yet. A lead without a deal takes none in that has one. */
export async function moveLead({ tx, actor, now }: Asking, survivorId: string, mergedId: string): Promise<Moved> {
  const { workspaceId } = actor
  const { rows } = await sql<Both>`
    select id, deal_id, next_check_at::text, ${sql.raw(filling.join(', '))} from lead
    where workspace_id = ${workspaceId} and id = any(${[survivorId, mergedId]}::uuid[])`.execute(tx)
  const [survivor, merged] = [survivorId, mergedId].map((id) => rows.find((row) => row.id === id)!) as [Both, Both]
  if (merged.deal_id !== null && survivor.deal_id === null) throw conflict(says.otherHasDeal)
  if (merged.deal_id !== null && merged.deal_id !== survivor.deal_id) throw conflict(says.leadsDiffer)
  const { rows: moved } = await sql<{ id: string }>`
    update lead_trace set lead_id = ${survivorId}::uuid where workspace_id = ${workspaceId} and lead_id = ${mergedId}::uuid returning id`.execute(
    tx,
  )
  const filled = filling.filter((column) => survivor[column] === null && merged[column] !== null)
  const takes = filled.map((column) => sql`, ${sql.ref(column)} = merged.${sql.ref(column)}`)
  await sql`
    update lead set traces = lead.traces + ${moved.length}, heard_at = greatest(lead.heard_at, merged.heard_at), version = lead.version + 1
      ${sql.join(takes, sql``)}
    from lead as merged
    where lead.workspace_id = ${workspaceId} and lead.id = ${survivorId}::uuid
      and merged.workspace_id = ${workspaceId} and merged.id = ${mergedId}::uuid`.execute(tx)
  // It waits for nothing any more.
  await closeLate(tx, workspaceId, mergedId, now)
  await sql`update lead set next_check_at = null where workspace_id = ${workspaceId} and id = ${mergedId}::uuid`.execute(tx)
  return { ...nothing, traces: moved.map(({ id }) => id), filled, nextCheckAt: merged.next_check_at }
}

export async function putLeadBack({ tx, actor }: Asking, survivorId: string, mergedId: string, undo: Moved): Promise<void> {
  const { workspaceId } = actor
  await sql`
    update lead_trace set lead_id = ${mergedId}::uuid where workspace_id = ${workspaceId} and id = any(${undo.traces}::uuid[])`.execute(tx)
  // What a person has written over since stays.
  const empties = (undo.filled ?? []).map(
    (column) => sql`, ${sql.ref(column)} = nullif(lead.${sql.ref(column)}, merged.${sql.ref(column)})`,
  )
  await sql`
    update lead set traces = lead.traces - ${undo.traces.length}, version = lead.version + 1 ${sql.join(empties, sql``)}
    from lead as merged
    where lead.workspace_id = ${workspaceId} and lead.id = ${survivorId}::uuid
      and merged.workspace_id = ${workspaceId} and merged.id = ${mergedId}::uuid`.execute(tx)
  await sql`
    update lead set next_check_at = ${undo.nextCheckAt ?? null}::timestamptz
    where workspace_id = ${workspaceId} and id = ${mergedId}::uuid`.execute(tx)
}
