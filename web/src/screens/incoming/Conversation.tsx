import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingItem, Interaction } from '@reglament/contract'
import { interactionsQuery } from '../../api/queries.ts'
import { Reach } from '../../talks/TalkDialog.tsx'
import { talkIcon, useTalkWords } from '../../talks/useTalkWords.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Waits } from '../../ui/Waits.tsx'
import { Clause } from '../../verdict/Clause.tsx'
import { useFormat } from '../../words/format.tsx'
import list from '../../ui/Queue.module.css'
import styles from './Incoming.module.css'

/** All that was said with the client on the deal, the latest at the bottom, and how to answer. */
export function Conversation({
  item,
  onReply,
  onDismiss,
  onBack,
}: {
  item: IncomingItem
  onReply: () => void
  onDismiss: () => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const say = useTalkWords()
  const talks = useQuery(interactionsQuery(item.deal.id))
  const end = useRef<HTMLLIElement>(null)
  const count = talks.data?.length
  useEffect(() => {
    if (count !== undefined) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  const title = item.missedCall ? t('day.missed') : (item.deal.client.name ?? item.deal.title)
  return (
    <section className={styles.conversation} aria-label={t('incoming.conversation')}>
      <header className={list.head}>
        <IconButton className="only-s" icon="back" label={t('incoming.back')} onPress={onBack} />
        <div className="grow">
          <h2 className="cut">{title}</h2>
          <p className="muted sm cut">
            {t(`day.from.${item.channel as 'mail'}`)} · {t('incoming.deal', { title: item.deal.title })}
          </p>
        </div>
        <span className={styles.headClock}>
          <Waits since={item.at} due={item.answerBy} /> <Clause clause={item.clause} number={item.clauseNumber} />
        </span>
      </header>
      {talks.data ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        <ol className={styles.thread} tabIndex={0} aria-label={t('incoming.conversation')}>
          {talks.data.toReversed().map((talk) => (
            <Message key={talk.id} talk={talk} waits={talk.id === item.id} client={item.deal.client.name} say={say} />
          ))}
          <li ref={end} aria-hidden="true" />
        </ol>
      ) : talks.error ? (
        <ErrorState error={talks.error} what={t('incoming.failed')} retry={() => void talks.refetch()} />
      ) : (
        <div className={styles.wait}>
          <SkeletonRows rows={3} />
        </div>
      )}
      <footer className={styles.reply}>
        <Reach client={item.deal.client} />
        <p className="muted sm">{t('incoming.reply.note')}</p>
        <div className="row wrap">
          <Button kind="go" icon={item.kind === 'phone' ? 'call' : talkIcon(item)} keys="R" onPress={onReply}>
            {t('incoming.record')}
          </Button>
          <Button icon="x" keys="D" onPress={onDismiss}>
            {t('incoming.dismiss')}
          </Button>
        </div>
      </footer>
    </section>
  )
}

function Message({
  talk,
  waits,
  client,
  say,
}: {
  talk: Interaction
  waits: boolean
  client: string | null
  say: ReturnType<typeof useTalkWords>
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const ours = talk.direction === 'out'
  return (
    <li className={cx(styles.message, ours && styles.ours, waits && styles.waits)}>
      <p className={styles.who}>
        <Icon name={talkIcon(talk)} size={14} />
        <b>{ours ? (talk.by?.name ?? t('incoming.we')) : (client ?? t('incoming.client'))}</b>
        <time className="muted sm" dateTime={talk.at} data-hint={format.exactly(talk.at)}>
          {format.momentExactly(talk.at, now)}
        </time>
        {waits && <span className="is-risk sm">{t('incoming.waiting')}</span>}
        {talk.dismissedAt !== null && <span className="muted sm">{t('incoming.dismissed')}</span>}
      </p>
      <p className={styles.said}>{talk.text ?? <span className="muted">{say(talk)}</span>}</p>
    </li>
  )
}
