import type { Clause, DraftCreation, Mode, ModeStep } from '@reglament/contract'

/** What is being changed in one clause. */
export type Change = { mode?: Mode; params?: Record<string, unknown>; from?: ModeStep[] }
/** What is being changed, by the keys of clauses. */
export type Changes = Readonly<Record<string, Change>>

/** What is wrong at a place of the draft. */
export type PlacedFault = { path: string; message: string }
/** A name as a part of such a place. */
export const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

type InForce = Pick<Clause, 'key' | 'mode' | 'inputs' | 'steps'>

/** The changes with one more; what is put back to what is in force is no change. */
export function withChange(changes: Changes, clause: InForce, change: Change): Changes {
  const inForce = new Map(clause.inputs.map(({ key, value }) => [key, value]))
  const { mode, params: given, from } = { ...changes[clause.key], ...change }
  const params = Object.fromEntries(
    Object.entries({ ...changes[clause.key]?.params, ...(change.params ?? given) }).filter(
      ([key, value]) => !same(value, inForce.get(key)),
    ),
  )
  const next: Change = {
    ...(mode !== undefined && mode !== clause.mode && { mode }),
    ...(Object.keys(params).length > 0 && { params }),
    ...(from && !same(from, clause.steps) && { from }),
  }
  const rest = withoutChange(changes, clause.key)
  return Object.keys(next).length === 0 ? rest : { ...rest, [clause.key]: next }
}

/** The changes without those of one clause. */
export const withoutChange = (changes: Changes, clause: string): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([key]) => key !== clause))

/** A step of one person: another value, mode or date in a clause; null puts the clause back to what is in force. */
export type Edit = { clause: string; inForce: InForce | undefined; change: Change | null }

/** The changes after these steps; made twice they are the same. */
export const withEdits = (changes: Changes, edits: readonly Edit[]): Changes =>
  edits.reduce(
    (all, { clause, inForce, change }) => (change && inForce ? withChange(all, inForce, change) : withoutChange(all, clause)),
    changes,
  )

/** What a draft changes in clauses. */
export const changesOf = (content: DraftCreation | null): Changes =>
  Object.fromEntries((content?.changes ?? []).map(({ clause, ...change }) => [clause, change]))

/** What else a draft changes: pipelines, lists. */
const othersOf = ({ basedOn: _basedOn, changes: _changes, ...others }: DraftCreation) => others
export const changesMore = (content: DraftCreation | null): boolean => content !== null && Object.keys(othersOf(content)).length > 0

/** The draft with these changes of clauses and whatever else stands in it; null where it changes nothing. */
export function contentWith(content: DraftCreation | null, changes: Changes, basedOn: number): DraftCreation | null {
  const list = Object.entries(changes).map(([clause, change]) => ({ clause, ...change }))
  const others = othersOf(content ?? {})
  if (list.length === 0 && Object.keys(others).length === 0) return null
  return { basedOn, ...others, ...(list.length > 0 && { changes: list }) }
}

/** Of these steps those in whose clause somebody else has changed something since it was read. */
export const clashing = (edits: readonly Edit[], was: Changes, theirs: Changes): Edit[] =>
  edits.filter(({ clause }) => !same(was[clause], theirs[clause]))
