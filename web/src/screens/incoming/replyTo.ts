import type { IncomingItem, InteractionCreation } from '@reglament/contract'

/** What will most probably answer an item: on the kind of channel that the client used, for only that takes it out of the queue. */
export function replyTo({
  kind,
  channel,
}: Pick<IncomingItem, 'kind' | 'channel'>): Pick<InteractionCreation, 'channel' | 'direction' | 'outcome'> {
  if (kind === 'mail') return { channel: 'mail', direction: 'out', outcome: 'sent' }
  if (kind === 'messenger') return { channel: channel === 'chat' ? 'chat' : 'messenger', direction: 'out', outcome: 'sent' }
  if (kind === 'meeting') return { channel: 'meeting', direction: 'out', outcome: 'held' }
  return { channel: 'call', direction: 'out', outcome: 'talked' }
}
