import { foldText, inOtherLayout, lettersApart } from '@reglament/kernel'

/** What somebody looks for: words, each of which a text has to have; digits of a phone; the number of a deal. */
export type Wanted = {
  /** For each word its spellings, any of which may begin a word of the text. */
  readonly spellings: readonly (readonly string[])[]
  readonly digits: string | null
  readonly dealNumber: number | null
}

const wordsMax = 6
const digitsMin = 3

const wordsOf = (folded: string): string[] => [...new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, wordsMax)

/** Reads what was typed. A phone may be written in any way; of its beginning the code of the country does not count. */
export function wantedBy(typed: string): Wanted {
  const folded = foldText(typed)
  const digits = folded.replaceAll(/\D/g, '')
  const isPhone = /^[+\d][\d\s()+.-]*$/.test(folded) && digits.length >= digitsMin
  const national = digits.length > 4 || folded.startsWith('+') ? digits.replace(/^(007|7|8)/, '') : digits
  const number = /^(?:no\.?|#|номер)?\s?(\d{1,9})$/.exec(folded)?.[1]
  return {
    // Digits may also be the number of a company or stand in a title.
    spellings: (isPhone ? [digits] : wordsOf(folded)).map((word) => [word]),
    digits: isPhone && national.length >= digitsMin ? national : null,
    dealNumber: number === undefined ? null : Number(number),
  }
}

/** The same typed on the other keyboard; null where that makes no sense. */
export function onOtherLayout(typed: string): { typed: string; wanted: Wanted } | null {
  const meant = inOtherLayout(foldText(typed))
  return meant === null ? null : { typed: meant, wanted: wantedBy(meant) }
}

const mistypedMin = 4
const spellingsMax = 6

/** One wrong letter in a short word, two in a long one. */
const slipsIn = (word: string) => (word.length < 7 ? 1 : 2)

/** The same with words that exist instead of those that nobody has; null when none comes near. */
export async function spelledRight(
  { spellings, ...rest }: Wanted,
  alike: (word: string) => Promise<readonly string[]>,
): Promise<Wanted | null> {
  const corrected: string[][] = []
  for (const [word = ''] of spellings) {
    const candidates = word.length < mistypedMin ? [] : await alike(word)
    // Who has not finished the word has mistyped its beginning.
    const near = candidates.filter(
      (known) => Math.min(lettersApart(word, known), lettersApart(word, known.slice(0, word.length))) <= slipsIn(word),
    )
    corrected.push([word, ...near.slice(0, spellingsMax)])
  }
  return corrected.some((each) => each.length > 1) ? { ...rest, spellings: corrected } : null
}
