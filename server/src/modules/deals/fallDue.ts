import type { Instant } from '@reglament/kernel'
import { clocksAhead, stayUntil, sweep } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Ink, Write } from './write.ts'
import { apply } from './apply.ts'
import { comeBack, type ComingBack } from './comeBack.ts'
import { type Case, casesOf, nextCheckAfter } from './situation.ts'

const writeOf = ({ book, situation }: Case, now: Instant): Write => {
  const changes = sweep(book.regulation, situation, now)
  return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
}

/** Postponed deals whose date has come: each goes on as a new deal of the same manager (H9). */
const comingsOf = ({ dealId, events, after }: Write): ComingBack[] =>
  events.flatMap((event) => (event.type === 'deal-returned' ? [{ id: event.data.dealId, of: dealId, to: after!.responsibleId }] : []))

/** A deal about which nothing has changed is only told when to be looked at again, and until when it may stay by the book of today. */
async function write(tx: Tx, writes: readonly Write[], ink: Ink) {
  const busy = writes.filter(({ events }) => events.length > 0)
  const quiet = writes.filter(({ events }) => events.length === 0)
  await apply(tx, busy, ink)
  await comeBack(tx, busy.flatMap(comingsOf), ink)
  if (quiet.length === 0) return
  const { regulation, calendar } = ink.book
  const iso = (instant: Instant | null) => (instant === null ? null : new Date(instant).toISOString())
  const rows = quiet.map(({ dealId, nextCheckAt, after }) => ({
    id: dealId,
    at: iso(nextCheckAt),
    stay: after && iso(stayUntil(regulation, after, calendar)),
    ahead: after && clocksAhead(regulation, after, calendar),
  }))
  await sql`
    update deal set next_check_at = written.at, stay_until = written.stay, ahead = written.ahead
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as written (id uuid, at timestamptz, stay timestamptz, ahead jsonb)
    where deal.workspace_id = ${ink.workspaceId} and deal.id = written.id`.execute(tx)
}

/** Judges these deals, which the caller has locked, and writes what fell due. */
export async function sweepThese(tx: Tx, workspaceId: number, ids: readonly string[], now: Instant) {
  const cases = await casesOf(tx, workspaceId, now, ids)
  const [first] = cases
  if (!first) return
  const writes = cases.map((it) => writeOf(it, now))
  await write(tx, writes, { workspaceId, actorId: null, now, book: first.book })
}
