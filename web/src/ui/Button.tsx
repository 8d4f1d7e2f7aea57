import type { MouseEvent, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.tsx'
import styles from './Button.module.css'

/** What every button of ours may be given. */
export type ButtonProps = {
  children?: ReactNode
  /** `go`: the one filled button of a screen. `plain`: the ordinary one. `quiet`: without a border. `link`: words only. */
  kind?: 'go' | 'plain' | 'quiet' | 'link'
  size?: 's' | 'm' | 'big'
  icon?: IconName
  /** Waiting for an answer: shows the ring and takes no second press. */
  busy?: boolean
  /**
   * Why it can't be pressed now. The button stays in the order of focus, says so to readers (aria-disabled) and shows the reason.
   * Pressing it then calls `onRefused`, which opens the way to mend.
   */
  why?: string | undefined
  /** Where the reason stands: in a hint on hover and focus, in words beside the button, or `near`: whoever sets the button says it himself. */
  whyAt?: 'hint' | 'beside' | 'near'
  onRefused?: (() => void) | undefined
  onPress?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined
  /** The key that does the same, drawn on the button. */
  keys?: string
  type?: 'button' | 'submit'
  form?: string
  /** For buttons that carry only an icon. */
  label?: string
  className?: string | undefined
  ref?: Ref<HTMLButtonElement>
  id?: string
  'aria-controls'?: string | undefined
  'aria-expanded'?: boolean
  'aria-haspopup'?: 'menu' | 'dialog' | 'listbox'
  'aria-pressed'?: boolean
  /** What it does, for those who lead here. */
  'data-act'?: string
  autoFocus?: boolean
}

/** A button in its kinds and states; a forbidden one stays reachable and says why. */
export function Button({
  children,
  kind = 'plain',
  size = 'm',
  icon,
  busy = false,
  why,
  whyAt = 'hint',
  onPress,
  onRefused,
  keys,
  type = 'button',
  label,
  className,
  ...rest
}: ButtonProps) {
  const refused = why !== undefined && why !== ''
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!refused && !busy) return onPress?.(event)
    event.preventDefault()
    if (refused) onRefused?.()
  }
  const button = (
    <button
      {...rest}
      type={type}
      className={cx(styles.button, styles[kind], styles[size], className)}
      aria-disabled={refused || busy || undefined}
      aria-busy={busy || undefined}
      aria-label={label}
      aria-description={refused && whyAt !== 'beside' ? why : undefined}
      data-hint={refused && whyAt === 'hint' ? why : children ? undefined : label}
      onClick={press}
    >
      {busy ? <span className={styles.ring} aria-hidden="true" /> : icon && <Icon name={refused && kind !== 'link' ? 'lock' : icon} />}
      {children}
      {keys && !refused && (
        <kbd className={styles.keys} aria-hidden="true">
          {keys}
        </kbd>
      )}
    </button>
  )
  if (!refused || whyAt !== 'beside') return button
  return (
    <span className={styles.with}>
      {button}
      <Why>{why}</Why>
    </span>
  )
}

/** The reason beside a forbidden thing: a small lock (or another sign) and words. */
export function Why({ children, icon = 'lock' }: { children: ReactNode; icon?: IconName }) {
  return (
    <span className={styles.why}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </span>
  )
}

/** A square button with an icon alone; its word is the hint and the name for readers. */
export function IconButton({
  label,
  icon,
  size = 'm',
  ...rest
}: Omit<ButtonProps, 'children' | 'kind'> & { label: string; icon: IconName }) {
  return (
    <Button
      {...rest}
      kind="quiet"
      label={label}
      className={cx(styles.square, size === 's' && styles.squareSmall, rest.className)}
      icon={icon}
    />
  )
}
