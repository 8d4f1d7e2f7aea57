import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { myDayQuery } from '../../api/queries.ts'
import { Screen } from '../../shell/Screen.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Day } from './Day.tsx'
import styles from './Day.module.css'

/** My day: one screen that leads through the working day (D8). */
export function MyDayScreen() {
  const { t } = useTranslation()
  const day = useQuery(myDayQuery)
  return (
    <Screen title={t('day.title')}>
      {day.data ? (
        <Day day={day.data} />
      ) : day.error ? (
        <ErrorState error={day.error} what={t('day.failed')} retry={() => void day.refetch()} busy={day.isFetching} />
      ) : (
        <div className={styles.wait}>
          <SkeletonRows rows={8} />
        </div>
      )}
    </Screen>
  )
}
