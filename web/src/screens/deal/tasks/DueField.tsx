import { useTranslation } from 'react-i18next'
import { DateField } from '../../../ui/inputs.tsx'
import { serverNow, useNow } from '../../../ui/now.ts'
import { useFormat } from '../../../words/format.tsx'
import { dueChoices } from './dueChoices.ts'
import styles from './Tasks.module.css'

/** When a task is due: a day with an hour, and quick choices below it. */
export function DueField({
  value,
  onChange,
  error,
  label,
  autoFocus,
}: {
  value: string | null
  onChange: (value: string | null) => void
  error?: string | undefined
  label?: string
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  useNow()
  const now = serverNow()
  return (
    <div>
      <DateField
        label={label ?? t('deal.task.due')}
        withTime
        value={value}
        onChange={onChange}
        earliest={new Date(now).toISOString()}
        error={error}
        autoFocus={autoFocus}
      />
      <p className={styles.quick} role="group" aria-label={t('deal.task.quick')}>
        {dueChoices(now, format.timeZone).map(({ key, dueAt }) => (
          <button
            key={key}
            type="button"
            className={styles.chip}
            aria-pressed={value === dueAt}
            data-hint={format.exactly(dueAt)}
            onClick={() => onChange(dueAt)}
          >
            {t(`deal.task.in.${key}`)}
          </button>
        ))}
      </p>
    </div>
  )
}
