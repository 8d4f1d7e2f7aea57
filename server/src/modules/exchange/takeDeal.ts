import type { GivingBack, Taking } from '@reglament/contract'
import { dateOf, formatInstant, instantOn } from '@reglament/kernel'
import { sql } from 'kysely'
import { type Asking, carryOut, lockCase, mustAct, mustTake, type Outcome, receiverOf } from '../deals/index.ts'
import type { Book } from '../rulebook/index.ts'

/** How many somebody has taken today; asked only where the regulation limits it. */
async function takenToday({ tx, actor, now }: Asking, { regulation, calendar }: Book): Promise<number> {
  const limits = regulation.clauses.some(
    ({ kind, params }) => kind.kind === 'taking' && (params as { takesPerDayMax: number }).takesPerDayMax > 0,
  )
  if (!limits) return 0
  const since = formatInstant(instantOn(calendar, dateOf(calendar, now)))
  const { rows } = await sql<{ taken: number }>`
    select count(*)::integer as taken from taking
    where workspace_id = ${actor.workspaceId} and member_id = ${actor.memberId} and at >= ${since}::timestamptz`.execute(tx)
  return rows[0]!.taken
}

/**
 * Takes a deal from the exchange (I4). Whoever gets the lock of its row first is the winner; who waited for it finds the deal in other
 * hands and is refused by `taking`. The load is counted while the taker's own row is held, so that two takes of his at once count one
 * after the other.
 */
export async function takeDeal(asking: Asking, dealId: string, { confirmed }: Taking): Promise<Outcome> {
  const { tx, actor } = asking
  mustTake(actor)
  const found = await lockCase(asking, dealId)
  if (found.deal.responsibleId !== null) return carryOut(asking, found, { steps: [{ kind: 'take' }], confirmed })
  const receiving = await receiverOf(tx, actor.workspaceId, actor.memberId)
  const receiver = receiving.receiver && { ...receiving.receiver, takenToday: await takenToday(asking, found.book) }
  const situation = { ...found.situation, ...receiving, receiver }
  return carryOut(asking, { ...found, situation }, { steps: [{ kind: 'take' }], confirmed })
}

/** Gives a deal back to the exchange, with a reason for who takes it next (I2). */
export async function giveBackDeal(asking: Asking, dealId: string, { reason, confirmed }: GivingBack): Promise<Outcome> {
  const found = await lockCase(asking, dealId)
  mustAct(asking.actor, found.owned)
  return carryOut(asking, found, { steps: [{ kind: 'give-back', reason }], confirmed })
}
