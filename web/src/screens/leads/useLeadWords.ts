import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Lead } from '@reglament/contract'
import { fieldsQuery } from '../../api/queries.ts'
import { useFormat } from '../../words/format.tsx'
import { locale } from '../../words/i18n.ts'

const nameIn = (name: unknown): string => (typeof name === 'string' ? name : ((name as Record<string, string>)[locale()] ?? ''))

const namesOf = (name: unknown): string[] => (typeof name === 'string' ? [name] : Object.values(name as Record<string, string>))
const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

/** What a lead is called on screen, and the sources of the company: a source is one of its list, or as it was sent. */
export function useLeadWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: fields = [] } = useQuery(fieldsQuery)
  const options = fields.find(({ key }) => key === 'source')?.options ?? []
  const sources = options.map(({ key, name }) => ({ key, name: nameIn(name) }))
  /** Of the list, by whichever name it was sent. */
  const listed = (sent: string) => options.find(({ key, name }) => [key, ...namesOf(name)].some((one) => same(one, sent)))
  return {
    sources,
    /** The key of a source of the list, by whichever name it was sent; another stays as it is. */
    sourceKey: (source: string | null) => (source === null ? null : (listed(source)?.key ?? source)),
    /** Those that were sent and are not in the list. */
    unlisted: (sent: readonly string[]) => sent.filter((one) => !listed(one)).map((one) => ({ key: one, name: one })),
    sourceName: (source: string | null) => {
      const option = source === null ? undefined : listed(source)
      return option ? nameIn(option.name) : source
    },
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
