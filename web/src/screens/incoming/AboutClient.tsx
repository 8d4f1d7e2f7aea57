import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { IncomingItem } from '@reglament/contract'
import { dealQuery } from '../../api/queries.ts'
import { Clause } from '../../verdict/Clause.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Clock } from '../../ui/Clock.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useFormat } from '../../words/format.tsx'
import { useNow } from '../../ui/now.ts'
import styles from './Incoming.module.css'

/** Who the client is, which deal it is about, and what an answer does. */
export function AboutClient({ item: { deal, responsible } }: { item: IncomingItem }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { data } = useQuery(dealQuery(deal.id))
  const name = deal.client.name ?? deal.client.company ?? t('incoming.nobody')
  const [task] = data?.tasks ?? []
  const touch = data?.clocks.find(({ clause }) => clause === 'touch-cadence')
  return (
    <aside className={styles.about} aria-label={t('incoming.client')}>
      <section>
        <p className="row">
          <Avatar name={name} size="l" silent />
          <span className="grow">
            <b>{name}</b>
            {deal.client.name !== null && deal.client.company !== null && <span className={styles.small}>{deal.client.company}</span>}
          </span>
        </p>
        <p className={styles.kind}>
          <Icon name={deal.client.returning ? 'loop' : 'client'} size={14} />
          {t(deal.client.returning ? 'incoming.returning' : 'incoming.newClient')}
        </p>
      </section>
      <section>
        <h3>{t('incoming.whoseDeal')}</h3>
        <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={styles.deal}>
          <b>{deal.title}</b>
          <span className={styles.small}>{[deal.stageName, deal.budget && format.money(deal.budget)].filter(Boolean).join(' · ')}</span>
          {task && (
            <span className={styles.small}>
              <Clock show="face" due={task.dueAt} from={task.createdAt} /> {task.title} ·{' '}
              <Clock show="words" due={task.dueAt} from={task.createdAt} />
            </span>
          )}
          <span className={styles.small}>
            {responsible ? t('incoming.responsible', { name: responsible.name }) : t('incoming.onExchange')}
          </span>
        </Link>
        {deal.status !== 'open' && (
          <p className={styles.lost}>
            <Icon name="lock" size={14} />
            <span>{t('incoming.lostDeal')}</span>
          </p>
        )}
        {deal.status !== 'open' && (
          <p className="row">
            <Link to="/deals/$dealId" params={{ dealId: deal.id }} className="link">
              {t('incoming.openDeal')}
            </Link>
            <Link to="/deals/new" className="link">
              {t('incoming.newDeal')}
            </Link>
          </p>
        )}
      </section>
      <section>
        <h3>{t('incoming.after.title')}</h3>
        <ul className={styles.after}>
          <li>
            <Icon name="check" size={14} />
            {t('incoming.after.leaves')}
          </li>
          {deal.status === 'open' && (
            <li>
              <Icon name="check" size={14} />
              <span>
                {t('incoming.after.touch')}{' '}
                {touch && (
                  <>
                    <span className="muted">({format.moment(touch.from, now)})</span>{' '}
                    <Clause clause="touch-cadence" number={touch.number} />
                  </>
                )}
              </span>
            </li>
          )}
          {deal.status === 'open' && (
            <li>
              <Icon name="check" size={14} />
              {t('incoming.after.closing')}
            </li>
          )}
        </ul>
      </section>
    </aside>
  )
}
