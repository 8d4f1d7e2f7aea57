import type { DealCreation, FieldValues, Money } from '@reglament/contract'
import { newContact, noCompany, noContact, type CompanyDraft, type ContactDraft } from '../deal/client/clientDraft.ts'

/** What has been typed into the form of a new deal. */
export type NewDeal = {
  title: string
  contact: ContactDraft
  company: CompanyDraft
  budget: Money | null
  /** `undefined`: as the server decides; null: the exchange. */
  responsibleId: string | null | undefined
  fields: FieldValues
  note: string
  pipelineId: string | undefined
}

export const emptyDeal: NewDeal = {
  title: '',
  contact: noContact,
  company: noCompany,
  budget: null,
  responsibleId: undefined,
  fields: {},
  note: '',
  pipelineId: undefined,
}

/** A known person brings his company with him, and takes it away again; a company that was chosen by hand stays. */
export function withContact(deal: NewDeal, contact: ContactDraft): NewDeal {
  const { company } = deal
  const before = deal.contact.chosen
  const cameWithHim = before !== undefined && before !== contact.chosen && company.chosen?.id === before.companyId
  const free = cameWithHim || (company.chosen === undefined && company.name.trim() === '')
  const { companyId, companyName } = contact.chosen ?? {}
  if (free && companyId && companyName)
    return { ...deal, contact, company: { chosen: { id: companyId, name: companyName }, name: companyName } }
  return { ...deal, contact, company: cameWithHim ? noCompany : company }
}

/** The request: only what was given. */
export function creationOf(deal: NewDeal): DealCreation {
  const { contact, company } = deal
  const fields = Object.fromEntries(Object.entries(deal.fields).filter(([, value]) => value !== null && value !== ''))
  return {
    title: deal.title.trim(),
    ...(deal.pipelineId !== undefined && { pipelineId: deal.pipelineId }),
    ...(contact.chosen ? { contactId: contact.chosen.id } : contact.name.trim() !== '' ? { contact: newContact(contact) } : {}),
    ...(company.chosen ? { companyId: company.chosen.id } : company.name.trim() !== '' ? { company: { name: company.name.trim() } } : {}),
    ...(deal.responsibleId !== undefined && { responsibleId: deal.responsibleId }),
    ...(deal.note.trim() !== '' && { note: deal.note.trim() }),
    ...(deal.budget && { budget: deal.budget }),
    ...(Object.keys(fields).length > 0 && { fields }),
  }
}

/** What must be there before it is worth sending: a title, and somebody whom it is about. */
export function missingIn({ title, contact, company }: NewDeal): ('title' | 'client' | 'name')[] {
  const named = contact.chosen !== undefined || contact.name.trim() !== ''
  const reachable = `${contact.phone}${contact.email}`.trim() !== ''
  const hasCompany = company.chosen !== undefined || company.name.trim() !== ''
  return [
    ...(title.trim() === '' ? (['title'] as const) : []),
    ...(!named && reachable ? (['name'] as const) : []),
    ...(!named && !reachable && !hasCompany ? (['client'] as const) : []),
  ]
}
