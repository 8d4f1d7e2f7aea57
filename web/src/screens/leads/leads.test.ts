import { describe, expect, test } from 'vitest'
import { compare } from './alike.ts'
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

test('[C2] two leads side by side: what is the same, what differs, and nothing that neither has', () => {
  const none = { name: null, phone: null, email: null, company: null, product: null, source: null, text: null }
  const ours = { ...none, name: 'Ольга', phone: '+79211112233', product: 'Окна' }
  expect(compare(ours, { ...none, name: 'ольга ', phone: '+79211112233', product: 'Двери', source: 'site' })).toEqual([
    { part: 'name', ours: 'Ольга', theirs: 'ольга ', same: true },
    { part: 'phone', ours: '+79211112233', theirs: '+79211112233', same: true },
    { part: 'product', ours: 'Окна', theirs: 'Двери', same: false },
    { part: 'source', ours: null, theirs: 'site', same: false },
  ])
})
