import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.tsx'
import styles from './Tag.module.css'

/** A small label; a coloured one always says its state in words or with an icon as well. */
export function Tag({
  children,
  tone = 'neutral',
  icon,
}: {
  children: ReactNode
  tone?: 'neutral' | 'risk' | 'broken' | 'good' | 'accent'
  icon?: IconName
}) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  )
}
