import type { Company, Contact } from '@reglament/contract'

/** The person of a deal: one who is known already, or a new one. */
export type KnownContact = Pick<Contact, 'id' | 'name' | 'phone' | 'email' | 'companyId' | 'companyName' | 'returning'>
export type ContactDraft = { chosen: KnownContact | undefined; name: string; phone: string; email: string }
/** The company of a deal: known already, or a new name. */
export type CompanyDraft = { chosen: Pick<Company, 'id' | 'name'> | undefined; name: string }

export const noContact: ContactDraft = { chosen: undefined, name: '', phone: '', email: '' }
export const noCompany: CompanyDraft = { chosen: undefined, name: '' }

/** A phone or an e-mail that was typed where the name stands goes where it belongs; the name is still to be given. */
export function sorted(draft: ContactDraft): ContactDraft {
  const typed = draft.name.trim()
  if (draft.email === '' && /^\S+@\S+\.\S+$/.test(typed)) return { ...draft, name: '', email: typed }
  if (draft.phone === '' && /^\+?[\d\s()-]{7,}$/.test(typed)) return { ...draft, name: '', phone: typed }
  return draft
}

/** A new person as the server wants him; empty ways to reach him are left out. */
export const newContact = ({ name, phone, email }: ContactDraft) => ({
  name: name.trim(),
  ...(phone.trim() !== '' && { phone: phone.trim() }),
  ...(email.trim() !== '' && { email: email.trim() }),
})
