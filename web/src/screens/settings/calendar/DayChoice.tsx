import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEdit } from '@reglament/contract'
import { locale } from '../../../words/i18n.ts'
import { anHourLess, dayState, hoursText, weekdayOf, type Spans } from './calendarDays.ts'
import { Hours } from './Hours.tsx'
import styles from './Calendar.module.css'

/** What one day is: as its weekday, off, an hour shorter, or with hours of its own. Undefined: no exception any more. */
export function DayChoice({
  date,
  week,
  days,
  onChange,
}: {
  date: string
  week: CalendarEdit['week']
  days: ReadonlyMap<string, Spans>
  onChange: (spans: Spans | undefined) => void
}) {
  const { t } = useTranslation()
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [])
  const usual = week[weekdayOf(date)]
  const lent = usual.length > 0 ? usual : week.mon.length > 0 ? week.mon : [{ open: 540, close: 1080 }]
  const { spans, own } = dayState(date, week, days)
  const same = (one: Spans, other: Spans) => hoursText(one) === hoursText(other)
  const chosen = !own ? 'usual' : spans.length === 0 ? 'off' : same(spans, anHourLess(usual)) ? 'short' : 'own'
  const name = new Intl.DateTimeFormat(locale() === 'ru' ? 'ru-RU' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`)) // prettier-ignore
  const dayName = name.charAt(0).toUpperCase() + name.slice(1)
  const ways = [
    {
      key: 'usual',
      spans: undefined,
      text: usual.length > 0 ? t('choices.calendar.asUsual', { hours: hoursText(usual) }) : t('choices.calendar.asUsualOff'),
    },
    { key: 'off', spans: [], text: t('choices.calendar.makeOff') },
    ...(usual.length > 0
      ? [{ key: 'short', spans: anHourLess(usual), text: t('choices.calendar.makeShort', { hours: hoursText(anHourLess(usual)) }) }]
      : []),
    {
      key: 'own',
      spans: chosen === 'own' ? spans : lent,
      text: t(usual.length > 0 ? 'choices.calendar.makeOwn' : 'choices.calendar.makeWorked'),
    },
  ]
  return (
    <fieldset ref={box} className={styles.choice}>
      <legend>{dayName}</legend>
      {ways.map((way) => (
        <label key={way.key}>
          <input type="radio" name="calendar-day" checked={chosen === way.key} onChange={() => onChange(way.spans)} />
          <span>{way.text}</span>
        </label>
      ))}
      {chosen === 'own' && <Hours key={date} spans={spans} of={name} onChange={onChange} />}
    </fieldset>
  )
}
