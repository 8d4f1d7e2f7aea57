import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '@reglament/contract'
import styles from './Change.module.css'

const modes = ['off', 'observe', 'warn', 'enforce'] as const satisfies readonly Mode[]

/** How strictly a clause is held: a small switch with four places; arrows walk along it. */
export function ModeSwitch({ label, value, onChange }: { label: string; value: Mode; onChange: (mode: Mode) => void }) {
  const { t } = useTranslation()
  const row = useRef<HTMLSpanElement>(null)
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (modes.indexOf(value) + step + modes.length) % modes.length
    onChange(modes[next]!)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <span ref={row} className={styles.mode} role="radiogroup" aria-label={label} onKeyDown={walk}>
      {modes.map((mode) => (
        <button
          key={mode}
          type="button"
          role="radio"
          aria-checked={mode === value}
          tabIndex={mode === value ? 0 : -1}
          data-hint={t(`ui.modeHint.${mode}`)}
          onClick={() => onChange(mode)}
        >
          {t(`drafts.modes.${mode}`)}
        </button>
      ))}
    </span>
  )
}
