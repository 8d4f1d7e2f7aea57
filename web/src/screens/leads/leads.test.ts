import { describe, expect, test } from 'vitest'
import { whoOf } from './who.ts'

describe('[C1] a lead by hand: one line says who', () => {
  test.each([
    ['Ольга Климова, 8 (921) 111-22-33, olga@example.ru', { name: 'Ольга Климова', phone: '8 (921) 111-22-33', email: 'olga@example.ru' }],
    ['+7 921 111-22-33', { phone: '+7 921 111-22-33' }],
    ['olga@example.ru; Ольга', { name: 'Ольга', email: 'olga@example.ru' }],
    ['Цех 12', { name: 'Цех 12' }],
    [' , ', {}],
  ])('%s', (text, who) => expect(whoOf(text)).toEqual(who))
})
