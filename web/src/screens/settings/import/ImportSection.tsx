import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importQuery, importsQuery } from '../../../api/queries.ts'
import { queryClient } from '../../../api/queryClient.ts'
import { server } from '../../../api/server.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorState, SkeletonRows } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import { Section } from '../Section.tsx'
import { Faults } from './Faults.tsx'
import { MappingForm } from './MappingForm.tsx'
import { Outcome } from './Outcome.tsx'
import styles from './Import.module.css'

/** Bringing deals in from a file: upload, what column is what, a dry run, the run, what came of it (L3). */
export function ImportSection() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState<string>()
  return (
    <Section title={t('imports.title')} lead={t('imports.lead')}>
      {current === undefined ? <Start onStarted={setCurrent} /> : <OneImport id={current} onLeave={() => setCurrent(undefined)} />}
    </Section>
  )
}

/** So much the server takes of one file. */
const bytesMax = 64 * 1024 * 1024

/** The place to drop files on, and the imports of before. */
function Start({ onStarted }: { onStarted: (id: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useQuery(importsQuery)
  const [tooLarge, setTooLarge] = useState<string>()
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const { id } = await server.makeImport()
      for (const file of files) await server.uploadToImport(id, file)
      return id
    },
    onSuccess: onStarted,
  })
  /** What is too large is said before it is sent. */
  const take = (files: readonly File[]) => {
    const large = files.find(({ size }) => size > bytesMax)
    setTooLarge(large?.name)
    if (files.length > 0 && !large) upload.mutate(files)
  }
  return (
    <div className={styles.stack}>
      <label
        className={styles.drop}
        data-busy={upload.isPending || undefined}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          if (!upload.isPending) take([...event.dataTransfer.files])
        }}
      >
        <b>{upload.isPending ? t('imports.uploading') : t('imports.choose')}</b>
        <span className="muted sm">{t('imports.kinds')}</span>
        <input
          type="file"
          multiple
          accept=".csv,.tsv,.txt,.xlsx"
          aria-label={t('imports.choose')}
          disabled={upload.isPending}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            take(files)
          }}
        />
      </label>
      {tooLarge !== undefined && (
        <p role="alert" className="is-broken">
          {t('imports.tooLarge', { name: tooLarge })}
        </p>
      )}
      <Faults error={upload.error} />
      {list.isError ? (
        <ErrorState error={list.error} what={t('imports.listFailed')} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows rows={2} />
      ) : (
        list.data.length > 0 && (
          <div>
            <h3>{t('imports.earlier')}</h3>
            <ul className={styles.earlier}>
              {list.data.map((one) => (
                <li key={one.id}>
                  <button type="button" className="link" onClick={() => onStarted(one.id)}>
                    {one.main}
                  </button>
                  <span className="muted">{format.date(one.createdAt)}</span>
                  <span className="muted">{one.by.name}</span>
                  <Tag tone={one.state === 'failed' ? 'broken' : one.state === 'done' ? 'good' : 'accent'}>
                    {one.dryRun && one.state === 'done' ? t('imports.state.tried') : t(`imports.state.${one.state}`)}
                  </Tag>
                </li>
              ))}
            </ul>
          </div>
        )
      )}
    </div>
  )
}

function OneImport({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { t } = useTranslation()
  const query = useQuery(importQuery(id))
  const { data } = query
  if (query.isError) return <ErrorState error={query.error} what={t('imports.failed')} retry={() => void query.refetch()} />
  if (!data) return <SkeletonRows rows={5} />
  const running = data.state === 'waiting' || data.state === 'running'
  const total = data.files.find(({ name }) => name === data.main)?.rows ?? 0
  return (
    <div className={styles.stack}>
      <p>
        <Button kind="quiet" size="s" icon="back" onPress={onLeave}>
          {t('imports.back')}
        </Button>
      </p>
      {running && (
        <div role="status" className={styles.progress}>
          <p className="row between">
            <b>{t(data.dryRun ? 'imports.trying' : 'imports.running')}</b>
            <span className="nw">{t('imports.rowsOf', { done: data.rowsDone, total })}</span>
          </p>
          <progress max={Math.max(total, 1)} value={data.rowsDone} aria-label={t('imports.running')} />
          <p className="muted sm">{t('imports.mayLeave')}</p>
        </div>
      )}
      {data.state === 'failed' && (
        <div role="alert" className="is-broken">
          <b>{t('imports.failed')}</b>
          {data.faults.map(({ path, message }) => (
            <p key={path + message}>{message}</p>
          ))}
        </div>
      )}
      {data.result && <Outcome data={data} />}
      {!running && (
        <MappingForm
          key={`${id} ${data.files.map(({ name, encoding, delimiter }) => `${name} ${encoding} ${delimiter}`).join()}`}
          data={data}
          onOrdered={(ordered) => queryClient.setQueryData(importQuery(id).queryKey, ordered)}
        />
      )}
    </div>
  )
}
