import type { Locale, Money } from '@reglament/contract'
import type { TFunction } from 'i18next'
import type { ClockFace } from '../ui/clockFace.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const nbsp = '\u00A0'

/** Keeps what was worked out: a board says the same instants hundreds of times, and saying one takes the browser long. */
function remembered<Answer>(work: (instant: number) => Answer, most = 2000): (instant: number) => Answer {
  const known = new Map<number, Answer>()
  return (instant) => {
    let answer = known.get(instant)
    if (answer === undefined) {
      if (known.size >= most) known.clear()
      known.set(instant, (answer = work(instant)))
    }
    return answer
  }
}

/** Keeps a sum, a date or a number with its unit on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', nbsp)

/** Joins short Russian prepositions and particles with the next word, so that no line ends in them. */
export const tidy = (text: string): string =>
  text
    .replaceAll(/(?<=^|[\s(«])(в|во|и|с|со|к|ко|о|об|у|на|по|из|за|до|от|для|не|ни|а|или|№|п\.) /giu, `$1${nbsp}`)
    .replaceAll(/ (—|–) /g, `${nbsp}$1 `)

/** The formats of one language in one time zone: dates, time left, money, phones. Everything that people read goes through here. */
export function formatsOf(locale: Locale, timeZone: string, t: TFunction) {
  const tag = locale === 'ru' ? 'ru-RU' : 'en-GB'
  const formatOf = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone, ...options })
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const time = formatOf({ hour: 'numeric', minute: '2-digit' })
  const dayMonth = formatOf({ day: 'numeric', month: 'long' })
  const dayMonthYear = formatOf({ day: 'numeric', month: 'long', year: 'numeric' })
  const exact = formatOf({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' })
  const weekdayDate = formatOf({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayMonthShort = formatOf({ day: 'numeric', month: 'short' })
  const number = new Intl.NumberFormat(tag)
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const whole = new Map<string, Intl.NumberFormat>()
  const short = new Map<string, Intl.NumberFormat>()
  const exactMoney = new Map<string, Intl.NumberFormat>()

  // A day begins on a quarter of an hour in every zone there is.
  const quarter = 15 * minute
  const dayOfQuarter = remembered((index) => dayKey.format(index * quarter))
  const dayOf = (instant: number) => dayOfQuarter(Math.floor(instant / quarter))
  const sameDay = (one: number, other: number) => dayOf(one) === dayOf(other)
  const exactly = remembered((instant) => exact.format(instant))
  const at = (instant: string | number) => (typeof instant === 'number' ? instant : Date.parse(instant))

  /** «2 ч 40 мин», «3 дня»: how long something lasts. */
  const span = (milliseconds: number): string => {
    const length = Math.max(milliseconds, 0)
    if (length < minute) return t('time.lessThanMinute')
    if (length < hour) return unbroken(t('time.minutes', { count: Math.floor(length / minute) }))
    if (length >= day) return unbroken(t('time.days', { count: Math.floor(length / day) }))
    const hours = Math.floor(length / hour)
    const minutes = Math.floor((length % hour) / minute)
    const inHours = t('time.hours', { count: hours })
    return unbroken(minutes === 0 || hours >= 6 ? inHours : `${inHours} ${t('time.minutes', { count: minutes })}`)
  }

  /** «12 мин», «26 ч»: a length of working time, which no days are made of. */
  const workSpan = (minutes: number): string => {
    if (minutes < 24 * 60) return span(minutes * minute)
    return unbroken(t('time.hours', { count: Math.floor(minutes / 60) }))
  }

  /** «2 ч», «3 д»: the same where there is little room. */
  const spanShort = (milliseconds: number): string => {
    const length = Math.max(milliseconds, 0)
    if (length < hour) return unbroken(t('time.minutes', { count: Math.floor(length / minute) }))
    if (length < day) return unbroken(t('time.hours', { count: Math.floor(length / hour) }))
    return unbroken(t('lists.daysShort', { count: Math.floor(length / day) }))
  }

  /** «сегодня, 15:16», «завтра, 9:00», «27 ноября»: the day in words, with the hour where it matters. */
  const moment = (instant: string | number, now: number): string => {
    const then = at(instant)
    const clock = time.format(then)
    if (sameDay(then, now)) return unbroken(t('time.today', { time: clock }))
    if (sameDay(then, now + day)) return unbroken(t('time.tomorrow', { time: clock }))
    if (sameDay(then, now - day)) return unbroken(t('time.yesterday', { time: clock }))
    return date(then, now)
  }

  /** «27 ноября», with the year when it isn't this one. */
  const date = (instant: string | number, now = Date.now()): string => {
    const then = at(instant)
    const thisYear = dayOf(then).slice(0, 4) === dayOf(now).slice(0, 4)
    return unbroken((thisYear ? dayMonth : dayMonthYear).format(then))
  }

  /** The same with the hour on every day: «23 марта, 12:00». */
  const momentExactly = (instant: string | number, now: number): string =>
    [-day, 0, day].some((away) => sameDay(at(instant), now + away))
      ? moment(instant, now)
      : unbroken(`${date(instant, now)}, ${time.format(at(instant))}`)

  const moneyFormat = (cache: Map<string, Intl.NumberFormat>, currency: string, options: Intl.NumberFormatOptions) => {
    let format = cache.get(currency)
    if (!format)
      cache.set(
        currency,
        (format = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options })),
      )
    return format
  }
  const places = new Map<string, number>()
  const digits = (currency: string) => {
    let known = places.get(currency)
    if (known === undefined)
      places.set(currency, (known = moneyFormat(exactMoney, currency, {}).resolvedOptions().maximumFractionDigits ?? 2))
    return known
  }

  return {
    locale,
    timeZone,
    sameDay,
    span,
    workSpan,
    spanShort,
    moment,
    momentExactly,
    date,
    /** «Среда, 25 ноября» */
    weekday: (instant: string | number) => {
      const words = weekdayDate.format(at(instant))
      return words[0]!.toUpperCase() + words.slice(1)
    },
    /** «25 нояб.» */
    dayShort: (instant: string | number) => unbroken(dayMonthShort.format(at(instant))),
    /** «15:16» */
    time: (instant: string | number) => time.format(at(instant)),
    /** «ср, 26 ноября 2026 г., 15:16»: for hints. */
    exactly: (instant: string | number) => exactly(at(instant)),
    /** The same, said as a limit. */
    dueExactly: (instant: string | number) => t('time.dueAt', { moment: exactly(at(instant)) }),
    /** «2 дня назад» */
    ago: (instant: string | number, now: number) => t('time.ago', { span: span(now - at(instant)) }),
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    /** A sum in full: «120 000 ₽»; kopecks only where there are some. */
    money: ({ amount, currency }: Money) => {
      const units = amount / 10 ** digits(currency)
      return Number.isInteger(units)
        ? moneyFormat(whole, currency, { maximumFractionDigits: 0 }).format(units)
        : moneyFormat(exactMoney, currency, {}).format(units)
    },
    /** A sum for a column head: «2,1 млн ₽». */
    moneyShort: ({ amount, currency }: Money) =>
      moneyFormat(short, currency, { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 }).format(
        amount / 10 ** digits(currency),
      ),
    /** How many digits of a currency stand after the point. */
    fractionDigits: digits,
    /** «+7 912 555-01-23»; numbers of other lands as they are. */
    phone: (e164: string) => {
      const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164)
      return russian ? `+7${nbsp}${russian[1]}${nbsp}${russian[2]}-${russian[3]}-${russian[4]}` : grouped(e164)
    },
    /** «Ниша, Источник и Бюджет» */
    list: (items: readonly string[]) => new Intl.ListFormat(tag, { type: 'conjunction' }).format(items),
    /** «Обсудили КП» или «Согласован старт» */
    either: (items: readonly string[]) => new Intl.ListFormat(tag, { type: 'disjunction' }).format(items),
    /** What stands beside a clock's face. */
    /** `asLimit`: a date stands there with the word that says it is the last. */
    clockWords: (face: ClockFace, now: number, asLimit = false): string => {
      if (face.state === 'done')
        return face.from === undefined ? t('time.done') : t('time.doneIn', { span: span((face.doneAt ?? now) - face.from) })
      if (face.state === 'over' && now - face.due < minute) return t('time.justNow')
      if (face.state === 'over') return t('time.ago', { span: span(now - face.due) })
      if (face.state === 'later') return asLimit ? t('time.until', { moment: moment(face.due, now) }) : moment(face.due, now)
      if (face.state === 'paused') return t('time.pausedUntil', { moment: moment(face.due, now) })
      if (face.due - now < minute) return t('time.lessThanMinute')
      return t('time.left', { span: span(face.due - now) })
    },
  }
}

