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

/** The changes with one more; what is put back to what is in force is no change. */
export function withChange(changes: Changes, clause: Pick<Clause, 'key' | 'mode' | 'inputs' | 'steps'>, change: Change): Changes {
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

/** The request; `basedOn` is the version that was read. */
export const draftOf = (changes: Changes, basedOn: number): DraftCreation => ({
  basedOn,
  changes: Object.entries(changes).map(([clause, change]) => ({ clause, ...change })),
})
