// How often one address sends to one door in a minute. A form is answered with one statement, so nothing is asked for this alone: each
// process counts for itself, and what several have counted is put together in the database once a second.
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, MINUTE_MS } from '@reglament/kernel'
import { sql } from 'kysely'
import { tooMany } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { unnoted } from '../../platform/statementLog.ts'
import { says } from './words.ts'

/** `untold`: counted here since the database was told. `known`: what all processes had counted by then. */
type Tries = { subject: Buffer; untold: number; known: number }
type Minute = { start: Instant; tries: Map<string, Tries>; telling: boolean }

const tellMs = 1000
/** Who has sent no more than this since then is not told of: nearly every visitor sends once. */
const few = 5
/** So many addresses are remembered at most; a flood from more of them is none of one address. */
const addressesMax = 100_000

const minuteOf = new WeakMap<Services, Minute>()

/** Counts one more try and answers how many there are in this minute, with those of other processes as of a second ago. */
export function countSent(services: Services, door: string, address: string): number {
  const now = services.clock.real()
  const start = now - (now % MINUTE_MS)
  let minute = minuteOf.get(services)
  if (minute?.start !== start || minute.tries.size >= addressesMax)
    minuteOf.set(services, (minute = { start, tries: new Map(), telling: false }))
  const key = `${door} ${address}`
  let tries = minute.tries.get(key)
  if (!tries) minute.tries.set(key, (tries = { subject: createHash('sha256').update(key).digest(), untold: 0, known: 0 }))
  tries.untold += 1
  if (!minute.telling) {
    minute.telling = true
    void sleep(tellMs, undefined, { ref: false }).then(() => tell(services, minute))
  }
  return tries.known + tries.untold
}

/** A try that the door did not take for another reason is none. */
export function forgetSent(services: Services, door: string, address: string): void {
  const tries = minuteOf.get(services)?.tries.get(`${door} ${address}`)
  if (tries && tries.untold > 0) tries.untold -= 1
}

async function tell({ db, log }: Services, minute: Minute): Promise<void> {
  minute.telling = false
  const told = [...minute.tries.values()].filter(({ untold }) => untold > few).map((tries) => ({ tries, count: tries.untold }))
  if (told.length === 0) return
  try {
    const subjects = told.map(({ tries }) => tries.subject)
    const counts = told.map(({ count }) => count)
    const { rows } = await unnoted(() =>
      sql<{ subject: Buffer; tries: number }>`
        select * from add_attempts('form', ${subjects}::bytea[], ${counts}::integer[], ${at(minute.start)})`.execute(db),
    )
    const all = new Map(rows.map(({ subject, tries }) => [subject.toString('hex'), tries]))
    for (const { tries, count } of told) {
      tries.untold -= count
      tries.known = all.get(tries.subject.toString('hex')) ?? tries.known
    }
  } catch (error) {
    // They are counted here all the same, and told with the next.
    log.warn({ err: error }, 'what forms were sent could not be counted together with other processes')
  }
}

/** What is answered to who has sent too often: when to try again. */
export const flood = (now: Instant) => tooMany((MINUTE_MS - (now % MINUTE_MS)) / 1000, says.tooMany)
