import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incoming, IncomingItem } from '@reglament/contract'
import { incomingQuery } from '../../api/queries.ts'
import { Screen } from '../../shell/Screen.tsx'
import { TalkDialog } from '../../talks/TalkDialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { isShortcut } from '../deal/isShortcut.ts'
import { stepFrom } from '../day/rowsOf.ts'
import { AboutClient } from './AboutClient.tsx'
import { Conversation } from './Conversation.tsx'
import { DismissDialog } from './DismissDialog.tsx'
import { Queue } from './Queue.tsx'
import { replyTo } from './replyTo.ts'
import styles from './Incoming.module.css'

/** The queue of what nobody has answered yet, the conversation, the client and his deal (D7). */
export function IncomingScreen() {
  const { t } = useTranslation()
  const { of = 'mine' } = useSearch({ from: '/inside/incoming' })
  const queue = useQuery(incomingQuery(of))
  return (
    <Screen title={t('incoming.title')}>
      {queue.data ? (
        <Inside queue={queue.data} of={of} />
      ) : queue.error ? (
        <ErrorState padded error={queue.error} what={t('incoming.failed')} retry={() => void queue.refetch()} busy={queue.isFetching} />
      ) : (
        <div className={styles.wait}>
          <SkeletonRows rows={6} />
        </div>
      )}
    </Screen>
  )
}

type Asked = { act: 'reply' | 'dismiss'; item: IncomingItem }

function Inside({ queue, of }: { queue: Incoming; of: 'mine' | 'team' | 'all' }) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/incoming' })
  const { item: chosen } = useSearch({ from: '/inside/incoming' })
  const narrow = useNarrow()
  const [asked, setAsked] = useState<Asked>()
  const [opened, setOpened] = useState(false)
  const [place, setPlace] = useState(0)
  const ids = queue.items.map(({ id }) => id)
  // On a phone the queue comes first; on a desk something is always open, and where it is gone the next one takes its place.
  const current = chosen !== undefined && ids.includes(chosen) ? chosen : narrow ? undefined : ids[Math.min(place, ids.length - 1)]
  const item = queue.items.find(({ id }) => id === current)

  const choose = (id: string | undefined) => {
    if (id !== undefined) setPlace(ids.indexOf(id))
    void navigate({ search: { ...(of !== 'mine' && { of }), ...(id !== undefined && { item: id }) }, replace: !narrow })
  }
  const ask = (act: Asked['act'], on: IncomingItem) => {
    setAsked({ act, item: on })
    setOpened(true)
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return
      const step = event.code === 'KeyJ' || event.code === 'ArrowDown' ? 1 : event.code === 'KeyK' || event.code === 'ArrowUp' ? -1 : 0
      if (step !== 0) {
        const next = stepFrom(ids, current, step)
        if (next === undefined) return
        event.preventDefault()
        choose(next)
        document.getElementById(`queue-${next}`)?.focus()
      } else if (item && event.code === 'KeyR') {
        event.preventDefault()
        ask('reply', item)
      } else if (item && event.code === 'KeyD') {
        event.preventDefault()
        ask('dismiss', item)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })

  const common = { opened, onClose: () => setOpened(false) }
  return (
    <div className={styles.three} data-open={(narrow && item !== undefined) || undefined}>
      <Queue queue={queue} of={of} current={current} onChoose={choose} />
      {item ? (
        <>
          <Conversation
            key={item.id}
            item={item}
            onReply={() => ask('reply', item)}
            onDismiss={() => ask('dismiss', item)}
            onBack={() => choose(undefined)}
          />
          <AboutClient item={item} />
        </>
      ) : (
        !narrow && (
          <div className={styles.nothing}>
            <EmptyState padded icon="inbox" title={t('incoming.empty.title')}>
              {t('incoming.empty.text')}
            </EmptyState>
          </div>
        )
      )}
      {asked?.act === 'reply' && (
        <TalkDialog key={asked.item.id} deal={asked.item.deal} title={t('incoming.record')} begin={replyTo(asked.item)} {...common} />
      )}
      {asked?.act === 'dismiss' && (
        <DismissDialog key={asked.item.id} id={asked.item.id} title={asked.item.deal.client.name ?? asked.item.deal.title} {...common} />
      )}
    </div>
  )
}
