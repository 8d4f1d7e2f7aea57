const parts = (timeZone: string, instant: number) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )

/** What the clock on the wall of a zone shows at an instant: `2026-11-26 15:16:00`. */
export function wallClockIn(timeZone: string, instant: string | number): string {
  const { year, month, day, hour, minute, second } = parts(timeZone, typeof instant === 'number' ? instant : Date.parse(instant))
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`
}

/** The instant at which the clock on the wall of a zone shows this; in a skipped hour the one after it. */
export function instantIn(timeZone: string, wallClock: string): string {
  const asUtc = Date.parse(`${wallClock.replace(' ', 'T')}Z`)
  const shownAt = (instant: number) => Date.parse(`${wallClockIn(timeZone, instant).replace(' ', 'T')}Z`)
  const first = asUtc - (shownAt(asUtc) - asUtc)
  const second = first - (shownAt(first) - asUtc)
  return new Date(second).toISOString()
}
