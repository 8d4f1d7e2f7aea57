import type { CalendarEdit } from '@reglament/contract'

export type Spans = CalendarEdit['week']['mon']
export type WeekdayKey = keyof CalendarEdit['week']
/** In the order of the week as it is read. */
export const weekdayKeys: readonly WeekdayKey[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const dayMs = 86_400_000
const atUtc = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)

export const weekdayOf = (date: string): WeekdayKey => weekdayKeys[(new Date(atUtc(date)).getUTCDay() + 6) % 7]!
/** The date so many days later. */
export const dayAfter = (date: string, by: number): string => dateAt(atUtc(date) + by * dayMs)

/** The days of a month in weeks from Monday on; null where another month begins. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = Date.UTC(year, month, 1)
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const before = (new Date(first).getUTCDay() + 6) % 7
  const cells = [...Array.from({ length: before }, () => null), ...Array.from({ length: count }, (_, i) => dateAt(first + i * dayMs))]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => Array.from({ length: 7 }, (_, i) => cells[week * 7 + i] ?? null))
}

const minutesIn = (spans: Spans) => spans.reduce((sum, { open, close }) => sum + close - open, 0)

/** What a day is: worked or off as its weekday, shorter, off by way of exception, or worked though its weekday is off. */
export type DayKind = 'work' | 'rest' | 'short' | 'off' | 'worked' | 'other'
export type DayState = { kind: DayKind; spans: Spans; own: boolean }

export function dayState(date: string, week: CalendarEdit['week'], days: ReadonlyMap<string, Spans>): DayState {
  const usual = week[weekdayOf(date)]
  const own = days.get(date)
  if (own === undefined) return { kind: usual.length > 0 ? 'work' : 'rest', spans: usual, own: false }
  const [has, would] = [minutesIn(own), minutesIn(usual)]
  const kind: DayKind = has === 0 ? (would === 0 ? 'rest' : 'off') : would === 0 ? 'worked' : has < would ? 'short' : has === would ? 'work' : 'other' // prettier-ignore
  return { kind, spans: own, own: true }
}

/** The hours with an hour less at their end, as a shortened day has them. */
export const anHourLess = (spans: Spans): Spans =>
  spans.flatMap(({ open, close }, i) => {
    const end = i === spans.length - 1 ? close - 60 : close
    return end > open ? [{ open, close: end }] : []
  })

/** `540` as `09:00`. */
export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
/** `09:00` as `540`; undefined for what is no time. */
export function clockOf(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (!found) return undefined
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return minutes <= 1440 && Number(found[2]) < 60 ? minutes : undefined
}
/** `09:00–13:00, 14:00–18:00`. */
export const hoursText = (spans: Spans): string => spans.map(({ open, close }) => `${clockText(open)}–${clockText(close)}`).join(', ')
