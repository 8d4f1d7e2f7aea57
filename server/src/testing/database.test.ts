import { expect, test } from 'vitest'
import { withClient } from '../platform/database/withClient.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()

const who = (url: string) =>
  withClient(url, async (client) => (await client.query('select current_user as me, current_database() as db')).rows[0])

test('a test file has a database of its own, seen by the owner and by the application', async () => {
  const [owner, app] = await Promise.all([who(database.ownerUrl), who(database.appUrl)])
  expect(owner).toMatchObject({ me: 'reglament_owner' })
  expect(app).toMatchObject({ me: 'reglament_app', db: owner.db })
})
