import { add, parseTerm, type Instant } from '@reglament/kernel'
import type { StepOf } from './act.ts'
import type { Dossier } from './dossier.ts'
import type { Situation } from './situation.ts'

/** Rows of the decision table for a silent client (regulation §8): T1–T3 could-not-reach, T4–T6 does-not-answer. */
export type SilentRow = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'not-by-phone' | 'other-channels'

const phoneOnly = ({ channels }: Situation['client']) => channels.phone && !channels.mail && !channels.messenger

/** Which row a closing falls under; the last two are doors that do not exist: no phone at all, or other ways are known after a talk. */
export function silentRow(reason: string, { talkedAt }: Dossier, client: Situation['client']): SilentRow {
  const talked = talkedAt !== null
  if (reason === 'does-not-answer') return talked ? 'T5' : client.channels.phone ? 'T6' : 'T4'
  if (talked) return phoneOnly(client) ? 'T3' : 'other-channels'
  if (!client.channels.phone) return 'not-by-phone'
  return phoneOnly(client) ? 'T1' : 'T2'
}

/** From when three weeks of silence count: since the client was heard; of one who never talked, since his inquiry. */
export const silenceGate = ({ calendar }: Situation, deal: Dossier, row: SilentRow, after: string): Instant =>
  add(calendar, row === 'T4' ? deal.inquiryAt : deal.heardAt, parseTerm(after))

export type CloseStep = StepOf<'close'>
export const isSilent = ({ reason }: CloseStep) => reason === 'does-not-answer' || reason === 'could-not-reach'

/** Rows that ask for attempts and for three weeks. */
export const asksForSilence = (row: SilentRow) => row === 'T3' || row === 'T4' || row === 'T5' || row === 'other-channels'
