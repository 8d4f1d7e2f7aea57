import { memo } from 'react'
import { icons, type IconName } from './icons.tsx'
import styles from './Icon.module.css'

const names = Object.keys(icons) as IconName[]

/** All drawings once, at the root of the page; every `Icon` only points at its own. */
export const IconSprite = memo(function IconSprite() {
  return (
    <svg className={styles.sprite} aria-hidden="true">
      {names.map((name) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
          {icons[name]}
        </symbol>
      ))}
    </svg>
  )
})

/** A drawing beside a word: silent for readers. `size` in pixels, 16 unless told. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg className={className ? `${styles.icon} ${className}` : styles.icon} width={size} height={size} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  )
}

/** The sign of the product. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" className={styles.logo} aria-hidden="true">
      <path d="M4 17V3M8.5 17V3h3.2a4.2 4.2 0 0 1 0 8.4H8.5" />
    </svg>
  )
}
