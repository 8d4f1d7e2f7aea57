const latin: Readonly<Record<string, string>> = Object.fromEntries(
  'а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sch ы y э e ю yu я ya'
    .split(' ')
    .flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1]!]] : [])),
)

const lengthMax = 40

/**
 * A key for something new, told by its name: small Latin letters, digits and hyphens. Programs know the thing by it and it never changes,
 * so none that is `taken` is given again; `otherwise` where a name has neither letters nor digits.
 */
export function keyFor(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[а-яё]/g, (letter) => latin[letter] ?? '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, lengthMax)
    .replaceAll(/^-+|-+$/g, '')
  const root = plain === '' ? otherwise : plain
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? root : `${root}-${n}`
    if (!taken.has(key)) return key
  }
}
