import { compileCalendar, dateOf, instantOn, MINUTE_MS, shippedCalendarRu, type Instant } from '@reglament/kernel'

/** The calendar of a new workspace: Moscow, Monday to Friday 09:00–18:00, Russian production calendar. */
export const moscowCalendar = compileCalendar(shippedCalendarRu())

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const pattern = /^(?:([A-Z][a-z]{2}) )?(\d{1,2})(?:\.(\d{2})| ([A-Z][a-z]{2}))(?: (\d{4}))? (\d{1,2}):(\d{2})$/
const twoDigits = (n: number) => String(n).padStart(2, '0')
const weekdayOf = (date: string) => weekdays[new Date(`${date}T00:00Z`).getUTCDay()]

/**
 * An instant as people say it in Moscow: `Fri 6 Mar 17:50`, or as §11 writes it: `Fri 6.03 17:50`. The year is 2026 unless given.
 * @throws RangeError for anything else, and for a weekday that the date does not have
 */
export function moscow(text: string): Instant {
  const found = pattern.exec(text)
  if (!found) throw new RangeError(`not a time that can be read aloud: ${JSON.stringify(text)}`)
  const [, weekday, day, monthNumber, monthName, year = '2026', hour, minute] = found
  const month = monthName ? months.indexOf(monthName) + 1 : Number(monthNumber)
  const date = `${year}-${twoDigits(month)}-${twoDigits(Number(day))}`
  if (weekday && weekdayOf(date) !== weekday) throw new RangeError(`${date} is a ${weekdayOf(date)}, not a ${weekday}`)
  return instantOn(moscowCalendar, date, Number(hour) * 60 + Number(minute))
}

/** The same words back, e.g. `Fri 6 Mar 17:50`, so that a failing scenario can be read. */
export function inMoscow(instant: Instant): string {
  const date = dateOf(moscowCalendar, instant)
  const minute = Math.floor((instant - instantOn(moscowCalendar, date)) / MINUTE_MS)
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const inYear = year === 2026 ? '' : ` ${year}`
  return `${weekdayOf(date)} ${day} ${months[month - 1]}${inYear} ${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
}
