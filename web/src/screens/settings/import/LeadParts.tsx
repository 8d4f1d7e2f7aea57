import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '@reglament/contract'
import { leadReasonsQuery } from '../../../api/leads.ts'
import { pipelinesQuery } from '../../../api/queries.ts'
import { Check, SelectField, TextField } from '../../../ui/inputs.tsx'
import { DatesFormat, MoneyParts, ResponsibleParts } from './CommonParts.tsx'
import {
  columnIn,
  datedBy,
  inBraces,
  outcomeKey,
  outcomeOf,
  without,
  withOr,
  type LeadMapping,
  type LeadOutcome,
  type LeadText,
} from './mapping.ts'
import { ColumnField, Group } from './parts.tsx'
import styles from './Import.module.css'

type Props = { file: ImportFile; mapping: LeadMapping; onChange: (mapping: LeadMapping) => void }
const who = ['name', 'phone', 'email', 'telegram', 'whatsapp', 'company', 'inn'] as const satisfies LeadText[]
const what = ['product', 'text', 'deadline'] as const satisfies LeadText[]
const marks = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'] as const

/** Which column is what of a lead. */
export function LeadParts({ file, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const text = (part: LeadText | 'externalId') => (
    <ColumnField
      key={part}
      file={file}
      label={t(`imports.leadParts.${part}`)}
      hint={part === 'externalId' ? t('imports.noNumberHint') : undefined}
      value={columnIn(mapping[part])}
      onChange={(column) => onChange(withOr(mapping, part, column === null ? null : inBraces(column)))}
    />
  )
  return (
    <>
      <Group title={t('imports.groups.who')}>
        <div className={styles.grid}>{who.map(text)}</div>
      </Group>
      <Group title={t('imports.groups.what')}>
        <div className={styles.grid}>
          {text('externalId')}
          {what.map(text)}
          <MoneyParts file={file} mapping={mapping} onChange={onChange} />
          <ColumnField
            file={file}
            label={t('imports.leadParts.inquired')}
            value={datedBy(mapping.dates?.inquired)}
            onChange={(column) =>
              onChange({
                ...mapping,
                dates: { format: 'iso', ...mapping.dates, inquired: [...(column === null ? [] : [{ column }]), 'import-date'] },
              })
            }
          />
          <DatesFormat
            format={mapping.dates?.format}
            onChange={(format) => onChange({ ...mapping, dates: { ...mapping.dates, format } })}
          />
        </div>
      </Group>
      <Outcomes file={file} mapping={mapping} onChange={onChange} />
      <Group title={t('imports.groups.source')}>
        <div className={styles.grid}>
          <ColumnField
            file={file}
            label={t('imports.leadParts.cameFrom')}
            hint={sayValues(mapping.cameFrom?.values)}
            value={mapping.cameFrom?.column ?? null}
            onChange={(column) => onChange(withOr(mapping, 'cameFrom', column === null ? null : { column }))}
          />
          {text('page')}
          {marks.map((mark) => (
            <ColumnField
              key={mark}
              file={file}
              label={mark}
              value={mapping.campaign?.[mark] ?? null}
              onChange={(column) => {
                const campaign = withOr(mapping.campaign ?? {}, mark, column)
                onChange(withOr(mapping, 'campaign', Object.keys(campaign).length === 0 ? null : campaign))
              }}
            />
          ))}
        </div>
      </Group>
      <Group title={t('imports.groups.wishes')} hint={t('imports.wishesHint')}>
        <Wishes file={file} mapping={mapping} onChange={onChange} part="doNotCall" />
        <Wishes file={file} mapping={mapping} onChange={onChange} part="doNotMail" />
      </Group>
      <ResponsibleParts file={file} mapping={mapping} onChange={onChange} />
      <Group title={t('imports.groups.others')}>
        <Check checked={mapping.others !== 'drop'} onChange={(keep) => onChange({ ...mapping, others: keep ? 'keep' : 'drop' })}>
          {t('imports.keepOthers')}
        </Check>
      </Group>
    </>
  )
}

/** Spellings that are read as another: «google → Google». */
const sayValues = (values: Record<string, string> | undefined): string | undefined =>
  values && Object.keys(values).length > 0
    ? Object.entries(values)
        .slice(0, 4)
        .map(([from, to]) => `${from} → ${to}`)
        .join(', ')
    : undefined

/** What became of each lead: the column, and what its values mean. */
function Outcomes({ file, mapping, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const { data: reasons = [] } = useQuery(leadReasonsQuery)
  const sales = pipelines.find(({ key }) => key === mapping.pipeline) ?? pipelines[0]
  const { outcome } = mapping
  const column = file.columns.find(({ name }) => name === outcome?.column)
  const values = outcome?.values ?? {}
  const choices = [
    { key: 'new', name: t('imports.outcomes.new') },
    { key: 'in-work', name: t('imports.outcomes.inWork') },
    ...reasons.map(({ key, name }) => ({
      key: `rejected ${key}`,
      name: t('imports.outcomes.rejected', { reason: name[i18n.language === 'en' ? 'en' : 'ru'] }),
    })),
    ...(sales?.stages ?? []).map(({ key, name }) => ({ key: `converted ${key}`, name: t('imports.outcomes.converted', { stage: name }) })),
  ]
  const isConverted = Object.values(values).some(({ is }) => is === 'converted')
  return (
    <Group title={t('imports.groups.outcome')} hint={t('imports.outcomeHint')}>
      <div className={styles.grid}>
        <ColumnField
          file={file}
          label={t('imports.leadParts.outcome')}
          value={outcome?.column ?? null}
          onChange={(name) => {
            const all = file.columns.find((one) => one.name === name)?.values ?? []
            const asNew = Object.fromEntries(all.map(({ value }): [string, LeadOutcome] => [value, { is: 'new' }]))
            onChange(name === null ? without(mapping, 'outcome') : { ...mapping, outcome: { column: name, values: asNew } })
          }}
        />
        {isConverted && (
          <TextField
            label={t('imports.leadParts.dealTitle')}
            hint={t('imports.dealTitleHint')}
            value={mapping.title ?? ''}
            onChange={(title) => onChange(withOr(mapping, 'title', title))}
          />
        )}
      </div>
      {column && outcome && (
        <div className={styles.values} role="group" aria-label={t('imports.leadParts.outcome')}>
          {column.values.map(({ value, rows }) => (
            <SelectField
              key={value}
              label={value}
              side={t('imports.rows', { count: rows })}
              value={outcomeKey(values[value])}
              options={choices}
              empty={t('imports.notTaken')}
              clearable
              onChange={(key) => {
                const rest = Object.fromEntries(Object.entries(values).filter(([one]) => one !== value))
                onChange({ ...mapping, outcome: { ...outcome, values: key === null ? rest : { ...rest, [value]: outcomeOf(key) } } })
              }}
            />
          ))}
        </div>
      )}
      {column?.more && <p className="is-broken sm">{t('imports.tooManyStages', { column: column.name })}</p>}
    </Group>
  )
}

/** Who wants no calls or no mail: the column, and which of its values say so. */
function Wishes({ file, mapping, onChange, part }: Props & { part: 'doNotCall' | 'doNotMail' }) {
  const { t } = useTranslation()
  const wish = mapping[part]
  const column = file.columns.find(({ name }) => name === wish?.column)
  const chosen = new Set(wish?.values ?? [])
  return (
    <div className={styles.wish}>
      <ColumnField
        file={file}
        label={t(`imports.leadParts.${part}`)}
        value={wish?.column ?? null}
        onChange={(name) => {
          const values = file.columns.find((one) => one.name === name)?.values.map(({ value }) => value) ?? []
          const rare = values.at(-1)
          onChange(withOr(mapping, part, name === null || rare === undefined ? null : { column: name, values: [rare] }))
        }}
      />
      {column && wish && (
        <div role="group" aria-label={t('imports.means', { what: t(`imports.leadParts.${part}`) })} className={styles.ticks}>
          {column.values.slice(0, 8).map(({ value, rows }) => (
            <Check
              key={value}
              checked={chosen.has(value)}
              onChange={(on) => {
                const values = on ? [...wish.values, value] : wish.values.filter((one) => one !== value)
                onChange(withOr(mapping, part, values.length === 0 ? null : { ...wish, values }))
              }}
            >
              {value} <span className="muted">{t('imports.rows', { count: rows })}</span>
            </Check>
          ))}
        </div>
      )}
    </div>
  )
}
