import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
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
  const deal = useQuery(dealQuery(dealId))
  const pipelines = useQuery(pipelinesQuery)
  const fields = useQuery(fieldsQuery)
  const failed = [deal, pipelines, fields].find((query) => query.error && query.data === undefined)
  const title = deal.data ? t('deal.number', { number: deal.data.number }) : ''
  return (
    <Screen ownHead title={title} crumb={<Link to="/deals">{t('shell.deals')}</Link>}>
      {deal.data && pipelines.data && fields.data ? (
        <DealCard key={dealId} deal={deal.data} />
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
