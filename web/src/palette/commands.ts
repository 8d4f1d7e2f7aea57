import { foldText } from '@reglament/kernel'
import type { TFunction } from 'i18next'
import type { Me } from '@reglament/contract'
import { sectionsOf } from '../shell/sections.ts'
import type { Result } from './results.ts'

/** What can be done from anywhere: the sections that this person has, and what he may make. */
export const commandsOf = ({ rights }: Me, t: TFunction): Result[] => [
  ...(rights.createDeals
    ? [{ id: 'new deal', icon: 'plus' as const, name: t('palette.newDeal'), beside: t('palette.newDealKey'), to: '/deals/new' }]
    : []),
  ...sectionsOf(rights).map(({ to, icon, word }) => ({ id: to, icon, name: t(word), beside: '', to })),
  { id: 'settings', icon: 'gear', name: t('shell.settings'), beside: '', to: '/settings' },
]

/** Those of which every typed word begins a word. */
export function commandsFor(typed: string, commands: readonly Result[]): Result[] {
  const words = foldText(typed).split(' ').filter(Boolean)
  return commands.filter(({ name }) =>
    words.every((word) =>
      foldText(name)
        .split(' ')
        .some((own) => own.startsWith(word)),
    ),
  )
}
