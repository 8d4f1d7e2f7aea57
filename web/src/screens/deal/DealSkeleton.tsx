import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/states.tsx'
import styles from './DealScreen.module.css'
import card from './DealCard.module.css'
import head from './DealHead.module.css'

/** The card before it is known: the shape of its head and its columns. */
export function DealSkeleton() {
  const { t } = useTranslation()
  return (
    <>
      <div className={head.head} role="status" aria-label={t('ui.loading')}>
        <div className="grow">
          <Skeleton width={320} height={16} />
          <Skeleton width={180} height={8} className={styles.second ?? ''} />
        </div>
        <Skeleton width={120} height={28} className="hide-s" />
        <Skeleton width={96} height={28} className="hide-s" />
      </div>
      <div className={card.deal} data-tab="next">
        <div className={card.read}>
          <div className={card.left}>
            <Bones widths={[30, 100, 96, 88, 60, 26, 70, 52]} />
          </div>
          <div className={card.middle}>
            <Bones widths={[100, 24, 62, 48, 70, 44]} />
          </div>
        </div>
        <div className={card.right}>
          <Bones widths={[34, 72, 46, 100, 40, 64, 58]} />
        </div>
      </div>
    </>
  )
}

function Bones({ widths }: { widths: readonly number[] }) {
  return (
    <div className={styles.bones}>
      {widths.map((width, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={i} width={`${width}%`} height={i === 0 ? 14 : 10} />
      ))}
    </div>
  )
}
