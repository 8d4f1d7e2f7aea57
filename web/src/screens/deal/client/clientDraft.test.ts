import { describe, expect, test } from 'vitest'
import { noContact, sorted } from './clientDraft.ts'

describe('[C1] what was typed into the name of a client', () => {
  test.each([
    ['8 (912) 555-01-47', { name: '', phone: '8 (912) 555-01-47' }],
    ['oleg@polimer.example', { name: '', email: 'oleg@polimer.example' }],
    ['Олег Нестеров', { name: 'Олег Нестеров' }],
    ['ООО «Завод 24»', { name: 'ООО «Завод 24»' }],
  ])('%s', (name, expected) => {
    expect(sorted({ ...noContact, name })).toEqual({ ...noContact, ...expected })
  })

  test('a phone that is there already is not overwritten', () => {
    const draft = { ...noContact, name: '89125550147', phone: '+7 999 000-00-00' }
    expect(sorted(draft)).toEqual(draft)
  })
})
