import { add, type Instant, parseTerm, type WorkCalendar } from '@reglament/kernel'
import type { Regulation } from '../compile.ts'
import type { Channels } from '../situation.ts'
import { isMailOnly } from './firstTask.ts'
import { contactRequestTemplate, greetingTemplate } from './templates.ts'

/** What rules may know of a lead that is no deal yet. */
export type LeadFacts = {
  readonly isOpen: boolean
  readonly channels: Channels
  readonly tags: readonly string[]
  readonly heardAt: Instant
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

/**
 * What falls due on a lead that waits: the second request for contact data, once, unless the client was heard meanwhile (C7).
 * `at` is when to look again; `letter` what is due now. Pure; the same rule stands on deals as the watch of `contact-request`.
 */
export function leadDue(
  regulation: Regulation,
  lead: LeadFacts,
  calendar: WorkCalendar,
  now: Instant,
): { at: Instant | null; letter: LeadLetter | null } {
  const clause = enforced(regulation, 'contact-request')
  const { contactRequest, isOpen, heardAt, channels } = lead
  if (!clause || !isOpen || contactRequest?.times !== 1 || heardAt > contactRequest.at || !channels.mail) return { at: null, letter: null }
  const at = add(calendar, contactRequest.at, parseTerm((clause.params as { repeatAfter: string }).repeatAfter))
  return now >= at ? { at: null, letter: { template: contactRequestTemplate, kind: 'mail', clause: clause.key } } : { at, letter: null }
}
