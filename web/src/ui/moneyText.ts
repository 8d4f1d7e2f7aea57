/** Reads a sum as people write it («1 250 000,50», «1,250.5», «80 тыс» is not understood) into minor units; `undefined` if it is no sum. */
export function moneyOf(text: string, fractionDigits: number): number | undefined {
  const bare = text.replaceAll(/[\s\u00A0\u202F'’]/gu, '').replace(/[₽$€]$/u, '')
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d+))?$/.exec(bare)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  if (fraction.length > fractionDigits) return undefined
  const amount = Number(whole.replaceAll(/[.,]/g, '')) * 10 ** fractionDigits + Number(fraction.padEnd(fractionDigits, '0') || 0)
  return Number.isSafeInteger(amount) && amount <= 9_000_000_000_000_000 ? amount : undefined
}

/** Why a text is no sum, as the words that tell it are called; `undefined` if it is one, or empty. */
export function whyNotMoney(text: string, fractionDigits: number): 'notMoney' | 'notPositive' | 'tooMuch' | undefined {
  const bare = text.trim()
  if (bare === '' || moneyOf(bare, fractionDigits) !== undefined) return undefined
  if (/^[-\u2212\u2013]/u.test(bare) && moneyOf(bare.slice(1), fractionDigits) !== undefined) return 'notPositive'
  return /^[\d\s\u00A0\u202F]{16,}$/u.test(bare) ? 'tooMuch' : 'notMoney'
}

/** A sum without its currency, the way it is typed: «1 250 000,50». */
export function plainSum(amount: number, fractionDigits: number, locale: string): string {
  const value = amount / 10 ** fractionDigits
  return new Intl.NumberFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    minimumFractionDigits: Number.isInteger(value) ? 0 : fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value)
}
