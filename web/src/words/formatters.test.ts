import { beforeAll, describe, expect, test } from 'vitest'
import { createInstance } from 'i18next'
import { en } from './en.ts'
import { formatsOf, tidy, type Formats } from './formatters.ts'
import { groupsCounts } from './i18n.ts'
import { ru } from './ru.ts'

const i18n = createInstance()
const hour = 3_600_000
const now = Date.parse('2026-11-26T08:00:00Z')
const formats = {} as Record<'ru' | 'en', Formats>
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

beforeAll(async () => {
  await i18n.init({
    lng: 'ru',
    ns: ['words'],
    defaultNS: 'words',
    resources: { ru: { words: ru }, en: { words: en } },
    interpolation: { escapeValue: false },
  })
  for (const locale of ['ru', 'en'] as const) formats[locale] = formatsOf(locale, 'Europe/Moscow', i18n.getFixedT(locale))
})

describe('what people read', () => {
  test.each([
    ['ru', 30_000, 'меньше минуты'],
    ['ru', hour / 2, '30 мин'],
    ['ru', 2.67 * hour, '2 ч 40 мин'],
    ['ru', 7.5 * hour, '7 ч'],
    ['ru', 24 * hour, '1 день'],
    ['ru', 52 * hour, '2 дня'],
    ['ru', 12 * 24 * hour, '12 дней'],
    ['ru', 21 * 24 * hour, '21 день'],
    ['en', 24 * hour, '1 day'],
    ['en', 2.67 * hour, '2 h 40 min'],
  ] as const)('in %s, %d ms is “%s”', (locale, length, words) => expect(plain(formats[locale].span(length))).toBe(words))

  test.each([
    ['2026-11-26T12:16:00Z', 'сегодня, 15:16'],
    ['2026-11-27T06:00:00Z', 'завтра, 9:00'],
    ['2026-11-25T12:00:00Z', 'вчера, 15:00'],
    ['2026-12-14T09:00:00Z', '14 декабря'],
    ['2027-01-12T09:00:00Z', '12 января 2027 г.'],
  ])('%s is said as “%s”', (instant, words) => expect(plain(formats.ru.moment(instant, now))).toBe(words))

  test('the day is the day of the company, not of Greenwich', () => {
    expect(formats.ru.sameDay(Date.parse('2026-11-26T20:59:00Z'), now)).toBe(true)
    expect(formats.ru.sameDay(Date.parse('2026-11-26T21:00:00Z'), now)).toBe(false)
  })

  test('money: kopecks only where there are some', () => {
    expect(plain(formats.ru.money({ amount: 12_000_000, currency: 'RUB' }))).toBe('120 000 ₽')
    expect(plain(formats.ru.money({ amount: 12_000_050, currency: 'RUB' }))).toBe('120 000,50 ₽')
    expect(plain(formats.ru.moneyShort({ amount: 212_000_000, currency: 'RUB' }))).toBe('2,1 млн ₽')
    expect(formats.en.money({ amount: 12_000_000, currency: 'RUB' })).toBe('₽120,000')
  })

  test('phones of this land are set apart', () => {
    expect(plain(formats.ru.phone('+79125550123'))).toBe('+7 912 555-01-23')
    expect(plain(formats.ru.phone('+4930123456'))).toBe('+49 30 123-456')
    expect(plain(formats.ru.phone('+14155552671'))).toBe('+1 415 555-2671')
    expect(plain(formats.ru.phone('+375291234567'))).toBe('+375 29 123-45-67')
    expect(plain(formats.ru.phone('+442079460958'))).toBe('+44 207 946-0958')
    expect(formats.ru.phone('112')).toBe('112')
  })

  test('no line ends in a short preposition', () => {
    expect(tidy('Сайт и кабинет для дилера — в срок')).toBe('Сайт и\u00A0кабинет для\u00A0дилера\u00A0— в\u00A0срок')
  })
})

test('[L5] counts are said in groups of digits, numbers of deals are not', async () => {
  const words = createInstance()
  await words.use(groupsCounts).init({
    lng: 'ru',
    ns: ['words'],
    defaultNS: 'words',
    interpolation: { escapeValue: false, alwaysFormat: true },
    resources: { ru: { words: ru } },
  })
  expect(plain(words.t('board.deals', { count: 12_089 }))).toBe('12 089 сделок')
  expect(plain(words.t('deal.number', { number: 12_089 }))).toContain('12089')
})
