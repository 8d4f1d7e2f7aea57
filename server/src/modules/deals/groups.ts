import type { DealGroup, DealGroups } from '@reglament/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import { NOBODY } from './counts.ts'
import { countMax, sayNumbers } from './board.ts'
import { campaignOf, type Listing, listed } from './list.ts'

export type By = 'stage' | 'responsible' | 'campaign'

type Row = { key: string; currency: string; deals: number; amount: number }

/** Up to how many deals the whole table is counted. */
const totalMax = 1000
/** Groups are counted over so many deals; where there are more, each group says so. */
const groupedMax = 10 * countMax

/**
 * What a filter leaves: how many deals and for how much, and how they fall into groups. Counting stops at a limit, so that its cost does
 * not grow with all deals.
 */
export async function readGroups(db: Db, workspaceId: number, listing: Omit<Listing, 'limit'>, by?: By): Promise<DealGroups> {
  const key =
    by === 'stage'
      ? sql`deal.pipeline || '/' || deal.stage`
      : by === 'responsible'
        ? sql`coalesce(deal.responsible_id, ${NOBODY}::uuid)::text`
        : by === 'campaign'
          ? sql`coalesce(${campaignOf}, '')`
          : sql`''`
  const most = by ? groupedMax : totalMax
  const { rows } = await sql<Row>`
    select key, currency, count(*)::integer as deals, coalesce(sum(budget), 0)::bigint as amount
    from (
      select ${key} as key, coalesce(deal.currency, '') as currency, deal.budget from deal
      where ${listed(workspaceId, listing)} limit ${sql.lit(most + 1)}
    ) as found
    group by key, currency`.execute(db)
  const merged = [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, same]) => ({
    currency,
    deals: same.reduce((sum, { deals }) => sum + deals, 0),
    amount: same.reduce((sum, { amount }) => sum + amount, 0),
  }))
  const total = sayNumbers(merged, most)
  if (!by) return { items: [], ...total }
  const names = by === 'responsible' ? await namesOf(db, workspaceId, rows) : new Map<string, string>()
  const places = placesOf(listing)
  const groups = [...Map.groupBy(rows, (row) => row.key)].map(([place, same]): DealGroup => ({
    key: by === 'stage' ? place.slice(place.indexOf('/') + 1) : place === NOBODY ? '' : place,
    name: by === 'stage' ? (places.get(place) ?? place) : by === 'campaign' ? place : (names.get(place) ?? ''),
    ...sayNumbers(same, Infinity),
    ...(total.more && { more: true, sums: [] }),
  }))
  const order = [...places.keys()]
  const rank = ({ key: own }: DealGroup) => order.findIndex((place) => place.endsWith(`/${own}`))
  return {
    items: groups.toSorted((a, b) =>
      by === 'stage' ? rank(a) - rank(b) : Number(a.key === '') - Number(b.key === '') || a.name.localeCompare(b.name, listing.language),
    ),
    ...total,
  }
}

const placesOf = ({ book, language, pipeline }: Omit<Listing, 'limit'>): Map<string, string> =>
  new Map(
    [...book!.regulation.pipelines].flatMap(([key, { stages }]) =>
      pipeline === undefined || pipeline === key
        ? [...stages.values()].map((stage) => [`${key}/${stage.key}`, stage.name[language]] as const)
        : [],
    ),
  )

async function namesOf(db: Db, workspaceId: number, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map(({ key }) => key))]
  const found = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [NOBODY, ...ids])
    .execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}
