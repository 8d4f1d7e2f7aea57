import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { leadsQuery } from '../../api/leads.ts'
import { useSelection } from '../../lists/useSelection.ts'
import type { LeadsSearch } from '../../router.tsx'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { isOpen } from './isOpen.ts'
import { LeadTable } from './LeadTable.tsx'
import styles from './Leads.module.css'

const LeadBulkBar = later(async () => (await import('./LeadBulkBar.tsx')).LeadBulkBar)

const statuses = { open: 'new,in-work', converted: 'converted', rejected: 'rejected' } as const

type Props = { search: LeadsSearch; onAll: () => void; onOrder: (order: LeadsSearch['order']) => void }

/** The leads that are asked for, page by page; those that are chosen are acted on together (L2). */
export function LeadList({ search, onAll, onOrder }: Props) {
  const { t } = useTranslation()
  const { show, source, channel, campaign, whose, order, q, lead } = search
  const filter = {
    source,
    channel,
    campaign,
    responsible: whose,
    q,
    status: show === undefined || show === 'quarantine' || show === 'answers' ? undefined : statuses[show],
  }
  const query = useInfiniteQuery(leadsQuery({ ...filter, order }))
  const { data, error, refetch, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const leads = data?.pages.flatMap(({ items }) => items) ?? []
  const free = leads.filter((it) => isOpen(it) && it.mayAct).map(({ id }) => id)
  const selection = useSelection(free)
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  if (!data)
    return error ? (
      <ErrorState padded error={error} what={t('leads.failed')} retry={() => void refetch()} busy={isFetching} />
    ) : (
      <SkeletonRows padded rows={8} />
    )
  // What a colleague has dealt with meanwhile is chosen no more; the key keeps the window while the list goes from rows to none.
  const chosen = free.filter((id) => selection.chosen.has(id))
  const bulk = selection.chosen.size > 0 && <LeadBulkBar key="bulk" ids={chosen} onClear={selection.clear} onLeft={selection.keep} />
  if (leads.length === 0) {
    const only = show === 'open' && [source, channel, campaign, whose, q].every((it) => it === undefined)
    const words = only ? 'noneOpen' : isFiltered ? 'none' : 'empty'
    return (
      <>
        <EmptyState
          padded
          icon={only ? 'check' : 'lead'}
          title={t(`leads.${words}`)}
          action={
            isFiltered && (
              <Button size="s" onPress={onAll}>
                {t('leads.showAll')}
              </Button>
            )
          }
        >
          {t(`leads.${words}Text`)}
        </EmptyState>
        {bulk}
      </>
    )
  }
  return (
    <>
      <LeadTable leads={leads} current={lead} search={search} free={free} selection={selection} onOrder={onOrder} />
      {hasNextPage && (
        <p className={styles.more}>
          <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('leads.more')}
          </Button>
        </p>
      )}
      {bulk}
    </>
  )
}
