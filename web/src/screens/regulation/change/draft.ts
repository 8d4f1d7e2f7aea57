import type { Clause, DraftCreation, Mode, ModeStep } from '@reglament/contract'

/** What is being changed in one clause. */
export type Change = { mode?: Mode; params?: Record<string, unknown>; from?: ModeStep[] }
/** What is being changed, by the keys of clauses. */
export type Changes = Readonly<Record<string, Change>>

/** What is wrong at a place of the draft. */
export type PlacedFault = { path: string; message: string }
/** A name as a part of such a place. */
export const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** Two values that say the same. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

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

/** What is in force, by the key of the clause. */
export type InForceOf = (clause: string) => InForce | undefined

/**
 * A step of one person: another value, or another mode with its dates, in a clause. `seen` says what stood there when he began, so that a
 * value which a colleague has changed since is never written over unseen. `change: null` crosses out all that is changed in the clause.
 */
export type Edit = { clause: string; change: Change | null; seen: Change }

/** What two people have changed otherwise: a parameter, or (`param` null) how the clause is held. */
export type Clash = { clause: string; param: string | null; mine: unknown; theirs: unknown }

/** The changes after these steps, whatever stood there; made twice they are the same. */
export const withEdits = (changes: Changes, edits: readonly Edit[], inForceOf: InForceOf): Changes =>
  edits.reduce((all, { clause, change }) => {
    const inForce = inForceOf(clause)
    return change && inForce ? withChange(all, inForce, change) : withoutChange(all, clause)
  }, changes)

/** The parts of a change, each of which is changed by itself: every parameter, and the mode with its dates as one. */
const partsOf = ({ mode, from, params }: Change): (string | null)[] => [
  ...(mode !== undefined || from !== undefined ? [null] : []),
  ...Object.keys(params ?? {}),
]
const onlyPart = ({ mode, from, params }: Change, param: string | null): Change =>
  param === null ? { ...(mode !== undefined && { mode }), ...(from !== undefined && { from }) } : { params: { [param]: params?.[param] } }

/** What a part of a clause says with these changes. */
export function valueOf(change: Change | undefined, inForce: InForce, param: string | null): unknown {
  if (param === null) return { mode: change?.mode ?? inForce.mode, from: change?.from ?? inForce.steps }
  const changed = change?.params ?? {}
  return param in changed ? changed[param] : inForce.inputs.find(({ key }) => key === param)?.value
}

/**
 * Steps put on a paper on which somebody may have written since: what he has changed otherwise in between stays as he has it and is told
 * as a clash, everything else is taken. Pure.
 */
export function putOn(changes: Changes, edits: readonly Edit[], inForceOf: InForceOf): { changes: Changes; clashes: Clash[] } {
  const clashes = new Map<string, Clash>()
  let all = changes
  for (const { clause, change, seen } of edits) {
    const inForce = inForceOf(clause)
    if (!change || !inForce) {
      all = withoutChange(all, clause)
      continue
    }
    for (const param of partsOf(change)) {
      const id = `${clause}/${param ?? ''}`
      const now = valueOf(all[clause], inForce, param)
      const mine = valueOf({ ...all[clause], ...onlyPart(change, param) }, inForce, param)
      if (same(now, mine) || same(now, valueOf(seen, inForce, param))) {
        all = withChange(all, inForce, onlyPart(change, param))
        clashes.delete(id)
      } else clashes.set(id, { clause, param, mine, theirs: now })
    }
  }
  return { changes: all, clashes: [...clashes.values()] }
}

/** My value of a clash as a step that knows what the colleague has written. */
export const insistingOn = ({ clause, param, mine, theirs }: Clash): Edit =>
  param === null
    ? { clause, change: mine as Change, seen: theirs as Change }
    : { clause, change: { params: { [param]: mine } }, seen: { params: { [param]: theirs } } }

/** The step that puts a clause back to what is in force, of what is seen to be changed there. */
export function undoing(clause: string, seen: Change, inForce: InForce | undefined): Edit {
  if (!inForce) return { clause, change: null, seen }
  const back = partsOf(seen).map((param) => [param, valueOf(undefined, inForce, param)] as const)
  const params = Object.fromEntries(back.flatMap(([param, value]) => (param === null ? [] : [[param, value]])))
  return {
    clause,
    change: {
      ...(back.some(([param]) => param === null) && { mode: inForce.mode, from: [...inForce.steps] }),
      ...(Object.keys(params).length > 0 && { params }),
    },
    seen,
  }
}

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
