import type { TimelineEntry } from '@reglament/contract'

/** Entries of one day, the newest first. */
export type Day = { at: string; entries: TimelineEntry[] }

/** Groups what happened by the days of the company's calendar; the order of the entries stays. */
export function daysOf(entries: readonly TimelineEntry[], sameDay: (one: number, other: number) => boolean): Day[] {
  const days: Day[] = []
  for (const entry of entries) {
    const last = days.at(-1)
    if (last && sameDay(Date.parse(last.at), Date.parse(entry.at))) last.entries.push(entry)
    else days.push({ at: entry.at, entries: [entry] })
  }
  return days
}
