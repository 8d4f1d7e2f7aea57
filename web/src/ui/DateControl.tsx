import './sheets/dates.ts'
import { DatePickerInput, DatesProvider, DateTimePicker } from '@mantine/dates'
import 'dayjs/locale/ru'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../words/format.tsx'
import type { ControlProps } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { instantIn, wallClockIn } from './wallClock.ts'
import styles from './DateControl.module.css'

/** The calendar behind a `DateField`; a chunk of its own, loaded when the first date is asked for. */
export default function DateControl({
  value,
  onChange,
  withTime = false,
  usualTime = '10:00',
  earliest,
  autoFocus = false,
  className,
  ...control
}: ControlProps & {
  value: string | null
  onChange: (value: string | null) => void
  withTime?: boolean
  /** The hour that a chosen day begins with, `10:00`. */
  usualTime?: string
  earliest?: string
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const { locale, timeZone } = useFormat()
  const common = {
    ...control,
    autoFocus,
    'data-autofocus': autoFocus || undefined,
    leftSection: <Icon name="cal" />,
    leftSectionPointerEvents: 'none' as const,
    popoverProps: { offset: 4, shadow: 'none', transitionProps: { duration: 90 } },
    classNames: { input: className, section: styles.section, day: styles.day },
  }
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      {withTime ? (
        <DateTimePicker
          {...common}
          value={value === null ? null : wallClockIn(timeZone, value)}
          onChange={(local) => onChange(local === null ? null : instantIn(timeZone, local))}
          minDate={earliest === undefined ? undefined : wallClockIn(timeZone, earliest).slice(0, 10)}
          defaultTimeValue={usualTime}
          highlightToday
          placeholder={t('ui.chooseDay')}
          submitButtonProps={{ 'aria-label': t('ui.done') }}
          timePickerProps={{ 'aria-label': t('ui.time') }}
          valueFormat="D MMMM, HH:mm"
        />
      ) : (
        <DatePickerInput
          {...common}
          value={value?.slice(0, 10) ?? null}
          onChange={onChange}
          minDate={earliest === undefined ? undefined : wallClockIn(timeZone, earliest).slice(0, 10)}
          placeholder={t('ui.chooseDay')}
          valueFormat="D MMMM YYYY"
          highlightToday
        />
      )}
    </DatesProvider>
  )
}
