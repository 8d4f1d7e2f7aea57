import { cx } from './cx.ts'
import styles from './Avatar.module.css'

const initials = (name: string) =>
  name
    .trim()
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')

/** A person in two letters; the full name is the hint. `silent` where the name stands beside it. */
export function Avatar({ name, size = 'm', silent = false }: { name: string; size?: 's' | 'm' | 'l'; silent?: boolean }) {
  return (
    <span
      className={cx(styles.avatar, styles[size])}
      role={silent ? undefined : 'img'}
      aria-label={silent ? undefined : name}
      aria-hidden={silent || undefined}
      data-hint={silent ? undefined : name}
      data-initials={initials(name)}
    />
  )
}
