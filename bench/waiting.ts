// Deals on the exchange: as many as a run can take, in both databases.
import { manyDeals } from '../server/src/testing/manyDeals.ts'
import { withClient } from '../server/src/platform/database/withClient.ts'
import type { Company } from './company.ts'
import { idOf } from './dataset.ts'
import type { TargetName } from './operations.ts'
import { type Options, warmSeconds } from './options.ts'

/** Nobody takes more in a second, of the app and of the yardstick. */
const perSecondMax: Record<TargetName, number> = { product: 800, yardstick: 6000 }
const atOnce = 1000

/** Puts new requests without a responsible into both databases; answers their ids. Nothing where no taking is measured. */
export async function letWait(
  { services, workspaceId, takers }: Company,
  yardstickUrl: string,
  { only, rounds, seconds }: Options,
): Promise<Record<TargetName, string[]>> {
  if (!only.includes('take')) return { product: [], yardstick: [] }
  const countOf = (target: TargetName) => Math.ceil(rounds * (seconds + warmSeconds) * perSecondMax[target])
  const product: string[] = []
  // More than the takers may carry is not put there: the regulation would refuse it.
  const count = Math.min(countOf('product'), takers.length * loadMax)
  while (product.length < count)
    product.push(
      ...(await manyDeals(services, {
        workspaceId,
        memberId: null,
        now: services.clock.real(),
        count: Math.min(atOnce, count - product.length),
      })),
    )
  const yardstick = Array.from({ length: countOf('yardstick') }, (_, i) => idOf('waiting', i))
  await withClient(yardstickUrl, (client) =>
    client.query(
      `insert into deals (id, title, stage, amount, currency, next_at, created_at)
       select id, 'Сделка', 'new-request', 0, 'RUB', now(), now() from unnest($1::uuid[]) as waiting (id)`,
      [yardstick],
    ),
  )
  return { product, yardstick }
}

/** A little under the shipped limit of a manager: chance gives one taker more than another. */
const loadMax = 75
