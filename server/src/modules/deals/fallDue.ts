import type { Instant } from '@reglament/kernel'
import { sweep } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { apply, type Ink, type Write } from './apply.ts'
import { comeBack, type ComingBack } from './comeBack.ts'
import { type Case, casesOf, nextCheckAfter } from './situation.ts'

const writeOf = ({ book, situation }: Case, now: Instant): Write => {
  const changes = sweep(book.regulation, situation, now)
  return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
}

/** Postponed deals whose date has come: each goes on as a new deal of the same manager (H9). */
const comingsOf = ({ dealId, events, after }: Write): ComingBack[] =>
  events.flatMap((event) => (event.type === 'deal-returned' ? [{ id: event.data.dealId, of: dealId, to: after!.responsibleId }] : []))

/** A deal about which nothing has changed is only told when to be looked at again. */
async function write(tx: Tx, writes: readonly Write[], ink: Ink) {
  const busy = writes.filter(({ events }) => events.length > 0)
  const quiet = writes.filter(({ events }) => events.length === 0)
  await apply(tx, busy, ink)
  await comeBack(tx, busy.flatMap(comingsOf), ink)
  if (quiet.length === 0) return
  const rows = quiet.map(({ dealId, nextCheckAt }) => ({
    id: dealId,
    at: nextCheckAt === null ? null : new Date(nextCheckAt).toISOString(),
  }))
  await sql`
    update deal set next_check_at = written.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as written (id uuid, at timestamptz)
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
