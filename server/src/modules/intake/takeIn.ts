import { formatInstant, type Instant } from '@reglament/kernel'
import { decide, isConcrete, receive, type ArrivalFacts, type Language, type Reception } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { JournalEntry } from '../../platform/journal.ts'
import { apply, casesOf, nextCheckAfter, sweepThese, type Write } from '../deals/index.ts'
import { writeInteraction, type InteractionWrite } from '../interactions/index.ts'
import type { Book } from '../rulebook/index.ts'
import { adopt } from './adopt.ts'
import type { Arrival } from './arrival.ts'
import { dealOf, interactionOf, rowOf } from './dealOfArrival.ts'
import { companyKeysOf, foldedProduct, type Identity, identityOf, keysOf } from './identity.ts'
import { type Known1, leadRowOf, newContactOf, pointsOf, traceOf, waitingLead } from './leadRow.ts'
import { companyMaker } from './newCompany.ts'
import { bestOf, companiesOf, companyManagersOf, contactsOf, type KnownContact, knownOf } from './recognise.ts'
import { lockKeys } from '../contacts/index.ts'
import { routerOf } from './router.ts'
import { keepExtensions, leadEntry, type LeadRow, type NewContact, writeIntake } from './writeIntake.ts'

/** Where things are taken in: the transaction of a workspace, with its book and its time. */
export type Intake = { tx: Tx; workspaceId: number; now: Instant; book: Book; language: Language; currency: string }

/** What became of an arrival. */
export type Taken = { arrival: Arrival; becomes: Reception['becomes'] | 'repeated'; leadId: string | null; dealId: string | null }

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
      ...companyKeysOf(arrival.parts),
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
  const known = round.map((it, i) => ({ ...it, known: knownTo(it.contact?.id ?? null, it.identity), company: companyOf(wanted[i]!) }))
  return { round: await withManagersOfCompanies(intake, known), later }
}

/** The client is the company where there is one (§3): whom nobody sells to is of him who sells to his company. */
async function withManagersOfCompanies({ tx, workspaceId }: Intake, round: Known1[]): Promise<Known1[]> {
  const soldTo = ({ known, company, contact, arrival }: Known1) =>
    known.managerId === null && !arrival.adopted && (company?.won_deals ?? contact?.won ?? 0) > 0
      ? (company?.id ?? contact?.company_id ?? null)
      : null
  const managers = await companyManagersOf(
    tx,
    workspaceId,
    round.flatMap((it) => soldTo(it) ?? []),
  )
  return managers.size === 0
    ? round
    : round.map((it) => ({ ...it, known: { ...it.known, managerId: it.known.managerId ?? managers.get(soldTo(it) ?? '') ?? null } }))
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
  await keepExtensions(intake, decided)
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
  const companies = companyMaker(intake)
  const contacts: NewContact[] = []
  const employed: { id: string; companyId: string }[] = []
  const leads: LeadRow[] = []
  const entries: JournalEntry[] = []
  const deals: { write: Write; lead: LeadRow; interaction: InteractionWrite | null }[] = []
  for (const it of fresh) {
    const { it: ofCompany, keep } = companies.withCompany(it)
    const keepCompany = () => {
      keep()
      const { contact, company } = ofCompany
      if (contact && contact.company_id === null && company) employed.push({ id: contact.id, companyId: company.id })
    }
    if (it.arrival.adopted) {
      const isDeal = it.arrival.adopted.status === 'converted'
      const { lead, contact, write, entry } = adopt(intake, isDeal ? ofCompany : it, it.arrival.adopted)
      if (isDeal) keepCompany()
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
      const contact = it.contact ? null : newContactOf(intake, ofCompany)
      const made = await dealOf(intake, ofCompany, { lead, routing, contactId: it.contact?.id ?? contact!.id })
      if (made.write) {
        if (contact) contacts.push(contact)
        keepCompany()
        lead.contact_id = it.contact?.id ?? contact!.id
        lead.company_id = ofCompany.company?.id ?? it.contact?.company_id ?? null
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
  await writeIntake(intake, { companies: companies.made(), contacts, employed })
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

/** People who are known here, and from now on want no calls or no mail. */
const barredBy = (decided: readonly Known1[]) =>
  decided.flatMap(({ contact, arrival: { doNotCall = false, doNotMail = false } }) =>
    contact && ((doNotCall && !contact.do_not_call) || (doNotMail && !contact.do_not_mail))
      ? [{ id: contact.id, doNotCall, doNotMail }]
      : [],
  )

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
