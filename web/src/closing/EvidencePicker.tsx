import { useQuery } from '@tanstack/react-query'
import { useRef, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { filesQuery, useAddFile } from '../api/control.ts'
import { detailOf } from '../api/faults.ts'
import { interactionsQuery } from '../api/queries.ts'
import { queryClient } from '../api/queryClient.ts'
import { talkIcon, useTalkWords } from '../talks/useTalkWords.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { serverNow } from '../ui/now.ts'
import { ErrorState, SkeletonRows } from '../ui/states.tsx'
import { Clause } from '../verdict/Clause.tsx'
import { useFormat } from '../words/format.tsx'
import type { Asks } from './closure.ts'
import styles from './Closing.module.css'

/** What in the card proves the refusal: the server named which; one or more are ticked, and a file may be put into the card here. */
export function EvidencePicker({
  dealId,
  asks,
  value,
  onChange,
}: {
  dealId: string
  asks: NonNullable<Asks['evidence']>
  value: readonly string[]
  onChange: (evidence: string[]) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const say = useTalkWords()
  const talks = useQuery(interactionsQuery(dealId))
  const files = useQuery(filesQuery(dealId))
  const told = (talks.data ?? []).filter(({ id }) => asks.inCard.includes(id))
  const kept = (files.data ?? []).filter(({ id }) => asks.inCard.includes(id) || value.includes(id))
  const tick = (id: string, on: boolean) => onChange(on ? [...value, id] : value.filter((one) => one !== id))
  return (
    <fieldset className={styles.evidence}>
      <legend className={styles.label}>
        <span>
          <b>{t('losing.close.evidence')}</b> <Clause clause={asks.clause} number={asks.number} />
        </span>
        {asks.inCard.length > 0 && <span className="muted">{t('losing.close.evidenceSide')}</span>}
      </legend>
      {asks.inCard.length === 0 && kept.length === 0 ? (
        <p className="muted sm">{t('losing.close.noEvidence')}</p>
      ) : talks.isError ? (
        <ErrorState error={talks.error} what={t('losing.close.evidence')} retry={() => void talks.refetch()} />
      ) : talks.isPending || files.isPending ? (
        <SkeletonRows rows={2} />
      ) : (
        <ul>
          {told.map((talk) => (
            <li key={talk.id}>
              <label className={styles.talk}>
                <input type="checkbox" checked={value.includes(talk.id)} onChange={({ target }) => tick(talk.id, target.checked)} />
                <Icon name={talkIcon(talk)} size={14} />
                <span className="grow">
                  {say(talk)}, <span className="muted nw">{format.momentExactly(talk.at, serverNow())}</span>
                  {talk.text && <span className={styles.said}>{talk.text}</span>}
                </span>
              </label>
            </li>
          ))}
          {kept.map(({ id, name, createdAt }) => (
            <li key={id}>
              <label className={styles.talk}>
                <input type="checkbox" checked={value.includes(id)} onChange={({ target }) => tick(id, target.checked)} />
                <Icon name="clip" size={14} />
                <span className="grow">
                  <span className={styles.fileName}>{name}</span>{' '}
                  <span className="muted nw">{format.momentExactly(createdAt, serverNow())}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <AddFile dealId={dealId} onAdded={(id) => !value.includes(id) && onChange([...value, id])} />
    </fieldset>
  )
}

/** A letter, a screenshot or a recording from the disk; dropped here or chosen. What was added is ticked at once. */
function AddFile({ dealId, onAdded }: { dealId: string; onAdded: (id: string) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const add = useAddFile(dealId)
  const send = (file: File | undefined) => {
    if (!file || add.isPending) return
    add.mutate(file, {
      onSuccess: () => {
        void queryClient.fetchQuery({ ...filesQuery(dealId), staleTime: 0 }).then((files) => {
          const last = files.findLast(({ name }) => name === file.name) ?? files.at(-1)
          if (last) onAdded(last.id)
        })
      },
    })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    send(event.dataTransfer.files[0])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is a short cut; the button does the same
    <div className={styles.addFile} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('losing.upload.add')}
        onChange={({ target }) => {
          send(target.files?.[0])
          target.value = ''
        }}
      />
      <Button size="s" icon="clip" busy={add.isPending} onPress={() => input.current?.click()}>
        {t(add.isPending ? 'losing.upload.busy' : 'losing.upload.add')}
      </Button>
      <span className="muted sm">{t('losing.upload.hint')}</span>
      {add.error && (
        <p className={styles.error} role="alert">
          {t('losing.upload.failed')} {detailOf(add.error)}
        </p>
      )}
    </div>
  )
}
