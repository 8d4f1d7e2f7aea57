import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '@reglament/contract'
import { fieldsQuery } from '../api/queries.ts'
import { lacksOf } from './lacks.ts'

/** Says in words what the findings ask for: «Ниша, Источник, примечание». */
export function useWhatIsAsked(): (findings: readonly Finding[]) => string[] {
  const { t } = useTranslation()
  const { data: fields } = useQuery(fieldsQuery)
  return useCallback(
    (findings) => {
      const lacks = lacksOf(findings)
      const named = (key: string) => fields?.find((field) => field.key === key)?.name ?? key
      return [
        ...lacks.fields.map(named),
        ...(lacks.budget ? [named('budget')] : []),
        ...(lacks.note ? [fields?.some(({ key }) => key === 'note') ? named('note') : t('need.note')] : []),
        ...(lacks.result ? [t('need.result')] : []),
        ...(lacks.task ? [t('need.task')] : []),
        ...(lacks.reason ? [t('need.reason')] : []),
        ...(lacks.confirmation ? [t('need.confirmation')] : []),
      ]
    },
    [fields, t],
  )
}
