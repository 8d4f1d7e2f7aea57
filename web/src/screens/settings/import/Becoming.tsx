import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, ImportFile } from '@reglament/contract'
import { server } from '../../../api/server.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { Faults } from './Faults.tsx'
import type { Mapping } from './mapping.ts'
import styles from './Import.module.css'

/** A value a moment after it has stopped changing. */
function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

/** The first rows as they will become, asked for anew as the mapping changes; or what is wrong with it. */
export function Becoming({ data, file, mapping }: { data: Import; file: ImportFile; mapping: Mapping }) {
  const { t } = useTranslation()
  const settled = useSettled(JSON.stringify(mapping), 350)
  const query = useQuery({
    queryKey: ['import-preview', data.id, file.name, settled],
    queryFn: ({ signal }) => server.previewImport(data.id, { main: file.name, mapping: JSON.parse(settled) as unknown }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Infinity,
  })
  return (
    <section className={styles.becoming} aria-label={t('imports.becoming')} aria-busy={query.isFetching}>
      <h3>{t('imports.becoming')}</h3>
      <p className="muted sm">{t('imports.preview', { count: file.rows })}</p>
      {query.isError ? (
        <>
          <p>{t('imports.notYet')}</p>
          <Faults error={query.error} />
        </>
      ) : query.data ? (
        <Rows file={file} preview={query.data} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </section>
  )
}

function Rows({ file, preview }: { file: ImportFile; preview: Awaited<ReturnType<typeof server.previewImport>> }) {
  const { t } = useTranslation()
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('imports.previewOf', { file: file.name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('imports.line')}</th>
            {preview.columns.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ line, cells, faults, remarks }) => (
            <tr key={line} data-bad={faults.length > 0 || undefined}>
              <th scope="row">{line}</th>
              {faults.length > 0 ? (
                <td colSpan={Math.max(1, preview.columns.length)}>
                  <span className="is-broken">
                    <Icon name="alert" size={14} /> {t('imports.willNot')} {faults.join('; ')}
                  </span>
                </td>
              ) : (
                cells.map((cell, i) => (
                  <td key={preview.columns[i]?.key} title={cell}>
                    {cell}
                    {i === 0 && remarks.length > 0 && <span className={styles.remark}>{remarks.join('; ')}</span>}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
