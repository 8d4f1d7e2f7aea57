import type { ListUse } from '@reglament/contract'
import { falseLossesOf, type RegulationDocument } from '@reglament/regulation'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database.ts'

/** Nobody waits for the last of a hundred thousand: more are told as «1 000+». */
export const countedMax = 1000

/** How many deals are lost now by each reason, and how many were before or were said so at their closing. */
export async function lossReasonUses(db: Db, workspaceId: number, keys: readonly string[]): Promise<ListUse[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ListUse>`
    select key, (
      select count(*)::integer from (
        select from closure where workspace_id = ${workspaceId} and reason = key and reopened_at is null limit ${countedMax + 1}
      ) as now
    ) as deals, (
      select count(*)::integer from (
        select from closure where workspace_id = ${workspaceId} and reason = key and reopened_at is not null
        union all select from closure where workspace_id = ${workspaceId} and stated_reason = key
        limit ${countedMax + 1}
      ) as once
    ) as earlier
    from unnest(${[...keys]}::text[]) with ordinality as asked (key, place) order by place`.execute(db)
  return rows
}

/** How many open tasks there are of each kind, and how many there were. */
export async function taskKindUses(db: Db, workspaceId: number, keys: readonly string[]): Promise<ListUse[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<ListUse>`
    with used as (
      select kind, count(*) filter (where completed_at is null and cancelled_at is null)::integer as open, count(*)::integer as every
      from task where workspace_id = ${workspaceId} and kind = any(${[...keys]}::text[]) group by kind
    )
    select key, coalesce(open, 0) as deals, coalesce(every - open, 0) as earlier
    from unnest(${[...keys]}::text[]) with ordinality as asked (key, place) left join used on used.kind = key order by place`.execute(db)
  return rows
}

const closureColumns = { criterion: sql.ref('criterion'), 'false-loss': sql.ref('false_loss') }

/** How many closings name each criterion, or turned out to be false in each way: of deals lost now, and of those reopened since. */
export async function closureWordUses(
  db: Db,
  workspaceId: number,
  what: keyof typeof closureColumns,
  keys: readonly string[],
): Promise<ListUse[]> {
  if (keys.length === 0) return []
  const column = closureColumns[what]
  const counted = (which: RawBuilder<unknown>) => sql`(
      select count(*)::integer from (
        select from closure where workspace_id = ${workspaceId} and ${column} = key and ${which} limit ${countedMax + 1}
      ) as found
    )`
  const { rows } = await sql<ListUse>`
    select key, ${counted(sql`reopened_at is null`)} as deals, ${counted(sql`reopened_at is not null`)} as earlier
    from unnest(${[...keys]}::text[]) with ordinality as asked (key, place) order by place`.execute(db)
  return rows
}

export type GoneAndUsed = ListUse & { what: 'loss-reason' | 'task-kind' | 'criterion' | 'false-loss'; name: { ru: string; en: string } }

const gone = <T extends { readonly key: string }>(before: readonly T[], after: readonly T[]) =>
  before.filter(({ key }) => !after.some((kept) => kept.key === key))

/** Reasons, kinds and criteria that a document leaves out while deals have them, or their history names them (H1, D1). */
export async function usedAndGone(
  db: Db,
  workspaceId: number,
  before: RegulationDocument,
  after: RegulationDocument,
): Promise<GoneAndUsed[]> {
  const [reasons, kinds] = [gone(before.lossReasons, after.lossReasons), gone(before.taskKinds, after.taskKinds)]
  const [criteria, falseLosses] = [gone(before.criteria, after.criteria), gone(falseLossesOf(before), falseLossesOf(after))]
  const named = (what: GoneAndUsed['what'], items: readonly { key: string; name: GoneAndUsed['name'] }[], uses: readonly ListUse[]) =>
    uses
      .filter(({ deals, earlier }) => deals + earlier > 0)
      .map((use) => ({ ...use, what, name: items.find(({ key }) => key === use.key)!.name }))
  const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key)
  return [
    ...named('loss-reason', reasons, await lossReasonUses(db, workspaceId, keysOf(reasons))),
    ...named('task-kind', kinds, await taskKindUses(db, workspaceId, keysOf(kinds))),
    ...named('criterion', criteria, await closureWordUses(db, workspaceId, 'criterion', keysOf(criteria))),
    ...named('false-loss', falseLosses, await closureWordUses(db, workspaceId, 'false-loss', keysOf(falseLosses))),
  ]
}

/** Whether anything of a list is left out altogether: that happens at once, for until a date deals might still come by it. */
export const leavesOut = (before: RegulationDocument, after: RegulationDocument): boolean =>
  [
    gone(before.lossReasons, after.lossReasons),
    gone(before.taskKinds, after.taskKinds),
    gone(before.criteria, after.criteria),
    gone(falseLossesOf(before), falseLossesOf(after)),
  ].some(({ length }) => length > 0)
