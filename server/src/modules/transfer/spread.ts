import { dateOf, dutyAt, type Instant, type WorkCalendar, workingDays } from '@reglament/kernel'

/** An adopted open deal is looked at within so many working days, evenly over them (L3, regulation §3). */
const reviewDays = 5

const noneYet = (): number[] => Array.from({ length: reviewDays }, () => 0)

/**
 * Shares the reviews of adopted deals out over the working days after the import, evenly for each person and then for the company:
 * nobody finds all of his on the last day.
 */
export class ReviewDays {
  readonly #calendar: WorkCalendar
  readonly #dues: readonly Instant[]
  readonly #dates: readonly string[]
  readonly #all = noneYet()
  readonly #own = new Map<string | null, number[]>()

  constructor(calendar: WorkCalendar, now: Instant) {
    this.#calendar = calendar
    this.#dues = Array.from({ length: reviewDays }, (_, day) => dutyAt(calendar, now, workingDays(day + 1)))
    this.#dates = this.#dues.map((due) => dateOf(calendar, due))
  }

  /** Reviews that an earlier, interrupted import has set already. */
  seed(memberId: string | null, due: Instant, count: number): void {
    const day = this.#dates.indexOf(dateOf(this.#calendar, due))
    if (day >= 0) this.#count(memberId, day, count)
  }

  next(memberId: string | null): Instant {
    const own = this.#ownOf(memberId)
    let best = 0
    for (let day = 1; day < reviewDays; day++) {
      if (own[day]! < own[best]! || (own[day] === own[best] && this.#all[day]! < this.#all[best]!)) best = day
    }
    this.#count(memberId, best, 1)
    return this.#dues[best]!
  }

  #count(memberId: string | null, day: number, count: number): void {
    this.#ownOf(memberId)[day]! += count
    this.#all[day]! += count
  }

  #ownOf(memberId: string | null): number[] {
    const own = this.#own.get(memberId) ?? noneYet()
    this.#own.set(memberId, own)
    return own
  }
}
