import { useTranslation } from 'react-i18next'
import { TextField } from '../../../ui/inputs.tsx'
import { clockOf, clockText, type Spans } from './calendarDays.ts'
import { useState } from 'react'
import styles from './Calendar.module.css'

/** From and until when a day is worked, and its break if it has one. */
export function Hours({ spans, of, onChange }: { spans: Spans; of: string; onChange: (spans: Spans) => void }) {
  const { t } = useTranslation()
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return null
  const set = (at: number, edge: 'open' | 'close', minutes: number) =>
    onChange(spans.map((span, i) => (i === at ? { ...span, [edge]: minutes } : span)))
  return (
    <span className={styles.hours}>
      <Clock label={t('choices.calendar.from', { day: of })} minutes={first.open} onChange={(minutes) => set(0, 'open', minutes)} />
      <span aria-hidden="true">–</span>
      {spans.length === 2 && (
        <>
          <Clock
            label={t('choices.calendar.breakFrom', { day: of })}
            minutes={first.close}
            onChange={(minutes) => set(0, 'close', minutes)}
          />
          <span className="muted sm">{t('choices.calendar.break')}</span>
          <Clock label={t('choices.calendar.breakTo', { day: of })} minutes={last.open} onChange={(minutes) => set(1, 'open', minutes)} />
          <span aria-hidden="true">–</span>
        </>
      )}
      <Clock
        label={t('choices.calendar.to', { day: of })}
        minutes={last.close}
        onChange={(minutes) => set(spans.length - 1, 'close', minutes)}
      />
      <button
        type="button"
        className="link sm"
        aria-label={t(spans.length === 1 ? 'choices.calendar.addBreakOf' : 'choices.calendar.noBreakOf', { day: of })}
        onClick={() => onChange(spans.length === 1 ? withBreak(first) : [{ open: first.open, close: last.close }])}
      >
        {t(spans.length === 1 ? 'choices.calendar.addBreak' : 'choices.calendar.noBreak')}
      </button>
    </span>
  )
}

const withBreak = ({ open, close }: Spans[number]): Spans => {
  const middle = Math.floor((open + close) / 120) * 60
  return [
    { open, close: Math.max(middle - 30, open + 1) },
    { open: Math.min(middle + 30, close - 1), close },
  ]
}

/** A clock time, typed; what can't be read yet changes nothing. */
function Clock({ label, minutes, onChange }: { label: string; minutes: number; onChange: (minutes: number) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const wrong = typed !== undefined && clockOf(typed) === undefined
  return (
    <TextField
      className={styles.clock}
      label={<span className="unseen">{label}</span>}
      value={typed ?? clockText(minutes)}
      maxLength={5}
      inputMode="numeric"
      data-unreadable={wrong || undefined}
      error={wrong ? t('choices.calendar.noTime') : undefined}
      onChange={(text) => {
        setTyped(text)
        const read = clockOf(text)
        if (read !== undefined) onChange(read)
      }}
      onBlur={() => !wrong && setTyped(undefined)}
    />
  )
}
