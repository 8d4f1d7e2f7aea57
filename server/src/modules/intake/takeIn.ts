import { foldText, formatInstant, newId, type Instant } from '@reglament/kernel'
import {
  contactRequestTemplate,
  decide,
  firstLettersOf,
  isConcrete,
  beginningOf,
  leadDue,
  receive,
  type Act,
  type ArrivalFacts,
  type Channels,
  type Interaction,
  type LeadFacts,
  type Language,
  type Reception,
  type Step,
} from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { JournalEntry } from '../../platform/journal.ts'
import { apply, casesOf, nextCheckAfter, situationOfNew, sweepThese, system, type Write } from '../deals/index.ts'
import { writeInteraction, type InteractionWrite } from '../interactions/index.ts'
import type { Book } from '../rulebook/index.ts'
import { adopt } from './adopt.ts'
import type { Arrival } from './arrival.ts'
import { fieldsOfDeal, titleOf } from './dealOfLead.ts'
import { foldedProduct, type Identity, identityOf, keysOf } from './identity.ts'
import { bestOf, companiesOf, contactsOf, type Known, type KnownCompany, type KnownContact, knownOf, lockKeys } from './recognise.ts'
import { routerOf } from './router.ts'
import { leadEntry, type LeadRow, type NewContact, type Routing, type TraceRow, writeIntake } from './writeIntake.ts'

/** Where things are taken in: the transaction of a workspace, with its book and its time. */
export type Intake = { tx: Tx; workspaceId: number; now: Instant; book: Book; language: Language; currency: string }

/** What became of an arrival. */
export type Taken = { arrival: Arrival; becomes: Reception['becomes'] | 'repeated'; leadId: string | null; dealId: string | null }

export type Known1 = {
  arrival: Arrival
  identity: Identity
  contact: KnownContact | null
  company: KnownCompany | null
  known: Known
}

/**
 * Takes in what has come, as sets: however many arrive together, a table is written once. Two that have something in common are taken
 * in one after the other, in this process by rounds and between processes by locks on what they have in common, so that nothing is
 * doubled (C2).
 */
export async function takeIn(intake: Intake, arrivals: readonly Arrival[]): Promise<Taken[]> {
  const { tx, workspaceId } = intake
  const identified = arrivals.map((arrival) => ({ arrival, identity: identityOf(arrival.parts) }))
  await lockKeys(
    tx,
    workspaceId,
    identified.flatMap(({ identity, arrival }) => [
      ...keysOf(identity),
      ...(arrival.externalId === null ? [] : [`id ${arrival.externalId}`]),
    ]),
  )
  const taken = new Map<Arrival, Taken>()
  let rest = identified
  while (rest.length > 0) {
    const { round, later } = await nextRound(intake, rest)
    for (const it of await takeInRound(intake, round)) taken.set(it.arrival, it)
    rest = later
  }
  return arrivals.map((arrival) => taken.get(arrival)!)
}

type Identified = { arrival: Arrival; identity: Identity }

/** As many as have nothing in common, neither what was written nor the contact it leads to; the others wait for the next round. */
async function nextRound(intake: Intake, rest: readonly Identified[]): Promise<{ round: Known1[]; later: Identified[] }> {
  const { tx, workspaceId } = intake
  const contacts = await contactsOf(
    tx,
    workspaceId,
    rest.map(({ identity }) => identity),
  )
  const met = new Set<string>()
  const round: (Identified & { contact: KnownContact | null })[] = []
  const later: Identified[] = []
  for (const it of rest) {
    const contact = bestOf(contacts, it.identity)
    const marks = [
      ...keysOf(it.identity),
      ...(contact ? [contact.id] : []),
      ...(it.arrival.externalId === null ? [] : [it.arrival.externalId]),
    ]
    if (marks.some((mark) => met.has(mark))) {
      later.push(it)
      continue
    }
    for (const mark of marks) met.add(mark)
    round.push({ ...it, contact })
  }
  const ids = round.flatMap(({ contact }) => contact?.id ?? [])
  // Other ways lead to the same person: who has his e-mail waits for who has his phone.
  await lockKeys(
    tx,
    workspaceId,
    ids.map((id) => `contact ${id}`),
  )
  const identities = round.map(({ identity }) => identity)
  const knownTo = await knownOf(tx, workspaceId, ids, identities)
  const wanted = round.map(({ arrival: { parts }, identity }) => ({ company: parts.company, inn: parts.inn, email: identity.email }))
  const companyOf = await companiesOf(tx, workspaceId, wanted)
  return {
    round: round.map((it, i) => ({ ...it, known: knownTo(it.contact?.id ?? null, it.identity), company: companyOf(wanted[i]!) })),
    later,
  }
}

