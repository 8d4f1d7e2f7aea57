import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingDeal } from '@reglament/contract'
import { exchangeQuery } from '../../api/exchange.ts'
import { fieldsQuery } from '../../api/queries.ts'
import { useTaking } from '../../exchange/useTaking.tsx'
import { Screen } from '../../shell/Screen.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { locale } from '../../words/i18n.ts'
import { ExchangeAside } from './ExchangeAside.tsx'
import { Releases } from './Releases.tsx'
import { WaitingTable } from './WaitingTable.tsx'
import styles from './Exchange.module.css'

const route = getRouteApi('/inside/exchange')

/** The exchange: which deals wait, how long and why, and whether who looks may take them; releases beside it (I1–I4). */
export function ExchangeScreen() {
  const { t } = useTranslation()
  const { member, rights } = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [pages, setPages] = useState(1)
  const [hand, setHand] = useState<string>()
  const filter = { takeable: search.show === 'mine', source: search.source }
  const { data, error, isPending, isFetching, refetch } = useQuery(exchangeQuery(filter, pages))
  const fields = useQuery(fieldsQuery)
  const taking = useTaking(member.id)
  const sources = (fields.data?.find(({ key }) => key === 'source')?.options ?? []).map(({ key, name }) => ({
    key,
    name: sourceName(name),
  }))
  const inHand = data?.items.find(({ id }) => id === hand) ?? data?.items.find(({ mayTake }) => mayTake)
  const filtered = search.source !== undefined || search.show === 'mine'

  const bar = (
    <>
      {rights.createDeals && (
        <Segments
          label={t('exchange.title')}
          value={search.show === 'mine' ? 'mine' : 'all'}
          options={[
            { key: 'all', name: `${t('exchange.all')} ${data?.counts.waiting ?? ''}`.trim() },
            {
              key: 'mine',
              name: `${t('exchange.mayTake')} ${data && !filtered ? `${data.counts.takeable}${data.counts.more ? '+' : ''}` : ''}`.trim(),
            },
          ]}
          onChange={(show) =>
            void navigate({ search: { ...(search.source && { source: search.source }), ...(show === 'mine' && { show }) } })
          }
        />
      )}
      <FilterChip
        label={t('exchange.source')}
        value={search.source ?? null}
        options={sources}
        empty={t('exchange.any')}
        onChange={(source) => void navigate({ search: { ...(search.show && { show: search.show }), ...(source !== null && { source }) } })}
      />
    </>
  )
  return (
    <Screen title={t('exchange.title')} bar={bar}>
      <div className={styles.exchange}>
        <section className={styles.list}>
          {error && !data ? (
            <ErrorState padded error={error} what={t('exchange.failed')} retry={() => void refetch()} />
          ) : isPending ? (
            <SkeletonRows padded rows={8} />
          ) : data && data.items.length === 0 ? (
            <EmptyState
              padded
              icon="swap"
              title={t(filtered ? 'exchange.noneTakeable' : 'exchange.empty')}
              action={
                filtered && (
                  <Button size="s" onPress={() => void navigate({ search: {} })}>
                    {t('exchange.all')}
                  </Button>
                )
              }
            >
              {t(filtered ? 'exchange.noneTakeableText' : 'exchange.emptyText')}
            </EmptyState>
          ) : (
            <>
              <WaitingTable
                deals={data.items}
                load={data.load}
                sources={sources}
                inHand={inHand?.id}
                busy={taking.busy}
                meId={member.id}
                onHand={setHand}
                onTake={({ id }: WaitingDeal) => taking.start(id)}
              />
              {data.next && (
                <p className={styles.more}>
                  <Button size="s" busy={isFetching} onPress={() => setPages((known) => known + 1)}>
                    {t('exchange.more')}
                  </Button>
                </p>
              )}
            </>
          )}
        </section>
        <aside className={styles.aside}>
          {data && <ExchangeAside exchange={data} inHand={rights.createDeals ? inHand : undefined} meId={member.id} />}
          <Releases />
        </aside>
      </div>
    </Screen>
  )
}

const sourceName = (name: unknown): string => (typeof name === 'string' ? name : ((name as Record<string, string>)[locale()] ?? ''))
