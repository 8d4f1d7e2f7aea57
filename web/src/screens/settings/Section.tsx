import type { ReactNode } from 'react'
import styles from './Settings.module.css'

/** A section of the settings: what it is on the left, what there is on the right. */
export function Section({ title, lead, action, children }: { title: string; lead: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        <p className="muted">{lead}</p>
        {action}
      </header>
      <div className={styles.inside}>{children}</div>
    </section>
  )
}
