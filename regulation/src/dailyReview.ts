import { closingOfLaterDay, closingOfWorkingDayAtOrAfter, type Instant, type WorkCalendar } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import { touchDueAt } from './clocks.ts'
import type { Dossier } from './dossier.ts'
import { isOversight } from './oversight.ts'
import { isSales } from './pipelineKind.ts'

/** Why a deal wants more than a look today. */
export type Suitable = 'unanswered' | 'task' | 'touch'

/** Whether a deal is one of those that its responsible looks at every working day: open, of sales, and not on the exchange (D8). */
export const isActive = (regulation: Regulation, deal: Dossier): boolean =>
  deal.status === 'open' && deal.responsibleId !== null && isSales(regulation, deal)

/**
 * Why a deal is to be touched on the working day of an instant, or null: something of the client's waits, a task is due by its closing,
 * or the touch falls due by the closing of the next working day (regulation §10, daily review).
 */
export function suitableOn(regulation: Regulation, deal: Dossier, calendar: WorkCalendar, at: Instant): Suitable | null {
  if (deal.unanswered.length > 0) return 'unanswered'
  const closing = closingOfWorkingDayAtOrAfter(calendar, at)
  if (deal.openTasks.some((task) => !isOversight(task) && task.dueAt <= closing)) return 'task'
  const touchDue = touchDueAt(regulation, deal, calendar)
  return touchDue !== null && touchDue <= closingOfLaterDay(calendar, at, 1) ? 'touch' : null
}
