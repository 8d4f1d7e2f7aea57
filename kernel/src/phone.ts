import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'

/** A phone number in E.164 (`+79033891228`), and the digits to dial once it is answered. */
export type Phone = { readonly e164: string; readonly ext?: string }

/** Strangers fill in forms: longer text is no number, and would cost the patterns below much time. */
const LENGTH_MAX = 100

/** доб. 123, вн. 123, внутр. 123, ext. 123, x123, #123, and the `;ext=123` of RFC 3966, at the end. */
const extension = /[\s,;(]*(?:доб(?:авочный)?|внутр(?:енний)?|вн|ext(?:ension)?|x|х|#)[\s.:=№-]*(\d{1,7})\)?\s*$/iu

/**
 * Reads one phone number as people write it, with or without a country code: `8 (903) 389-12-28`, `+7…`, `007…`, `8~10…`, a label
 * before it, an extension behind it.
 * @param defaultCountry ISO 3166 code of the country whose number it is when it names none
 * @returns null when it is no number that could be assigned to anybody
 */
export function normalisePhone(text: string, defaultCountry = 'RU'): Phone | null {
  if (text.length > LENGTH_MAX) return null
  const ext = extension.exec(text)?.[1]
  const bare = text
    .replace(extension, '')
    .replace(/^[^\d+(]+/, '') // "тел.: "
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^8[~\s-]?10[\s-]?(?=\d)/, (prefix) => (defaultCountry === 'RU' ? '+' : prefix)) // the Russian way abroad
    .replace(/^\+8(?=[\s(-]*9\d\d(?:\D*\d){7}\s*$)/, (prefix) => (defaultCountry === 'RU' ? '+7' : prefix)) // a slip for 8 or +7; no country has +89
  const number = parsePhoneNumberFromString(bare, { defaultCountry: defaultCountry as CountryCode, extract: false })
  if (!number?.isValid()) return null
  return ext === undefined ? { e164: number.number } : { e164: number.number, ext }
}

/** An E.164 number for people, e.g. `+7 903 389-12-28`, `+1 817 569 8900`; what is no number is given back as it is. */
export function formatPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164)
  if (!number) return e164
  if (number.countryCallingCode !== '7') return number.formatInternational()
  // the library parts +7 numbers with blanks only; people there are used to hyphens, which it keeps in the national form
  return `+7 ${number.formatNational().replace(/^8 ?/, '').replace(/[()]/g, '')}`
}