async function takeInRound(intake: Intake, round: readonly Known1[]): Promise<Taken[]> {
  const { book, now } = intake
  const repeated = await sentBefore(intake, round)
  const decided = round
    .filter(({ arrival }) => !repeated.has(arrival.externalId ?? ''))
    .map((it) => {
      return { ...it, reception: madeConcrete(intake, it.arrival, receive(book.regulation, factsOf(it.arrival), it.known, now)) }
    })
  const fresh = decided.filter(({ reception }) => reception.becomes === 'deal' || reception.becomes === 'lead')
  const ofDeals = decided.filter(({ reception }) => 'dealId' in reception)
  const ofLeads = decided.filter(({ reception }) => reception.becomes === 'lead-trace')
  const taken = new Map<Arrival, Taken>()
  for (const it of await takeFresh(intake, fresh)) taken.set(it.arrival, it)
  for (const it of await takeToDeals(intake, ofDeals)) taken.set(it.arrival, it)
  for (const it of await takeToLeads(intake, ofLeads)) taken.set(it.arrival, it)
  return round.map(({ arrival }) => {
    const before = repeated.get(arrival.externalId ?? '')
    return before ? { arrival, becomes: 'repeated', leadId: before.id, dealId: before.deal_id } : taken.get(arrival)!
  })
}

/** An inquiry that names a product, a deadline or a budget is a deal at once, also where others wait for qualification (B7). */
function madeConcrete({ book }: Intake, { channel, parts }: Arrival, reception: Reception): Reception {
  if (reception.becomes !== 'lead' || channel === 'import') return reception
  const found = isConcrete(book.regulation, parts)
  return found?.way === 'makes' ? { becomes: 'deal', clause: found.clause, would: null } : reception
}

/** What rules may know of an arrival. */
export const factsOf = ({ channel, at, threadDealId, parts, adopted }: Arrival): ArrivalFacts => ({
  channel,
  at,
  threadDealId,
  product: foldedProduct(parts.product),
  ended: adopted?.status === 'rejected' || adopted?.status === 'converted',
})

