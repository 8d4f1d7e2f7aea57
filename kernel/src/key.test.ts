import { expect, test } from 'vitest'
import { keyFor } from './key.ts'

test.each([
  ['Ждём бюджета', [], 'zhdem-byudzheta'],
  ['Too dear!', ['too-dear'], 'too-dear-2'],
  ['Too dear!', ['too-dear', 'too-dear-2'], 'too-dear-3'],
  ['2 попытки и более', [], '2-popytki-i-bolee'],
  ['Подъезд, объект', [], 'podezd-obekt'],
  ['№', [], 'item'],
  ['', ['item'], 'item-2'],
  ['a'.repeat(39) + ' b', [], 'a'.repeat(39)],
] as const)('a key for «%s» beside %j is %s', (name, taken, key) => expect(keyFor(name, new Set(taken), 'item')).toBe(key))
