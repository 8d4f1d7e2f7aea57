import { sql, type RawBuilder } from 'kysely'
import type { Tx } from './database.ts'

/**
 * Several writes as one statement: one way to the database and back, however many tables an act touches. The parts see the rows as
 * they were before all of them; foreign keys between them are checked at the end.
 */
export async function inOneGo(tx: Tx, parts: readonly RawBuilder<unknown>[]): Promise<void> {
  if (parts.length === 0) return
  const named = parts.map((part, i) => sql`${sql.raw(`part_${i}`)} as (${part})`)
  await sql`with ${sql.join(named)} select 1`.execute(tx)
}
