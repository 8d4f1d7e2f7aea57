// A database for a test file.
import { afterAll, inject } from 'vitest'
import { cloneDatabase } from './testServer.ts'
import type { TestDatabase } from './testServer.ts'

export type { TestDatabase } from './testServer.ts'

/**
 * A fresh database with every migration applied and nothing else in it. Call it where tests are described, so that it is dropped after
 * the last of them: `const database = await testDatabase()` at the top of the file.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await cloneTestDatabase()
  afterAll(database.drop)
  return database
}

/** Like `testDatabase`, but it is the caller who drops it. */
const cloneTestDatabase = (): Promise<TestDatabase> => cloneDatabase(inject('testServer'))
