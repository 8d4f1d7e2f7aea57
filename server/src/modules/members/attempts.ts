// How often a password may be guessed: counted in the database, so that it holds for all processes together.
import { createHash } from 'node:crypto'
import { MINUTE_MS } from '@reglament/kernel'
import { sql } from 'kysely'
import { tooMany } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'

const limits = {
  account: { triesMax: 10, spanMs: 15 * MINUTE_MS },
  address: { triesMax: 100, spanMs: 15 * MINUTE_MS },
  'sign-up': { triesMax: 20, spanMs: 60 * MINUTE_MS },
} as const

export type Subject = { kind: keyof typeof limits; of: string }

/** Counts a try before it is made, so that many at once do not slip past; too many are refused until the span is over. */
export async function countTry({ db, clock }: Services, subjects: readonly Subject[]): Promise<void> {
  const now = clock.real()
  for (const { kind, of } of subjects) {
    const { triesMax, spanMs } = limits[kind]
    const start = spanStart(now, spanMs)
    const { rows } = await sql<{ tries: number }>`select count_attempt(${kind}, ${hashed(of)}, ${at(start)}) as tries`.execute(db)
    if (rows[0]!.tries > triesMax) throw tooMany((start + spanMs - now) / 1000)
  }
}

/** A try that succeeded was none: the account begins anew, the address gets this one back. */
export async function forgiveTry({ db, clock }: Services, subjects: readonly Subject[]): Promise<void> {
  for (const { kind, of } of subjects) {
    const start = spanStart(clock.real(), limits[kind].spanMs)
    await sql`select forgive_attempts(${kind}, ${hashed(of)}, ${at(start)}, ${kind === 'account'})`.execute(db)
  }
}

const spanStart = (now: number, spanMs: number) => Math.floor(now / spanMs) * spanMs

const hashed = (of: string) => createHash('sha256').update(of).digest()
