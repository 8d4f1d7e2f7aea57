/** A sum: a whole number of the currency's smallest units (kopecks), and its ISO 4217 code. */
export type Money = { readonly amount: number; readonly currency: string }

const digitsOf = new Map<string, number>()

/**
 * How many digits the currency has after the point: 2 for RUB, 0 for JPY.
 * @throws RangeError when the text is not shaped like an ISO 4217 code
 */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    digitsOf.set(currency, digits)
  }
  return digits
}

/**
 * A sum from a whole number of smallest units.
 * @throws RangeError for fractions, for sums beyond 2^53 and for an unknown shape of currency
 */
export function money(amount: number, currency: string): Money {
  minorDigits(currency)
  if (!Number.isSafeInteger(amount)) throw new RangeError(`a sum is a whole number of smallest units, not ${amount}`)
  return { amount, currency }
}

const signs = /(?:руб(?:лей|ля|ль)?\.?|р\.|₽|\$|€|£)/gi

/**
 * Reads a sum written by a person or another program: `1 280 000,50`, `1,054.00`, `1054`, `1.054.000 ₽`.
 * A lone point or comma before exactly three digits divides thousands, unless the currency itself has three digits.
 * @returns null for what is no sum, is finer than the currency, or could be meant in two ways: an import reports the row, it does not guess
 */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = minorDigits(currency)
  const bare = text.replaceAll(currency, '').replace(signs, '').replace(/[−–]/g, '-').replace(/[\s']/g, ' ').trim()
  const found = /^(-?) ?(\d[\d., ]*)$/.exec(bare)
  if (!found) return null
  const parts = splitSum(found[2] ?? '', digits)
  if (!parts) return null
  const fraction = parts.fraction.slice(0, digits).padEnd(digits, '0')
  if (/[1-9]/.test(parts.fraction.slice(digits))) return null
  const amount = Number(parts.whole + fraction) * (found[1] === '-' ? -1 : 1)
  return Number.isSafeInteger(amount) ? { amount: amount + 0, currency } : null
}

/** Parts a written sum into digits before and after the decimal sign; null when its groups do not fit. */
function splitSum(written: string, digits: number): { whole: string; fraction: string } | null {
  const decimalAt = decimalSign(written, digits)
  const whole = decimalAt < 0 ? written : written.slice(0, decimalAt)
  const fraction = decimalAt < 0 ? '' : written.slice(decimalAt + 1)
  if (!/^\d*$/.test(fraction)) return null
  const grouped = /^\d{1,3}(?:([ .,])\d{3}(?:\1\d{3})*)?$/.test(whole)
  return grouped || /^\d+$/.test(whole) ? { whole: whole.replace(/\D/g, ''), fraction } : null
}

/** Where the decimal sign stands, -1 when the sum is whole. */
function decimalSign(written: string, digits: number): number {
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','))
  if (last < 0) return -1
  const sign = written[last] ?? ''
  if (written.indexOf(sign) < last) return -1 // twice the same sign: it divides thousands
  const otherGroups = /[ .,]/.test(written.slice(0, last))
  const looksLikeThousands = /^[1-9]\d{0,2}$/.test(written.slice(0, last)) && /^\d{3}$/.test(written.slice(last + 1))
  return looksLikeThousands && !otherGroups && digits !== 3 ? -1 : last
}

const formats = new Map<string, Intl.NumberFormat>()

/** The sum as people read it in that language, e.g. `1 280 000,50 ₽`; whole sums without zeros after the point. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
    formats.set(key, format)
  }
  const digits = minorDigits(currency)
  const padded = String(Math.abs(amount)).padStart(digits + 1, '0')
  const decimal = digits ? `${padded.slice(0, -digits)}.${padded.slice(-digits)}` : padded
  // decimal text, for a division by 100 would already round large sums
  return format.format(`${amount < 0 ? '-' : ''}${decimal}` as Intl.StringNumericLiteral)
}
