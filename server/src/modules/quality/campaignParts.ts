import { add, newId, workingDays, type Instant } from '@reglament/kernel'
import { decide } from '@reglament/regulation'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { apply, type Case, casesOf, comeBack, type DueWork, nextCheckAfter } from '../deals/index.ts'

type Due = { id: string; kind: string; goes_to: string; per_day: number }
type Target = { position: number; deal_id: string }
type Outcome = { position: number; state: 'done' | 'skipped'; why: string | null; new_deal_id: string | null }

/** Deals of clients who have an open one are left alone: somebody is talking with them already. */
const clientsAtWork = async (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`
    select lost.id::text from deal as lost where lost.workspace_id = ${workspaceId} and lost.id = any(${ids}::uuid[]) and exists (
      select from deal as other where other.workspace_id = ${workspaceId} and other.status = 'open'
        and (other.contact_id = lost.contact_id or other.company_id = lost.company_id))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Locks in the order of ids, as every act does that takes more than one deal. */
const lockDeals = async (tx: Tx, workspaceId: number, ids: readonly string[]) => {
  await sql`select from deal where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
}

/** The part of one day: each deal once, in the order of the campaign. What cannot be done is passed over, with why. */
async function doPart(tx: Tx, workspaceId: number, campaign: Due, targets: readonly Target[], now: Instant): Promise<void> {
  const ids = targets.map(({ deal_id }) => deal_id)
  await lockDeals(tx, workspaceId, ids)
  const cases = new Map((await casesOf(tx, workspaceId, now, ids)).map((it) => [it.deal.dealId, it]))
  const busy = campaign.kind === 'deals' ? await clientsAtWork(tx, workspaceId, ids) : new Set<string>()
  const book = [...cases.values()][0]?.book
  if (!book) return
  const ink = { workspaceId, actorId: null, now, book }
  const whyNot = ({ deal, situation: { client } }: Case) => {
    if (deal.status !== 'lost') return 'reopened'
    if (campaign.kind === 'deals') return busy.has(deal.dealId) ? 'open-deal' : null
    return client.channels.mail || client.channels.messenger ? null : 'no-channel'
  }
  const outcomes: Outcome[] = []
  const chosen: Case[] = []
  const made = new Map<string, string>()
  for (const { position, deal_id } of targets) {
    const found = cases.get(deal_id)
    const why = found ? whyNot(found) : 'reopened'
    const newDealId = why === null && campaign.kind === 'deals' ? newId() : null
    if (why === null) chosen.push(found!)
    if (newDealId !== null) made.set(deal_id, newDealId)
    outcomes.push({ position, state: why === null ? 'done' : 'skipped', why, new_deal_id: newDealId })
  }
  if (campaign.kind === 'letters') {
    const writes = chosen.map(({ situation }) => {
      const { changes } = decide(book.regulation, { steps: [{ kind: 'send-letter', template: 'reactivation' }] }, situation, now)
      return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
    })
    await apply(tx, writes, ink)
  } else {
    const comings = chosen.map(({ deal }) => ({
      id: made.get(deal.dealId)!,
      of: deal.dealId,
      to: campaign.goes_to === 'same' ? deal.responsibleId : null,
    }))
    await comeBack(tx, comings, ink)
  }
  await sql`
    update campaign_target as target set state = written.state, why = written.why, new_deal_id = written.new_deal_id, done_at = ${at(now)}
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as written (position integer, state text, why text, new_deal_id uuid)
    where target.workspace_id = ${workspaceId} and target.campaign_id = ${campaign.id}::uuid and target.position = written.position`.execute(
    tx,
  )
}

/** One part that is due, done and the next one named; false when nothing is due, or another process has it in hand. */
const sweepPart = (services: Services, workspaceId: number, now: Instant): Promise<boolean> =>
  inWorkspace(services, workspaceId, async (tx) => {
    const { rows } = await sql<Due>`
      select id, kind, goes_to, per_day from campaign where workspace_id = ${workspaceId} and next_check_at <= ${at(now)}
      order by next_check_at, id limit 1 for update skip locked`.execute(tx)
    const [campaign] = rows
    if (!campaign) return false
    const { rows: targets } = await sql<Target>`
      select position, deal_id from campaign_target where workspace_id = ${workspaceId} and campaign_id = ${campaign.id}::uuid
        and state = 'waiting' order by position limit ${campaign.per_day + 1}`.execute(tx)
    const part = targets.slice(0, campaign.per_day)
    if (part.length > 0) await doPart(tx, workspaceId, campaign, part, now)
    const [any] = await casesOf(
      tx,
      workspaceId,
      now,
      part.slice(0, 1).map(({ deal_id }) => deal_id),
    )
    const more = targets.length > part.length && any !== undefined
    await tx
      .updateTable('campaign')
      .set(more ? { next_check_at: at(add(any.book.calendar, now, workingDays(1))) } : { next_check_at: at(null), finished_at: at(now) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', campaign.id)
      .execute()
    return true
  })

/** Parts of campaigns that are due, for the sweeper: each once, whoever sweeps (H7, A9). */
export const campaignWork: DueWork = {
  name: 'campaigns',
  workspaces: async (db, realNow) => {
    const { rows } = await sql<{ id: number }>`select workspaces_campaigning(${at(realNow)}) as id`.execute(db)
    return rows.map(({ id }) => id)
  },
  next: async (tx, workspaceId) => {
    const { rows } = await sql<{ at: Instant | null }>`
      select min(next_check_at) as at from campaign where workspace_id = ${workspaceId} and next_check_at is not null`.execute(tx)
    return rows[0]?.at ?? null
  },
  carryOut: async (services, workspaceId, now) => {
    let parts = 0
    while (await sweepPart(services, workspaceId, now)) parts += 1
    return parts
  },
}
