import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { companiesQuery } from '../../../api/queries.ts'
import { noCompany, type CompanyDraft } from './clientDraft.ts'
import { SearchField } from '../../../ui/SearchField.tsx'

/** The company of a deal: by search among those that are known, or a new name. */
export function CompanyField({
  draft,
  onChange,
  error,
  autoFocus,
}: {
  draft: CompanyDraft
  onChange: (draft: CompanyDraft) => void
  error?: string | undefined
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const [q] = useDebouncedValue(draft.name.trim(), 180)
  const asks = draft.chosen === undefined && q.length >= 2
  const { data } = useQuery({ ...companiesQuery(q), enabled: asks, staleTime: 30_000, placeholderData: keepPreviousData })
  return (
    <SearchField
      label={t('deal.client.company')}
      side={draft.chosen ? t('deal.client.fromBase') : undefined}
      placeholder={t('deal.client.companyPlaceholder')}
      text={draft.chosen?.name ?? draft.name}
      onText={(name) => onChange({ ...noCompany, name })}
      found={asks ? (data ?? []).slice(0, 6) : []}
      foundTitle={t('deal.client.found')}
      onChoose={(company) => onChange({ chosen: company, name: company.name })}
      say={(company) => ({
        name: company.name,
        mark: company.returning ? t('deal.client.returning') : undefined,
        sub: company.inn ? t('deal.client.inn', { inn: company.inn }) : undefined,
      })}
      error={error}
      maxLength={200}
      autoFocus={autoFocus}
    />
  )
}
