// The types of all tables, made from a migrated database. `npm run db:types` writes them; a test compares.
import { Kysely, PostgresDialect } from 'kysely'
import { generate, PostgresDialect as Generating } from 'kysely-codegen'
import { Pool } from 'pg'

export const databaseTypesFile = new URL('../platform/database.generated.ts', import.meta.url)

/** The application has no grant on these, so it need not know their columns. */
const unreachable = [
  'migration',
  'search_row',
  'search_word',
  'search_source',
  'identity',
  'session',
  'api_key',
  'invitation',
  'sign_in_attempt',
]

/** The text of `platform/database.generated.ts` for the database as it stands. */
export async function databaseTypes(ownerUrl: string): Promise<string> {
  const dialect = new Generating({ dateParser: 'string', defaultSchemas: ['public'] })
  const pool = new Pool({ connectionString: ownerUrl })
  // The pool has ended before the last of its connections has: the server may be stopped first, which nobody needs to hear.
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const generated = await generate({
      db,
      dialect,
      outFile: null,
      includePattern: 'public.*',
      excludePattern: `public.{${unreachable.join(',')}}`,
      typeMapping: { timestamptz: 'InstantColumn', int8: 'number' },
    })
    // The generator writes imports only for types with a namespace.
    return generated.replace(/^import .*$/m, (line) => `${line}\nimport type { InstantColumn } from "./instantColumn.ts";`)
  } finally {
    await db.destroy()
  }
}
