import type { Instant } from '@reglament/kernel'
import { leavesFor } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Asking } from './asking.ts'
import { sweepThese } from './fallDue.ts'
import { type Case, casesFor, lookAtCase } from './situation.ts'

/** Something has fallen due, or the stage is no more and nobody has come to move it yet (B1). */
const isDue = ({ book, deal, nextCheckAt }: Case, now: Instant) =>
  (nextCheckAt !== null && nextCheckAt <= now) || leavesFor(book.regulation, deal) !== null

/**
 * The deal, locked until the end of the transaction. What has fallen due on it is carried out first, so that no act overtakes it: who
 * acts a second before the sweeper comes finds the deal as the sweeper would leave it. @throws Problem 404
 */
export async function lockCase(asking: Pick<Asking, 'tx' | 'actor' | 'now'>, dealId: string): Promise<Case> {
  const { tx, actor, now } = asking
  const found = await lookAtCase(asking, dealId, sql`for update of deal`)
  if (!isDue(found, now)) return found
  await sweepThese(tx, actor.workspaceId, [dealId], now)
  return lookAtCase(asking, dealId)
}

/**
 * Deals of which the caller holds the locks, each as it stands once what has fallen due on it is carried out; what is not there is
 * left out.
 */
export async function dueCases(asking: Pick<Asking, 'tx' | 'actor' | 'now'>, ids: readonly string[]): Promise<Case[]> {
  const { tx, actor, now } = asking
  const found = await casesFor(asking, ids)
  const due = found.filter((it) => isDue(it, now)).map(({ deal }) => deal.dealId)
  if (due.length === 0) return found
  await sweepThese(tx, actor.workspaceId, due, now)
  return casesFor(asking, ids)
}
