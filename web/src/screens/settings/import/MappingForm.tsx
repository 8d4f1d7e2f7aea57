import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportFile } from '@reglament/contract'
import { faultText } from '../../../api/faults.ts'
import { pipelinesQuery, savedMappingsQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/inputs.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Faults } from './ImportSection.tsx'
import { isMapping, partOf, withPart, type Mapping, type PartName } from './mapping.ts'
import styles from './Import.module.css'

const columns = ['externalId', 'company', 'contact', 'phone', 'email', 'note', 'budget', 'responsible', 'created', 'closed'] as const
const formats = ['iso', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const
const unknowns = ['make', 'exchange', 'reject'] as const

/** Which column is what: guessed, and corrected by a person; rows of the file beside it. */
export function MappingForm({ data, onOrdered }: { data: Import; onOrdered: (ordered: Import) => void }) {
  const { t } = useTranslation()
  const [main, setMain] = useState(data.main ?? data.files[0]?.name ?? '')
  const [mapping, setMapping] = useState<Mapping>(() => (isMapping(data.mapping) ? data.mapping : isMapping(data.guess) ? data.guess : {}))
  const file = data.files.find(({ name }) => name === main)
  const order = useMutation({
    mutationFn: (dryRun: boolean) => server.runImport(data.id, { main, mapping, dryRun }),
    onSuccess: onOrdered,
  })
  if (!file) return null
  const names = file.columns.map(({ name }) => ({ key: name, name }))
  const column = (part: PartName) => (
    <SelectField
      key={part}
      label={t(`imports.part.${part}`)}
      value={partOf(mapping, part)}
      onChange={(name) => setMapping(withPart(mapping, part, name))}
      options={names}
      empty={t('imports.noColumn')}
      clearable={part !== 'externalId'}
    />
  )
  const hasResponsible = partOf(mapping, 'responsible') !== null
  return (
    <section className={styles.stack} aria-label={t('imports.mapping')}>
      <h3>{t('imports.mapping')}</h3>
      <p className="t2">{t('imports.mappingLead')}</p>
      <SavedMappings mapping={mapping} onTake={setMapping} />
      {data.files.length > 1 && (
        <SelectField
          label={t('imports.main')}
          value={main}
          onChange={(name) => name && setMain(name)}
          options={data.files.map(({ name }) => ({ key: name, name }))}
        />
      )}
      <div className={styles.grid}>
        <TextField
          label={t('imports.part.title')}
          hint={t('imports.titleHint')}
          value={mapping.title ?? ''}
          onChange={(title) => setMapping({ ...mapping, title })}
        />
        {columns.map(column)}
        <SelectField
          label={t('imports.dateFormat')}
          value={mapping.dates?.format ?? 'iso'}
          onChange={(format) => format && setMapping({ ...mapping, dates: { ...mapping.dates, format } })}
          options={formats.map((key) => ({
            key,
            name: t(
              `imports.formats.${key === 'iso' ? 'iso' : key === 'dd.mm.yyyy' ? 'dots' : key === 'dd/mm/yyyy' ? 'slashes' : 'american'}`,
            ),
          }))}
        />
        {mapping.budget && (
          <TextField
            label={t('imports.currency')}
            value={mapping.budget.currency ?? ''}
            maxLength={3}
            onChange={(currency) => setMapping({ ...mapping, budget: { ...mapping.budget!, currency: currency.toUpperCase() } })}
          />
        )}
        {hasResponsible && (
          <SelectField
            label={t('imports.unknown')}
            value={mapping.responsible?.unknown ?? 'make'}
            onChange={(unknown) => unknown && setMapping({ ...mapping, responsible: { ...mapping.responsible!, unknown } })}
            options={unknowns.map((key) => ({ key, name: t(`imports.unknowns.${key}`) }))}
          />
        )}
        {column('stage')}
      </div>
      <StageValues file={file} mapping={mapping} onChange={setMapping} />
      <Advanced mapping={mapping} onChange={setMapping} />
      <Preview file={file} />
      <Faults error={order.error} />
      <div className="row wrap">
        <Button kind="plain" icon="eye" busy={order.isPending && order.variables} onPress={() => order.mutate(true)}>
          {t('imports.tryIt')}
        </Button>
        <Button
          kind="go"
          busy={order.isPending && !order.variables}
          why={data.result === null ? t('imports.tryFirst') : undefined}
          onPress={() => order.mutate(false)}
        >
          {t('imports.run')}
        </Button>
      </div>
    </section>
  )
}

/** What stands in the column of stages, and which stage each means here. */
function StageValues({ file, mapping, onChange }: { file: ImportFile; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation()
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const pipeline = pipelines.find(({ key, id }) => key === mapping.pipeline || id === mapping.pipeline)
  const column = file.columns.find(({ name }) => name === mapping.stage?.column)
  if (!column || !pipeline) return null
  const values = mapping.stage?.values ?? {}
  return (
    <fieldset className={styles.values}>
      <legend>{t('imports.stages')}</legend>
      {column.values.map(({ value, rows }) => (
        <SelectField
          key={value}
          label={value}
          side={t('imports.rows', { count: rows })}
          value={values[value] ?? null}
          empty={t('imports.notTaken')}
          clearable
          onChange={(stage) => {
            const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== value))
            onChange({ ...mapping, stage: { column: column.name, values: stage === null ? rest : { ...rest, [value]: stage } } })
          }}
          options={pipeline.stages.map(({ key, name }) => ({ key, name }))}
        />
      ))}
    </fieldset>
  )
}

