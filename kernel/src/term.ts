/** Working minutes, hours, days; calendar days, weeks, months; real seconds, minutes (regulation §2). */
export type TermUnit = 'wmin' | 'wh' | 'wd' | 'd' | 'w' | 'mo' | 's' | 'min'

/** A length of time as a clause gives it. `n` is whole; negative counts back. */
export type Term = { readonly n: number; readonly unit: TermUnit }

const termOf =
  (unit: TermUnit) =>
  (n: number): Term => {
    if (!Number.isSafeInteger(n)) throw new RangeError(`a term counts whole ${unit}, not ${n}`)
    return { n, unit }
  }

/** Each constructor takes a whole number and throws RangeError for anything else. */
export const workingMinutes = termOf('wmin')
export const workingDays = termOf('wd')
export const days = termOf('d')
export const weeks = termOf('w')
export const months = termOf('mo')
/** Real time, whatever the office hours: telephony only. */
export const seconds = termOf('s')
export const minutes = termOf('min')

/**
 * Reads what `formatTerm` writes: `30 wmin`, `1 wd`, `-3 wd`; the blank may be missing.
 * @throws RangeError for any other text
 */
export function parseTerm(text: string): Term {
  const found = /^(-?\d+) ?(wmin|wh|wd|d|w|mo|s|min)$/.exec(text.trim())
  if (!found) throw new RangeError(`not a term: ${JSON.stringify(text)}`)
  return termOf(found[2] as TermUnit)(Number(found[1]))
}

/** The term for files, URLs and the API, e.g. `30 wmin`. People read it in the words of the catalogue instead. */
export const formatTerm = ({ n, unit }: Term): string => `${n} ${unit}`
