// npm run db:types: migrates a fresh database and writes the types of its tables.
import { writeFile } from 'node:fs/promises'
import { connectionOf, ownerRole } from '../platform/database/roles.ts'
import { databaseTypes, databaseTypesFile } from './databaseTypes.ts'
import { startTestServer } from './testServer.ts'

const { server, stop } = await startTestServer()
try {
  const { superuserUrl, template, ownerPassword } = server
  await writeFile(
    databaseTypesFile,
    await databaseTypes(connectionOf(superuserUrl, { user: ownerRole, password: ownerPassword, database: template })),
  )
} finally {
  await stop()
}
