import { dutyAt, type Instant, type WorkCalendar } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'

/** Until when the deal may stay in its stage; null where the stage sets no limit or the deal is closed (B9). */
export function stayUntil(regulation: Regulation, dossier: Dossier, calendar: WorkCalendar): Instant | null {
  if (dossier.status !== 'open') return null
  const { stay } = regulation.stage(dossier.pipeline, dossier.stage)
  return stay ? dutyAt(calendar, dossier.enteredAt, stay) : null
}
