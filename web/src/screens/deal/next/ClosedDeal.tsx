import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import styles from './NextTask.module.css'

const reasons = [
  'spam',
  'not-ours',
  'duplicate',
  'too-dear',
  'chose-others',
  'no-need',
  'terms',
  'postponed',
  'by-rules',
  'not-stated',
  'does-not-answer',
  'could-not-reach',
] as const
type Reason = (typeof reasons)[number]
const isKnown = (reason: string | null): reason is Reason => reasons.some((one) => one === reason)

/** A deal that is won or lost: said plainly, with its day and its reason, in the place of the next action. */
export function ClosedDeal({ deal: { status, closedAt, lossReason } }: { deal: Deal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const won = status === 'won'
  return (
    <section className={styles.next} data-closed>
      <p className={styles.top}>
        <span className={styles.label}>{t('deal.closed.label')}</span>
        {won && (
          <Tag tone="good" icon="check">
            {t('deal.closed.wonTag')}
          </Tag>
        )}
      </p>
      <h2 className={styles.task}>{t(won ? 'deal.closed.won' : 'deal.closed.lost')}</h2>
      <p className="muted">
        {closedAt !== null && <span data-hint={format.exactly(closedAt)}>{format.date(closedAt)}</span>}
        {!won && isKnown(lossReason) && ` · ${t(`deal.closed.reason.${lossReason}`)}`}
      </p>
    </section>
  )
}
