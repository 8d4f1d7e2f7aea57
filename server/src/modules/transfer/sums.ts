import { minorDigits, type Money, parseMoney } from '@reglament/kernel'
import type { Rejection } from './reasons.ts'

/** A hundred billion: more is a slip, and a thousand such sums still add up exactly. */
const wholeMax = 100_000_000_000

/** A sum of a cell; with the decimal sign given, nothing has to be guessed. */
export function readSum(text: string, currency: string, decimal?: '.' | ','): Money | Rejection {
  const sum = decimal === undefined ? parseMoney(text, currency) : readDecimal(text, currency, decimal)
  if (sum === null) return /^[-−–]?[\d\s.,]{14,400}$/.test(text) ? 'huge-sum' : 'bad-sum'
  if (sum.amount < 0) return 'negative-sum'
  return sum.amount > wholeMax * 10 ** minorDigits(currency) ? 'huge-sum' : sum
}

function readDecimal(text: string, currency: string, decimal: '.' | ','): Money | null {
  const groups = decimal === '.' ? /[\s',]/g : /[\s'.]/g
  const found = /^([-−–]?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text.replaceAll(groups, '').replace(',', '.'))
  if (!found) return null
  const digits = minorDigits(currency)
  const fraction = (found[3] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) return null
  const amount = Number(found[2] + fraction.padEnd(digits, '0')) * (found[1] ? -1 : 1)
  return Number.isSafeInteger(amount) ? { amount: amount + 0, currency } : null
}

const currencies = new Set(Intl.supportedValuesOf('currency'))
export const isCurrency = (code: string): boolean => currencies.has(code)
