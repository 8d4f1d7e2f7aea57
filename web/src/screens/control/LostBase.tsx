import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LostDeal, Money } from '@reglament/contract'
import { lostDealsQuery, lostSummaryQuery, type LostFilter } from '../../api/control.ts'
import { fieldsQuery, lossReasonsQuery } from '../../api/queries.ts'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { MoneyField, SelectField, TextField } from '../../ui/inputs.tsx'
import { serverNow, useNow } from '../../ui/now.ts'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useFormat } from '../../words/format.tsx'
import { CampaignDialog } from './CampaignDialog.tsx'
import { Waiting } from './ControlScreen.tsx'
import shared from './Control.module.css'
import { cx } from '../../ui/cx.ts'
import styles from './LostBase.module.css'

const ages = { any: 0, m1: 30, m3: 91, m6: 182, y1: 365 } as const
type Age = keyof typeof ages
const dayMs = 86_400_000

/** What stands in the address bar, as the server is asked: days are cut, so that the same question has the same answer all day. */
function filterOf(
  {
    reason,
    age,
    sum,
    currency,
    source,
    niche,
    product,
  }: { reason?: string; age?: Age; sum?: number; currency?: string; source?: string; niche?: string; product?: string },
  now: number,
): LostFilter {
  const days = ages[age ?? 'any']
  const closedTo = days === 0 ? undefined : new Date(Math.floor(now / dayMs) * dayMs - days * dayMs).toISOString()
  return { reason, closedTo, source, niche, product, sumFrom: sum, currency: sum === undefined ? undefined : currency }
}

/** Everybody who was lost, to sell to again: narrowed by reason, age, sum, source, niche and product (H7). */
export function LostBase() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate({ from: '/control' })
  const search = useSearch({ from: '/inside/control' })
  const { workspace, rights } = useMe()
  const [starting, setStarting] = useState(false)
  const reasons = useQuery(lossReasonsQuery)
  const fields = useQuery(fieldsQuery)
  const filter = filterOf(search, serverNow())
  const narrowed = Object.values(filter).some((value) => value !== undefined)
  const list = useInfiniteQuery(lostDealsQuery(filter))
  const summary = useQuery(lostSummaryQuery(filter))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const set = (change: Record<string, string | number | undefined>) =>
    void navigate({
      search: (before) =>
        Object.fromEntries(
          Object.entries({ ...before, tab: 'lost', ...change }).filter(([, value]) => value !== undefined && value !== ''),
        ) as never,
      replace: true,
    })
  const sources = fields.data?.find(({ key }) => key === 'source')?.options ?? []
  const count = summary.data
    ? summary.data.more
      ? t('control.lost.atLeast', { count: summary.data.count })
      : t('control.lost.count', { count: summary.data.count })
    : ''
  const mayCampaign = rights.lead
  const sum: Money | null = search.sum === undefined ? null : { amount: search.sum, currency: search.currency ?? workspace.currency }
  return (
    <section className={styles.base} aria-label={t('control.lost.list')}>
      <div className={styles.filters} role="group" aria-label={t('control.lost.filters')}>
        <SelectField
          label={t('control.reason')}
          empty={t('control.lost.anyReason')}
          clearable
          options={reasons.data?.items ?? []}
          value={search.reason ?? null}
          onChange={(reason) => set({ reason: reason ?? undefined })}
        />
        <SelectField
          label={t('control.lost.age')}
          options={(Object.keys(ages) as Age[]).map((key) => ({ key, name: t(`control.lost.ages.${key}`) }))}
          value={search.age ?? 'any'}
          onChange={(age) => set({ age: age === 'any' ? undefined : (age ?? undefined) })}
        />
        <MoneyField
          label={t('control.lost.sum')}
          currency={workspace.currency}
          value={sum}
          onChange={(value) => set({ sum: value?.amount, currency: value?.currency })}
        />
        <SelectField
          label={t('control.lost.source')}
          empty={t('control.lost.anySource')}
          clearable
          options={sources}
          value={search.source ?? null}
          onChange={(source) => set({ source: source ?? undefined })}
        />
        <TextField label={t('control.lost.niche')} value={search.niche ?? ''} onChange={(niche) => set({ niche })} maxLength={200} />
        <TextField
          label={t('control.lost.product')}
          value={search.product ?? ''}
          onChange={(product) => set({ product })}
          maxLength={200}
        />
      </div>
      <header className={styles.sum}>
        <p className="grow">
          <b>{count}</b> <span className="muted">{summary.data?.sums.map((money) => format.money(money)).join(' · ')}</span>
          <span className={shared.small}>
            {summary.data?.byReason
              .slice(0, 5)
              .map(({ name, count: many }) => `${name} ${many}`)
              .join(' · ')}
          </span>
        </p>
        <Button
          kind="go"
          icon="loop"
          why={!mayCampaign ? t('control.lost.forbidden') : items.length === 0 ? t('control.lost.empty.title') : undefined}
          onPress={() => setStarting(true)}
        >
          {t('control.lost.campaign')}
        </Button>
      </header>
      {list.isPending ? (
        <Waiting />
      ) : list.isError ? (
        <ErrorState padded error={list.error} what={t('control.lost.failed')} retry={() => void list.refetch()} busy={list.isFetching} />
      ) : items.length === 0 ? (
        <EmptyState padded icon="find" title={t(narrowed ? 'control.lost.empty.title' : 'control.lost.none.title')}>
          {t(narrowed ? 'control.lost.empty.text' : 'control.lost.none.text')}
        </EmptyState>
      ) : (
        <Table items={items} />
      )}
      {list.hasNextPage && (
        <p className={shared.more}>
          <Button size="s" busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t('control.more')}
          </Button>
        </p>
      )}
      <CampaignDialog filter={filter} count={count} opened={starting} onClose={() => setStarting(false)} />
    </section>
  )
}

function Table({ items }: { items: readonly LostDeal[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('control.lost.list')}>
      <table className={cx('list-table', styles.table)}>
        <thead>
          <tr>
            {(['deal', 'reason', 'stage', 'source', 'closed', 'who', 'budget'] as const).map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`control.lost.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, deal, reason, stage, source, niche, closedAt, responsible, budget, until }) => (
            <tr key={id}>
              <td data-column="deal">
                <Link to="/deals/$dealId" params={{ dealId: deal.id }}>
                  <b>{deal.title}</b>
                </Link>
                <span className={shared.small}>{[deal.client, niche].filter(Boolean).join(' · ')}</span>
              </td>
              <td data-column="reason">
                {reason.name}
                {until && <span className={shared.small}>{format.date(until, now)}</span>}
              </td>
              <td data-column="stage">{stage}</td>
              <td data-column="source">{source}</td>
              <td data-column="closed" data-hint={format.exactly(closedAt)}>
                {format.date(closedAt, now)}
              </td>
              <td data-column="who">{responsible?.name ?? t('control.onExchange')}</td>
              <td data-column="budget">{budget && format.money(budget)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
