/** A point in time: whole milliseconds since 1970-01-01T00:00Z. A number, because a judgement compares hundreds of them. */
export type Instant = number

export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))$/

/**
 * Reads an RFC 3339 date-time; the offset is required, what is finer than a millisecond is cut off, a leap second counts as :59.
 * @throws RangeError for any other text and for dates that do not exist
 */
export function parseInstant(text: string): Instant {
  const found = rfc3339.exec(text)
  if (!found) throw new RangeError(`not an RFC 3339 instant: ${JSON.stringify(text)}`)
  const [, year, month, day, hour, minute, second, fraction = '', , sign, offsetHours = '0', offsetMinutes = '0'] = found
  const dayIndex = dayFromDate(`${year}-${month}-${day}`)
  const clock = [Number(hour), Number(minute), Math.min(Number(second), 59)] as const
  const inRange = clock[0] < 24 && clock[1] < 60 && Number(second) <= 60 && Number(offsetHours) < 24 && Number(offsetMinutes) < 60
  if (dayIndex === null || !inRange) throw new RangeError(`no such instant: ${JSON.stringify(text)}`)
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours) * HOUR_MS + Number(offsetMinutes) * MINUTE_MS)
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return dayIndex * DAY_MS + clock[0] * HOUR_MS + clock[1] * MINUTE_MS + clock[2] * SECOND_MS + ms - offset
}

/**
 * The instant as RFC 3339 in UTC with milliseconds, e.g. `2026-03-10T07:05:00.000Z`. A board writes four hundred of them, so the text of
 * each day is made once: four times as fast as a `Date` for each.
 * @throws RangeError for what is no instant
 */
export function formatInstant(instant: Instant): string {
  const ms = Math.trunc(instant)
  const day = Math.floor(ms / DAY_MS)
  const seconds = Math.floor((ms - day * DAY_MS) / SECOND_MS)
  const minutes = Math.floor(seconds / 60)
  const rest = ms - day * DAY_MS - seconds * SECOND_MS
  return `${dayText(day)}T${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}.${three[rest]}Z`
}

const upTo = (count: number, width: number) => Array.from({ length: count }, (_, value) => String(value).padStart(width, '0'))
const [two, three] = [upTo(60, 2), upTo(SECOND_MS, 3)]

const dayTexts = new Map<number, string>()
const daysKeptMax = 10_000

function dayText(day: number): string {
  let text = dayTexts.get(day)
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().split('T')[0]!
    if (dayTexts.size >= daysKeptMax) dayTexts.clear()
    dayTexts.set(day, text)
  }
  return text
}

/** Days since 1970-01-01 of a date `YYYY-MM-DD`; null when there is no such date. */
export function dayFromDate(date: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (!found) return null
  // setUTCFullYear, for Date.UTC reads the years 0 to 99 as 1900 to 1999
  const ms = new Date(0).setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]))
  return new Date(ms).toISOString().startsWith(date) ? ms / DAY_MS : null // 30 February would have rolled over
}

/** The date `YYYY-MM-DD` of a day given in days since 1970-01-01. */
export const dateFromDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
