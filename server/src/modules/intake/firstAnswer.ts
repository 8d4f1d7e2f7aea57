import type { FirstAnswerReport } from '@reglament/contract'
import { formatInstant, parseTerm, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, sightOf } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'

type Row = {
  responsible_id: string | null
  name: string | null
  inquiries: number
  answered: number
  in_time: number
  median: number | null
  average: number | null
}

/**
 * The speed of the first answer per manager, over the deals made in a span of time and the leads that are none (C10); minutes are
 * working minutes. What came from a file waits for nobody.
 */
export async function readFirstAnswers(asking: Asking, from: Instant, until: Instant): Promise<FirstAnswerReport> {
  const { tx, actor } = asking
  const sight = await sightOf(asking)
  const { regulation } = await bookInForce(tx, actor.workspaceId)
  const clause = regulation.clauses.find(({ kind }) => kind.kind === 'first-response')
  const term = parseTerm((clause?.params as { within?: string } | undefined)?.within ?? '30 wmin')
  const minutesMax = term.unit === 'wh' ? term.n * 60 : term.n
  const inSight = sight === 'all' ? sql`` : sql`and (responsible_id is null or responsible_id = any(${[...sight]}::uuid[]))`
  const made = sql`workspace_id = ${actor.workspaceId} and created_at >= ${at(from)} and created_at < ${at(until)} ${inSight}`
  const { rows } = await sql<Row>`
    select inquiry.responsible_id, member.name, count(*)::integer as inquiries, count(answer_minutes)::integer as answered,
      (count(*) filter (where answer_minutes < ${minutesMax}))::integer as in_time,
      percentile_cont(0.5) within group (order by answer_minutes) as median, avg(answer_minutes)::float8 as average
    from (
      select responsible_id, answer_minutes from deal where ${made} and adopted_at is null
      union all select responsible_id, answer_minutes from lead
        where ${made} and deal_id is null and merged_into is null and channel <> 'import' and (status <> 'rejected' or answer_minutes is not null)
    ) as inquiry
    left join member on member.workspace_id = ${actor.workspaceId} and member.id = inquiry.responsible_id
    group by inquiry.responsible_id, member.name order by member.name nulls last`.execute(tx)
  return {
    from: formatInstant(from),
    until: formatInstant(until),
    items: rows.map(({ responsible_id, name, inquiries, answered, in_time, median, average }) => ({
      responsible: responsible_id === null ? null : { id: responsible_id, name: name ?? '' },
      inquiries,
      answered,
      inTime: in_time,
      medianMinutes: median,
      averageMinutes: average === null ? null : Math.round(average * 10) / 10,
    })),
  }
}
