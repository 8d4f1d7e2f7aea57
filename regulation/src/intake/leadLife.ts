import { add, dutyAt, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import type { Regulation } from '../compile.ts'
import type { Channels } from '../situation.ts'
import { isMailOnly } from './firstTask.ts'
import { contactRequestTemplate, greetingTemplate } from './templates.ts'

/** What rules may know of a lead that is no deal yet. */
export type LeadFacts = {
  readonly isOpen: boolean
  readonly channels: Channels
  readonly tags: readonly string[]
  readonly inquiredAt: Instant
  readonly heardAt: Instant
  /** When somebody took it up; null: nobody yet. */
  readonly answeredAt: Instant | null
  /** The end of the latest absence of its responsible that has begun; null: there was none, or it is nobody's. */
  readonly awayUntil: Instant | null
  /** The letter that asks for contact data: when it last went out, and how often (C7). */
  readonly contactRequest: { readonly at: Instant; readonly times: number } | null
}
export type LeadLetter = { readonly template: string; readonly kind: 'mail' | 'phone'; readonly clause: string }

const enforced = (regulation: Regulation, kind: string) =>
  regulation.clauses.find((clause) => clause.kind.kind === kind && clause.mode === 'enforce')

/** Letters that go out as soon as a lead has come in: the request for contact data, the greeting (C7, C11). */
export function firstLettersOf(regulation: Regulation, lead: LeadFacts): LeadLetter[] {
  const request = enforced(regulation, 'contact-request')
  const greeting = enforced(regulation, 'greeting')
  const greets = greeting && lead.tags.includes((greeting.params as { tag: string }).tag)
  const { mail, phone } = lead.channels
  return [
    ...(request && isMailOnly(lead.channels) ? [{ template: contactRequestTemplate, kind: 'mail' as const, clause: request.key }] : []),
    ...(greets && mail ? [{ template: greetingTemplate, kind: 'mail' as const, clause: greeting.key }] : []),
    ...(greets && phone ? [{ template: greetingTemplate, kind: 'phone' as const, clause: greeting.key }] : []),
  ]
}

/** The first answer that is late, from when (C10). */
export type LateAnswer = { readonly clause: string; readonly mode: string; readonly from: Instant }
/** What stands about a lead now; `at`: when to look again. */
export type LeadStanding = { readonly at: Instant | null; readonly letter: LeadLetter | null; readonly late: LateAnswer | null }

/**
 * What falls due on a lead that waits: the second request for contact data, once, unless the client was heard meanwhile (C7), and the
 * first answer (C10); nothing is held against who is away (D11). Pure; on deals the clauses themselves watch over the same.
 */
export function leadDue(regulation: Regulation, lead: LeadFacts, calendar: WorkCalendar, now: Instant): LeadStanding {
  if (!lead.isOpen) return { at: null, letter: null, late: null }
  const letter = secondRequest(regulation, lead, calendar, now)
  const answer = firstAnswer(regulation, lead, calendar, now)
  const times = [letter.at, answer.at].filter((at) => at !== null)
  return { at: times.length === 0 ? null : Math.min(...times), letter: letter.letter, late: answer.late }
}

function secondRequest(regulation: Regulation, { contactRequest, heardAt, channels }: LeadFacts, calendar: WorkCalendar, now: Instant) {
  const clause = enforced(regulation, 'contact-request')
  if (!clause || contactRequest?.times !== 1 || heardAt > contactRequest.at || !isMailOnly(channels)) return { at: null, letter: null }
  const at = add(calendar, contactRequest.at, parseTerm((clause.params as { repeatAfter: string }).repeatAfter))
  return now >= at
    ? { at: null, letter: { template: contactRequestTemplate, kind: 'mail' as const, clause: clause.key } }
    : { at, letter: null }
}

function firstAnswer(regulation: Regulation, { inquiredAt, answeredAt, awayUntil }: LeadFacts, calendar: WorkCalendar, now: Instant) {
  const clause = regulation.clauses.find(({ kind, mode }) => kind.kind === 'first-response' && mode !== 'off')
  if (!clause || answeredAt !== null) return { at: null, late: null }
  const due = dutyAt(calendar, inquiredAt, parseTerm((clause.params as { within: string }).within))
  if (now < due) return { at: due, late: null }
  if (awayUntil !== null && now < awayUntil) return { at: awayUntil, late: null }
  return { at: null, late: { clause: clause.key, mode: clause.mode, from: awayUntil === null ? due : Math.max(due, awayUntil) } }
}
