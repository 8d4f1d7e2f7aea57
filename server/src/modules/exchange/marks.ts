import type { Release } from '@reglament/contract'
import { formatInstant } from '@reglament/kernel'
import { decide } from '@reglament/regulation'
import { sql } from 'kysely'
import { conflict, type Problem, refused } from '../../platform/http/index.ts'
import { apply, type Asking, lockCase, mustAct } from '../deals/index.ts'
import { sayVerdict } from '../rulebook/index.ts'
import { findRelease, readRelease } from './releases.ts'
import { says } from './words.ts'

/** The deal of a called manager while his marks may still change, he himself held: two marks at once are counted one after the other. */
async function lockMarkable(asking: Asking, releaseId: string, dealId: string) {
  const { tx, actor, now } = asking
  const { row } = await findRelease(asking, releaseId)
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  if (row.cancelled_at !== null) throw conflict(says.cancelled)
  if (row.started_at !== null || now >= row.deadline_at) throw conflict(says.overAlready)
  const memberId = found.deal.responsibleId
  if (memberId === null || found.deal.status !== 'open' || !row.member_ids.includes(memberId)) throw conflict(says.notHis)
  await sql`
    select from release_member where workspace_id = ${actor.workspaceId} and release_id = ${releaseId}::uuid
      and member_id = ${memberId}::uuid for update`.execute(tx)
  return { row, found, memberId }
}

/** Marks a deal to be kept. More than may be kept are refused by the clause, with how many there are (I3). */
export async function markDeal(asking: Asking, releaseId: string, dealId: string): Promise<Release | Problem> {
  const { tx, actor, now, language } = asking
  const { workspaceId } = actor
  const { row, found, memberId } = await lockMarkable(asking, releaseId, dealId)
  if (row.always_kept.includes(found.deal.stage)) throw conflict(says.staysAnyway)
  const { rows } = await sql<{ marked: number; already: boolean }>`
    select count(deal.id)::integer as marked, coalesce(bool_or(deal.id = ${dealId}::uuid), false) as already
    from release_mark as mark
    join deal on deal.workspace_id = mark.workspace_id and deal.id = mark.deal_id and deal.responsible_id = mark.member_id
      and deal.status = 'open' and deal.stage <> all (${row.always_kept}::text[])
    where mark.workspace_id = ${workspaceId} and mark.release_id = ${releaseId}::uuid and mark.member_id = ${memberId}::uuid`.execute(tx)
  const { marked, already } = rows[0]!
  if (!already) {
    const { regulation } = found.book
    const step = { kind: 'keep' as const, marked, keepMax: row.keep_max }
    const { verdict, changes } = decide(regulation, { steps: [step] }, found.situation, now)
    if (!verdict.allowed) {
      await apply(tx, [{ ...changes, nextCheckAt: null }], { workspaceId, actorId: actor.memberId, now, book: found.book })
      return refused(sayVerdict(found.book, verdict, language))
    }
    await sql`
      insert into release_mark (workspace_id, release_id, deal_id, member_id, at)
      values (${workspaceId}, ${releaseId}::uuid, ${dealId}::uuid, ${memberId}::uuid, ${formatInstant(now)}::timestamptz)
      on conflict (workspace_id, release_id, deal_id) do nothing`.execute(tx)
  }
  return readRelease(asking, releaseId)
}

/** Takes a mark back; one that is not there is taken back already. */
export async function unmarkDeal(asking: Asking, releaseId: string, dealId: string): Promise<Release> {
  const { tx, actor } = asking
  await lockMarkable(asking, releaseId, dealId)
  await tx
    .deleteFrom('release_mark')
    .where('workspace_id', '=', actor.workspaceId)
    .where('release_id', '=', releaseId)
    .where('deal_id', '=', dealId)
    .execute()
  return readRelease(asking, releaseId)
}
