import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keyFor } from '@reglament/kernel'
import type { Field, ImportFile } from '@reglament/contract'
import { fieldsQuery } from '../../../api/queries.ts'
import { SelectField, TextField } from '../../../ui/inputs.tsx'
import { usedColumns, without, type DealMapping, type FieldMapping } from './mapping.ts'
import { ColumnField, examples, Group } from './parts.tsx'
import styles from './Import.module.css'

const types = ['text', 'list', 'number', 'money', 'date', 'url', 'boolean'] as const
/** Stands in the list of fields for one that is not there yet. */
const made = '+'

type Props = { file: ImportFile; others: readonly ImportFile[]; mapping: DealMapping; onChange: (mapping: DealMapping) => void }

/** Columns that mean nothing of a deal itself: into which field of the card each goes, a known one or a new one. */
export function FieldRows({ file, others, mapping, onChange }: Props) {
  const { t } = useTranslation()
  const { data: known = [] } = useQuery(fieldsQuery)
  const own = known.filter(({ system }) => !system)
  const fields = mapping.fields ?? {}
  const used = usedColumns(mapping)
  const mapped = new Map(Object.entries(fields).map(([key, field]) => [field.column, { key, field }]))
  const columns = file.columns.filter(({ name, filled }, i, all) => {
    const isFirst = all.findIndex((one) => one.name === name) === i
    return name !== '' && isFirst && (mapped.has(name) || (!used.has(name) && filled > 0))
  })
  if (columns.length === 0) return null
  const put = (column: string, key: string | null, field?: FieldMapping) => {
    const before = mapped.get(column)
    const entries = Object.entries(fields).flatMap(([one, it]): [string, FieldMapping][] => {
      if (one !== before?.key) return [[one, it]]
      return key !== null && field ? [[key, field]] : []
    })
    const next = Object.fromEntries(before || key === null || !field ? entries : [...entries, [key, field]])
    onChange(Object.keys(next).length === 0 ? without(mapping, 'fields') : { ...mapping, fields: next })
  }
  return (
    <Group title={t('imports.fields')} hint={t('imports.fieldsHint')}>
      <div className={styles.fieldRows}>
        {columns.map(({ name }) => (
          <FieldRow
            key={name}
            file={file}
            column={name}
            others={others}
            known={own}
            mapped={mapped.get(name)}
            taken={new Set([...known.map(({ key }) => key), ...Object.keys(fields)])}
            onChange={(key, field) => put(name, key, field)}
          />
        ))}
      </div>
    </Group>
  )
}

type RowProps = {
  file: ImportFile
  column: string
  others: readonly ImportFile[]
  known: readonly Field[]
  mapped: { key: string; field: FieldMapping } | undefined
  taken: ReadonlySet<string>
  onChange: (key: string | null, field?: FieldMapping) => void
}

function FieldRow({ file, column, others, known, mapped, taken, onChange }: RowProps) {
  const { t, i18n } = useTranslation()
  const field = mapped?.field
  const type = field?.new?.type ?? known.find(({ key }) => key === mapped?.key)?.type
  const choose = (choice: string | null) => {
    if (choice === null) return onChange(null)
    if (choice !== made) return onChange(choice, { column })
    onChange(keyFor(column, taken, 'field'), { column, new: { name: { ru: column, en: column }, type: 'text' } })
  }
  return (
    <div className={styles.fieldRow} role="group" aria-label={column}>
      <p className={styles.columnName}>
        <b>{column}</b>
        <span className="muted sm">{examples(file, column)}</span>
      </p>
      <SelectField
        label={t('imports.intoField', { column })}
        value={mapped ? (field?.new ? made : mapped.key) : null}
        options={[...known.map(({ key, name }) => ({ key, name })), { key: made, name: t('imports.newField') }]}
        empty={t('imports.notTaken')}
        clearable
        onChange={choose}
      />
      {mapped && field?.new && (
        <>
          <TextField
            label={t('imports.fieldName')}
            value={field.new.name[i18n.language === 'en' ? 'en' : 'ru']}
            maxLength={200}
            onChange={(name) => onChange(mapped.key, { ...field, new: { ...field.new!, name: { ru: name, en: name } } })}
          />
          <SelectField
            label={t('imports.fieldType')}
            value={field.new.type}
            options={types.map((key) => ({ key, name: t(`imports.types.${key}`) }))}
            onChange={(next) =>
              next && onChange(mapped.key, { ...without(field, next === 'list' ? '' : 'options'), new: { ...field.new!, type: next } })
            }
          />
        </>
      )}
      {mapped && field && type === 'list' && others.length > 0 && (
        <ListFile field={field} column={column} others={others} onChange={(next) => onChange(mapped.key, next)} />
      )}
    </div>
  )
}

/** The choices of a list as another file has them. */
function ListFile({
  field,
  column,
  others,
  onChange,
}: {
  field: FieldMapping
  column: string
  others: readonly ImportFile[]
  onChange: (field: FieldMapping) => void
}) {
  const { t } = useTranslation()
  const { options } = field
  const file = others.find(({ name }) => name === options?.file)
  return (
    <>
      <SelectField
        label={t('imports.listFile')}
        value={options?.file ?? null}
        options={others.map(({ name }) => ({ key: name, name }))}
        empty={t('imports.asInFile')}
        clearable
        onChange={(name) => {
          const first = others.find((one) => one.name === name)?.columns.find((one) => one.name !== '')?.name
          onChange(name === null || first === undefined ? without(field, 'options') : { ...field, options: { file: name, name: first } })
        }}
      />
      {file && options && (
        <>
          <ColumnField
            file={file}
            label={t('imports.joinedBy', { column })}
            value={options.key ?? options.name}
            required
            onChange={(key) => key && onChange({ ...field, options: { ...options, key } })}
          />
          <ColumnField
            file={file}
            label={t('imports.calledBy')}
            value={options.name}
            required
            onChange={(name) => name && onChange({ ...field, options: { ...options, name, key: options.key ?? options.name } })}
          />
        </>
      )}
    </>
  )
}
