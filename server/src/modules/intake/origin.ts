import type { DealInquiry } from '@reglament/contract'
import { foldText, formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, isInSight } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'

type OriginRow = {
  responsible_id: string | null
  team_id: string | null
  head_id: string | null
  stand_in_id: string | null
  id: string | null
  channel: DealInquiry['channel']
  via: string | null
  source: string | null
  campaign: Record<string, string>
  page: string | null
  product: string | null
  deadline: string | null
  inquired_at: Instant
}

const most = 20

/** The inquiries that a deal was made of, the first of them first: for whoever sees the deal. One statement. @throws Problem 404 */
export async function inquiriesOf({ tx, actor, now }: Asking, dealId: string): Promise<DealInquiry[]> {
  const { rows } = await sql<OriginRow>`
    select deal.responsible_id, member.team_id, team.head_id, away.stand_in_id, lead.id, lead.channel, first.via_name as via, lead.source,
      lead.campaign, lead.page, lead.product, lead.deadline, lead.inquired_at
    from deal
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    left join team on team.workspace_id = member.workspace_id and team.id = member.team_id
    left join lateral (
      select stand_in_id from absence where absence.workspace_id = deal.workspace_id and absence.member_id = deal.responsible_id
        and from_at <= ${at(now)} and until_at > ${at(now)} limit 1
    ) as away on true
    left join lead on lead.workspace_id = deal.workspace_id and lead.deal_id = deal.id and lead.merged_into is null
    left join lateral (
      select via_name from lead_trace where lead_trace.workspace_id = lead.workspace_id and lead_trace.lead_id = lead.id
      order by at, id limit 1
    ) as first on true
    where deal.workspace_id = ${actor.workspaceId} and deal.id = ${dealId}::uuid
    order by lead.inquired_at, lead.id limit ${sql.lit(most)}`.execute(tx)
  const [deal] = rows
  if (!deal) throw notFound()
  const owned = { responsibleId: deal.responsible_id, teamId: deal.team_id, headId: deal.head_id, standInId: deal.stand_in_id }
  if (!isInSight(actor, owned)) throw notFound()
  return rows.flatMap(({ id, channel, via, source, campaign, page, product, deadline, inquired_at }) =>
    id === null ? [] : [{ id, channel, via, source, campaign, page, product, deadline, inquiredAt: formatInstant(inquired_at) }],
  )
}

const namesMost = 200

/** What inquiries have in a column, in order: one step of its index for each, however many leads there are. One statement. */
async function namesIn(tx: Tx, workspaceId: number, column: 'campaign_name' | 'source'): Promise<string[]> {
  const name = sql.ref(column)
  const { rows } = await sql<{ name: string }>`
    with recursive known as (
      (select ${name} as name, 1 as n from lead where workspace_id = ${workspaceId} and ${name} is not null
        order by ${name} limit 1)
      union all
      select next.name, known.n + 1 from known cross join lateral (
        select ${name} as name from lead where workspace_id = ${workspaceId} and ${name} > known.name
        order by ${name} limit 1
      ) as next where known.n < ${sql.lit(namesMost)}
    )
    select name from known`.execute(tx)
  return rows.map((row) => row.name)
}

/** The campaigns that inquiries have come by. */
export const campaignsOf = (tx: Tx, workspaceId: number): Promise<string[]> => namesIn(tx, workspaceId, 'campaign_name')

/** The sources that inquiries have, as they were sent: a key or a name of the company's list, or a name that is not in it. */
export const sourcesOf = (tx: Tx, workspaceId: number): Promise<string[]> => namesIn(tx, workspaceId, 'source')

/** All that means a source when leads are narrowed to it: forms send its key or its name in any letters. */
export async function sourceNames(tx: Tx, workspaceId: number, { regulation }: Book, source: string): Promise<string[]> {
  const option = regulation.fields.get('source')?.options.find(({ key }) => key === source)
  if (!option) return [source]
  const names = new Set([option.key, option.name.ru, option.name.en].map(foldText))
  return [source, ...(await sourcesOf(tx, workspaceId)).filter((sent) => names.has(foldText(sent)))]
}
