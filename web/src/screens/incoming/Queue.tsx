import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Incoming, IncomingItem } from '@reglament/contract'
import { talkIcon } from '../../talks/useTalkWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/useNarrow.ts'
import { Waits } from '../../ui/Waits.tsx'
import { useFormat } from '../../words/format.tsx'
import list from '../../ui/Queue.module.css'
import styles from './Incoming.module.css'

type Of = 'mine' | 'team' | 'all'

/** The queue: whose, the oldest first, each with its age. */
export function Queue({
  queue,
  of,
  current,
  onChoose,
}: {
  queue: Incoming
  of: Of
  current: string | undefined
  onChoose: (id: string) => void
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const { counts } = queue
  const tabs = (['mine', 'team', 'all'] as const).filter((one) => counts[one] !== null)
  return (
    <section className={list.queue} aria-label={t('incoming.queue')}>
      <nav className={styles.tabs} aria-label={t('incoming.whose')}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/incoming"
            search={one === 'mine' ? {} : { of: one }}
            activeOptions={{ exact: true }}
            aria-current={one === of || undefined}
          >
            {t(`incoming.${one}`)} <span>{counts[one]}</span>
          </Link>
        ))}
      </nav>
      {queue.items.length === 0 && narrow ? (
        <EmptyState padded icon="inbox" title={t('incoming.empty.title')}>
          {t('incoming.empty.text')}
        </EmptyState>
      ) : (
        <ul className={list.items}>
          {queue.items.map((item) => (
            <li key={item.id}>
              <QueueRow item={item} current={item.id === current} showsWho={of !== 'mine'} onChoose={() => onChoose(item.id)} />
            </li>
          ))}
        </ul>
      )}
      {queue.more && <p className={styles.more}>{t('incoming.more')}</p>}
      <footer className={styles.doneToday}>
        <Icon name="check" size={14} />
        {t('incoming.handled', { count: queue.handledToday })}
      </footer>
      <p className={list.keys} aria-hidden="true">
        <kbd>J</kbd>
        <kbd>K</kbd> {t('incoming.keys.walk')} <kbd>R</kbd> {t('incoming.keys.reply')} <kbd>D</kbd> {t('incoming.keys.dismiss')}
      </p>
    </section>
  )
}

function QueueRow({
  item,
  current,
  showsWho,
  onChoose,
}: {
  item: IncomingItem
  current: boolean
  showsWho: boolean
  onChoose: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { client, title } = item.deal
  const who = client.name ?? client.company ?? (client.phone === null ? t('incoming.nobody') : format.phone(client.phone))
  const company = client.name === null ? null : client.company
  const responsible = showsWho ? (item.responsible?.name ?? t('incoming.onExchange')) : null
  return (
    <button id={`queue-${item.id}`} type="button" className={list.item} aria-current={current || undefined} onClick={onChoose}>
      <Icon name={talkIcon(item)} />
      <span className={list.itemText}>
        <span className="row between">
          <b className="cut">{who}</b>
          <Waits since={item.at} due={item.answerBy} bare />
        </span>
        <span className={styles.line}>{item.missedCall ? t('day.missed') : (item.text ?? t(`day.from.${item.channel as 'mail'}`))}</span>
        <span className={styles.small}>{[company, title, responsible].filter(Boolean).join(' · ')}</span>
      </span>
    </button>
  )
}
