import { compileRegulation, type Regulation } from '../compile.ts'
import type { RegulationDocument } from '../document.ts'
import { speech } from '../explain.ts'
import { type People, speechOf, type Speech } from '../speech.ts'
import type { Language } from '../words.ts'
import { words, type Words } from './words.ts'

/** What two regulations differ in, to be read: `before` is null for what is new, `after` for what is gone (A5). */
export type Difference = {
  /** The clause that differs; null for stages, fields and lists. */
  readonly clause: string | null
  readonly number: string | null
  readonly what:
    | 'clause'
    | 'mode'
    | 'params'
    | 'steps'
    | 'scope'
    | 'stage'
    | 'pipeline'
    | 'field'
    | 'task-kind'
    | 'loss-reason'
    | 'criterion'
    | 'false-loss'
  readonly title: string
  readonly before: string | null
  readonly after: string | null
  /** The values themselves, for programs. */
  readonly was: unknown
  readonly willBe: unknown
}

/** One side of a comparison: the document and how it speaks; where stages of two pipelines share a key, `sayIn` tells which is meant. */
export type Side = { document: RegulationDocument; book: Regulation; say: Speech; sayIn: (pipeline: string) => Speech }

/** Two regulations side by side, and the language in which their differences are told. */
export type Comparison = { was: Side; willBe: Side; language: Language; w: Words }

/** @throws UnreadableRegulation when either can't be read */
export function compared(before: RegulationDocument, after: RegulationDocument, language: Language, people?: People): Comparison {
  const side = (document: RegulationDocument): Side => {
    const book = compileRegulation(document, 0)
    const sayIn = (pipeline: string) => (people ? speechOf(book, language, pipeline, people) : speech(book, language, pipeline))
    return { document, book, say: sayIn(''), sayIn }
  }
  return { was: side(before), willBe: side(after), language, w: words[language] }
}

export type Keyed = { readonly key: string }

/** What belongs to no clause. */
export const ofNoClause = { clause: null, number: null }

export const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
export const byKey = <T extends Keyed>(items: readonly T[]) => new Map(items.map((item) => [item.key, item]))

export const keysOf = (items: readonly Keyed[]) => items.map(({ key }) => key)

/** Those of some things that stand in others too. */
export const among = <T extends Keyed>(items: readonly T[], others: readonly Keyed[]) =>
  items.filter(({ key }) => others.some((other) => other.key === key))

/** Whether those that stay have kept their places. */
export const inOneOrder = (before: readonly Keyed[], after: readonly Keyed[]) =>
  same(keysOf(among(before, after)), keysOf(among(after, before)))

/** The keys of both, each once, those of `first` first. */
export const keysOfBoth = (first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>) => [
  ...new Set([...first.keys(), ...second.keys()]),
]
