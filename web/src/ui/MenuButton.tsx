import type { ButtonHTMLAttributes, Ref } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import styles from './Menu.module.css'

/** The three dots that open a menu; a bare button, because the menu hands it its own props. */
export function MenuButton({
  label,
  bordered = false,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string; bordered?: boolean; ref?: Ref<HTMLButtonElement> }) {
  return (
    <button
      {...rest}
      type="button"
      className={cx(styles.dots, bordered && styles.bordered, className)}
      aria-label={label}
      data-hint={label}
    >
      <Icon name="dots" />
    </button>
  )
}
