import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf, faultText } from '../api/faults.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.tsx'
import styles from './states.module.css'

/** One bar of a skeleton: it has the shape of what will stand there. Sizes in pixels, or a share of the width («62%»). */
export function Skeleton({ width, height = 10, className }: { width: number | string; height?: number; className?: string }) {
  return <i className={cx(styles.bone, className)} style={{ width, height }} aria-hidden="true" />
}

/** Rows that are being loaded. */
export function SkeletonRows({ rows = 3, label, padded = false }: { rows?: number; label?: string; padded?: boolean }) {
  const { t } = useTranslation()
  const widths = ['62%', '48%', '70%', '55%', '66%']
  return (
    <div className={cx(styles.rows, padded && styles.paddedRows)} role="status" aria-label={label ?? t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.skeletonRow}>
          <Skeleton width={16} />
          <span>
            <Skeleton width={widths[row % widths.length] ?? '60%'} />
            <Skeleton width={widths[(row + 3) % widths.length] ?? '40%'} />
          </span>
        </div>
      ))}
    </div>
  )
}

/** An empty place says what is next. `padded` where nothing around it keeps it from the edges of the screen. */
export function EmptyState({
  icon = 'check',
  title,
  children,
  action,
  padded = false,
}: {
  icon?: IconName
  title: string
  children?: ReactNode
  action?: ReactNode
  padded?: boolean
}) {
  return (
    <div className={cx(styles.state, padded && styles.padded)}>
      <Icon name={icon} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

/** A failure says what happened, what to do and what is safe. `what` names the thing: «Доска не загрузилась». */
export function ErrorState({
  error,
  what,
  retry,
  busy = false,
  padded = false,
}: {
  error: unknown
  what: string
  retry?: () => void
  busy?: boolean
  padded?: boolean
}) {
  const { t } = useTranslation()
  const fault = faultOf(error)
  return (
    <div className={cx(styles.state, padded && styles.padded)} role="alert">
      <Icon name={fault === 'forbidden' ? 'lock' : 'alert'} />
      <h2>{fault === 'forbidden' ? t('fault.forbidden.title') : fault === 'missing' ? t('fault.missing.title') : what}</h2>
      <p>{faultText(error, t)}</p>
      {retry && fault !== 'forbidden' && fault !== 'missing' && (
        <Button icon="loop" size="s" onPress={retry} busy={busy}>
          {t('ui.retry')}
        </Button>
      )}
    </div>
  )
}
