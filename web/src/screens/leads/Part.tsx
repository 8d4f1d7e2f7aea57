import type { ReactNode } from 'react'
import styles from './LeadPanel.module.css'

/** One section of a lead's card. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
