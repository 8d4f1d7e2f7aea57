import { useTranslation } from 'react-i18next'
import type { TimelineKind } from '@reglament/contract'
import { cx } from '../ui/cx.ts'
import styles from './Timeline.module.css'

const kinds = ['talks', 'tasks', 'comments', 'moves', 'edits', 'rules'] as const satisfies readonly TimelineKind[]

/** Keeps one kind of what happened: communications, tasks, comments, the way, edits, what the regulation did; each with how many. */
export function KindChips({
  value,
  counts,
  onChange,
}: {
  value: TimelineKind | undefined
  /** Of one deal; of a client's whole path nothing is counted. */
  counts: Readonly<Record<string, number>> | undefined
  onChange: (kind: TimelineKind | undefined) => void
}) {
  const { t } = useTranslation()
  const chip = (kind: TimelineKind | undefined) => {
    const count = counts?.[kind ?? 'all'] ?? 0
    if (counts && kind !== undefined && count === 0 && kind !== value) return null
    return (
      <button key={kind ?? 'all'} type="button" aria-pressed={kind === value} onClick={() => onChange(kind)}>
        {t(`card.timeline.kind.${kind ?? 'all'}`)}
        {counts && <span className={styles.count}>{count}</span>}
      </button>
    )
  }
  return (
    <div className={cx(styles.kinds, 'strip')} role="group" aria-label={t('card.timeline.kinds')}>
      {chip(undefined)}
      {kinds.map(chip)}
    </div>
  )
}
