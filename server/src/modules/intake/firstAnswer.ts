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

/** The speed of the first answer per manager, over the deals made in a span of time (C10); minutes are working minutes. */
export async function readFirstAnswers(asking: Asking, from: Instant, until: Instant): Promise<FirstAnswerReport> {
  const { tx, actor } = asking
  const sight = await sightOf(asking)
  const { regulation } = await bookInForce(tx, actor.workspaceId)
  const clause = regulation.clauses.find(({ kind }) => kind.kind === 'first-response')
  const term = parseTerm((clause?.params as { within?: string } | undefined)?.within ?? '30 wmin')
  const minutesMax = term.unit === 'wh' ? term.n * 60 : term.n
  const { rows } = await sql<Row>`
    select deal.responsible_id, member.name, count(*)::integer as inquiries, count(answer_minutes)::integer as answered,
      (count(*) filter (where answer_minutes < ${minutesMax}))::integer as in_time,
      percentile_cont(0.5) within group (order by answer_minutes) as median, avg(answer_minutes)::float8 as average
    from deal left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    where deal.workspace_id = ${actor.workspaceId} and deal.created_at >= ${at(from)} and deal.created_at < ${at(until)}
      and deal.adopted_at is null
      ${sight === 'all' ? sql`` : sql`and (deal.responsible_id is null or deal.responsible_id = any(${[...sight]}::uuid[]))`}
    group by deal.responsible_id, member.name order by member.name nulls last`.execute(tx)
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
