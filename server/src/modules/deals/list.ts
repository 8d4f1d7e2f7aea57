import type { DealListItem, Page } from '@reglament/contract'
import { formatInstant, isId } from '@reglament/kernel'
import { type SelectQueryBuilder, sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Database, Db } from '../../platform/database.ts'
import { invalid } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { NOBODY } from './apply.ts'
import type { Whose } from './board.ts'
import { says } from './words.ts'

export type DealFilter = { pipeline?: string; stage?: string; status?: string; whose: Whose; after?: string; limit: number }

/** Deals, the newest first; the order matches the indexes, so the tenth page costs what the first does. */
export async function readDeals(db: Db, workspaceId: number, filter: DealFilter): Promise<Page<DealListItem>> {
  const { pipeline, stage, status, whose, limit } = filter
  const after = readCursor(filter.after, 'number', 'string')
  if (after && !isId(after[1])) throw invalid([{ path: '?after', message: says.badCursor }])
  const rows = await db
    .with(
      'page',
      (cte) =>
        cte
          .selectFrom('deal')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .$if(pipeline !== undefined, (q) => q.where('pipeline', '=', pipeline!))
          .$if(stage !== undefined, (q) => q.where('stage', '=', stage!))
          .$if(status !== undefined, (q) => q.where('status', '=', status!))
          .$if(whose !== null, (q) => whoseOnly(q, whose!))
          .$if(after !== null, (q) =>
            q.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(at(after![0]), after![1]) as never)),
          )
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(sql.lit(limit)), // in the text, so that the plan which is kept knows it
    )
    .selectFrom('page as deal')
    // A line names the company where there is one, so a contact is looked up only where there is none.
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.workspace_id', '=', 'deal.workspace_id')
        .on('contact.id', '=', sql<string>`case when deal.company_id is null then deal.contact_id end`),
    )
    .leftJoin('company', (join) => join.onRef('company.workspace_id', '=', 'deal.workspace_id').onRef('company.id', '=', 'deal.company_id'))
    .leftJoin('member', (join) =>
      join.onRef('member.workspace_id', '=', 'deal.workspace_id').onRef('member.id', '=', 'deal.responsible_id'),
    )
    .select(['deal.id', 'deal.number', 'deal.title', 'deal.pipeline', 'deal.stage', 'deal.status', 'deal.budget', 'deal.currency'])
    .select(['deal.created_at', 'deal.responsible_id', 'member.name as responsible_name'])
    .select(({ fn }) => fn.coalesce('company.name', 'contact.name').as('client'))
    .orderBy('deal.created_at', 'desc')
    .orderBy('deal.id', 'desc')
    .execute()
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      pipeline: row.pipeline,
      stage: row.stage,
      status: row.status as DealListItem['status'],
      client: row.client,
      budget: row.budget === null ? null : { amount: row.budget, currency: row.currency! },
      responsible: row.responsible_id === null ? null : { id: row.responsible_id, name: row.responsible_name ?? '' },
      createdAt: formatInstant(row.created_at),
    })),
    ...(last && { next: cursorOf(last.created_at, last.id) }),
  }
}

/** One person's deals by equality, so that the index serves their order too. */
function whoseOnly<Q extends SelectQueryBuilder<Database, 'deal', object>>(query: Q, whose: readonly string[]): Q {
  const people = whose.filter((id) => id !== NOBODY)
  const exchange = whose.includes(NOBODY)
  if (people.length === 1 && !exchange) return query.where('responsible_id', '=', people[0]!) as Q
  return query.where((eb) =>
    eb.or([eb('responsible_id', 'in', people.length > 0 ? people : [NOBODY]), ...(exchange ? [eb('responsible_id', 'is', null)] : [])]),
  ) as Q
}
