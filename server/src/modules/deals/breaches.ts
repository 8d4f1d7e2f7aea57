import { add, formatInstant, newId, parseTerm } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Ink, Write } from './write.ts'
import { checkParts } from './dayParts.ts'

/** From when the head sees a breach: at once, or after the term that its clause gives the member to mend it (D4). */
function seenByHeadFrom({ book }: Ink, clause: string, from: number): string {
  const params = book.regulation.clause(clause)?.params as { headSeesAfter?: string } | undefined
  return formatInstant(params?.headSeesAfter ? add(book.calendar, from, parseTerm(params.headSeesAfter)) : from)
}

type Opened = {
  id: string
  deal_id: string
  clause: string
  about: string
  member_id: string | null
  from_at: string
  until_at: string | null
  head_from: string
  mode: string
}
type Named = Pick<Opened, 'deal_id' | 'clause' | 'about'>
type Closed = Named & { until_at: string }

/** Rows that open, and rows of earlier acts that close: what opens and closes within one act is written once, with both ends. */
function rowsOf(writes: readonly Write[], ink: Ink): { opened: Opened[]; enforced: Named[]; closed: Closed[] } {
  const opened: Opened[] = []
  const standing = new Map<string, Opened>()
  const enforced: Named[] = []
  const closed: Closed[] = []
  for (const { dealId, events } of writes) {
    for (const event of events) {
      if (event.type === 'breach-enforced') enforced.push({ deal_id: dealId, ...event.data })
      if (event.type !== 'breach-opened' && event.type !== 'breach-closed') continue
      const { clause, about } = event.data
      const key = `${dealId} ${clause} ${about}`
      if (event.type === 'breach-opened') {
        const breach: Opened = {
          id: newId(),
          deal_id: dealId,
          clause,
          about,
          member_id: event.data.memberId,
          from_at: formatInstant(event.data.from),
          until_at: null,
          head_from: seenByHeadFrom(ink, clause, event.data.from),
          mode: ink.book.regulation.clause(clause)?.mode ?? 'observe',
        }
        opened.push(breach)
        standing.set(key, breach)
        continue
      }
      const until_at = formatInstant(event.data.until)
      const own = standing.get(key)
      standing.delete(key)
      if (own) own.until_at = until_at
      else closed.push({ deal_id: dealId, clause, about, until_at })
    }
  }
  return { opened, enforced, closed }
}

/** Opens and closes the rows of breaches as the events say, as sets; closing first, for one that closes may open again. */
export async function writeBreaches(tx: Tx, writes: readonly Write[], ink: Ink): Promise<void> {
  const { opened, enforced, closed } = rowsOf(writes, ink)
  const { workspaceId, now, book } = ink
  if (enforced.length > 0)
    await sql`
      update breach set mode = 'enforce'
      from jsonb_to_recordset(${JSON.stringify(enforced)}::jsonb) as written (deal_id uuid, clause text, about text)
      where breach.workspace_id = ${workspaceId} and breach.deal_id = written.deal_id and breach.clause = written.clause
        and breach.about = written.about and breach.until_at is null`.execute(tx)
  if (closed.length > 0)
    await sql`
      update breach set until_at = greatest(breach.from_at, written.until_at)
      from jsonb_to_recordset(${JSON.stringify(closed)}::jsonb) as written (deal_id uuid, clause text, about text, until_at timestamptz)
      where breach.workspace_id = ${workspaceId} and breach.deal_id = written.deal_id and breach.clause = written.clause
        and breach.about = written.about and breach.until_at is null`.execute(tx)
  // Whoever breaks a clause is looked at: it may be the third time this month (J7).
  const breakers = [...new Set(opened.map(({ member_id }) => member_id))].filter((id) => id !== null)
  if (opened.length > 0)
    await sql`
      with ${sql.join(
        checkParts(workspaceId, breakers, now).map((part) => sql`checked as (${part}), `),
        sql``,
      )} written as (
      insert into breach (workspace_id, id, clause, about, deal_id, member_id, from_at, until_at, seen_by_head_from, mode,
        regulation_version, opened_at)
      select ${workspaceId}::integer, id, clause, about, deal_id, member_id, from_at, until_at, head_from, mode,
        ${book.regulation.version}::integer, ${formatInstant(now)}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as written (id uuid, clause text, about text, deal_id uuid, member_id uuid,
        from_at timestamptz, until_at timestamptz, head_from timestamptz, mode text)) select 1`.execute(tx)
}
