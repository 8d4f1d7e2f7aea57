import type { Channel, InteractionOutcome } from '@reglament/contract'

/** Channels that a person writes down by hand, in the order of use. */
export const channels = ['call', 'mail', 'messenger', 'sms', 'chat', 'meeting'] as const satisfies readonly Channel[]
const outcomes = [
  'talked',
  'no-answer',
  'busy',
  'wrong-number',
  'missed',
  'sent',
  'bounced',
  'received',
  'auto-reply',
  'held',
  'cancelled',
] as const satisfies readonly InteractionOutcome[]

/** Is it one of the channels that have words here. */
export const isChannel = (channel: string): channel is Channel => channels.some((one) => one === channel)
/** Is it one of the outcomes that have words here. */
export const isOutcome = (outcome: string): outcome is InteractionOutcome => outcomes.some((one) => one === outcome)

/** What the form offers, the most frequent first; whether an outcome fits, the server says. */
export function outcomesOf(channel: Channel, direction: 'in' | 'out'): readonly InteractionOutcome[] {
  if (channel === 'call') return direction === 'out' ? ['talked', 'no-answer', 'busy', 'wrong-number'] : ['talked', 'missed']
  if (channel === 'meeting') return ['held', 'cancelled']
  return direction === 'out' ? ['sent', 'bounced'] : ['received', 'auto-reply']
}

/** Which kind of way this has shown to lead nowhere: of several the form asks which. */
export function deadKindOf(channel: Channel, outcome: InteractionOutcome): 'phone' | 'mail' | null {
  if (channel === 'call' && outcome === 'wrong-number') return 'phone'
  return channel === 'mail' && outcome === 'bounced' ? 'mail' : null
}
