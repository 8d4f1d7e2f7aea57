import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../server/src/platform/database/withClient.ts'

const askAgainMs = 100

/** Waits until all that forms have sent is taken in, so that nothing of it is done at the expense of what is measured next; in seconds. */
export async function untilTakenIn(superuserUrl: string): Promise<number> {
  const start = performance.now()
  await withClient(superuserUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ waits: boolean }>(`select exists (select from raw_arrival where state = 'received') as waits`)
      if (!rows[0]!.waits) return
      await sleep(askAgainMs)
    }
  })
  return (performance.now() - start) / 1000
}
