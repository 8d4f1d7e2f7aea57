import { instantIn, wallClockIn } from '../../../ui/wallClock.ts'

/** A quick choice of a due: in an hour, or at ten in the morning of a day that people name. */
export type DueChoice = { key: 'hour' | 'tomorrow' | 'monday' | 'days' | 'week'; dueAt: string }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const stepMs = 5 * 60_000
const morning = '10:00:00'

/** Suggestions only; what a due may be, the server says. Weekends are stepped over, because nobody suggests them. */
export function dueChoices(now: number, timeZone: string): DueChoice[] {
  const morningOf = (instant: number) => instantIn(timeZone, `${wallClockIn(timeZone, instant).slice(0, 10)} ${morning}`)
  const weekday = (instant: number) => new Date(`${wallClockIn(timeZone, instant).slice(0, 10)}T00:00:00Z`).getUTCDay()
  const worked = (instant: number) => {
    let day = instant
    while (weekday(day) === 0 || weekday(day) === 6) day += dayMs
    return day
  }
  const tomorrow = worked(now + dayMs)
  const choices: DueChoice[] = [
    { key: 'hour', dueAt: new Date(Math.ceil((now + hourMs) / stepMs) * stepMs).toISOString() },
    { key: tomorrow === now + dayMs ? 'tomorrow' : 'monday', dueAt: morningOf(tomorrow) },
    { key: 'days', dueAt: morningOf(worked(now + 3 * dayMs)) },
    { key: 'week', dueAt: morningOf(worked(now + 7 * dayMs)) },
  ]
  return choices.filter((choice, index) => choices.findIndex(({ dueAt }) => dueAt === choice.dueAt) === index)
}
