import { useRef, type KeyboardEvent } from 'react'
import { cx } from '../ui/cx.ts'
import styles from './Talk.module.css'

/** One of a few words in a row; arrows walk along it. */
export function Choice<Key extends string>({
  label,
  options,
  value,
  onChange,
  framed = false,
}: {
  label: string
  options: readonly { key: Key; name: string }[]
  /** `none`: nothing is chosen yet. */
  value: Key | 'none'
  onChange: (key: Key) => void
  /** Each word in a frame: where nothing around it says that these are choices. */
  framed?: boolean
}) {
  const row = useRef<HTMLDivElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (options.findIndex(({ key }) => key === value) + step + options.length) % options.length
    const chosen = options[next]
    if (!chosen) return
    onChange(chosen.key)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div ref={row} className={cx(styles.choice, framed && styles.framed)} role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map(({ key, name }, i) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === value}
          tabIndex={key === value || (i === 0 && options.every((one) => one.key !== value)) ? 0 : -1}
          onClick={() => onChange(key)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
