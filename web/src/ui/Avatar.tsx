import { cx } from './cx.ts'
import styles from './Avatar.module.css'

/** Of the first and the last word: «Иван Петрович Сидоров» is ИС. Quotes are no letters: «Чайная карта» is ЧК. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const shown = words.length > 1 ? [words[0], words.at(-1)] : words
  return shown.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}

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
