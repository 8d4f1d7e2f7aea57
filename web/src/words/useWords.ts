import type { TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Locale } from '@reglament/contract'
import { i18n, locale } from './i18n.ts'

const subscribe = (listener: () => void) => {
  i18n.on('languageChanged', listener)
  return () => i18n.off('languageChanged', listener)
}

/** The language in use; follows the switch. */
export const useLocale = (): Locale => useSyncExternalStore(subscribe, locale)

/**
 * The words, for what stands on a screen hundreds of times, such as a card of the board: `useTranslation` prepares itself for suspense,
 * namespaces and missing languages in every place where it is called, and we have none of them.
 */
export function useWords(): TFunction {
  useLocale()
  return i18n.t
}
