import type { Pace, StagePace } from '@reglament/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Book } from '../rulebook/index.ts'

/** The figures come from so many of the latest visits of each stage: their cost does not grow with all deals. */
const visitsMax = 200
/** Of fewer visits a median says nothing. */
const visitsMin = 5

type Row = { stage: string; visits: number; seconds: number; onward: number }

/** How long deals lately stayed in each open stage (median), and which share of them went forward. */
export async function readPace(db: Db, workspaceId: number, { regulation }: Book, pipeline: string): Promise<Pace> {
  const stages = [...regulation.pipelines.get(pipeline)!.stages.values()]
  const rank = stages.map(({ key, kind }, index): readonly [string, number] => [key, kind === 'lost' ? -1 : index])
  const keys = stages.filter(({ kind }) => kind === 'open').map(({ key }) => key)
  const { rows } = await sql<Row>`
    with place as (select * from unnest(${rank.map(([key]) => key)}::text[], ${rank.map(([, index]) => index)}::integer[]) as place (stage, at))
    select here.stage, count(*)::integer as visits,
      percentile_cont(0.5) within group (order by extract(epoch from visit.left_at - visit.entered_at)::float8)::float8 as seconds,
      avg(case when there.at > here.at then 1 else 0 end)::float8 as onward
    from place as here
    cross join lateral (
      select deal_id, seq, entered_at, left_at from stage_visit
      where workspace_id = ${workspaceId} and stage = here.stage and left_at is not null
      order by left_at desc limit ${sql.lit(visitsMax)}
    ) as visit
    join deal on deal.workspace_id = ${workspaceId} and deal.id = visit.deal_id and deal.pipeline = ${pipeline}
    left join stage_visit as next on next.workspace_id = ${workspaceId} and next.deal_id = visit.deal_id and next.seq = visit.seq + 1
    left join place as there on there.stage = next.stage
    where here.stage = any(${keys}::text[])
    group by here.stage`.execute(db)
  const found = new Map(rows.map((row) => [row.stage, row]))
  return {
    items: keys.map((stage): StagePace => {
      const row = found.get(stage)
      if (!row || row.visits < visitsMin) return { stage, visits: row?.visits ?? 0, medianSeconds: null, onward: null }
      return { stage, visits: row.visits, medianSeconds: Math.round(row.seconds), onward: row.onward }
    }),
  }
}
