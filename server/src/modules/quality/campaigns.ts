import type { LostCampaign, LostCampaignCreation, LostSegment } from '@reglament/contract'
import { formatInstant, newId, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { at, iso, json } from '../../platform/instantColumn.ts'
import type { Asking } from '../deals/index.ts'
import { mayExempt } from '../members/index.ts'
import { inSegment } from './lostDeals.ts'
import { named } from './losses.ts'
import { says } from './words.ts'

const targetsMax = 5000

function mustCampaign({ role }: Asking['actor']): void {
  if (!mayExempt(role)) throw forbidden(says.notCampaigner)
}

/** Begins a campaign: who is meant is fixed now, the latest loss first; the parts fall due day by day, the first at once (H7). */
export async function beginCampaign(
  asking: Asking,
  { name, kind, goesTo = 'same', perDay, segment }: LostCampaignCreation,
): Promise<string> {
  const { tx, actor, now } = asking
  mustCampaign(actor)
  const { workspaceId } = actor
  const id = newId()
  await tx
    .insertInto('campaign')
    .values({
      workspace_id: workspaceId,
      id,
      name: name.trim(),
      kind,
      goes_to: goesTo,
      per_day: perDay,
      segment: json(segment),
      created_by: actor.memberId,
      created_at: at(now),
      next_check_at: at(now),
    })
    .execute()
  const { rows } = await sql<{ count: number }>`
    with meant as (
      insert into campaign_target (workspace_id, campaign_id, position, deal_id)
      select ${workspaceId}::integer, ${id}::uuid, row_number() over (order by closure.closed_at desc, closure.id desc), closure.deal_id
      from closure where closure.workspace_id = ${workspaceId} and ${await inSegment(asking, segment)}
      order by closure.closed_at desc, closure.id desc limit ${targetsMax + 1} returning 1
    ) select count(*)::integer as count from meant`.execute(tx)
  const { count } = rows[0]!
  if (count === 0) throw invalid([{ path: '/segment', message: says.emptySegment }])
  if (count > targetsMax) throw invalid([{ path: '/segment', message: says.largeSegment }])
  return id
}

/** Ends a campaign before its end; what is done stays. */
export async function stopCampaign(asking: Asking, id: string): Promise<void> {
  const { tx, actor, now } = asking
  const found = await tx
    .selectFrom('campaign')
    .select(['finished_at', 'stopped_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  mustCampaign(actor)
  if (found.finished_at !== null || found.stopped_at !== null) throw conflict(says.ended)
  await tx
    .updateTable('campaign')
    .set({ stopped_at: at(now), next_check_at: at(null) })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute()
}

type Row = {
  id: string
  name: string
  kind: LostCampaign['kind']
  goes_to: LostCampaign['goesTo']
  per_day: number
  segment: LostSegment
  created_by: string
  created_by_name: string | null
  created_at: Instant
  next_check_at: Instant | null
  finished_at: Instant | null
  stopped_at: Instant | null
  targets: number
  done: number
  skipped: number
  answered: number
  open: number
  won: number
  won_sums: { currency: string; amount: number }[] | null
}

/** Campaigns with what has come of them, the latest first: clients heard since, deals open and won. One statement. */
export async function readCampaigns(db: Db, workspaceId: number, id?: string): Promise<LostCampaign[]> {
  const { rows } = await sql<Row>`
    with shown as materialized (
      select * from campaign where workspace_id = ${workspaceId} ${id === undefined ? sql`` : sql`and id = ${id}::uuid`}
      order by created_at desc, id desc limit 100
    )
    select campaign.id, campaign.name, campaign.kind, campaign.goes_to, campaign.per_day, campaign.segment, campaign.created_by,
      member.name as created_by_name, campaign.created_at, campaign.next_check_at, campaign.finished_at, campaign.stopped_at, result.*
    from shown as campaign
    left join member on member.workspace_id = ${workspaceId} and member.id = campaign.created_by
    cross join lateral (
      select count(*)::integer as targets, (count(*) filter (where state = 'done'))::integer as done,
        (count(*) filter (where state = 'skipped'))::integer as skipped,
        (count(*) filter (where made.status = 'open'))::integer as open, (count(*) filter (where made.status = 'won'))::integer as won,
        (count(*) filter (where done_at is not null and exists (
          select from interaction where interaction.workspace_id = ${workspaceId}
            and interaction.deal_id in (target.deal_id, target.new_deal_id) and direction = 'in' and outcome <> 'auto-reply'
            and interaction.at > target.done_at)))::integer as answered,
        (select jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount)) from (
          select sum.currency, sum(sum.budget) as amount from campaign_target as paid
          join deal as sum on sum.workspace_id = ${workspaceId} and sum.id = paid.new_deal_id and sum.status = 'won'
          where paid.workspace_id = ${workspaceId} and paid.campaign_id = campaign.id and sum.currency is not null group by sum.currency
        ) as sums) as won_sums
      from campaign_target as target
      left join deal as made on made.workspace_id = ${workspaceId} and made.id = target.new_deal_id
      where target.workspace_id = ${workspaceId} and target.campaign_id = campaign.id
    ) as result
    order by campaign.created_at desc, campaign.id desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    goesTo: row.goes_to,
    perDay: row.per_day,
    segment: row.segment,
    createdBy: named(row.created_by, row.created_by_name),
    createdAt: formatInstant(row.created_at),
    state: row.finished_at !== null ? 'finished' : row.stopped_at !== null ? 'stopped' : 'running',
    nextAt: iso(row.next_check_at),
    targets: row.targets,
    done: row.done,
    skipped: row.skipped,
    answered: row.answered,
    open: row.open,
    won: row.won,
    wonSums: row.won_sums ?? [],
  }))
}
