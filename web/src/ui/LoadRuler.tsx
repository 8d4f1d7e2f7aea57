import { cx } from './cx.ts'
import styles from './LoadRuler.module.css'

/** A load on the scale with the corridor of the regulation; `next` shows where it would come to. Words stand beside it. */
export type LoadRulerProps = { open: number; min: number | null; max: number | null; next?: number; big?: boolean }

/** The ruler: load as a point on a scale on which the corridor is drawn. */
export function LoadRuler({ open, min, max, next, big = false }: LoadRulerProps) {
  const end = Math.max(((max ?? min ?? open) || 10) * 1.25, open, next ?? 0)
  const at = (value: number) => (value / end) * 100
  const state = max !== null && open >= max ? 'over' : min !== null && open < min ? 'risk' : 'inside'
  const low = min ?? 0
  const high = max ?? end
  return (
    <span
      className={cx(styles.ruler, big && styles.big)}
      data-s={state}
      style={{ '--lo': at(low), '--hi': at(high), '--at': at(open), '--to': at(next ?? open) }}
      aria-hidden="true"
    >
      {(min !== null || max !== null) && <i className={styles.corridor} />}
      <i className={styles.fill} />
      {next !== undefined && <i className={styles.next} />}
      <i className={styles.point} />
      {big && min !== null && min > 0 && <span style={{ left: `${at(min)}%` }}>{min}</span>}
      {big && max !== null && <span style={{ left: `${at(max)}%` }}>{max}</span>}
    </span>
  )
}
