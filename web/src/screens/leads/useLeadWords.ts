import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import { fieldsQuery } from '../../api/queries.ts'
import { useFormat } from '../../words/format.tsx'
import { locale } from '../../words/i18n.ts'

const nameIn = (name: unknown): string => (typeof name === 'string' ? name : ((name as Record<string, string>)[locale()] ?? ''))

/** What a lead is called on screen, and the sources of the company: a source is one of its list, or as it was sent. */
export function useLeadWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const sources = (fields.find(({ key }) => key === 'source')?.options ?? []).map(({ key, name }) => ({ key, name: nameIn(name) }))
  return {
    sources,
    sourceName: (source: string | null) => (source === null ? null : (sources.find(({ key }) => key === source)?.name ?? source)),
    /** His name, else that by which he is known here, his company, a way to him, what he wants: whatever tells him from the others first. */
    nameOf: ({ name, contact, company, product, phone, phoneIsGood, email, messenger }: Lead): string =>
      name ??
      (contact && contact.name !== phone && contact.name !== email ? contact.name : null) ??
      company ??
      (phone === null ? null : phoneIsGood ? format.phone(phone) : phone) ??
      email ??
      messenger?.id ??
      product ??
      t('origin.nobody'),
  }
}
