import { describe, expect, test } from 'vitest'
import { broughtOver, contentWithList, countChanges, keyOf, rebase, shifted, withItem, type Listed } from './listDraft.ts'

const thing = (key: string, ru = key): Listed => ({ key, name: { ru, en: key } })
const [a, b, c] = [thing('a'), thing('b'), thing('c')]
const keys = (items: readonly Listed[]) => items.map(({ key }) => key).join(' ')

describe('a list that is being changed', () => {
  test('changes are counted once each, the order as one', () => {
    expect(countChanges([a, b], [a, b])).toBe(0)
    expect(countChanges([a, b], [b, a])).toBe(1)
    expect(countChanges([a, b], [a, thing('b', 'другое')])).toBe(1)
    expect(countChanges([a, b], [b, c])).toBe(2)
  })

  test('what two people changed in different things stands both', () => {
    const { items, clashes } = rebase([a, b], [thing('a', 'моё'), b, c], [a, thing('b', 'его')])
    expect(items.map(({ name }) => name.ru)).toEqual(['моё', 'его', 'c'])
    expect(clashes).toEqual([])
  })

  test('what both changed is mine, and both are told; what he took away and I changed too', () => {
    const { items, clashes } = rebase([a, b], [thing('a', 'моё'), b], [thing('a', 'его')])
    expect(items.map(({ name }) => name.ru)).toEqual(['моё'])
    expect(clashes.map(({ mine, theirs }) => [mine?.name.ru, theirs?.name.ru])).toEqual([['моё', 'его']])
    expect(rebase([a], [thing('a', 'моё')], []).clashes).toEqual([{ key: 'a', mine: thing('a', 'моё'), theirs: null }])
  })

  test('my order stands where I changed it, his where I did not', () => {
    expect(keys(rebase([a, b], [b, a], [a, b, c]).items)).toBe('b a c')
    expect(keys(rebase([a, b], [a, b], [b, a]).items)).toBe('b a')
  })

  test('a place up or down stops at the ends', () => {
    expect(keys(shifted([a, b, c], 1, -1))).toBe('b a c')
    expect(keys(shifted([a, b, c], 0, -1))).toBe('a b c')
    expect(keys(withItem([a], b))).toBe('a b')
  })

  test('a key is told by the name and is never taken twice', () => {
    expect(keyOf({ ru: 'Ждём бюджета', en: '' }, [])).toBe('zhdem-byudzheta')
    expect(keyOf({ ru: 'x', en: 'Too dear!' }, [{ key: 'too-dear' }])).toBe('too-dear-2')
    expect(keyOf({ ru: '№', en: '' }, [])).toBe('item')
  })
})

describe('a list on the paper that heads share', () => {
  const nothing = { taskKinds: [], criteria: [], falseLosses: [] }
  const lists = (lossReasons: readonly Listed[]) => ({ ...nothing, lossReasons }) as unknown as Parameters<typeof broughtOver>[1]

  test('what else is written stays; put back to what is in force nothing is left', () => {
    const changes = [{ clause: 'overdue', mode: 'warn' as const }]
    expect(contentWithList({ basedOn: 3, changes }, 'lossReasons', [a, b], [a], 3)).toEqual({ basedOn: 3, changes, lossReasons: [a, b] })
    expect(contentWithList({ basedOn: 3, lossReasons: [a, b] as never }, 'lossReasons', [a], [a], 3)).toBeNull()
  })

  test('begun on an older version it is brought to that in force; with stages it stays one of its own', () => {
    const base = { pipelines: [], former: [], ...lists([a, b]) } as never
    const begun = { base, inForce: 4, content: { basedOn: 3, lossReasons: [a, thing('b', 'моё')] as never } }
    const over = broughtOver(begun, lists([a, b, c]))
    expect(over?.basedOn).toBe(4)
    expect(keys(over?.lossReasons as unknown as Listed[])).toBe('a b c')
    const staged = { ...begun, content: { ...begun.content, pipelines: [] } }
    expect(broughtOver(staged, lists([a, b, c]))?.basedOn).toBe(3)
    expect(contentWithList(staged.content, 'lossReasons', [a], [a, b], 4)?.basedOn).toBe(3)
  })
})
