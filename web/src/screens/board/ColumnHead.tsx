import { useTranslation } from 'react-i18next'
import type { BoardColumn, Stage, StagePace } from '@reglament/contract'
import { IconButton } from '../../ui/Button.tsx'
import { useNow } from '../../ui/now.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icons.tsx'
import { useFormat } from '../../words/format.tsx'
import { healthOf } from './health.ts'
import styles from './Column.module.css'

/** The head of a column: its stage, count and sums, its health; while a deal is on its way also what this stage says to it. */
export function ColumnHead({
  stage,
  column,
  pace,
  says,
  onFold,
}: {
  stage: Stage
  column: BoardColumn | undefined
  pace: StagePace | undefined
  says: { icon: IconName; words: string; tone: 'ok' | 'plain' | 'no' } | undefined
  onFold?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <h2 className={styles.name} data-hint={stage.name.length > 20 ? stage.name : undefined}>
        {stage.name}
      </h2>
      {onFold && (
        <IconButton size="s" icon="x" label={t('board.foldColumn', { stage: stage.name })} onPress={onFold} className={styles.fold} />
      )}
      <CountAndSums column={column} />
      <PaceLine pace={pace} />
      <HealthLine column={column} />
      {says && (
        <p className={styles.says} data-tone={says.tone}>
          <Icon name={says.icon} size={14} />
          <span>{says.words}</span>
        </p>
      )}
    </header>
  )
}

/** «5  2,1 млн ₽»: how many deals, and their sum in each currency. */
export function CountAndSums({ column }: { column: BoardColumn | undefined }) {
  const format = useFormat()
  return (
    <p className={styles.facts}>
      <b>{column?.more ? `${format.number(column.count)}+` : format.number(column?.count ?? 0)}</b>
      {column?.sums.map((sum) => (
        <span key={sum.currency} data-hint={format.money(sum)}>
          {format.moneyShort(sum)}
        </span>
      ))}
    </p>
  )
}

/** «1 д  71 % →»: how long deals lately stayed here, and which share of them went on. A blank line until it is known, so that nothing jumps. */
export function PaceLine({ pace }: { pace: StagePace | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!pace || pace.medianSeconds === null || pace.onward === null) return <p className={styles.pace} aria-hidden="true" />
  const [span, share] = [format.span(pace.medianSeconds * 1000), format.percent(pace.onward)]
  const words = t('lists.pace', { span, share, count: pace.visits })
  return (
    <p className={styles.pace} data-hint={words}>
      <span className="unseen">{words}</span>
      <span aria-hidden="true">
        <Icon name="day" size={12} /> {format.spanShort(pace.medianSeconds * 1000)}
      </span>
      <span aria-hidden="true">{share} →</span>
    </p>
  )
}

/** The line under the head: in order, at risk, over. Plain while not all cards of the column are known. */
export function HealthLine({ column, upright = false }: { column: BoardColumn | undefined; upright?: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  const format = useFormat()
  if (!column || column.next || column.cards.length === 0)
    return (
      <span className={upright ? styles.healthUpright : styles.health}>
        <i />
      </span>
    )
  const { fine, risk, over } = healthOf(column.cards, now, format.sameDay)
  const words = t('board.health', { fine, risk, over })
  return (
    <span className={upright ? styles.healthUpright : styles.health} role="img" aria-label={words} data-hint={words}>
      {fine > 0 && <i style={{ flex: fine }} />}
      {risk > 0 && <i style={{ flex: risk }} data-s="risk" />}
      {over > 0 && <i style={{ flex: over }} data-s="over" />}
    </span>
  )
}
