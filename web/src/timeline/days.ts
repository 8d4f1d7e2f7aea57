import type { TimelineEntry } from '@reglament/contract'

/** One thing that happened, or the same thing several times running: the note that saves itself, for one. */
export type Happening = { entry: TimelineEntry; times: number }
/** What happened on one day, the newest first. */
export type Day = { at: string; happenings: Happening[] }

const repeats = (one: TimelineEntry, other: TimelineEntry) =>
  (one.type === 'deal-edited' || one.refused) &&
  one.type === other.type &&
  one.summary === other.summary &&
  one.clause === other.clause &&
  one.text === null &&
  one.by?.id === other.by?.id

/**
 * Groups what happened by the days of the company's calendar, the newest first. What was written down late stands where it happened, not
 * where it was recorded; of one instant the order of the record stays.
 */
export function daysOf(entries: readonly TimelineEntry[], sameDay: (one: number, other: number) => boolean): Day[] {
  const days: Day[] = []
  for (const entry of entries.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))) {
    const day = days.at(-1)
    if (!day || !sameDay(Date.parse(day.at), Date.parse(entry.at))) {
      days.push({ at: entry.at, happenings: [{ entry, times: 1 }] })
      continue
    }
    const last = day.happenings.at(-1)
    if (last && repeats(last.entry, entry)) last.times += 1
    else day.happenings.push({ entry, times: 1 })
  }
  return days
}
