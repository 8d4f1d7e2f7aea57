import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.tsx'
import styles from './Button.module.css'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  children?: ReactNode
  kind?: 'go' | 'plain' | 'quiet' | 'link'
  size?: 's' | 'm' | 'big'
  icon?: IconName
  ref?: Ref<HTMLAnchorElement>
}

function LookOfButton({ children, kind = 'plain', size = 'm', icon, className, ...rest }: Props) {
  return (
    <a {...rest} className={cx(styles.button, styles[kind], styles[size], className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link that looks like a button; takes the props of a router link (`to`, `params`, `search`). */
export const ButtonLink = createLink(LookOfButton)
