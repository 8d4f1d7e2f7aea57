import { describe, expect, test } from 'vitest'
import {
  changesMore,
  changesOf,
  contentWith,
  insistingOn,
  putOn,
  undoing,
  withChange,
  withEdits,
  withoutChange,
  type Change,
  type Changes,
} from './draft.ts'

const clause = {
  key: 'attempts',
  mode: 'enforce' as const,
  steps: [],
  inputs: [
    { key: 'attemptsMin', name: 'Попыток', type: 'integer' as const, value: 3 },
    { key: 'waits', name: 'Когда', type: 'terms' as const, value: ['1 wh'] },
  ],
}
const inForceOf = (key: string) => (key === clause.key ? clause : { key, mode: 'enforce' as const, steps: [], inputs: [] })
const step = (change: Change, seen: Change) => ({ clause: clause.key, change, seen })

test('a change is kept, and putting it back takes it away', () => {
  const changed = withChange(withChange({}, clause, { mode: 'warn' }), clause, { params: { attemptsMin: 4 } })
  expect(contentWith(null, changed, 7)).toEqual({ basedOn: 7, changes: [{ clause: 'attempts', mode: 'warn', params: { attemptsMin: 4 } }] })
  expect(withChange(withChange(changed, clause, { mode: 'enforce' }), clause, { params: { attemptsMin: 3 } })).toEqual({})
})

test('one parameter after another: both are kept', () => {
  const one = withChange({}, clause, { params: { attemptsMin: 4 } })
  expect(withChange(one, clause, { params: { waits: ['2 wh'] } })).toEqual({ attempts: { params: { attemptsMin: 4, waits: ['2 wh'] } } })
})

test('steps with dates are a change of their own; the whole clause goes back at once', () => {
  const from = [{ mode: 'warn' as const, at: '2026-12-07T00:00:00Z' }]
  const changed = withChange({}, clause, { mode: 'observe', from })
  expect(changed).toEqual({ attempts: { mode: 'observe', from } })
  expect(withChange(changed, clause, { mode: 'enforce', from: [] })).toEqual({})
  expect(withoutChange(changed, 'attempts')).toEqual({})
})

test('[L4] steps are put on what a colleague has written, and made twice they are the same', () => {
  const theirs = changesOf({ basedOn: 7, changes: [{ clause: 'overdue', mode: 'warn' }] })
  const steps = [step({ params: { attemptsMin: 4 } }, { params: { attemptsMin: 3 } }), step({ mode: 'warn' }, { mode: 'enforce' })]
  const both = { overdue: { mode: 'warn' }, attempts: { mode: 'warn', params: { attemptsMin: 4 } } }
  expect(putOn(theirs, steps, inForceOf)).toEqual({ changes: both, clashes: [] })
  expect(putOn(both as Changes, steps, inForceOf)).toEqual({ changes: both, clashes: [] })
  expect(withEdits(both as Changes, [undoing('attempts', both.attempts as Change, clause)], inForceOf)).toEqual(theirs)
})

describe('[L4 A5] a value that a colleague has changed since it was seen', () => {
  const his = { attempts: { params: { attemptsMin: 7 } } }
  const mine = step({ params: { attemptsMin: 5 } }, { params: { attemptsMin: 3 } })

  test('stays as he has it, and both values are told', () => {
    const { changes, clashes } = putOn(his, [mine], inForceOf)
    expect(changes).toEqual(his)
    expect(clashes).toEqual([{ clause: 'attempts', param: 'attemptsMin', mine: 5, theirs: 7 }])
  })
  test('typed letter by letter it is one clash with the last value; the same value in the end is none', () => {
    const letters = [
      step({ params: { attemptsMin: 1 } }, { params: { attemptsMin: 3 } }),
      step({ params: { attemptsMin: 12 } }, { params: { attemptsMin: 1 } }),
    ]
    expect(putOn(his, letters, inForceOf).clashes).toMatchObject([{ mine: 12, theirs: 7 }])
    expect(putOn({ attempts: { params: { attemptsMin: 12 } } }, letters, inForceOf).clashes).toEqual([])
  })
  test('another parameter of the same clause, or how it is held, is none', () => {
    const beside = { attempts: { mode: 'warn' as const, params: { waits: ['2 wh'] } } }
    expect(putOn(beside, [mine], inForceOf)).toEqual({
      changes: { attempts: { mode: 'warn', params: { waits: ['2 wh'], attemptsMin: 5 } } },
      clashes: [],
    })
  })
  test('crossing out what I saw leaves what he has written since', () => {
    const seen = { params: { attemptsMin: 5 } }
    expect(putOn({ attempts: { ...seen, mode: 'off' } }, [undoing('attempts', seen, clause)], inForceOf)).toEqual({
      changes: { attempts: { mode: 'off' } },
      clashes: [],
    })
    expect(putOn(his, [undoing('attempts', seen, clause)], inForceOf)).toEqual({
      changes: his,
      clashes: [{ clause: 'attempts', param: 'attemptsMin', mine: 3, theirs: 7 }],
    })
  })
  test('that he has put in force is a clash too', () => {
    const enacted = { ...clause, inputs: [{ ...clause.inputs[0]!, value: 7 }] }
    expect(putOn({}, [mine], () => enacted).clashes).toMatchObject([{ mine: 5, theirs: 7 }])
  })
  test('insisted on it is written over what he has, and over nothing newer', () => {
    const again = insistingOn(putOn(his, [mine], inForceOf).clashes[0]!)
    expect(putOn(his, [again], inForceOf).changes).toEqual({ attempts: { params: { attemptsMin: 5 } } })
    expect(putOn({ attempts: { params: { attemptsMin: 8 } } }, [again], inForceOf).clashes).toMatchObject([{ mine: 5, theirs: 8 }])
  })
  test('modes clash with their dates', () => {
    const held = step({ mode: 'off' }, { mode: 'enforce', from: [] })
    expect(putOn({ attempts: { mode: 'observe' } }, [held], inForceOf).clashes).toEqual([
      { clause: 'attempts', param: null, mine: { mode: 'off', from: [] }, theirs: { mode: 'observe', from: [] } },
    ])
  })
})

test('[B1 A5] pipelines of the same draft stay in it when the last change of a clause goes', () => {
  const content = { basedOn: 6, pipelines: [], changes: [{ clause: 'attempts', mode: 'warn' as const }] }
  expect(changesMore(content)).toBe(true)
  expect(contentWith(content, {}, 7)).toEqual({ basedOn: 7, pipelines: [] })
  expect(contentWith({ basedOn: 6 }, {}, 7)).toBeNull()
})
