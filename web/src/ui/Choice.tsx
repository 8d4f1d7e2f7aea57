import { useRef, type KeyboardEvent } from 'react'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.tsx'
import styles from './Choice.module.css'

const steps: Partial<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** One of a few words in a row; arrows walk along it. */
export function Choice<Key extends string>({
  label,
  options,
  value,
  onChange,
  look = 'wrapped',
}: {
  label: string
  options: readonly { key: Key; name: string; icon?: IconName }[]
  /** `none`: nothing is chosen yet. */
  value: Key | 'none'
  onChange: (key: Key) => void
  /** In rows as they fit, in one line that scrolls, or each word in a frame: where nothing around it says that these are choices. */
  look?: 'wrapped' | 'line' | 'framed'
}) {
  const row = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (options.findIndex(({ key }) => key === value) + step + options.length) % options.length
    const chosen = options[next]
    if (!chosen) return
    onChange(chosen.key)
    // What was chosen may have taken the focus to itself; whoever walks goes on walking.
    const button = row.current?.querySelectorAll('button')[next]
    requestAnimationFrame(() => button?.focus())
  }
  return (
    <div ref={row} className={cx(styles.choice, styles[look])} role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map(({ key, name, icon }, i) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === value}
          tabIndex={key === value || (i === 0 && options.every((one) => one.key !== value)) ? 0 : -1}
          onClick={() => onChange(key)}
        >
          {icon && <Icon name={icon} size={14} />}
          {name}
        </button>
      ))}
    </div>
  )
}
