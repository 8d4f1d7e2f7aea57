import type { Clause, DraftCreation, Mode } from '@reglament/contract'

/** A value of a clause that can be edited in a field: a number, a text (terms too), yes or no, a list of texts. */
export type Value = number | string | boolean | string[]
/** What is being changed, by the keys of clauses. */
export type Changes = Readonly<Record<string, { mode?: Mode; params?: Record<string, Value> }>>

const isText = (value: unknown): value is string => typeof value === 'string'

/** The parameters of a clause that have a plain field; anything deeper is left to the API. */
export const paramsOf = ({ params }: Pick<Clause, 'params'>): [string, Value][] =>
  Object.entries(typeof params === 'object' && params !== null ? params : {}).flatMap(
    ([key, value]: [string, unknown]): [string, Value][] =>
      typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
        ? [[key, value]]
        : Array.isArray(value) && value.every(isText)
          ? [[key, value]]
          : [],
  )

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The changes with one more; what is put back to what is in force is no change. */
export function withChange(changes: Changes, clause: Clause, change: { mode?: Mode; params?: Record<string, Value> }): Changes {
  const inForce = new Map<string, unknown>(paramsOf(clause))
  const before = changes[clause.key]
  const mode = change.mode ?? before?.mode
  const params = Object.fromEntries(
    Object.entries({ ...before?.params, ...change.params }).filter(([key, value]) => !same(value, inForce.get(key))),
  )
  const rest = Object.fromEntries(Object.entries(changes).filter(([key]) => key !== clause.key))
  const next = { ...(mode !== undefined && mode !== clause.mode && { mode }), ...(Object.keys(params).length > 0 && { params }) }
  return Object.keys(next).length === 0 ? rest : { ...rest, [clause.key]: next }
}

/** The request. */
export const draftOf = (changes: Changes): DraftCreation => ({
  changes: Object.entries(changes).map(([clause, { mode, params }]) => ({
    clause,
    ...(mode !== undefined && { mode }),
    ...(params && { params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, tidied(value)])) }),
  })),
})

/** Spaces around what was typed are nobody's intention. */
const tidied = (value: Value): Value =>
  Array.isArray(value) ? value.map((one) => one.trim()).filter((one) => one !== '') : typeof value === 'string' ? value.trim() : value
