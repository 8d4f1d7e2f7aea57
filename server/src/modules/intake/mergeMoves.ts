import { at } from '../../platform/instantColumn.ts'
import { conflict, refused } from '../../platform/http/problem.ts'
import type { Instant } from '@reglament/kernel'
import { decide, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { apply, type Asking, casesOf, lockCase, nextCheckAfter } from '../deals/index.ts'
import { bookInForce, sayVerdict } from '../rulebook/index.ts'
import { tellDeal } from './attachLead.ts'
import { closeLate } from './lateAnswers.ts'
import type { LeadFull } from './readLeads.ts'
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
  /** What colleagues have written beside the lead that went in. */
  comments?: string[]
  /** What the one that went in did not want: no calls, no mail. The survivor does not want it either. */
  wishes?: Wish[]
  /** When the lead that went in was to be looked at next. */
  nextCheckAt?: string | null
}

const wishes = ['do_not_call', 'do_not_mail'] as const
type Wish = (typeof wishes)[number]

/** Who asked for no calls or no mail has asked for it under either card. */
async function takeWishes({ tx, actor }: Asking, kind: 'contact' | 'lead', survivorId: string, mergedId: string): Promise<Wish[]> {
  const card = sql.table(kind)
  const { rows } = await sql<Record<Wish, boolean>>`
    select merged.do_not_call and not ${card}.do_not_call as do_not_call, merged.do_not_mail and not ${card}.do_not_mail as do_not_mail
    from ${card} join ${card} as merged on merged.workspace_id = ${card}.workspace_id and merged.id = ${mergedId}::uuid
    where ${card}.workspace_id = ${actor.workspaceId} and ${card}.id = ${survivorId}::uuid`.execute(tx)
  const taken = wishes.filter((wish) => rows[0]?.[wish])
  await setWishes({ tx, actor }, kind, survivorId, taken, true)
  return taken
}

async function setWishes(
  { tx, actor }: Pick<Asking, 'tx' | 'actor'>,
  kind: 'contact' | 'lead',
  id: string,
  taken: readonly Wish[],
  to: boolean,
) {
  if (taken.length === 0) return
  const set = taken.map((wish) => sql`${sql.ref(wish)} = ${to}`)
  await sql`update ${sql.table(kind)} set ${sql.join(set)} where workspace_id = ${actor.workspaceId} and id = ${id}::uuid`.execute(tx)
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
  // First, for what is done about his deals hangs on how he may be reached.
  const taken = kind === 'contact' ? await takeWishes(asking, kind, survivorId, mergedId) : []
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
  return { ...nothing, deals, leads, points: rows, wishes: taken }
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
  await setWishes(asking, kind, survivorId, undo.wishes ?? [], false)
}

/** What a lead is filled with from the one that goes in: by these it is known again. */
const filling = [
  'name',
  'folded_name',
  'phone',
  'phone_extension',
  'email',
  'messenger',
  'company_name',
  'inn',
  'text',
  'product',
  'deadline',
  'source',
  'page',
] as const

type Both = {
  id: string
  status: string
  channel: LeadFull['channel']
  tags: string[]
  heard_at: Instant
  deal_id: string | null
  next_check_at: string | null
} & Record<(typeof filling)[number], string | null>

/**
 * The traces of the one go to the other, with what the other did not know yet. A lead without a deal takes none in that has one. One that
 * waits for an answer goes nowhere where nobody would see it: not into a rejected one, not into a closed deal; an open deal hears of it.
 */
export async function moveLead(asking: Asking, survivorId: string, mergedId: string): Promise<Moved> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const { rows } = await sql<Both>`
    select id, status, channel, tags, heard_at, deal_id, next_check_at::text, ${sql.raw(filling.join(', '))} from lead
    where workspace_id = ${workspaceId} and id = any(${[survivorId, mergedId]}::uuid[])`.execute(tx)
  const [survivor, merged] = [survivorId, mergedId].map((id) => rows.find((row) => row.id === id)!) as [Both, Both]
  if (merged.deal_id !== null && survivor.deal_id === null) throw conflict(says.otherHasDeal)
  if (merged.deal_id !== null && merged.deal_id !== survivor.deal_id) throw conflict(says.leadsDiffer)
  if (merged.status === 'new' || merged.status === 'in-work') {
    if (survivor.status === 'rejected') throw conflict(says.openIntoRejected)
    if (survivor.deal_id !== null) await intoDeal(asking, survivor.deal_id, merged)
  }
  const { rows: moved } = await sql<{ id: string }>`
    update lead_trace set lead_id = ${survivorId}::uuid where workspace_id = ${workspaceId} and lead_id = ${mergedId}::uuid returning id`.execute(
    tx,
  )
  const comments = await idsOf(
    sql`update lead_comment set lead_id = ${survivorId}::uuid where workspace_id = ${workspaceId} and lead_id = ${mergedId}::uuid returning id`,
    asking,
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
  const taken = await takeWishes(asking, 'lead', survivorId, mergedId)
  return { ...nothing, traces: moved.map(({ id }) => id), filled, comments, wishes: taken, nextCheckAt: merged.next_check_at }
}

async function intoDeal(asking: Asking, dealId: string, merged: Both): Promise<void> {
  const found = await lockCase(asking, dealId)
  if (found.deal.status !== 'open') throw conflict(says.openIntoClosed)
  const book = await bookInForce(asking.tx, asking.actor.workspaceId)
  const { verdict } = await tellDeal(asking, book, found, merged)
  if (!verdict.allowed) throw refused(sayVerdict(book, verdict, asking.language))
}

export async function putLeadBack(asking: Asking, survivorId: string, mergedId: string, undo: Moved): Promise<void> {
  const { tx, actor } = asking
  const { workspaceId } = actor
  await sql`
    update lead_trace set lead_id = ${mergedId}::uuid where workspace_id = ${workspaceId} and id = any(${undo.traces}::uuid[])`.execute(tx)
  await sql`
    update lead_comment set lead_id = ${mergedId}::uuid
    where workspace_id = ${workspaceId} and id = any(${undo.comments ?? []}::uuid[])`.execute(tx)
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
  await setWishes(asking, 'lead', survivorId, undo.wishes ?? [], false)
}
