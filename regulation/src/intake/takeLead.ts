import type { Instant } from '@reglament/kernel'
import type { Reservation } from '../dossier.ts'

/** Whether a lead that is nobody's may be taken now: one that is kept for somebody waits for him until then (C3, regulation §9). */
export const isLeadFree = (reserved: Reservation | null, memberId: string, now: Instant): boolean =>
  reserved === null || reserved.memberId === memberId || now >= reserved.until
