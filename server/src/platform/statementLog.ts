import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<string[]>()

/** Told by the connection for every statement sent. */
export const noteStatement = (text: string): void => void current.getStore()?.push(text)

/**
 * Runs the work and answers which statements it sent, `begin` and `commit` among them: what an act or a screen costs is counted in
 * round trips, and tests hold it to a number.
 */
export async function statementsOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; statements: string[] }> {
  const statements: string[] = []
  const result = await current.run(statements, work)
  return { result, statements }
}

/** Work that outlives the request that began it: what it sends is not counted as the request's. */
export const unnoted = <Result>(work: () => Result): Result => current.exit(work)
