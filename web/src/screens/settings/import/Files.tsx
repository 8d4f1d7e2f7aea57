import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Import, ImportFile, ImportReading } from '@reglament/contract'
import { importQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SelectField } from '../../../ui/inputs.tsx'
import { Faults } from './Faults.tsx'
import styles from './Import.module.css'

const encodings = ['utf-8', 'windows-1251', 'koi8-r', 'ibm866', 'utf-16le', 'utf-16be'] as const
const delimiters = [',', ';', 'tab', '|'] as const

/** The files of an import: what was found in each, and how it is read. */
export function Files({ data }: { data: Import }) {
  return (
    <ul className={styles.files}>
      {data.files.map((file) => (
        <OneFile key={file.name} id={data.id} file={file} />
      ))}
    </ul>
  )
}

function OneFile({ id, file }: { id: string; file: ImportFile }) {
  const { t } = useTranslation()
  const read = useMutation({
    mutationFn: (reading: ImportReading) => server.readImportFile(id, file.name, reading),
    onSuccess: (data) => queryClient.setQueryData(importQuery(id).queryKey, data),
  })
  const { name, rows, broken, columns, encoding } = file
  const delimiter = file.delimiter === '\t' ? 'tab' : file.delimiter
  const one = (keys: readonly string[], value: string) => (keys.includes(value) ? keys : [...keys, value])
  return (
    <li>
      <p className="row wrap">
        <Icon name="note" />
        <b>{name}</b>
        <span className="muted">
          {t('imports.rows', { count: rows })}, {t('imports.columns', { count: columns.length })}
        </span>
        {broken > 0 && <span className="is-broken sm">{t('imports.broken', { count: broken })}</span>}
      </p>
      <details>
        <summary className="link sm">{t('imports.readWrongly')}</summary>
        <div className={styles.grid}>
          <SelectField
            label={t('imports.encoding')}
            value={encoding}
            options={one(encodings, encoding).map((key) => ({ key, name: key }))}
            onChange={(key) => key && read.mutate({ encoding: key, delimiter })}
          />
          <SelectField
            label={t('imports.delimiter')}
            value={delimiter}
            options={one(delimiters, delimiter).map((key) => ({ key, name: key === 'tab' ? t('imports.tab') : key }))}
            onChange={(key) => key && read.mutate({ encoding, delimiter: key })}
          />
        </div>
        <Faults error={read.error} />
      </details>
    </li>
  )
}
