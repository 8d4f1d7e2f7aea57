import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queryClient } from '../../api/queryClient.ts'
import { server } from '../../api/server.ts'
import { dealQuery, fieldsQuery, pipelinesQuery } from '../../api/queries.ts'
import { Screen } from '../../shell/Screen.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { DealCard } from './DealCard.tsx'
import { DealSkeleton } from './DealSkeleton.tsx'
import styles from './DealScreen.module.css'

/** A deal by its address. */
export function DealScreen() {
  const { t } = useTranslation()
  const { dealId = '' } = useParams({ strict: false })
  const { place } = useSearch({ strict: false })
  const deal = useQuery(dealQuery(dealId))
  const pipelines = useQuery(pipelinesQuery)
  const fields = useQuery(fieldsQuery)
  const seen = deal.data !== undefined
  useEffect(() => {
    if (!seen) return
    // He has opened the card: the deal counts as looked at today (D8). Failing is no harm, the next opening says it again.
    server
      .viewDeal(dealId)
      .then(() => queryClient.invalidateQueries({ queryKey: ['my-day'] }))
      .catch(() => undefined)
  }, [dealId, seen])
  const failed = [deal, pipelines, fields].find((query) => query.error && query.data === undefined)
  const title = deal.data ? t('deal.number', { number: deal.data.number }) : ''
  return (
    <Screen
      ownHead={!failed}
      title={failed ? t('shell.deals') : title}
      crumb={failed ? undefined : <Link to="/deals">{t('shell.deals')}</Link>}
    >
      {deal.data && pipelines.data && fields.data ? (
        <DealCard key={dealId} deal={deal.data} place={place} />
      ) : failed ? (
        <div className={styles.failed}>
          <ErrorState error={failed.error} what={t('deal.failed')} retry={() => void failed.refetch()} busy={failed.isFetching} />
        </div>
      ) : (
        <DealSkeleton />
      )}
    </Screen>
  )
}
