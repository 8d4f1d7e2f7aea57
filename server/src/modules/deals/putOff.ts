import type { Instant } from '@reglament/kernel'
import { decide, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { refused } from '../../platform/http/problem.ts'
import { sayVerdict, type Book } from '../rulebook/index.ts'
import { apply } from './apply.ts'
import type { Asking } from './asking.ts'
import { casesOf, nextCheckAfter } from './situation.ts'

/** A task that is carried over to another time. */
export type PuttingOff = { taskId: string; dealId: string; dueAt: Instant }

/**
 * Tasks of the actor put off to other times, through the guards of everybody and as one set; answers when each is due now. One that has
 * ended meanwhile is left out. @throws Problem 409 with the verdict where the regulation stands against one of them
 */
export async function putOff(asking: Asking, book: Book, moves: readonly PuttingOff[]): Promise<ReadonlyMap<string, Instant>> {
  const { tx, actor, now, language } = asking
  const { workspaceId, memberId, role } = actor
  if (moves.length === 0) return new Map()
  const { rows } = await sql<{ id: string }>`
    select id::text from deal where workspace_id = ${workspaceId} and id = any(${[...new Set(moves.map(({ dealId }) => dealId))]}::uuid[])
    order by id for update`.execute(tx)
  const cases = await casesOf(
    tx,
    workspaceId,
    now,
    rows.map(({ id }) => id),
  )
  const done = new Map<string, Instant>()
  const writes = cases.flatMap((found) => {
    const ofDeal = moves.filter(
      ({ dealId, taskId }) => dealId === found.deal.dealId && found.deal.openTasks.some(({ id }) => id === taskId),
    )
    const steps = ofDeal.map(({ taskId, dueAt }): Step => ({ kind: 'edit-task', taskId, dueAt }))
    if (steps.length === 0) return []
    const { verdict, changes } = decide(book.regulation, { steps }, { ...found.situation, actor: { memberId, role } }, now)
    if (!verdict.allowed) throw refused(sayVerdict(book, verdict, language))
    for (const { taskId, dueAt } of ofDeal) done.set(taskId, dueAt)
    return [{ ...changes, nextCheckAt: nextCheckAfter(book, found.situation, changes.after, now) }]
  })
  await apply(tx, writes, { workspaceId, actorId: memberId, now, book })
  return done
}
