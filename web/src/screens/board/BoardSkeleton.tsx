import { useTranslation } from 'react-i18next'
import type { Pipeline } from '@reglament/contract'
import { Skeleton } from '../../ui/states.tsx'
import styles from './BoardSkeleton.module.css'

const heights = [4, 3, 4, 2, 3, 1, 3]

/** The board in its shape, before the deals are known. */
export function BoardSkeleton({ pipeline }: { pipeline: Pipeline | undefined }) {
  const { t } = useTranslation()
  const stages =
    pipeline?.stages.filter(({ kind, optional }) => kind === 'open' && !optional).map(({ name }) => name) ??
    Array.from({ length: 7 }, () => undefined)
  return (
    <div className={styles.board} role="status" aria-label={t('board.loading')}>
      {stages.map((name, column) => (
        <div key={name ?? column} className={styles.column}>
          <header>
            {name ? <h2>{name}</h2> : <Skeleton width="70%" height={12} />}
            <Skeleton width="45%" />
          </header>
          {Array.from({ length: heights[column % heights.length] ?? 3 }, (_, card) => (
            <div key={card} className={styles.card}>
              <Skeleton width={`${70 + ((column * 7 + card * 11) % 25)}%`} height={11} />
              <Skeleton width="55%" />
              <Skeleton width="38%" />
              <Skeleton width="64%" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
