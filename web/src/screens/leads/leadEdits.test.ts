import { describe, expect, test } from 'vitest'
import { type Draft, editOf, goOn } from './leadEdits.ts'

const base: Draft = {
  name: 'Ольга',
  phone: '+7 921 111-22-33',
  email: '',
  company: '',
  product: 'Шторы',
  deadline: '',
  text: '',
  budget: null,
  source: null,
  responsibleId: null,
  doNotCall: false,
  doNotMail: false,
}

describe('[L7] the edit of a lead', () => {
  test('sends what was touched, and null for what was emptied', () => {
    expect(editOf(base, { ...base, name: ' Ольга ', product: ' ', deadline: 'май' })).toEqual({ product: null, deadline: 'май' })
    expect(editOf(base, { ...base, doNotCall: true })).toEqual({ doNotCall: true })
    expect(editOf(base, { ...base, budget: { amount: 100, currency: 'RUB' } })).toEqual({ budget: { amount: 100, currency: 'RUB' } })
  })

  test('goes on upon what a colleague has saved: his where it was not touched, both told where it was', () => {
    const theirs = { ...base, name: 'Ольга Климова', product: 'Жалюзи', deadline: 'май' }
    const { draft, clashes } = goOn(base, { ...base, product: 'Карнизы', deadline: 'май' }, theirs)
    expect(draft).toEqual({ ...theirs, product: 'Карнизы' })
    expect(clashes).toEqual(['product'])
  })
})
