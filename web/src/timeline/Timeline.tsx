import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineKind } from '@reglament/contract'
import { timelineQuery } from '../api/queries.ts'
import type { TimelineOf } from '../api/server.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { useNow } from '../ui/now.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useFormat } from '../words/format.tsx'
import { daysOf } from './days.ts'
import { Event } from './Event.tsx'
import { KindChips } from './KindChips.tsx'
import { useDayName } from './useDayName.ts'
import styles from './Timeline.module.css'

/** Everything that happened on a deal, or on all deals of a client, the newest first, by days; chips keep one kind. */
export function Timeline({ of }: { of: TimelineOf }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<TimelineKind>()
  const whole = useInfiniteQuery(timelineQuery(of, undefined))
  const counts = whole.data?.pages[0]?.counts
  return (
    <div>
      <KindChips value={kind} counts={counts} onChange={setKind} />
      <Entries key={of.id} of={of} kind={kind} empty={t(kind === undefined ? 'deal.timeline.emptyText' : 'card.timeline.noneOfKind')} />
    </div>
  )
}

function Entries({ of, kind, empty }: { of: TimelineOf; kind: TimelineKind | undefined; empty: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const dayName = useDayName()
  const now = useNow()
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = useInfiniteQuery(
    timelineQuery(of, kind),
  )
  if (!data)
    return error ? (
      <div className={styles.state}>
        <ErrorState error={error} what={t('deal.timeline.failed')} retry={() => void refetch()} busy={isFetching} />
      </div>
    ) : (
      <Waiting />
    )

  const entries = data.pages.flatMap((page) => page.items)
  if (entries.length === 0)
    return (
      <div className={styles.state}>
        <EmptyState icon="day" title={t(kind === undefined ? 'deal.timeline.empty' : 'card.timeline.nothing')}>
          {empty}
        </EmptyState>
      </div>
    )
  return (
    <div className={styles.timeline}>
      {daysOf(entries, format.sameDay).map((day) => (
        <div key={day.at}>
          <h3 className={styles.day}>
            <span>{dayName(day.at, now)}</span>
          </h3>
          <ol>
            {day.happenings.map(({ entry, times }) => (
              <Event key={entry.id} entry={entry} times={times} />
            ))}
          </ol>
        </div>
      ))}
      {hasNextPage && (
        <p className={styles.more}>
          <Button size="s" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('deal.timeline.more')}
          </Button>
          {isFetchNextPageError && (
            <span className="is-broken sm" role="alert">
              {t('deal.timeline.moreFailed')}
            </span>
          )}
        </p>
      )}
    </div>
  )
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <div className={cx(styles.timeline, styles.waiting)} role="status" aria-label={t('ui.loading')}>
      {[62, 48, 70, 44, 58].map((width) => (
        <div key={width} className={styles.event}>
          <Skeleton width={34} className={styles.timeBone ?? ''} />
          <span className={styles.point} />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  )
}
