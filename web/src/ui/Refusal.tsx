import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import styles from './Refusal.module.css'

/** One reason of a refusal: its clause, its sentence, and the way to mend it. */
export type Reason = {
  key: string
  /** The clause mark. */
  clause?: ReactNode
  text: ReactNode
  /** The mending link, if it can be mended from here. */
  mend?: { label: string; onPress: () => void } | undefined
}

/** A refusal always has this shape: lock and «пока нельзя», every reason with its clause and its mending link, the date from which it passes. */
export type RefusalProps = {
  title: ReactNode
  reasons: readonly Reason[]
  /** The date from which it passes, or what happens when one lets go. */
  foot?: ReactNode
  /** `tip` floats at the pointer, `list` stands in a panel, `form` stands in a form under what was pressed. */
  form?: 'tip' | 'list' | 'form'
  className?: string
}

/** See `RefusalProps`. */
export function Refusal({ title, reasons, foot, form = 'list', className }: RefusalProps) {
  return (
    <section className={cx(styles[form], className)} role={form === 'form' ? 'alert' : 'status'}>
      <h3 className={styles.title}>
        <Icon name="lock" />
        <span>{title}</span>
      </h3>
      <ol>
        {reasons.map(({ key, clause, text, mend }) => (
          <li key={key} className={styles.reason}>
            <span>{clause}</span>
            <span>{text}</span>
            {mend && form !== 'tip' && (
              <button type="button" className={cx('link', styles.mend)} onClick={mend.onPress}>
                {mend.label}
              </button>
            )}
          </li>
        ))}
      </ol>
      {foot && <p className={styles.foot}>{foot}</p>}
    </section>
  )
}
