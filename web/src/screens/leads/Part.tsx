import type { ReactNode } from 'react'
import styles from './LeadPanel.module.css'

/** One section of a lead's card; `action`: what is done with it, beside its title. */
export function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.partHead}>
        <h3>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  )
}
