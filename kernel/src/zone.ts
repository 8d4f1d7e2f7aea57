import { Temporal } from 'temporal-polyfill'
import { DAY_MS } from './instant.ts'
import type { Instant } from './instant.ts'
import { firstAbove } from './row.ts'

/** The offsets of a zone over a stretch of time: `offsets[i]` (ms east of UTC) holds from `starts[i]` until `starts[i + 1]`. */
export type ZoneTable = { readonly starts: Float64Array; readonly offsets: Float64Array }

/** Whether the zone is one that this machine knows, e.g. `Europe/Moscow`. */
export function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Temporal.ZonedDateTime(0n, timeZone))
  } catch {
    return false
  }
}

/** Every change of offset between two instants. Temporal is asked only here; all that follows is arithmetic. */
export function zoneTable(timeZone: string, from: Instant, until: Instant): ZoneTable {
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  const starts: number[] = []
  const offsets: number[] = []
  while (at && at.epochMilliseconds < until) {
    starts.push(at.epochMilliseconds)
    offsets.push(at.offsetNanoseconds / 1e6)
    at = at.getTimeZoneTransition('next')
  }
  return { starts: Float64Array.from(starts), offsets: Float64Array.from(offsets) }
}

/** Milliseconds east of UTC at the instant. */
export const offsetAt = ({ starts, offsets }: ZoneTable, instant: Instant): number =>
  offsets.length === 1 ? offsets[0]! : offsets[Math.max(0, firstAbove(starts, instant) - 1)]!

/**
 * The instant of a local time, which is given in ms as if it were UTC. A time that comes twice means its first coming; one that is
 * skipped moves on by the length of the gap (what Temporal calls "compatible").
 */
export function instantOfLocal(zone: ZoneTable, local: number): Instant {
  const before = offsetAt(zone, local - DAY_MS)
  const after = offsetAt(zone, local + DAY_MS)
  if (before === after || offsetAt(zone, local - before) === before) return local - before
  return offsetAt(zone, local - after) === after ? local - after : local - before
}
