import { useId, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import styles from './Field.module.css'

/** What stands around every field: a label above, a hint below, an error that says what to do. */
export type FieldFrame = {
  label: ReactNode
  /** At the right end of the label: «заполнено», «Показать», a clause mark. */
  side?: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Why it can't be changed: the field shows its value, a lock and this sentence. */
  locked?: string | undefined
  big?: boolean
  className?: string | undefined
}

/** Ids and states for the control inside of a frame. */
export type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined; className: string }

/** The frame of a field; the control is drawn by `children`, which get the ids to wire it up. */
export function Field({
  label,
  side,
  hint,
  error,
  big = false,
  className,
  children,
}: FieldFrame & { children: (control: ControlProps) => ReactNode }) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className={cx(styles.field, className)}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {side && <span className={styles.side}>{side}</span>}
      </div>
      {children({
        id,
        'aria-describedby': below ? `${id}-below` : undefined,
        'aria-invalid': error ? true : undefined,
        className: cx(styles.input, big && styles.big, error && styles.wrong),
      })}
      {below && (
        <p id={`${id}-below`} className={cx(styles.hint, error && styles.error)} role={error ? 'alert' : undefined}>
          {below}
        </p>
      )}
    </div>
  )
}

/** A value that can't be changed now, and why. */
export function LockedField({ label, side, locked, value }: FieldFrame & { value: ReactNode }) {
  return (
    <div className={styles.field}>
      <div className={styles.label}>
        <span>{label}</span>
        {side && <span className={styles.side}>{side}</span>}
      </div>
      <div className={cx(styles.input, styles.locked)}>
        <Icon name="lock" />
        <span className="cut">{value}</span>
      </div>
      {locked && <p className={styles.hint}>{locked}</p>}
    </div>
  )
}

/** Classes for controls that are drawn by others (Mantine's) but must look like ours. */
export const fieldStyles = styles
