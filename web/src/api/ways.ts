import type { Contact, Way, WayCreation, WayEdit } from '@reglament/contract'
import { call } from './client.ts'

type Of = Pick<Contact, 'id' | 'version'>
const all = ({ id }: Of) => `/contacts/${encodeURIComponent(id)}/ways`
const one = (contact: Of, { kind, value }: Pick<Way, 'kind' | 'value'>) => `${all(contact)}/${encodeURIComponent(`${kind}:${value}`)}`

/** One more phone, e-mail or account of a person; each act has his version and answers what he is now. */
export const addWay = (contact: Of, body: WayCreation) => call<Contact>('POST', all(contact), { body, version: contact.version })
export const editWay = (contact: Of, way: Way, body: WayEdit) =>
  call<Contact>('PATCH', one(contact, way), { body, version: contact.version })
export const removeWay = (contact: Of, way: Way) => call<Contact>('DELETE', one(contact, way), { version: contact.version })
