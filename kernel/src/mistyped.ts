const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const toCyrillic = new Map(Array.from(latin, (letter, place) => [letter, cyrillic[place]!]))

/** What was meant by who forgot to switch the keyboard: `bdfyjd` is `иванов`. Null where there is nothing to switch. */
export function inOtherLayout(folded: string): string | null {
  if (/[а-яё]/.test(folded) || !/[a-z]/.test(folded)) return null
  return Array.from(folded)
    .map((letter) => toCyrillic.get(letter) ?? letter)
    .join('')
    .replaceAll('ё', 'е')
}

/**
 * How many letters were left out, added, replaced or swapped with their neighbour between two words (optimal string alignment); stops
 * counting above `most`.
 */
export function lettersApart(a: string, b: string, most = 3): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1, swapped))
    }
    ;[before, above] = [above, row]
  }
  return Math.min(above.at(-1)!, most + 1)
}
