import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '@reglament/contract'
import { pipelinesQuery } from '../../../api/queries.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { CompaniesBeside, PeopleBeside } from './JoinedFiles.tsx'
import { DatesFormat, MoneyParts, ResponsibleParts } from './CommonParts.tsx'
import { FieldRows } from './FieldRows.tsx'
import { columnsIn, partOf, withPart, type DealMapping, type PartName } from './mapping.ts'
import { ColumnField, Group } from './parts.tsx'
import styles from './Import.module.css'

type Props = {
  file: ImportFile
  others: readonly ImportFile[]
  mapping: DealMapping
  /** Stages of the file that the guess could not tell. */
  unsure: readonly string[]
  onChange: (mapping: DealMapping) => void
  onPipeline: (pipeline: string) => void
}

/** Which column is what of a deal. */
export function DealParts({ file, others, mapping, unsure, onChange, onPipeline }: Props) {
  const { t } = useTranslation()
  const knownBy = columnsIn(mapping.externalId)
  const idHint = knownBy.length > 1 ? t('imports.knownBy', { columns: knownBy.map((name) => `«${name}»`).join(', ') }) : t('imports.idHint')
  const column = (part: PartName) => (
    <ColumnField
      key={part}
      file={file}
      label={t(`imports.part.${part}`)}
      hint={part === 'externalId' ? idHint : undefined}
      value={partOf(mapping, part)}
      required={part === 'externalId' || part === 'stage'}
      onChange={(name) => onChange(withPart(mapping, part, name))}
    />
  )
  return (
    <>
      <Group title={t('imports.groups.deal')}>
        <div className={styles.grid}>
          <TextField
            label={t('imports.part.title')}
            hint={t('imports.titleHint')}
            value={mapping.title ?? ''}
            onChange={(title) => onChange({ ...mapping, title })}
          />
          {column('externalId')}
          <MoneyParts file={file} mapping={mapping} onChange={onChange} />
          {column('note')}
        </div>
      </Group>
      <Stages file={file} mapping={mapping} unsure={unsure} onChange={onChange} onPipeline={onPipeline} />
      <Group title={t('imports.groups.dates')} hint={t('imports.datesHint')}>
        <div className={styles.grid}>
          {column('created')}
          {column('closed')}
          <DatesFormat
            format={mapping.dates?.format}
            onChange={(format) => onChange({ ...mapping, dates: { ...mapping.dates, format } })}
          />
        </div>
      </Group>
      <Group title={t('imports.groups.client')}>
        <div className={styles.grid}>
          {column('company')}
          {column('contact')}
          {column('phone')}
          {column('email')}
        </div>
      </Group>
      <CompaniesBeside mapping={mapping} others={others} onChange={onChange} />
      <ResponsibleParts file={file} mapping={mapping} onChange={onChange} />
      <PeopleBeside mapping={mapping} others={others} onChange={onChange} />
      <FieldRows file={file} others={others} mapping={mapping} onChange={onChange} />
    </>
  )
}

/** The pipeline, the column of stages, and which stage each of its values means here. */
function Stages({ file, mapping, unsure, onChange, onPipeline }: Omit<Props, 'others'>) {
  const { t } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const pipeline = pipelines.find(({ key, id }) => key === mapping.pipeline || id === mapping.pipeline)
  const column = file.columns.find(({ name }) => name === mapping.stage?.column)
  const values = mapping.stage?.values ?? {}
  const isUnsure = (value: string) => unsure.includes(value) && values[value] === pipeline?.stages[0]?.key
  const lost = column?.values.filter(({ value }) => isUnsure(value)).length ?? 0
  return (
    <Group title={t('imports.groups.stage')} hint={t('imports.stagesHint')}>
      <div className={styles.grid}>
        <SelectField
          label={t('imports.pipeline')}
          value={pipeline?.key ?? null}
          options={pipelines.map(({ key, name }) => ({ key, name }))}
          onChange={(key) => key && key !== mapping.pipeline && onPipeline(key)}
        />
        <ColumnField
          file={file}
          label={t('imports.part.stage')}
          value={partOf(mapping, 'stage')}
          required
          onChange={(name) => onChange(withPart(mapping, 'stage', name))}
        />
      </div>
      {lost > 0 && (
        <p className="is-risk" role="status">
          <Icon name="alert" size={14} /> {t('imports.stagesUnsure', { count: lost })}
        </p>
      )}
      {column && pipeline && (
        <div className={styles.values} role="group" aria-label={t('imports.stages')}>
          {column.values.map(({ value, rows }) => (
            <SelectField
              key={value}
              label={value}
              side={t('imports.rows', { count: rows })}
              value={values[value] ?? null}
              hint={isUnsure(value) ? t('imports.stageUnsure', { stage: pipeline.stages[0]?.name ?? '' }) : undefined}
              empty={t('imports.notTaken')}
              clearable
              onChange={(stage) => {
                const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== value))
                onChange({ ...mapping, stage: { column: column.name, values: stage === null ? rest : { ...rest, [value]: stage } } })
              }}
              options={pipeline.stages.map(({ key, name }) => ({ key, name }))}
            />
          ))}
        </div>
      )}
      {column?.more && <p className="is-broken sm">{t('imports.tooManyStages', { column: column.name })}</p>}
    </Group>
  )
}
