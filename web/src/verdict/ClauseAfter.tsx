import { Clause } from './Clause.tsx'
import styles from './ClauseAfter.module.css'

/** The clause mark at the end of a line: never alone on the next one. */
export function ClauseAfter(props: Parameters<typeof Clause>[0]) {
  if (props.clause === null || props.number === null) return null
  return (
    <span className={styles.after}>
      {'\u00A0'}
      <Clause {...props} />
    </span>
  )
}
