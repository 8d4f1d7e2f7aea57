import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '@reglament/contract'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { without, type Mapping } from './mapping.ts'
import { ColumnField, Group } from './parts.tsx'
import styles from './Import.module.css'

const formats = { iso: 'iso', 'dd.mm.yyyy': 'dots', 'dd/mm/yyyy': 'slashes', 'mm/dd/yyyy': 'american' } as const
const unknowns = ['make', 'exchange', 'reject'] as const
const roles = ['manager', 'trainee', 'head', 'account-manager'] as const
type Part<Kind extends Mapping> = { file: ImportFile; mapping: Kind; onChange: (mapping: Kind) => void }

/** How dates are written in the file. */
export function DatesFormat({ format, onChange }: { format: string | undefined; onChange: (format: string) => void }) {
  const { t } = useTranslation()
  return (
    <SelectField
      label={t('imports.dateFormat')}
      value={format ?? 'iso'}
      onChange={(key) => key && onChange(key)}
      options={Object.entries(formats).map(([key, word]) => ({ key, name: t(`imports.formats.${word}`) }))}
    />
  )
}

/** The column of sums, their currency and the sign before the kopecks. */
export function MoneyParts<Kind extends Mapping>({ file, mapping, onChange }: Part<Kind>) {
  const { t } = useTranslation()
  const { budget } = mapping
  return (
    <>
      <ColumnField
        file={file}
        label={t('imports.part.budget')}
        value={budget?.column ?? null}
        onChange={(column) =>
          onChange(column === null ? without(mapping, 'budget') : { ...mapping, budget: { currency: 'RUB', ...budget, column } })
        }
      />
      {budget && (
        <>
          <TextField
            label={t('imports.currency')}
            value={budget.currency ?? ''}
            maxLength={3}
            onChange={(currency) => onChange({ ...mapping, budget: { ...budget, currency: currency.toUpperCase() } })}
          />
          <SelectField
            label={t('imports.decimal')}
            value={budget.decimal ?? null}
            empty={t('imports.decimals.any')}
            clearable
            options={[
              { key: ',', name: t('imports.decimals.comma') },
              { key: '.', name: t('imports.decimals.dot') },
            ]}
            onChange={(decimal) => onChange({ ...mapping, budget: decimal === null ? without(budget, 'decimal') : { ...budget, decimal } })}
          />
        </>
      )}
    </>
  )
}

/** Whose it is, and what becomes of people who are not here yet. */
export function ResponsibleParts<Kind extends Mapping>({ file, mapping, onChange }: Part<Kind>) {
  const { t } = useTranslation()
  const { responsible } = mapping
  return (
    <Group title={t('imports.groups.responsible')} hint={t('imports.responsibleHint')}>
      <div className={styles.grid}>
        <ColumnField
          file={file}
          label={t('imports.part.responsible')}
          value={responsible?.column ?? null}
          onChange={(column) =>
            onChange(
              column === null
                ? without(without(mapping, 'responsible'), 'members')
                : { ...mapping, responsible: { ...responsible, column } },
            )
          }
        />
        {responsible && (
          <>
            <SelectField
              label={t('imports.unknown')}
              value={responsible.unknown ?? 'make'}
              onChange={(unknown) => unknown && onChange({ ...mapping, responsible: { ...responsible, unknown } })}
              options={unknowns.map((key) => ({ key, name: t(`imports.unknowns.${key}`) }))}
            />
            {(responsible.unknown ?? 'make') === 'make' && (
              <SelectField
                label={t('imports.role')}
                value={responsible.role ?? 'manager'}
                onChange={(role) => role && onChange({ ...mapping, responsible: { ...responsible, role } })}
                options={roles.map((key) => ({ key, name: t(`imports.roles.${key}`) }))}
              />
            )}
          </>
        )}
      </div>
    </Group>
  )
}

/** Words that mean that nothing stands there: «Select», a dash. */
export function EmptyWords<Kind extends Mapping>({ mapping, onChange }: Omit<Part<Kind>, 'file'>) {
  const { t } = useTranslation()
  const words = mapping.reading?.emptyValues ?? []
  const [typed, setTyped] = useState<string>()
  return (
    <TextField
      label={t('imports.emptyWords')}
      hint={t('imports.emptyHint')}
      value={typed ?? words.join(', ')}
      onChange={(text) => {
        setTyped(text)
        const emptyValues = text
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== '')
        const reading = emptyValues.length === 0 ? without(mapping.reading ?? {}, 'emptyValues') : { ...mapping.reading, emptyValues }
        onChange(Object.keys(reading).length === 0 ? without(mapping, 'reading') : { ...mapping, reading })
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
