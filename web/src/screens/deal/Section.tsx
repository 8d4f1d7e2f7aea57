import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'
import { useNarrow } from '../../ui/useNarrow.ts'
import styles from './Section.module.css'

/** A part of a column: its heading, what stands at the right of it, a hairline below. */
export function Section({
  title,
  side,
  children,
  className,
}: {
  title?: ReactNode
  side?: ReactNode
  children: ReactNode
  className?: string | undefined
}) {
  // On a phone there is one heading less above.
  const Heading = useNarrow() ? 'h2' : 'h3'
  return (
    <section className={cx(styles.section, className)}>
      {title && (
        <header className={styles.head}>
          <Heading className={styles.title}>{title}</Heading>
          {side && <span className={styles.side}>{side}</span>}
        </header>
      )}
      {children}
    </section>
  )
}
