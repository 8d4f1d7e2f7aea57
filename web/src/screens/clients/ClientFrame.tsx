import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientDeal, Company, Contact, Money } from '@reglament/contract'
import { clientDealsQuery, companyQuery, contactQuery } from '../../api/queries.ts'
import { queryClient } from '../../api/queryClient.ts'
import type { TimelineOf } from '../../api/server.ts'
import { Merges } from '../../clients/Merges.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { Timeline } from '../../timeline/Timeline.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './ClientFrame.module.css'
import { later } from '../../ui/later.tsx'

const ChangesDialog = later(async () => (await import('../../clients/ChangesDialog.tsx')).ChangesDialog)

/** What is known of a client, value by value, with who changed what. */
export function ClientDetails({ client, children, below }: { client: TimelineOf; children: ReactNode; below?: ReactNode }) {
  const { t } = useTranslation()
  const [changes, setChanges] = useState(false)
  return (
    <section className={styles.details}>
      <header className="row between">
        <h3>{t('clients.details')}</h3>
        <button type="button" className="link sm" onClick={() => setChanges(true)}>
          {t('deal.note.history')}
        </button>
      </header>
      <dl>{children}</dl>
      {below}
      <ChangesDialog client={client} opened={changes} onClose={() => setChanges(false)} />
    </section>
  )
}

/** Takes what was saved as the client that is shown, and what shows him elsewhere is read anew. */
export function keepClient(kind: 'contact' | 'company', saved: Contact | Company) {
  const { queryKey } = kind === 'contact' ? contactQuery(saved.id) : companyQuery(saved.id)
  queryClient.setQueryData(queryKey, saved)
  void queryClient.invalidateQueries({ queryKey: [kind === 'contact' ? 'contacts' : 'companies'] })
  void queryClient.invalidateQueries({ queryKey: ['deal'] })
}

type Loading = { data: unknown; error: unknown; refetch: () => unknown; isFetching: boolean }

/** The page of a person or a company: details on the left, deals with what they come to, and the whole path as one timeline (E5). */
export function ClientFrame({
  client,
  query,
  name,
  returning,
  sub,
  mergedInto,
  details,
}: {
  client: TimelineOf
  query: Loading
  name: string
  returning: boolean
  sub: string
  /** Into whom it went; it is read there from now on. */
  mergedInto: string | null
  details: ReactNode
}) {
  const { t } = useTranslation()
  const { data, error, refetch, isFetching } = query
  return (
    <Screen title={name} crumb={<Link to="/clients">{t('clients.title')}</Link>}>
      {data === undefined ? (
        <div className={styles.wait}>
          {error ? (
            <ErrorState error={error} what={t('clients.cardFailed')} retry={() => void refetch()} busy={isFetching} />
          ) : (
            <SkeletonRows rows={6} />
          )}
        </div>
      ) : (
        <div className={styles.client}>
          <aside className={styles.left} aria-label={t('clients.details')}>
            <header className={styles.head}>
              <Avatar name={name} size="l" silent />
              <div className="grow">
                <h2>{name}</h2>
                <p className="muted sm">{sub}</p>
                <p className={styles.mark}>
                  {returning ? <Tag icon="loop">{t('deal.client.returning')}</Tag> : <Tag>{t('deal.client.new')}</Tag>}
                </p>
              </div>
            </header>
            {mergedInto !== null && (
              <p className={styles.details}>
                {t('clients.merges.into')}{' '}
                {client.kind === 'contact' ? (
                  <Link to="/contacts/$contactId" params={{ contactId: mergedInto }} className={styles.way}>
                    {t('clients.merges.openOther')}
                  </Link>
                ) : (
                  <Link to="/companies/$companyId" params={{ companyId: mergedInto }} className={styles.way}>
                    {t('clients.merges.openOther')}
                  </Link>
                )}
              </p>
            )}
            {details}
            {client.kind !== 'deal' && <Merges kind={client.kind} id={client.id} className={styles.details} />}
          </aside>
          <div className={styles.path}>
            <Deals client={client} />
            <section aria-label={t('clients.path')}>
              <h3 className={styles.title}>{t('clients.path')}</h3>
              <Timeline of={client} />
            </section>
          </div>
        </div>
      )}
    </Screen>
  )
}

function Deals({ client }: { client: TimelineOf }) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(clientDealsQuery(client))
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = query
  const first = data?.pages[0]
  if (!first)
    return (
      <section className={styles.deals}>
        {error ? (
          <ErrorState error={error} what={t('clients.dealsFailed')} retry={() => void refetch()} busy={isFetching} />
        ) : (
          <SkeletonRows rows={2} />
        )}
      </section>
    )
  const deals = data.pages.flatMap(({ items }) => items)
  return (
    <section className={styles.deals} aria-label={t('clients.deals')}>
      <ul className={styles.sums}>
        <Sum name={t('clients.sums.open')} {...first.open} />
        <Sum name={t('clients.sums.won')} {...first.won} tone="good" />
        <Sum name={t('clients.sums.lost')} {...first.lost} />
      </ul>
      {deals.length === 0 ? (
        <p className="muted">{t('clients.noDeals')}</p>
      ) : (
        <ul className={styles.list}>
          {deals.map((deal) => (
            <DealLine key={deal.id} deal={deal} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('deal.timeline.more')}
        </Button>
      )}
      {first.hidden > 0 && <p className="muted sm">{t('clients.hidden', { count: first.hidden })}</p>}
    </section>
  )
}

function Sum({ name, count, sums, tone }: { name: string; count: number; sums: readonly Money[]; tone?: 'good' }) {
  const format = useFormat()
  return (
    <li data-tone={tone && count > 0 ? tone : undefined}>
      <span className="muted sm">{name}</span>
      <b>{count}</b>
      <span className="sm nw">{sums.length > 0 ? sums.map(format.money).join(' · ') : '—'}</span>
    </li>
  )
}

function DealLine({
  deal: { id, number, title, status, stageName, lossReason, budget, responsible, createdAt, closedAt },
}: {
  deal: ClientDeal
}) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li data-status={status}>
      <span className="muted sm nw">{t('deal.number', { number })}</span>
      <div className={styles.about}>
        <Link to="/deals/$dealId" params={{ dealId: id }}>
          {title}
        </Link>
        <p className="muted sm">
          {[
            closedAt === null
              ? t('deal.head.opened', { date: format.date(createdAt) })
              : t('clients.closed', { date: format.date(closedAt) }),
            responsible?.name ?? t('deal.responsible.exchange'),
          ].join(' · ')}
        </p>
      </div>
      <span className={styles.standing}>
        {status === 'won' ? (
          <Tag tone="good" icon="check">
            {stageName}
          </Tag>
        ) : status === 'lost' ? (
          <Tag icon="x">{lossReason ?? stageName}</Tag>
        ) : (
          <Tag icon="deals">{stageName}</Tag>
        )}
      </span>
      <span className={styles.money}>{budget ? format.money(budget) : ''}</span>
    </li>
  )
}
