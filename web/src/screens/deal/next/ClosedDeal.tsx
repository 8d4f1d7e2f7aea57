import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal, PossibleAct } from '@reglament/contract'
import { lossReasonsQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useFormat } from '../../../words/format.tsx'
import { ReopenDialog } from './ReopenDialog.tsx'
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

/** A deal that is won or lost: said plainly, with its day and its reason, in the place of the next action; it may be opened again. */
export function ClosedDeal({ deal, acts }: { deal: Deal; acts: readonly PossibleAct[] | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [reopening, setReopening] = useState(false)
  const { status, closedAt, lossReason } = deal
  const { data: book } = useQuery({ ...lossReasonsQuery, enabled: lossReason !== null })
  const named =
    book?.items.find(({ key }) => key === lossReason)?.name ?? (isKnown(lossReason) ? t(`deal.closed.reason.${lossReason}`) : lossReason)
  const reopens = acts?.some(({ act }) => act === 'reopen') ?? false
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
        {!won && named !== null && ` · ${named}`}
      </p>
      {reopens && (
        <p className={styles.reopen}>
          <Button icon="undo" onPress={() => setReopening(true)}>
            {t('losing.reopen.open')}
          </Button>
        </p>
      )}
      <ReopenDialog deal={deal} opened={reopening} onClose={() => setReopening(false)} />
    </section>
  )
}
