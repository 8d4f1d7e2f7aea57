import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuarantineItem, Replay } from '@reglament/contract'
import { faultAt, faultText, ProblemError } from '../../api/faults.ts'
import { dismissArrival, quarantinedQuery, quarantineQuery, replayArrival } from '../../api/leads.ts'
import { EntryFault } from '../../entry/EntryFrame.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea, TextField } from '../../ui/inputs.tsx'
import { serverNow } from '../../ui/now.ts'
import { Segments } from '../../ui/Segments.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import panel from './LeadPanel.module.css'
import styles from './Quarantine.module.css'

/** What arrived and was not understood: as it came, mended by a person, played again (C1). */
export function Quarantine() {
  const { t } = useTranslation()
  const [state, setState] = useState<QuarantineItem['state']>('waiting')
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(quarantineQuery(state))
  const items = data?.pages.flatMap((page) => page.items)
  return (
    <div className={styles.quarantine}>
      <p className="t2">{t('leads.q.lead')}</p>
      <Segments
        label={t('leads.q.kind')}
        value={state}
        options={[
          { key: 'waiting', name: t('leads.q.waiting') },
          { key: 'spam', name: t('leads.q.spam') },
        ]}
        onChange={setState}
      />
      {!items ? (
        error ? (
          <ErrorState error={error} what={t('leads.q.failed')} retry={() => void refetch()} busy={isFetching} />
        ) : (
          <SkeletonRows rows={4} />
        )
      ) : items.length === 0 ? (
        <EmptyState title={t('leads.q.empty')}>{t('leads.q.emptyText')}</EmptyState>
      ) : (
        <ul className={styles.arrivals}>
          {items.map((item) => (
            <Arrival key={item.id} item={item} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('leads.more')}
        </Button>
      )}
    </div>
  )
}

function Arrival({ item }: { item: QuarantineItem }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [mending, setMending] = useState(false)
  const [wanted, setWanted] = useState(false)
  const asked = useQuery({ ...quarantinedQuery(item.id), enabled: !item.whole && (mending || wanted) })
  const whole = item.whole ? item : asked.data
  const isText = item.fault.code !== 'not-text'
  const dismiss = useMutation({
    mutationFn: () => dismissArrival(item.id),
    onSuccess: () => toast({ kind: 'done', title: t('leads.q.dismissed') }),
    onError: (error) => toast({ kind: 'failed', title: t('leads.notDone'), text: faultText(error, t) }),
  })
  return (
    <li>
      <p className="row between">
        <span>
          <b>{item.viaName ?? t(`leads.q.via.${item.via}`)}</b>{' '}
          <span className="muted sm">
            {[format.momentExactly(item.receivedAt, serverNow()), item.contentType, t('leads.q.bytes', { count: item.bytes })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </p>
      <p className={styles.fault}>
        <Icon name="alert" size={14} />
        {item.fault.text}
      </p>
      <pre className={panel.raw} tabIndex={0} aria-label={t('leads.q.raw')}>
        {whole && isText ? whole.body : item.whole ? item.body : `${item.body}…`}
      </pre>
      {!whole &&
        (asked.error ? (
          <ErrorState error={asked.error} what={t('leads.q.wholeFailed')} retry={() => void asked.refetch()} busy={asked.isFetching} />
        ) : mending ? (
          <SkeletonRows rows={3} />
        ) : (
          isText && (
            <p className={styles.part}>
              <span className="muted sm">{t('leads.q.cut')}</span>
              <Button size="s" kind="quiet" busy={asked.isFetching} onPress={() => setWanted(true)}>
                {t('leads.q.whole')}
              </Button>
            </p>
          )
        ))}
      {mending && whole ? (
        <Mend item={whole} onClose={() => setMending(false)} />
      ) : (
        <div className={panel.acts}>
          <Button size="s" icon="pen" busy={mending && asked.isFetching} onPress={() => setMending(true)}>
            {t('leads.q.mend')}
          </Button>
          <Button size="s" kind="quiet" busy={dismiss.isPending} onPress={() => dismiss.mutate()}>
            {t('leads.q.dismiss')}
          </Button>
        </div>
      )}
    </li>
  )
}

const lines = ['name', 'phone', 'email', 'company', 'product'] as const
type Part = keyof NonNullable<Replay['parts']>

function Mend({ item, onClose }: { item: QuarantineItem; onClose: () => void }) {
  const { t } = useTranslation()
  const [parts, setParts] = useState<Partial<Record<Part, string>>>(() =>
    Object.fromEntries([...lines, 'text' as const].map((part) => [part, item.parts[part] ?? ''])),
  )
  const replay = useMutation({
    mutationFn: () =>
      // What was not touched is as it came, however it was written there.
      replayArrival(item.id, {
        parts: Object.fromEntries(
          Object.entries(parts).filter(([part, value]) => value.trim() !== '' && value !== (item.parts[part] ?? '')),
        ),
      }),
    onSuccess: () => toast({ kind: 'done', title: t('leads.q.replayed') }),
  })
  const set = (part: Part) => (value: string) => setParts((before) => ({ ...before, [part]: value }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!replay.isPending) replay.mutate()
  }
  const isMarked = lines.some((part) => faultAt(replay.error, `/parts/${part}`))
  const first = replay.error instanceof ProblemError ? replay.error.problem.faults?.[0]?.message : undefined
  return (
    <form className={styles.mend} onSubmit={submit} noValidate>
      {lines.map((part) => (
        <TextField
          key={part}
          label={t(`leads.part.${part}`)}
          value={parts[part] ?? ''}
          onChange={set(part)}
          error={faultAt(replay.error, `/parts/${part}`)}
          autoFocus={part === 'name'}
        />
      ))}
      <TextArea label={t('leads.part.text')} className={styles.wide} value={parts.text ?? ''} onChange={set('text')} maxLength={20_000} />
      {replay.error && !isMarked && (
        <div className={styles.wide}>
          <EntryFault title={`${t('leads.notDone')}.`}>{first ?? faultText(replay.error, t)}</EntryFault>
        </div>
      )}
      <footer className={panel.acts}>
        <Button kind="go" size="s" type="submit" busy={replay.isPending}>
          {t('leads.q.replay')}
        </Button>
        <Button kind="quiet" size="s" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