/** Inquiries that a sender has numbered and sent before: nothing is doubled when he repeats (L7). */
export async function sentBefore(
  { tx, workspaceId }: Pick<Intake, 'tx' | 'workspaceId'>,
  round: readonly { arrival: Pick<Arrival, 'externalId'> }[],
): Promise<Map<string, { id: string; deal_id: string | null }>> {
  const ids = round.flatMap(({ arrival }) => arrival.externalId ?? [])
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('lead')
    .select(['id', 'deal_id', 'external_id'])
    .where('workspace_id', '=', workspaceId)
    .where('external_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, deal_id, external_id }) => [external_id!, { id, deal_id }]))
}

export type Decided = Known1 & { reception: Reception }

// ── A new lead, and its deal ─────────────────────────────────────────────────────────────────────────────────────────────────

async function takeFresh(intake: Intake, fresh: readonly Decided[]): Promise<Taken[]> {
  if (fresh.length === 0) return []
  const { tx, workspaceId, now, book } = intake
  const { route, turns } = await routerOf(intake, fresh)
  const contacts: NewContact[] = []
  const leads: LeadRow[] = []
  const entries: JournalEntry[] = []
  const deals: { write: Write; lead: LeadRow; interaction: InteractionWrite | null }[] = []
  for (const it of fresh) {
    if (it.arrival.adopted) {
      const { lead, contact, write, entry } = adopt(intake, it, it.arrival.adopted)
      leads.push(lead)
      entries.push(entry)
      if (contact) contacts.push(contact)
      if (write) deals.push({ write, lead, interaction: null })
      continue
    }
    const routing = await route(it)
    const lead = leadRowOf(intake, it, routing)
    const events: JournalEntry[] = [
      leadEntry(
        intake,
        lead.id,
        'lead-received',
        lead.created_by,
        { channel: it.arrival.channel, becomes: it.reception.becomes, ...knownAgain(it) },
        it.reception.clause,
      ),
      leadEntry(
        intake,
        lead.id,
        'lead-routed',
        null,
        { way: routing.way, to: routing.responsibleId, because: routing.because },
        routing.clause,
      ),
    ]
    if (it.reception.becomes === 'deal') {
      const contact = it.contact ? null : newContactOf(intake, it)
      const made = await dealOf(intake, it, { lead, routing, contactId: it.contact?.id ?? contact!.id })
      if (made.write) {
        if (contact) contacts.push(contact)
        lead.contact_id = it.contact?.id ?? contact!.id
        lead.deal_id = made.write.dealId
        lead.status = 'converted'
        lead.closed_at = formatInstant(now)
        deals.push({ write: made.write, lead, interaction: made.interaction })
        events.push(leadEntry(intake, lead.id, 'lead-converted', null, { dealId: made.write.dealId, at: 'once' }, it.reception.clause))
      } else events.push(leadEntry(intake, lead.id, 'deal-refused', null, { clauses: made.refusedBy }, null))
    }
    if (lead.status === 'new') waitingLead(intake, lead, it)
    leads.push(lead)
    entries.push(...events)
  }
  const ink = { workspaceId, actorId: null, now, book }
  await writeIntake(intake, { contacts })
  await apply(
    tx,
    deals.map(({ write }) => write),
    ink,
  )
  await writeIntake(intake, {
    leads,
    traces: fresh.map((it, i) => traceOf(it.arrival, leads[i]!.id)),
    points: fresh.flatMap((it) => (it.contact ? pointsOf(it.contact, it.identity) : [])),
    letters: leads.flatMap((lead) => lead.letters),
    barred: barredBy(fresh),
    turns: turns(),
    entries,
  })
  for (const { interaction } of deals) if (interaction) await writeInteraction(tx, workspaceId, interaction)
  return fresh.map((it, i) => {
    const lead = leads[i]!
    return { arrival: it.arrival, becomes: lead.deal_id === null ? 'lead' : 'deal', leadId: lead.id, dealId: lead.deal_id }
  })
}

/** By which kinds of channels the client was known again; nothing where he was not. Kinds only: the journal keeps no numbers. */
function knownAgain({ contact, identity }: Known1): { known?: string[] } {
  const kinds =
    contact === null
      ? []
      : keysOf(identity)
          .filter((key) => contact.keys.has(key))
          .map((key) => key.split(' ')[0]!)
  return kinds.length === 0 ? {} : { known: kinds }
}

type Wishes = { doNotCall?: boolean; doNotMail?: boolean }

/** By what the client may be reached: who wants no calls has no phone, who wants no mail no address (regulation §3). */
export const channelsOf = (identity: Identity, contact: KnownContact | null, { doNotCall, doNotMail }: Wishes): Channels => ({
  phone: !doNotCall && !contact?.do_not_call && (identity.phone !== null || (contact?.ways.has('phone') ?? false)),
  mail: !doNotMail && !contact?.do_not_mail && (identity.email !== null || (contact?.ways.has('mail') ?? false)),
  messenger: identity.messenger !== null || (contact?.ways.has('messenger') ?? false),
})

export function leadRowOf({ now, book }: Intake, it: Decided, routing: Routing): LeadRow {
  const { arrival, identity, contact, company } = it
  const { parts } = arrival
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
    do_not_call: arrival.doNotCall ?? contact?.do_not_call ?? false,
    do_not_mail: arrival.doNotMail ?? contact?.do_not_mail ?? false,
    contact_id: contact?.id ?? null,
    company_id: company?.id ?? contact?.company_id ?? null,
    deal_id: null,
    responsible_id: routing.responsibleId,
    route: routing,
    is_returning: (company?.won_deals ?? contact?.won ?? 0) > 0,
    inquired_at: formatInstant(Math.min(arrival.at, now)),
    heard_at: formatInstant(Math.min(arrival.at, now)),
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

/** A lead that is no deal yet waits by itself: its letters go out, and it is looked at again when something falls due (C7, C10, C11). */
function waitingLead({ now, book }: Intake, lead: LeadRow, { identity, contact, arrival }: Decided): void {
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

const talkOutcomes: Partial<Record<Arrival['channel'], Pick<Interaction, 'channel' | 'outcome'>>> = {
  call: { channel: 'call', outcome: 'talked' },
  'missed-call': { channel: 'call', outcome: 'missed' },
  chat: { channel: 'chat', outcome: 'received' },
  messenger: { channel: 'messenger', outcome: 'received' },
  sms: { channel: 'sms', outcome: 'received' },
  mail: { channel: 'mail', outcome: 'received' },
}

/** What came in as a communication of a deal; a form counts as answered by the way the client can be reached. */
function interactionOf({ arrival, identity }: Known1, now: Instant): Interaction {
  // A message came before what we answer to it in the same instant.
  const at = Math.min(arrival.at, now - 1)
  const told = talkOutcomes[arrival.channel]
  if (told) return { id: newId(), direction: 'in', at, seconds: arrival.seconds, ...told }
  const answeredBy = identity.phone !== null ? 'phone' : identity.email !== null ? 'mail' : 'messenger'
  return { id: newId(), channel: 'form', direction: 'in', outcome: 'received', at, answeredBy }
}

const rowOf = (
  { id, channel, direction, outcome, at, seconds }: Interaction,
  dealId: string,
  text: string | null,
  now: Instant,
): InteractionWrite => ({
  id,
  dealId,
  channel,
  direction,
  outcome,
  at,
  recordedAt: now,
  byId: null,
  seconds,
  text: text ?? undefined,
})

/** The deal of a new inquiry, through the same judgement as every deal; null where the regulation does not let it be made. */
async function dealOf(
  { now, book, language }: Intake,
  it: Decided,
  { lead, routing, contactId }: { lead: LeadRow; routing: Routing; contactId: string },
) {
  const { arrival, identity, contact, company } = it
  const pipeline = salesOf(book)
  const dealId = newId()
  const create: Step = {
    kind: 'create',
    dealId,
    pipeline,
    stage: book.regulation.pipelines.get(pipeline)!.first.key,
    title: titleOf(arrival.parts, identity, language),
    budget: arrival.parts.budget,
    fields: fieldsOfDeal(book, arrival),
    contactId,
    companyId: company?.id ?? contact?.company_id ?? null,
    responsibleId: routing.responsibleId,
    inquiryAt: Math.min(arrival.at, now),
    inquiry: { leadId: lead.id, channel: arrival.channel, tags: arrival.tags },
    ...(routing.reserved && { reserved: routing.reserved }),
  }
  const interaction = talkOutcomes[arrival.channel] ? interactionOf(it, now) : null
  const act: Act = { steps: [create, ...(interaction ? [{ kind: 'record-interaction' as const, interaction }] : [])] }
  const client = { channels: channelsOf(identity, contact, arrival), wonDeals: company?.won_deals ?? contact?.won ?? 0 }
  const situation = situationOfNew(book, system, client, { receiver: null, absences: [] })
  const { verdict, changes } = decide(book.regulation, act, situation, now)
  if (!verdict.allowed) return { write: null, interaction: null, refusedBy: verdict.refusals.map(({ clause }) => clause) }
  const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
  return {
    write: { ...changes, nextCheckAt },
    interaction: interaction && rowOf(interaction, dealId, arrival.parts.text, now),
    refusedBy: [],
  }
}

/** The pipeline in which inquiries begin. */
export const salesOf = ({ regulation }: Book): string => beginningOf(regulation)

const traceOf = ({ rawId, channel, viaName, parts, campaign, payload, at }: Arrival, leadId: string): TraceRow => ({
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

/** People who are known here, and from now on want no calls or no mail. */
const barredBy = (decided: readonly Known1[]) =>
  decided.flatMap(({ contact, arrival: { doNotCall = false, doNotMail = false } }) =>
    contact && ((doNotCall && !contact.do_not_call) || (doNotMail && !contact.do_not_mail))
      ? [{ id: contact.id, doNotCall, doNotMail }]
      : [],
  )

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

// ── What belongs to a deal that is there ─────────────────────────────────────────────────────────────────────────────────────

async function takeToDeals(intake: Intake, ofDeals: readonly Decided[]): Promise<Taken[]> {
  if (ofDeals.length === 0) return []
  const { tx, workspaceId, now, book } = intake
  const idOf = ({ reception }: Decided) => (reception as { dealId: string }).dealId
  const ids = [...new Set(ofDeals.map(idOf))].toSorted()
  await sql`select from deal where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  // What has fallen due on them comes first, as before every act.
  const due = (await casesOf(tx, workspaceId, now, ids)).filter(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt <= now)
  if (due.length > 0)
    await sweepThese(
      tx,
      workspaceId,
      due.map(({ deal }) => deal.dealId),
      now,
    )
  const cases = new Map((await casesOf(tx, workspaceId, now, ids)).map((it) => [it.deal.dealId, it]))
  const leads = await leadsOfDeals(tx, workspaceId, ids)
  const writes: Write[] = []
  const interactions: InteractionWrite[] = []
  for (const it of ofDeals) {
    const found = cases.get(idOf(it))!
    const interaction = interactionOf(it, now)
    const { situation } = found
    const { verdict, changes } = decide(book.regulation, { steps: [{ kind: 'record-interaction', interaction }] }, situation, now)
    writes.push({ ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) })
    const mark = it.reception.becomes === 'interaction' ? it.reception.mark : null
    if (verdict.allowed) interactions.push({ ...rowOf(interaction, idOf(it), it.arrival.parts.text, now), mark })
  }
  await apply(tx, writes, { workspaceId, actorId: null, now, book })
  for (const row of interactions) await writeInteraction(tx, workspaceId, row)
  const withLead = ofDeals.flatMap((it) => {
    const leadId = leads.get(idOf(it))
    return leadId ? [{ it, leadId }] : []
  })
  await writeIntake(intake, {
    traces: withLead.map(({ it, leadId }) => traceOf(it.arrival, leadId)),
    heard: withLead.map(({ it, leadId }) => ({ id: leadId, at: formatInstant(Math.min(it.arrival.at, now)) })),
    points: ofDeals.flatMap(({ contact, identity }) => (contact ? pointsOf(contact, identity) : [])),
    barred: barredBy(ofDeals),
    entries: withLead.map(({ it, leadId }) =>
      leadEntry(
        intake,
        leadId,
        'lead-traced',
        null,
        { channel: it.arrival.channel, becomes: it.reception.becomes, ...knownAgain(it) },
        it.reception.clause,
      ),
    ),
  })
  return ofDeals.map((it) => ({
    arrival: it.arrival,
    becomes: it.reception.becomes,
    leadId: leads.get(idOf(it)) ?? null,
    dealId: idOf(it),
  }))
}

/** The latest lead of each of these deals: where one more trace goes. */
async function leadsOfDeals(tx: Tx, workspaceId: number, dealIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; deal_id: string }>`
    select distinct on (deal_id) id, deal_id from lead
    where workspace_id = ${workspaceId} and deal_id = any(${[...dealIds]}::uuid[]) and merged_into is null
    order by deal_id, heard_at desc, id`.execute(tx)
  return new Map(rows.map(({ id, deal_id }) => [deal_id, id]))
}

// ── What belongs to a lead that is there ─────────────────────────────────────────────────────────────────────────────────────

async function takeToLeads(intake: Intake, ofLeads: readonly Decided[]): Promise<Taken[]> {
  if (ofLeads.length === 0) return []
  const { now } = intake
  const idOf = ({ reception }: Decided) => (reception as { leadId: string }).leadId
  await writeIntake(intake, {
    traces: ofLeads.map((it) => traceOf(it.arrival, idOf(it))),
    heard: ofLeads.map((it) => ({ id: idOf(it), at: formatInstant(Math.min(it.arrival.at, now)) })),
    filled: ofLeads.map((it) => ({ id: idOf(it), identity: it.identity, parts: it.arrival.parts })),
    barred: barredBy(ofLeads),
    points: ofLeads.flatMap(({ contact, identity }) => (contact ? pointsOf(contact, identity) : [])),
    entries: ofLeads.map((it) =>
      leadEntry(
        intake,
        idOf(it),
        'lead-traced',
        null,
        { channel: it.arrival.channel, known: it.known.leadsBy.get(idOf(it)) ?? [] },
        it.reception.clause,
      ),
    ),
  })
  return ofLeads.map((it) => ({ arrival: it.arrival, becomes: 'lead-trace', leadId: idOf(it), dealId: null }))
}
