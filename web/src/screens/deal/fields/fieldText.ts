import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, FieldValue } from '@reglament/contract'
import { useFormat } from '../../../words/format.tsx'

const isEmpty = (value: FieldValue | undefined): value is null | undefined | '' => value === null || value === undefined || value === ''

/** Is it a link that may be opened? Only http(s): nothing else goes into an address. */
export const isHttp = (field: Field, value: FieldValue): boolean =>
  field.type === 'url' && typeof value === 'string' && URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol)

/** Says a value of a field as people read it; undefined when there is none. */
export function useFieldText(currency: string): (field: Field, value: FieldValue | undefined) => string | undefined {
  const { t } = useTranslation()
  const format = useFormat()
  return useCallback(
    (field, value) => {
      if (isEmpty(value)) return undefined
      switch (field.type) {
        case 'list':
          return field.options.find(({ key }) => key === value)?.name ?? String(value)
        case 'boolean':
          return value === true ? t('ui.yes') : t('ui.no')
        case 'number':
          return typeof value === 'number' ? format.number(value) : String(value)
        case 'money':
          return typeof value === 'number' ? format.money({ amount: value, currency }) : String(value)
        case 'date':
          return Number.isNaN(Date.parse(String(value))) ? String(value) : format.date(`${String(value).slice(0, 10)}T12:00:00Z`)
        case 'url':
          return isHttp(field, value) ? new URL(String(value)).host + shortPath(new URL(String(value))) : String(value)
        default:
          return String(value)
      }
    },
    [currency, format, t],
  )
}

const shortPath = ({ pathname }: URL) => (pathname === '/' ? '' : pathname.length > 24 ? `${pathname.slice(0, 23)}…` : pathname)
