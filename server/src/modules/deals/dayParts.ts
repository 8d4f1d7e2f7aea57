import { dateOf, formatInstant, newId } from '@reglament/kernel'
import type { Dossier, Regulation } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import type { Ink, Write } from './apply.ts'

/** Who works an open sales deal; null where it counts for nobody's load (regulation §3). */
const loadsOf = (regulation: Regulation, deal: Dossier | null) =>
  deal?.status === 'open' && regulation.pipelines.get(deal.pipeline)?.kind === 'sales' ? deal.responsibleId : null

/**
 * What an act means for somebody's day: he has looked at the deal that he acted on (D8), what waited is handled (D7), and whose load it
 * changes is looked at anew.
 * That is only noted down: a lock of two members here would meet that of an act the other way round.
 */
export function dayParts(writes: readonly Write[], { workspaceId, actorId, now, book }: Ink): RawBuilder<unknown>[] {
  // Who brings in a thousand deals from elsewhere has not looked at them.
  const seen = actorId === null ? [] : writes.filter(({ adopted }) => adopted === undefined).map(({ dealId }) => dealId)
  const changed = writes.flatMap(({ before, after }) => {
    const [had, has] = [loadsOf(book.regulation, before), loadsOf(book.regulation, after)]
    return had === has ? [] : [had, has]
  })
  const loaded = [...new Set(changed)].filter((id) => id !== null)
  const handled = writes.flatMap(({ before, after }) => {
    const waits = new Set(after?.unanswered.map(({ id }) => id))
    return (before?.unanswered ?? []).filter(({ id }) => !waits.has(id)).map(({ id }) => id)
  })
  const day = dateOf(book.calendar, now)
  return [
    ...(seen.length === 0
      ? []
      : [
          sql`insert into deal_view (workspace_id, member_id, day, deal_id, first_at)
            select ${workspaceId}::integer, ${actorId}::uuid, ${day}::date, id, ${formatInstant(now)}::timestamptz
            from unnest(${seen}::uuid[]) as seen (id) on conflict do nothing`,
        ]),
    ...(handled.length === 0
      ? []
      : [
          sql`update interaction set handled_at = ${formatInstant(now)}::timestamptz, handled_by = ${actorId}::uuid
            where workspace_id = ${workspaceId} and id = any(${handled}::uuid[])`,
        ]),
    ...(loaded.length === 0
      ? []
      : [
          sql`insert into member_check (workspace_id, id, member_id, at)
            select ${workspaceId}::integer, id, member_id, ${formatInstant(now)}::timestamptz
            from unnest(${loaded.map(() => newId())}::uuid[], ${loaded}::uuid[]) as noted (id, member_id)`,
        ]),
  ]
}
