import type { ClauseFigures } from '@reglament/contract'
import { DAY_MS, formatInstant, type Instant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

const spanMs = 30 * DAY_MS

type Found = { clause: string; type: string; count: number }
type Broken = { clause: string; breaches: number; open: number }

/**
 * What each clause has found in the last 30 days: two statements by index, whose cost grows with what was found and not with the
 * journal.
 */
export async function readFigures(tx: Tx, workspaceId: number, now: Instant): Promise<{ since: string; items: ClauseFigures[] }> {
  const since = formatInstant(now - spanMs)
  const found = await sql<Found>`
    select named.clause, journal.type, count(*)::integer as count
    from journal cross join lateral jsonb_array_elements_text(journal.data -> 'clauses') as named (clause)
    where workspace_id = ${workspaceId} and type in ('refused', 'would-refuse', 'confirmed', 'exempt')
      and recorded_at >= ${since}::timestamptz
    group by 1, 2`.execute(tx)
  const broken = await sql<Broken>`
    select clause, count(*)::integer as breaches, count(*) filter (where until_at is null)::integer as open
    from breach where workspace_id = ${workspaceId} and from_at >= ${since}::timestamptz group by 1`.execute(tx)
  const items = new Map<string, ClauseFigures>()
  const of = (clause: string) => {
    const known = items.get(clause) ?? { clause, refused: 0, wouldRefuse: 0, confirmed: 0, exempt: 0, breaches: 0, open: 0 }
    items.set(clause, known)
    return known
  }
  const names = { refused: 'refused', 'would-refuse': 'wouldRefuse', confirmed: 'confirmed', exempt: 'exempt' } as const
  for (const { clause, type, count } of found.rows) of(clause)[names[type as keyof typeof names]] = count
  for (const { clause, breaches, open } of broken.rows) Object.assign(of(clause), { breaches, open })
  return { since, items: [...items.values()] }
}
