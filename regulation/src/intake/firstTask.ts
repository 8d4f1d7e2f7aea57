import type { Regulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Channels } from '../situation.ts'

const isEnforced = (regulation: Regulation, kind: string) =>
  regulation.clauses.some((clause) => clause.kind.kind === kind && clause.mode === 'enforce')

export const isMailOnly = ({ phone, mail, messenger }: Channels): boolean => mail && !phone && !messenger

export const isMissedCall = ({ inquiry }: Dossier): boolean => inquiry?.channel === 'missed-call'

/** A missed call and a client of whom only an e-mail is known have a first task of their own, set by their clauses (regulation §5). */
export const hasFirstTaskOfItsOwn = (regulation: Regulation, deal: Dossier, channels: Channels): boolean =>
  (isMissedCall(deal) && isEnforced(regulation, 'call-back-task')) || (isMailOnly(channels) && isEnforced(regulation, 'contact-request'))
