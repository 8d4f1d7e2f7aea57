// How many statements, that is round trips to the database, one request costs; counted in the app itself.
import { buildApp } from '../server/src/app.ts'
import { statementsOf } from '../server/src/platform/statementLog.ts'
import type { Company } from './company.ts'
import { askerOf, type OperationName, type World } from './operations.ts'

/** What was sent for one request of each operation: finding out who asks, `begin` and `commit` are among it. */
export async function countStatements({ services, key }: Company, world: World, only: readonly OperationName[]) {
  const app = await buildApp(services)
  const asker = askerOf('product', world)
  const counted = new Map<OperationName, string[]>()
  for (const operation of only) {
    for (const repetition of [1, 2]) {
      const { method, path, body, status, key: own } = asker[operation](0, 1)
      const { result, statements } = await statementsOf(
        // Awaited in here: the request is sent only when its answer is asked for.
        async () =>
          await app.inject({
            method,
            url: path,
            headers: { host: '127.0.0.1', authorization: `Bearer ${own ?? key}`, ...(body && { 'content-type': 'application/json' }) },
            payload: body && JSON.stringify(body),
          }),
      )
      if (result.statusCode !== status) throw new Error(`${operation}: ${result.statusCode}\n${result.body.slice(0, 600)}`)
      // The first time the book of rules is still being read.
      if (repetition === 2) counted.set(operation, statements)
    }
  }
  await app.close()
  return counted
}
