import { addWorkingDays, closingOfDay, isWorking, nextWorkingInstant, type Instant, type WorkCalendar } from '@reglament/kernel'

/**
 * When a task is due that a clause has set for an instant at which, by a changed calendar, nobody works: on a day that closes earlier at
 * its closing, on a day off at the same clock time of the next working day, at latest its closing (regulation §2). An instant at which
 * somebody works, or a closing, stays; nothing comes to be due in the past.
 */
export function replanned(calendar: WorkCalendar, dueAt: Instant, now: Instant): Instant {
  const closing = closingOfDay(calendar, dueAt)
  if (dueAt <= now || dueAt === closing || isWorking(calendar, dueAt)) return dueAt
  if (closing !== null) return dueAt > closing && closing > now ? closing : nextWorkingInstant(calendar, dueAt)
  const sameClock = addWorkingDays(calendar, dueAt, 1)
  const latest = closingOfDay(calendar, sameClock)!
  return sameClock >= latest ? latest : nextWorkingInstant(calendar, sameClock)
}
