import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

const named = ['after', 'within', 'attemptsMin', 'apartMinutes', 'waits', 'thenClose', 'earlyMinutes', 'postponedMonthsMax'] as const

/** The name of a parameter in words; one that has none yet is called by its key. */
export function useParamName(): (key: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (key) => {
      const known = named.find((one) => one === key)
      return known ? t(`drafts.param.${known}`) : key
    },
    [t],
  )
}
