import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '@reglament/contract'
import { SelectField } from '../../../ui/inputs.tsx'
import styles from './Import.module.css'

/** A group of choices under one heading. */
export function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {hint !== undefined && <p className="muted sm">{hint}</p>}
      {children}
    </fieldset>
  )
}

/** One of the columns of a file, or none. */
export function ColumnField({
  file,
  label,
  hint,
  value,
  required = false,
  onChange,
}: {
  file: ImportFile
  label: string
  hint?: string
  value: string | null
  required?: boolean
  onChange: (column: string | null) => void
}) {
  const { t } = useTranslation()
  const names = [...new Set(file.columns.map(({ name }) => name).filter((name) => name !== ''))]
  // A column that is not there any more is shown as it is: it has to be chosen anew.
  const gone = value !== null && !names.includes(value)
  return (
    <SelectField
      label={label}
      hint={hint}
      value={value}
      error={gone ? t('imports.columnGone') : undefined}
      onChange={onChange}
      options={[...names.map((name) => ({ key: name, name })), ...(gone ? [{ key: value, name: value }] : [])]}
      empty={t('imports.noColumn')}
      clearable={!required}
    />
  )
}

/** What stands in a column, the most frequent first, as an example. */
export function examples(file: ImportFile, column: string): string {
  const found = file.columns.find(({ name }) => name === column)
  return (found?.values ?? [])
    .slice(0, 3)
    .map(({ value }) => (value.length > 40 ? `${value.slice(0, 39)}…` : value))
    .join(' · ')
}
