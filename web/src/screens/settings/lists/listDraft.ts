import type { DraftCreation, RegulationText, WorkingDraft } from '@reglament/contract'
import { keyFor } from '@reglament/kernel'

/** A thing of a list of the regulation. */
export type Listed = {
  key: string
  name: { ru: string; en: string }
  retired?: boolean
  replacedBy?: string
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
const byKey = <T extends Listed>(items: readonly T[]) => new Map(items.map((item) => [item.key, item]))

/** How many things differ: added, changed, taken away, and the order as one. */
export function countChanges<T extends Listed>(before: readonly T[], after: readonly T[]): number {
  const [was, is] = [byKey(before), byKey(after)]
  const changed = new Set([...was.keys(), ...is.keys()].filter((key) => !same(was.get(key), is.get(key))))
  const kept = (items: readonly T[], others: ReadonlyMap<string, T>) => items.flatMap(({ key }) => (others.has(key) ? key : []))
  return changed.size + (same(kept(before, is), kept(after, was)) ? 0 : 1)
}

/** What two people have changed in the same thing; null: he has taken it away. */
export type Clash<T> = { key: string; mine: T | null; theirs: T | null }

/**
 * My changes of an older list brought to the newer one: what only one of us has changed is as he has it. Where both have changed the
 * same thing mine stands, and the clash is told with both, so that nothing is lost in silence.
 */
export function rebase<T extends Listed>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
): { items: T[]; clashes: Clash<T>[] } {
  const [was, my, their] = [byKey(base), byKey(mine), byKey(theirs)]
  const touched = (list: ReadonlyMap<string, T>, key: string) => !same(list.get(key), was.get(key))
  const keys = new Set([...my.keys(), ...their.keys(), ...was.keys()])
  const clashes = [...keys]
    .filter((key) => touched(my, key) && touched(their, key) && !same(my.get(key), their.get(key)))
    .map((key) => ({ key, mine: my.get(key) ?? null, theirs: their.get(key) ?? null }))
  const settled = (key: string) => (touched(my, key) ? my.get(key) : their.get(key))
  const orderIsMine = countOrder(base, mine)
  const [first, second] = orderIsMine ? [mine, theirs] : [theirs, mine]
  const order = [...first.map(({ key }) => key), ...second.flatMap(({ key }) => (first.some((item) => item.key === key) ? [] : key))]
  return { items: order.flatMap((key) => settled(key) ?? []), clashes }
}

const countOrder = <T extends Listed>(base: readonly T[], mine: readonly T[]): boolean => {
  const keys = (items: readonly T[], others: readonly T[]) =>
    items.flatMap(({ key }) => (others.some((other) => other.key === key) ? key : []))
  return !same(keys(base, mine), keys(mine, base))
}

/** Lists of the regulation that are changed on the paper, as the document has them. */
const names = ['lossReasons', 'taskKinds', 'criteria', 'falseLosses'] as const
export type ListName = (typeof names)[number]
type Lists = Pick<RegulationText['document'], ListName>

/** What the paper changes, its lists brought from the version on which it was begun to that in force; where both changed a thing, the paper's stands. */
export function broughtOver(
  { content, base, inForce: version }: Pick<WorkingDraft, 'content' | 'base' | 'inForce'>,
  inForce: Lists,
): DraftCreation | null {
  if (content === null || base === null) return content
  const moved = names.flatMap((name) => {
    const mine = content[name] as readonly Listed[] | undefined
    return mine ? [[name, rebase(base[name] as readonly Listed[], mine, inForce[name] as readonly Listed[]).items] as const] : []
  })
  return { ...content, ...Object.fromEntries(moved), ...(!changesStages(content) && { basedOn: version }) }
}

const changesStages = ({ pipelines, former }: DraftCreation) => pipelines !== undefined || former !== undefined

/**
 * The paper with one of its lists as it is now; null where nothing is left on it. A paper with stages of an older version stays one of that
 * version: they are brought over where they are changed.
 */
export function contentWithList<T extends Listed>(
  content: DraftCreation | null,
  name: ListName,
  items: readonly T[],
  inForce: readonly T[],
  version: number,
): DraftCreation | null {
  const { basedOn, [name]: _before, ...others } = content ?? {}
  const rest = { ...others, ...(!same(items, inForce) && { [name]: items }) }
  if (Object.keys(rest).length === 0) return null
  return { basedOn: changesStages(others) ? (basedOn ?? version) : version, ...rest }
}

/** The list with one thing a place up (−1) or down (1). */
export function shifted<T>(items: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  if (to < 0 || to >= items.length) return [...items]
  return items.with(at, items[to]!).with(to, items[at]!)
}

/** The list with a thing in it changed, or added at its end. */
export const withItem = <T extends Listed>(items: readonly T[], item: T): T[] =>
  items.some(({ key }) => key === item.key) ? items.map((one) => (one.key === item.key ? item : one)) : [...items, item]

/** A key for something new, told by its English name or else by its Russian one. */
export const keyOf = ({ ru, en }: Listed['name'], all: readonly { key: string }[]): string =>
  keyFor(en.trim() || ru.trim(), new Set(all.map(({ key }) => key)), 'item')
