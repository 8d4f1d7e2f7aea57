/** Looks like an e-mail: the server has the last word. */
export const isEmail = (text: string): boolean => /^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+\.[^\s@<>"',;:\\]{2,}$/.test(text.trim())

const distanceOf = (key: string, style: 'longOffset' | 'shortOffset') =>
  new Intl.DateTimeFormat('en', { timeZone: key, timeZoneName: style })
    .formatToParts(Date.now())
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

/** A time zone as people call it: «Москва, UTC+3». */
export const zoneName = (key: string, locale: string): string =>
  `${cityIn(key, locale)}, ${distanceOf(key, 'shortOffset').replace('GMT', 'UTC')}`

/** Time zones to choose from: every zone that the browser knows, with its distance from Greenwich, the nearest to us first by that distance. */
export function timeZones(locale: string): { key: string; name: string }[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const known = new Set([...Intl.supportedValuesOf('timeZone'), own, 'Europe/Moscow'])
  return [...known]
    .map((key) => {
      const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(distanceOf(key, 'longOffset')) ?? []
      const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
      return { key, offset, name: zoneName(key, locale) }
    })
    .toSorted((one, other) => one.offset - other.offset || one.name.localeCompare(other.name, locale))
    .map(({ key, name }) => ({ key, name }))
}

const russianCities: Record<string, string> = {
  'Europe/Kaliningrad': 'Калининград',
  'Europe/Moscow': 'Москва',
  'Europe/Samara': 'Самара',
  'Europe/Saratov': 'Саратов',
  'Europe/Volgograd': 'Волгоград',
  'Europe/Kirov': 'Киров',
  'Europe/Astrakhan': 'Астрахань',
  'Europe/Ulyanovsk': 'Ульяновск',
  'Europe/Minsk': 'Минск',
  'Asia/Yekaterinburg': 'Екатеринбург',
  'Asia/Omsk': 'Омск',
  'Asia/Novosibirsk': 'Новосибирск',
  'Asia/Barnaul': 'Барнаул',
  'Asia/Tomsk': 'Томск',
  'Asia/Novokuznetsk': 'Новокузнецк',
  'Asia/Krasnoyarsk': 'Красноярск',
  'Asia/Irkutsk': 'Иркутск',
  'Asia/Chita': 'Чита',
  'Asia/Yakutsk': 'Якутск',
  'Asia/Khandyga': 'Хандыга',
  'Asia/Vladivostok': 'Владивосток',
  'Asia/Sakhalin': 'Сахалин',
  'Asia/Magadan': 'Магадан',
  'Asia/Srednekolymsk': 'Среднеколымск',
  'Asia/Kamchatka': 'Камчатка',
  'Asia/Anadyr': 'Анадырь',
  'Asia/Almaty': 'Алматы',
  'Asia/Tashkent': 'Ташкент',
  'Asia/Tbilisi': 'Тбилиси',
  'Asia/Yerevan': 'Ереван',
  'Asia/Baku': 'Баку',
  'Asia/Bishkek': 'Бишкек',
  'Asia/Dubai': 'Дубай',
}

const cityIn = (zone: string, locale: string) =>
  (locale === 'ru' ? russianCities[zone] : undefined) ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

/** Currencies that are offered first; the rest of the world follows by code. */
export const currencies = ['RUB', 'BYN', 'KZT', 'UZS', 'AMD', 'GEL', 'AED', 'USD', 'EUR', 'CNY'] as const
