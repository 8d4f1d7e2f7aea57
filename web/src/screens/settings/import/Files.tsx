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
const delimiters = [',', ';', 'tab', '|'] as const satisfies ImportReading['delimiter'][]

/** The files of an import: what was found in each, and how each is read. */
export function Files({ data }: { data: Import }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className={styles.files}>
        {data.files.map(({ name, rows, columns, broken }) => (
          <li key={name} className="row wrap">
            <Icon name="note" />
            <b>{name}</b>
            <span className="muted">
              {t('imports.rows', { count: rows })}, {t('imports.columns', { count: columns.length })}
            </span>
            {broken > 0 && <span className="is-broken sm">{t('imports.broken', { count: broken })}</span>}
          </li>
        ))}
      </ul>
      <details>
        <summary className="link sm">{t('imports.readWrongly')}</summary>
        {data.files.map((file) => (
          <Reading key={file.name} id={data.id} file={file} />
        ))}
      </details>
    </>
  )
}

/** How one file is read; chosen otherwise, it is looked through anew. */
function Reading({ id, file: { name, encoding, delimiter: sign } }: { id: string; file: ImportFile }) {
  const { t } = useTranslation()
  const read = useMutation({
    mutationFn: (reading: ImportReading) => server.readImportFile(id, name, reading),
    onSuccess: (data) => queryClient.setQueryData(importQuery(id).queryKey, data),
  })
  const delimiter = delimiters.find((one) => one === (sign === '\t' ? 'tab' : sign)) ?? ','
  const known: readonly string[] = encodings
  return (
    <div className={styles.reading} role="group" aria-label={name}>
      <b>{name}</b>
      <SelectField
        label={t('imports.encoding')}
        value={encoding}
        options={[...encodings, ...(known.includes(encoding) ? [] : [encoding])].map((key) => ({ key, name: key }))}
        onChange={(key) => key && read.mutate({ encoding: key, delimiter })}
      />
      <SelectField
        label={t('imports.delimiter')}
        value={delimiter}
        options={delimiters.map((key) => ({ key, name: key === 'tab' ? t('imports.tab') : key }))}
        onChange={(key) => {
          const chosen = delimiters.find((one) => one === key)
          if (chosen) read.mutate({ encoding, delimiter: chosen })
        }}
      />
      <Faults error={read.error} />
    </div>
  )
}
