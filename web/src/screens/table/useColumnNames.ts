import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@reglament/contract'
import type { ColumnKey, PlainColumn } from './columns.ts'

/** What a column is called: its word, or the name of the company's field. */
export function useColumnNames(fields: readonly Field[]): (key: ColumnKey) => string {
  const { t } = useTranslation()
  return useCallback(
    (key) =>
      key.startsWith('field:')
        ? (fields.find((field) => `field:${field.key}` === key)?.name ?? key)
        : t(`lists.tableOf.of.${key as PlainColumn}`),
    [fields, t],
  )
}