/** Mappings of before: take one, or keep this one. */
function SavedMappings({ mapping, onTake }: { mapping: Mapping; onTake: (mapping: Mapping) => void }) {
  const { t } = useTranslation()
  const { data = [] } = useQuery(savedMappingsQuery)
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => server.saveMapping({ name: name.trim(), mapping }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['import-mappings'] })
      toast({ kind: 'done', title: t('imports.saved') })
      setName('')
    },
    onError: (error) => toast({ kind: 'failed', title: t('settings.notSaved'), text: faultText(error, t) }),
  })
  return (
    <div className={styles.saved}>
      {data.length > 0 && (
        <SelectField
          label={t('imports.take')}
          value={null}
          onChange={(id) => {
            const taken = data.find((one) => one.id === id)?.mapping
            if (isMapping(taken)) onTake(taken)
          }}
          options={data.map((one) => ({ key: one.id, name: one.name }))}
        />
      )}
      <TextField label={t('imports.saveAs')} value={name} onChange={setName} maxLength={120} />
      <Button busy={save.isPending} why={name.trim() === '' ? t('imports.needName') : undefined} onPress={() => save.mutate()}>
        {t('imports.save')}
      </Button>
    </div>
  )
}

/** The mapping itself, for what the form has no field for: files beside, new fields, lists (docs/import.md). */
function Advanced({ mapping, onChange }: { mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? JSON.stringify(mapping, null, 2)
  return (
    <details onToggle={() => setTyped(undefined)}>
      <summary className="link">{t('imports.advanced')}</summary>
      <TextArea
        label={t('imports.json')}
        rows={14}
        value={text}
        error={typed !== undefined && !readable(typed) ? t('imports.notJson') : undefined}
        onChange={(next) => {
          setTyped(next)
          const read = readable(next)
          if (read) onChange(read)
        }}
      />
    </details>
  )
}

function readable(text: string): Mapping | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isMapping(read) ? read : undefined
  } catch {
    return undefined
  }
}

function Preview({ file }: { file: ImportFile }) {
  const { t } = useTranslation()
  return (
    <div>
      <h4>{t('imports.preview', { count: file.rows })}</h4>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('imports.previewOf', { file: file.name })}>
        <table>
          <thead>
            <tr>
              {file.columns.map(({ name }, i) => (
                <th key={`${name} ${i}`} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.preview.slice(0, 8).map((cells, row) => (
              <tr key={`${row} ${cells[0] ?? ''}`}>
                {cells.map((cell, i) => (
                  <td key={`${file.columns[i]?.name ?? ''} ${i}`}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
