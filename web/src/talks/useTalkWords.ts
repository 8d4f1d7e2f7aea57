import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Interaction } from '@reglament/contract'
import type { IconName } from '../ui/icons.tsx'
import { isChannel, isOutcome } from './outcomes.ts'

const icons: Record<string, IconName> = { call: 'call', mail: 'mail', sms: 'sms', chat: 'chat', messenger: 'chat', meeting: 'client' }

/** The icon of a channel; a call that nobody took has its own. */
export const talkIcon = ({ channel, outcome }: Pick<Interaction, 'channel' | 'outcome'>): IconName =>
  outcome === 'no-answer' || outcome === 'missed' ? 'missed' : (icons[channel] ?? 'note')

/** Says in words what was said with the client: «Звонок клиенту: поговорили». */
export function useTalkWords(): (talk: Pick<Interaction, 'channel' | 'direction' | 'outcome'>) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ channel, direction, outcome }) => {
      const what = isChannel(channel) ? t(`talks.${direction === 'in' ? 'incoming' : 'outgoing'}.${channel}`) : channel
      return isOutcome(outcome) ? `${what}: ${t(`talks.outcome.${outcome}`)}` : what
    },
    [t],
  )
}
