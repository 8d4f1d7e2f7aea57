import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Change.module.css'

const units = ['wmin', 'wh', 'wd', 'd', 'w', 'mo', 's', 'min'] as const
/** A term of nothing is none. */
const whole = /^0*[1-9]\d{0,3}$/
type Unit = (typeof units)[number]
const isUnit = (text: string | undefined): text is Unit => units.some((unit) => unit === text)

/** A term: how many, and of what. Only units that this clause takes can be chosen. */
export function TermPicker({
  label,
  value,
  allowed,
  onChange,
  autoFocus = false,
}: {
  label: string
  value: string
  allowed: readonly string[]
  onChange: (term: string) => void
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const id = useId()
  const [number = '', unitText] = value.split(' ')
  const unit = isUnit(unitText) ? unitText : 'wd'
  const [typed, setTyped] = useState(number)
  const isNumber = whole.test(typed)
  const write = (text: string) => {
    setTyped(text)
    if (whole.test(text)) onChange(`${Number(text)} ${unit}`)
  }
  return (
    <div className={styles.term} role="group" aria-label={label}>
      <input
        id={`${id}-number`}
        aria-label={t('drafts.howMany')}
        inputMode="numeric"
        className={styles.number}
        value={typed}
        aria-invalid={!isNumber || undefined}
        aria-describedby={isNumber ? undefined : `${id}-wrong`}
        onChange={(event) => write(event.target.value.trim())}
        onBlur={() => setTyped(number)}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
      />
      <select
        aria-label={t('drafts.unit')}
        className={styles.unit}
        value={unit}
        onChange={(event) => onChange(`${number} ${event.target.value}`)}
      >
        {units
          .filter((one) => allowed.includes(one) || one === unit)
          .map((one) => (
            <option key={one} value={one}>
              {t(`drafts.units.${one}`, { count: Number(number) || 0 })}
            </option>
          ))}
      </select>
      {!isNumber && (
        <p id={`${id}-wrong`} className={styles.termFault} role="alert">
          {t('drafts.wrongTerm')}
        </p>
      )}
    </div>
  )
}
