import type { PostgresPool } from 'kysely'
import type { Pool } from 'pg'

/**
 * Lets no more ask the pool than it has connections; who comes later waits in a line of his own, first come first served. So the
 * pool's own short timeout only tells that there is no database, and a rush of requests is answered late and not refused.
 */
export function queued(pool: Pool, { connectionsMax, queueMs }: { connectionsMax: number; queueMs: number }): PostgresPool {
  const line: (() => void)[] = []
  let free = connectionsMax

  const turn = () =>
    new Promise<void>((resolve, reject) => {
      if (free > 0) {
        free--
        return resolve()
      }
      const called = () => {
        clearTimeout(late)
        resolve()
      }
      const late = setTimeout(() => {
        line.splice(line.indexOf(called), 1)
        reject(new Error('timeout exceeded when trying to connect: everybody before is still being served'))
      }, queueMs)
      line.push(called)
    })
  const leave = () => {
    const next = line.shift()
    if (next) next()
    else free++
  }

  return {
    connect: async () => {
      await turn()
      try {
        const client = await pool.connect()
        const release = client.release.bind(client)
        client.release = (error) => {
          release(error)
          leave()
        }
        return client
      } catch (error) {
        leave()
        throw error
      }
    },
    end: () => pool.end(),
    options: pool.options,
  }
}
