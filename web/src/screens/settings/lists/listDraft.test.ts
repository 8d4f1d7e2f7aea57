import { describe, expect, test } from 'vitest'
import { countChanges, keyOf, rebase, shifted, withItem, type Listed } from './listDraft.ts'

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
