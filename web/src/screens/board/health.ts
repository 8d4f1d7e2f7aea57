import type { BoardCard } from '@reglament/contract'
import { faceOf } from '../../ui/clockFace.ts'

/** How many cards are in order, at risk, over: by the clock of the next task and by the stay in the stage. */
export type Health = { fine: number; risk: number; over: number }

/** Counts the cards of a column as their own clocks show them. */
export function healthOf(cards: readonly BoardCard[], now: number, sameDay: (one: number, other: number) => boolean): Health {
  const health: Health = { fine: 0, risk: 0, over: 0 }
  for (const { task, enteredAt, stayUntil } of cards) {
    const face = task && faceOf({ due: task.dueAt, from: task.setAt, now, sameDay }).state
    const start = Date.parse(enteredAt)
    const stay = stayUntil === null ? 0 : (now - start) / Math.max(Date.parse(stayUntil) - start, 1)
    if (face === 'over' || stay >= 1) health.over += 1
    else if (face === 'risk' || stay >= 0.75) health.risk += 1
    else health.fine += 1
  }
  return health
}
