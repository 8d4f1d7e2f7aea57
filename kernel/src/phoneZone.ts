/** Countries that live by one clock, by their calling code. */
const byCountry: Record<string, string> = {
  '375': 'Europe/Minsk',
  '380': 'Europe/Kyiv',
  '373': 'Europe/Chisinau',
  '374': 'Asia/Yerevan',
  '994': 'Asia/Baku',
  '995': 'Asia/Tbilisi',
  '996': 'Asia/Bishkek',
  '998': 'Asia/Tashkent',
  '992': 'Asia/Dushanbe',
  '993': 'Asia/Ashgabat',
  '370': 'Europe/Vilnius',
  '371': 'Europe/Riga',
  '372': 'Europe/Tallinn',
  '49': 'Europe/Berlin',
  '33': 'Europe/Paris',
  '39': 'Europe/Rome',
  '48': 'Europe/Warsaw',
  '90': 'Europe/Istanbul',
  '44': 'Europe/London',
  '86': 'Asia/Shanghai',
  '82': 'Asia/Seoul',
  '81': 'Asia/Tokyo',
  '91': 'Asia/Kolkata',
  '971': 'Asia/Dubai',
  '972': 'Asia/Jerusalem',
}

/** Zones of Russia that are not Moscow's, by the area codes of landlines; a mobile number tells no place. */
const russian: readonly [zone: string, codes: readonly string[]][] = [
  ['Europe/Kaliningrad', ['401']],
  ['Europe/Samara', ['846', '848', '341']],
  ['Europe/Saratov', ['845']],
  ['Europe/Astrakhan', ['851']],
  ['Europe/Ulyanovsk', ['842']],
  ['Asia/Yekaterinburg', ['343', '342', '345', '346', '347', '349', '351', '352', '353']],
  ['Asia/Omsk', ['381']],
  ['Asia/Novosibirsk', ['383']],
  ['Asia/Barnaul', ['385', '388']],
  ['Asia/Tomsk', ['382']],
  ['Asia/Novokuznetsk', ['384']],
  ['Asia/Krasnoyarsk', ['391', '390', '394']],
  ['Asia/Irkutsk', ['395', '301']],
  ['Asia/Chita', ['302']],
  ['Asia/Yakutsk', ['411', '416']],
  ['Asia/Vladivostok', ['423', '421', '426']],
  ['Asia/Magadan', ['413']],
  ['Asia/Sakhalin', ['424']],
  ['Asia/Kamchatka', ['415']],
]
const zoneOfCode = new Map(russian.flatMap(([zone, codes]) => codes.map((code) => [code, zone] as const)))

/**
 * The time zone that an E.164 number tells, for "what time is it there now" beside a phone: by the area code of a Russian landline, by
 * the country elsewhere. Null where it tells none: a Russian mobile number, a country of many zones.
 */
export function zoneOfPhone(e164: string): string | null {
  if (!e164.startsWith('+')) return null
  const digits = e164.slice(1)
  if (digits.startsWith('7')) {
    const code = digits.slice(1, 4)
    if (/^[67]/.test(code)) return 'Asia/Almaty'
    return /^[348]/.test(code) && !code.startsWith('800') ? (zoneOfCode.get(code) ?? 'Europe/Moscow') : null
  }
  return byCountry[digits.slice(0, 3)] ?? byCountry[digits.slice(0, 2)] ?? null
}
