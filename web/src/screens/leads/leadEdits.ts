import type { Lead, LeadEdit } from '@reglament/contract'

/** What may be edited of a lead, as it stands in the form. */
export type Draft = Required<Pick<Lead, 'budget' | 'source'>> & {
  name: string
  phone: string
  email: string
  company: string
  product: string
  deadline: string
  text: string
  responsibleId: string | null
  doNotCall: boolean
  doNotMail: boolean
}
export type Part = keyof Draft

/** A lead as a draft; `phone`: how its phone is written. */
export const draftOf = (lead: Lead, phone: string): Draft => ({
  name: lead.name ?? '',
  phone,
  email: lead.email ?? '',
  company: lead.company ?? '',
  product: lead.product ?? '',
  deadline: lead.deadline ?? '',
  text: lead.text ?? '',
  budget: lead.budget,
  source: lead.source,
  responsibleId: lead.responsible?.id ?? null,
  doNotCall: lead.doNotCall,
  doNotMail: lead.doNotMail,
})

const plain = (value: Draft[Part]): string => (typeof value === 'string' ? value.trim() : JSON.stringify(value))
/** Parts in which two drafts differ. */
export const differing = (one: Draft, other: Draft): Part[] =>
  (Object.keys(one) as Part[]).filter((part) => plain(one[part]) !== plain(other[part]))

/** What goes out: the parts that somebody has touched; an emptied text is null. */
export const editOf = (base: Draft, draft: Draft): LeadEdit =>
  Object.fromEntries(
    differing(base, draft).map((part) => {
      const value = draft[part]
      return [part, typeof value === 'string' ? value.trim() || null : value]
    }),
  )

/** An edit goes on upon what a colleague has saved meanwhile: what was not touched is his. */
export function goOn(base: Draft, draft: Draft, theirs: Draft): { draft: Draft; clashes: Part[] } {
  const mine = new Set(differing(base, draft))
  const clashes = differing(base, theirs).filter((part) => mine.has(part) && plain(theirs[part]) !== plain(draft[part]))
  return { draft: { ...theirs, ...Object.fromEntries([...mine].map((part) => [part, draft[part]])) }, clashes }
}
