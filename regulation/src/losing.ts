import { add, parseTerm, type Instant } from '@reglament/kernel'
import type { StepOf } from './act.ts'
import type { Regulation } from './compile.ts'
import type { LossReasonDocument, NamedDocument, RegulationDocument } from './document.ts'
import type { ChannelKind, Dossier } from './dossier.ts'
import { shippedFalseLosses } from './shipped/losing.ts'
import type { Channels, Situation } from './situation.ts'

/** What a reason asks to be named besides: the date to which it is postponed (H9), the deal that goes on (H1). */
export const askedBy = ({ key, asks }: Pick<LossReasonDocument, 'key' | 'asks'>): 'nothing' | 'date' | 'deal' =>
  asks ?? (key === 'postponed' ? 'date' : key === 'duplicate' ? 'deal' : 'nothing')

/** In which ways a loss may turn out to be false (H6); documents from before the list was the company's have the shipped one. */
export const falseLossesOf = ({ falseLosses }: RegulationDocument): readonly NamedDocument[] => falseLosses ?? shippedFalseLosses

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

/** When a postponed deal comes back: on the date that the client named, unless it has come already (H9). */
export const comesBackAt = (deal: Dossier | null): Instant | null =>
  deal?.status === 'lost' && deal.closure && !deal.closure.due ? deal.closure.until : null

/** Whether a loss is somebody's own: he closed it, or it was his deal. Nobody reviews his own (H5, regulation §3). */
export const isOwnLoss = ({ closure, responsibleId }: Dossier, memberId: string): boolean =>
  responsibleId === memberId || closure?.by === memberId

/** Whose loss it was: who closed it; of one that the system closed, its responsible. */
export const loserOf = ({ closure, responsibleId, lastResponsibleId }: Dossier): string | null =>
  closure?.by ?? responsibleId ?? lastResponsibleId

/** A check of a loss that waits for its verdict. */
export const awaitsReview = ({ status, closure }: Dossier): boolean => status === 'lost' && closure?.review === 'pending'
/** A drawn loss about which nobody has called the client yet. */
export const awaitsCall = ({ status, closure }: Dossier): boolean => status === 'lost' && closure?.sample === 'drawn'

/** For how many days a sign of the client counts against a loss: as long as it waits for a decision in Incoming (H4, C5). */
export const signDaysOf = ({ clauses }: Pick<Regulation, 'clauses'>): number => {
  const params = clauses.find(({ kind }) => kind.kind === 'one-inquiry-one-deal')?.params as { lostWithinDays: number } | undefined
  return params?.lostWithinDays ?? 30
}

/** By which known channel a letter goes: mail, messenger, SMS; null when none is known (regulation §8). */
export const letterKindOf = ({ mail, messenger, phone }: Channels): ChannelKind | null =>
  mail ? 'mail' : messenger ? 'messenger' : phone ? 'phone' : null

export type CloseStep = StepOf<'close'>
export const isSilent = ({ reason }: CloseStep) => reason === 'does-not-answer' || reason === 'could-not-reach'

/** Rows that ask for attempts and for three weeks. */
export const asksForSilence = (row: SilentRow) => row === 'T3' || row === 'T4' || row === 'T5' || row === 'other-channels'
