import type { Contact } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { noContact } from '../deal/client/clientDraft.ts'
import { creationOf, emptyDeal, missingIn, withContact } from './newDeal.ts'

const person: Contact = {
  id: 'c1',
  name: 'Олег',
  phone: null,
  email: null,
  ways: [],
  position: null,
  timeZone: null,
  timeZoneOwn: false,
  doNotCall: false,
  doNotMail: false,
  companyId: null,
  companyName: null,
  returning: false,
  mergedInto: null,
  createdAt: '',
  version: 1,
}

describe('[B1] a new deal', () => {
  test('a title and a person with a phone suffice; nothing empty is sent', () => {
    const deal = { ...emptyDeal, title: ' Сайт завода ', contact: { ...noContact, name: 'Олег Нестеров', phone: '8 912 555-01-47' } }
    expect(missingIn(deal)).toEqual([])
    expect(creationOf(deal)).toEqual({ title: 'Сайт завода', contact: { name: 'Олег Нестеров', phone: '8 912 555-01-47' } })
  })

  test('a phone without a name asks for the name, an empty client for anybody', () => {
    expect(missingIn({ ...emptyDeal, contact: { ...noContact, phone: '+7' } })).toEqual(['title', 'name'])
    expect(missingIn({ ...emptyDeal, title: 'Сайт' })).toEqual(['client'])
  })

  test('a known person brings his company and takes it away again; a company written by hand stays', () => {
    const chosen = { ...person, companyId: 'k1', companyName: 'Завод' }
    const withHim = withContact(emptyDeal, { ...noContact, chosen })
    expect(creationOf({ ...withHim, title: 'Сайт' })).toMatchObject({ contactId: 'c1', companyId: 'k1' })
    expect(withContact(withHim, noContact).company.chosen).toBeUndefined()
    const byHand = { ...emptyDeal, company: { chosen: undefined, name: 'Другая' } }
    expect(withContact(byHand, { ...noContact, chosen }).company.name).toBe('Другая')
  })

  test('a chosen person goes by his id; the exchange is said out loud', () => {
    const chosen = { ...person, returning: true }
    expect(creationOf({ ...emptyDeal, title: 'Сайт', contact: { ...noContact, chosen }, responsibleId: null })).toEqual({
      title: 'Сайт',
      contactId: 'c1',
      responsibleId: null,
    })
  })
})
