import { foldText, formatInstant, newId } from '@reglament/kernel'
import { contactRequestTemplate, firstLettersOf, leadDue, type Channels, type Language, type LeadFacts } from '@reglament/regulation'
import type { Arrival } from './arrival.ts'
import { type Identity } from './identity.ts'
import type { Known, KnownCompany, KnownContact } from './recognise.ts'
import type { Intake } from './takeIn.ts'
import type { LeadRow, NewContact, Routing, TraceRow } from './writeIntake.ts'

/** What came, and whom it was known to be from. */
export type Known1 = {
  arrival: Arrival
  identity: Identity
  contact: KnownContact | null
  company: KnownCompany | null
  known: Known
}

type Wishes = { doNotCall?: boolean; doNotMail?: boolean }

/** By what the client may be reached: who wants no calls has no phone, who wants no mail no address (regulation §3). */
export const channelsOf = (identity: Identity, contact: KnownContact | null, { doNotCall, doNotMail }: Wishes): Channels => ({
  phone: !doNotCall && !contact?.do_not_call && (identity.phone !== null || (contact?.ways.has('phone') ?? false)),
  mail: !doNotMail && !contact?.do_not_mail && (identity.email !== null || (contact?.ways.has('mail') ?? false)),
  messenger: identity.messenger !== null || (contact?.ways.has('messenger') ?? false),
})

/** What a lead is by what came alone: whose it is and what becomes of it is not decided yet. */
export function leadAsItCame({ now, book }: Pick<Intake, 'now' | 'book'>, arrival: Arrival, identity: Identity, route: Routing): LeadRow {
  const { parts } = arrival
  const came = formatInstant(Math.min(arrival.at, now))
  return {
    id: newId(),
    status: 'new',
    channel: arrival.channel,
    name: parts.name,
    folded_name: parts.name === null ? null : foldText(parts.name),
    phone: identity.phone,
    phone_extension: identity.extension,
    phone_written: identity.phoneWritten,
    email: identity.email,
    messenger: identity.messenger,
    company_name: parts.company,
    inn: parts.inn,
    text: parts.text,
    product: parts.product,
    deadline: parts.deadline,
    budget: parts.budget?.amount ?? null,
    currency: parts.budget?.currency ?? null,
    source: parts.source,
    campaign: arrival.campaign,
    page: parts.page,
    tags: [...arrival.tags],
    fields: arrival.fields,
    do_not_call: false,
    do_not_mail: false,
    contact_id: null,
    company_id: null,
    deal_id: null,
    responsible_id: route.responsibleId,
    route,
    is_returning: false,
    inquired_at: came,
    heard_at: came,
    created_at: formatInstant(now),
    created_by: arrival.createdBy,
    contact_request_at: null,
    contact_requests: 0,
    closed_at: null,
    external_id: arrival.externalId,
    next_check_at: null,
    letters: [],
    regulation_version: book.regulation.version,
  }
}

/** The lead of an inquiry, with the client whom it was known to be from. */
export const leadRowOf = (intake: Intake, { arrival, identity, contact, company }: Known1, routing: Routing): LeadRow => ({
  ...leadAsItCame(intake, arrival, identity, routing),
  do_not_call: arrival.doNotCall ?? contact?.do_not_call ?? false,
  do_not_mail: arrival.doNotMail ?? contact?.do_not_mail ?? false,
  contact_id: contact?.id ?? null,
  company_id: company?.id ?? contact?.company_id ?? null,
  is_returning: (company?.won_deals ?? contact?.won ?? 0) > 0,
})

/** A lead that is no deal yet waits by itself: its letters go out, and it is looked at again when something falls due (C7, C10, C11). */
export function waitingLead({ now, book }: Intake, lead: LeadRow, { identity, contact, arrival }: Known1): void {
  if (arrival.channel === 'import') return
  const facts: LeadFacts = {
    isOpen: true,
    channels: channelsOf(identity, contact, arrival),
    tags: lead.tags,
    inquiredAt: Math.min(arrival.at, now),
    heardAt: Math.min(arrival.at, now),
    answeredAt: null,
    awayUntil: null,
    contactRequest: null,
  }
  const letters = lead.do_not_mail ? [] : firstLettersOf(book.regulation, facts)
  lead.letters = letters.map((letter) => ({ ...letter, leadId: lead.id, dealId: null, queuedAt: formatInstant(now) }))
  const isAsked = letters.some(({ template }) => template === contactRequestTemplate)
  if (isAsked) {
    lead.contact_request_at = formatInstant(now)
    lead.contact_requests = 1
  }
  const { at, late } = leadDue(book.regulation, isAsked ? { ...facts, contactRequest: { at: now, times: 1 } } : facts, book.calendar, now)
  // What is late already when it comes is told by the sweeper.
  lead.next_check_at = late ? formatInstant(now) : at === null ? null : formatInstant(at)
}

export const newContactOf = (
  { now, language }: Pick<Intake, 'now' | 'language'>,
  { arrival: { parts, doNotCall, doNotMail }, identity, company }: Pick<Known1, 'arrival' | 'identity' | 'company'>,
): NewContact => ({
  id: newId(),
  name: nameOf(parts, identity, language),
  phone: identity.phone,
  extension: identity.extension,
  email: identity.email,
  messenger: identity.messenger,
  companyId: company?.id ?? null,
  doNotCall: doNotCall ?? false,
  doNotMail: doNotMail ?? false,
  at: formatInstant(now),
})

const nameOf = (parts: Arrival['parts'], { phone, email, messenger }: Identity, language: Language) =>
  (parts.name ?? parts.company ?? phone ?? email ?? messenger?.split(':')[1] ?? (language === 'ru' ? 'Без имени' : 'Without a name')).slice(
    0,
    200,
  )

/** What came, as a trace of the lead it belongs to. */
export const traceOf = ({ rawId, channel, viaName, parts, campaign, payload, at }: Arrival, leadId: string): TraceRow => ({
  id: newId(),
  lead_id: leadId,
  raw_id: rawId,
  channel,
  via_name: viaName,
  source: parts.source,
  campaign,
  page: parts.page,
  text: parts.text,
  payload,
  at: formatInstant(at),
})

/** Ways of the inquiry that the contact did not have yet. */
export function pointsOf(contact: Pick<KnownContact, 'id' | 'keys'>, { phone, extension, email, messenger }: Identity) {
  const isNew = (key: string) => !contact.keys.has(key)
  return [
    ...(phone !== null && isNew(`phone ${phone}`) ? [{ kind: 'phone', value: phone, contact_id: contact.id, extension }] : []),
    ...(email !== null && isNew(`mail ${email}`) ? [{ kind: 'mail', value: email, contact_id: contact.id, extension: null }] : []),
    ...(messenger !== null && isNew(`messenger ${messenger}`)
      ? [{ kind: 'messenger', value: messenger, contact_id: contact.id, extension: null }]
      : []),
  ]
}
