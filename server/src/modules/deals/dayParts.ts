import { dateOf, formatInstant, type Instant, newId } from '@reglament/kernel'
import type { Dossier, Regulation } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import type { Ink, Write } from './write.ts'

/** Who works an open sales deal; null where it counts for nobody's load (regulation §3). */
const loadsOf = (regulation: Regulation, deal: Dossier | null) =>
  deal?.status === 'open' && regulation.pipelines.get(deal.pipeline)?.kind === 'sales' ? deal.responsibleId : null

type LoadChange = { memberId: string; dealId: string; what: 'given' | 'taken' | 'won' | 'lost' | 'given-back' | 'handed-over' }

/** Whose load an act changes, and why (D9). */
function loadChanges(
  { dealId, before, after }: Write,
  { regulation, actorId }: { regulation: Regulation; actorId: string | null },
): LoadChange[] {
  const [had, has] = [loadsOf(regulation, before), loadsOf(regulation, after)]
  if (had === has) return []
  const gone =
    after?.status === 'won' || after?.status === 'lost' ? after.status : actorId === had && has === null ? 'given-back' : 'handed-over'
  return [
    ...(had === null ? [] : [{ memberId: had, dealId, what: gone } as const]),
    ...(has === null ? [] : [{ memberId: has, dealId, what: actorId === has ? 'taken' : 'given' } as const]),
  ]
}

/**
 * What an act means for somebody's day: he has looked at the deal that he acted on (D8), what waited is handled (D7), and whose load it
 * changes is looked at anew.
 * That is only noted down: a lock of two members here would meet that of an act the other way round.
 */
export function dayParts(writes: readonly Write[], { workspaceId, actorId, now, book }: Ink): RawBuilder<unknown>[] {
  // Who brings in a thousand deals from elsewhere, or changes a list, has not looked at them.
  const seen =
    actorId === null
      ? []
      : writes
          .filter(({ adopted, events }) => adopted === undefined && !events.some(({ type }) => type === 'value-replaced'))
          .map(({ dealId }) => dealId)
  const changes = writes.flatMap((write) => loadChanges(write, { regulation: book.regulation, actorId }))
  const loaded = changes.map(({ memberId }) => memberId)
  // Whoever has no deals of his own is looked at only when somebody gives him a task.
  const tasked = writes.flatMap(({ after, events }) =>
    events.flatMap((event) => (event.type === 'task-set' && event.data.assigneeId !== after?.responsibleId ? [event.data.assigneeId] : [])),
  )
  const noted = [...new Set([...loaded, ...tasked])].filter((id) => id !== null)
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
    ...(changes.length === 0
      ? []
      : [
          sql`insert into load_change (workspace_id, id, member_id, deal_id, what, at)
            select ${workspaceId}::integer, id, member_id, deal_id, what, ${formatInstant(now)}::timestamptz
            from jsonb_to_recordset(${JSON.stringify(changes.map((it) => ({ id: newId(), member_id: it.memberId, deal_id: it.dealId, what: it.what })))}::jsonb)
              as written (id uuid, member_id uuid, deal_id uuid, what text)`,
        ]),
    ...checkParts(workspaceId, noted, now),
    ...mendingParts(workspaceId, writes, { actorId, now }),
  ]
}

/**
 * Whoever left something at the closing of a day is looked at after each act about his deals: it may have mended that. Breaches of a day
 * are told by its date.
 */
function mendingParts(
  workspaceId: number,
  writes: readonly Write[],
  { actorId, now }: Pick<Ink, 'actorId' | 'now'>,
): RawBuilder<unknown>[] {
  const concerned = writes.flatMap(({ before }) => [
    before?.responsibleId,
    ...(before?.openTasks ?? []).map(({ assigneeId }) => assigneeId),
  ])
  const people = [...new Set([actorId, ...concerned])].filter((id) => typeof id === 'string')
  if (people.length === 0 || writes.every(({ before }) => before === null)) return []
  return [
    sql`insert into member_check (workspace_id, id, member_id, at)
      select ${workspaceId}::integer, id, member_id, ${formatInstant(now)}::timestamptz
      from unnest(${people.map(() => newId())}::uuid[], ${people}::uuid[]) as concerned (id, member_id)
      where exists (select from breach where breach.workspace_id = ${workspaceId} and breach.member_id = concerned.member_id
        and until_at is null and deal_id is null and about like '____-__-__')`,
  ]
}

/** Members whom the sweeper has to look at, as one part of a statement. */
export function checkParts(workspaceId: number, memberIds: readonly string[], now: Instant): RawBuilder<unknown>[] {
  if (memberIds.length === 0) return []
  return [
    sql`insert into member_check (workspace_id, id, member_id, at)
      select ${workspaceId}::integer, id, member_id, ${formatInstant(now)}::timestamptz
      from unnest(${memberIds.map(() => newId())}::uuid[], ${[...memberIds]}::uuid[]) as noted (id, member_id)`,
  ]
}