/** Country codes of two digits; those of one are 1 and 7, all others have three. */
const ofTwo = /^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/
/** How the digits after the country code are set apart, by how many there are; else by threes. */
const nationalGroups: Readonly<Record<number, readonly number[]>> = {
  7: [3, 2, 2],
  8: [2, 3, 3],
  9: [2, 3, 2, 2],
  10: [3, 3, 4],
  11: [3, 4, 4],
}

/** A number of another land in groups: the whole book of their habits would be larger than the screen. */
function grouped(e164: string): string {
  if (!/^\+\d{8,15}$/.test(e164)) return e164
  const digits = e164.slice(1)
  const code = /^[17]/.test(digits) ? 1 : ofTwo.test(digits) ? 2 : 3
  let rest = digits.slice(code)
  const groups: string[] = []
  for (const length of nationalGroups[rest.length] ?? []) {
    groups.push(rest.slice(0, length))
    rest = rest.slice(length)
  }
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3))
    rest = rest.slice(3)
  }
  if (rest !== '') groups.push(rest)
  const [area = '', ...line] = groups
  return `+${digits.slice(0, code)}${nbsp}${area}${nbsp}${line.join('-')}`
}

/** All formats of a language and a time zone. */
export type Formats = ReturnType<typeof formatsOf>
