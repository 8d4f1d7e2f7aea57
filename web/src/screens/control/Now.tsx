import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Control } from '@reglament/contract'
import { controlQuery } from '../../api/controlNow.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { serverNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import { Attention } from './Attention.tsx'
import { Figures } from './Figures.tsx'
import { Guide } from './Guide.tsx'
import { Heat } from './Heat.tsx'
import { Narrow } from './Narrow.tsx'
import { Rows } from './Rows.tsx'
import { useNarrowed } from './useNarrowed.ts'
import { Worst } from './Worst.tsx'
import styles from './Now.module.css'

/** What the head looks at now: what is broken, by clause and by member, and from each figure to the deals behind it (J1, K4). */
export function Now() {
  const { t } = useTranslation()
  const { team, pipeline, days } = useNarrowed()
  const control = useQuery(controlQuery({ ...(team && { team }), ...(pipeline && { pipeline }), ...(days && { days }) }))
  if (control.data) return <Inside control={control.data} />
  if (control.error)
    return (
      <ErrorState
        padded
        error={control.error}
        what={t('controlNow.failed')}
        retry={() => void control.refetch()}
        busy={control.isFetching}
      />
    )
  return (
    <div className={styles.wait}>
      <SkeletonRows rows={8} />
    </div>
  )
}

function Inside({ control }: { control: Control }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { clause, member, about } = useSearch({ from: '/inside/control' })
  const { cells, members, at } = control
  const calm = cells.length === 0
  const deals = members.reduce((sum, one) => sum + one.deals, 0)
  return (
    <div className={styles.control}>
      <div className={styles.about}>
        <Narrow control={control} />
        <p>
          {t('controlNow.people', { count: members.length })}, {t('controlNow.deals', { count: deals })} ·{' '}
          {t('controlNow.at', { time: format.moment(at, serverNow()) })}
        </p>
      </div>
      <Figures control={control} />
      {!calm && <Heat control={control} />}
      <Attention control={control} />
      <div className={styles.below}>
        {clause !== undefined || member !== undefined ? (
          <Rows key={`${clause} ${member} ${about}`} control={control} clause={clause} member={member} about={about} />
        ) : calm ? (
          <EmptyState padded icon="check" title={t('controlNow.empty.title')}>
            {t('controlNow.empty.text')}
          </EmptyState>
        ) : (
          <Worst deals={control.worst} mayAct={control.mayAct} />
        )}
        <Guide control={control} />
      </div>
    </div>
  )
}
