import type { Instant } from '@reglament/kernel'
import { formatInstant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { ColumnType, RawBuilder } from 'kysely'
import type { JsonValue } from './database.generated.ts'

declare const written: unique symbol

/** An instant on its way into the database. The driver would write a bare number as a number, so only `at()` makes one. */
export type WrittenInstant = Instant & { readonly [written]: true }

/** A `timestamptz`: read as epoch milliseconds, written through `at()`. */
export type InstantColumn = ColumnType<Instant, WrittenInstant, WrittenInstant>

/** The instant as a value in a statement: `.where('due_at', '<=', at(now))`, `.values({ created_at: at(now) })`. */
export function at(instant: Instant): RawBuilder<WrittenInstant>
export function at(instant: Instant | null): RawBuilder<WrittenInstant | null>
export function at(instant: Instant | null): RawBuilder<WrittenInstant | null> {
  return sql`${instant === null ? null : formatInstant(instant)}::timestamptz`
}

/** Any value as `jsonb`. Without this the driver writes an array as a PostgreSQL array and a text as it stands. */
export const json = (value: unknown): RawBuilder<JsonValue> => sql`${JSON.stringify(value)}::jsonb`

/** A `timestamptz` as PostgreSQL prints it (ISO, any offset), in whole milliseconds; the finer digits are cut off. */
export function instantFromPostgres(text: string): Instant {
  // "2026-03-10 07:05:00.123456+00": the common case is read by place, for this runs for every instant of every row
  const zoneAt = text.length - 3
  const plain =
    text.charCodeAt(0) > 48 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(zoneAt) === 43 &&
    text.charCodeAt(10) === 32 &&
    text.length <= 29
  if (!plain) return unusualInstant(text)
  const fraction = zoneAt > 20 ? Number(text.slice(20, Math.min(23, zoneAt)).padEnd(3, '0')) : 0
  const local = Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 2) - 1,
    digits(text, 8, 2),
    digits(text, 11, 2),
    digits(text, 14, 2),
    digits(text, 17, 2),
  )
  return local + fraction - digits(text, zoneAt + 1, 2) * 3_600_000
}

const digits = (text: string, start: number, count: number) => {
  let value = 0
  for (let index = start; index < start + count; index++) value = value * 10 + text.charCodeAt(index) - 48
  return value
}

/** Years before 1000 or after 9999, zones west of Greenwich or with minutes, the infinities. */
function unusualInstant(text: string): Instant {
  if (text === 'infinity') return Infinity
  if (text === '-infinity') return -Infinity
  const found = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/.exec(text)
  if (!found) throw new RangeError('PostgreSQL answered with an instant of an unknown shape')
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHours, zoneMinutes = '0', zoneSeconds = '0', before] = found
  const days = new Date(0).setUTCFullYear(before ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day))
  const clock = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
  const zone = (Number(zoneHours) * 3600 + Number(zoneMinutes) * 60 + Number(zoneSeconds)) * 1000
  return days + clock - (sign === '-' ? -zone : zone)
}

/** The instant as answers have it; null stays null. */
export function iso(instant: Instant): string
export function iso(instant: Instant | null): string | null
export function iso(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant)
}
