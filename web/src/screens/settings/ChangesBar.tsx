import type { ReactNode } from 'react'
import styles from './ChangesBar.module.css'

/** What is changed and not in force yet, at hand however long the page is: a sentence and the presses that go on. */
export function ChangesBar({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.bar} role="status">
      <span>{text}</span>
      {children}
    </div>
  )
}
