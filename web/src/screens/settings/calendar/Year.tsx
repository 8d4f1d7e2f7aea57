import { Fragment, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEdit } from '@reglament/contract'
import { locale } from '../../../words/i18n.ts'
import { dayAfter, dayState, hoursText, weekdayKeys, weeksOf, type Spans } from './calendarDays.ts'
import styles from './Calendar.module.css'

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months of a year; each day says what it is. Arrows walk from day to day, Enter opens one. */
export function Year({
  year,
  week,
  days,
  today,
  chosen,
  choice,
  onChoose,
}: {
  year: number
  week: CalendarEdit['week']
  days: ReadonlyMap<string, Spans>
  today: string
  chosen: string | null
  /** What the chosen day may be; it stands under the row of its month. */
  choice: ReactNode
  onChoose: (date: string) => void
}) {
  const { t } = useTranslation()
  const grid = useRef<HTMLDivElement>(null)
  const tag = locale() === 'ru' ? 'ru-RU' : 'en-GB'
  const monthName = new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' })
  const dayName = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  // One stop of the tab key for the whole year.
  const entry = chosen?.startsWith(`${year}-`) ? chosen : today.startsWith(`${year}-`) ? today : `${year}-01-01`
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = steps[event.key]
    const from = (event.target as HTMLElement).dataset['date']
    if (by === undefined || from === undefined) return
    event.preventDefault()
    grid.current?.querySelector<HTMLElement>(`[data-date="${dayAfter(from, by)}"]`)?.focus()
  }
  return (
    <div ref={grid} className={styles.year} onKeyDown={walk} role="group" aria-label={t('choices.calendar.yearOf', { year })}>
      {Array.from({ length: 12 }, (_, month) => (
        <Fragment key={month}>
          <section className={styles.month} aria-label={`${monthName.format(Date.UTC(year, month, 1))} ${year}`}>
            <h4>{monthName.format(Date.UTC(year, month, 1))}</h4>
            <div className={styles.grid}>
              {weekdayKeys.map((key) => (
                <span key={key} className={styles.weekday} aria-hidden="true">
                  {t(`choices.calendar.short.${key}`)}
                </span>
              ))}
              {weeksOf(year, month).flatMap((line, row) =>
                line.map((date, at) => {
                  // oxlint-disable-next-line react/no-array-index-key -- An empty place has no name but its place.
                  if (date === null) return <span key={`${row} ${at}`} />
                  const { kind, spans, own } = dayState(date, week, days)
                  const said = `${dayName.format(Date.parse(`${date}T00:00:00Z`))}: ${t(`choices.calendar.kinds.${kind}`)}${spans.length > 0 ? `, ${hoursText(spans)}` : ''}`
                  return (
                    <button
                      key={date}
                      type="button"
                      className={styles.day}
                      data-date={date}
                      data-kind={kind}
                      data-own={own || undefined}
                      data-today={date === today || undefined}
                      aria-pressed={date === chosen}
                      aria-label={said}
                      data-hint={own ? said : undefined}
                      tabIndex={date === entry ? 0 : -1}
                      onClick={() => onChoose(date)}
                    >
                      {Number(date.slice(8))}
                    </button>
                  )
                }),
              )}
            </div>
          </section>
          {chosen?.startsWith(`${year}-${String(month + 1).padStart(2, '0')}-`) && choice}
        </Fragment>
      ))}
    </div>
  )
}
