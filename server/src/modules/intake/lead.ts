import type { LeadActAnswer, LeadConversion, LeadCreation, LeadEdit, LeadRejection } from '@reglament/contract'
import { foldText, newId, parseInstant, type Instant, workingMinutesBetween } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { decide, isConcrete, isLeadFree, type Act, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { conflict, type Fault, forbidden, invalid, notFound, Problem, refused, stale } from '../../platform/http/problem.ts'
import { at, json } from '../../platform/instantColumn.ts'
import {
  apply,
  type Asking,
  lockCase,
  mayAct,
  mustAct,
  mustAssign,
  mustCreate,
  nextCheckAfter,
  readCard,
  receiverOf,
  sayCard,
  sightOf,
  situationOfNew,
} from '../deals/index.ts'
import { fieldFaults } from '../fields/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { type Book, bookInForce, pipelineNamed, sayFollowing, sayVerdict } from '../rulebook/index.ts'
import { noParts, type Arrival, type Parts } from './arrival.ts'
import { salesOf } from './dealOfArrival.ts'
import { fieldsOfDeal, titleOf } from './dealOfLead.ts'
import { lockKeys, readEmail, readMessenger } from '../contacts/index.ts'
import { identityOf, keysOf } from './identity.ts'
import { closeLate } from './lateAnswers.ts'
import { leadForDeal } from './leadForDeal.ts'
import { channelsOf, newContactOf, pointsOf } from './leadRow.ts'
import { concreteOf, findLead, type LeadFull, leadOf, ownedOf, sayLead } from './readLeads.ts'
import { bestOf, companiesOf, contactsOf } from './recognise.ts'
import { type Intake, takeIn } from './takeIn.ts'
import { says } from './words.ts'
import { leadEntry, type Routing, writeIntake } from './writeIntake.ts'

type Outcome = LeadActAnswer | Problem

export const intakeOf = async ({ tx, actor, now, language }: Asking, book?: Book): Promise<Intake> => ({
  tx,
  workspaceId: actor.workspaceId,
  now,
  book: book ?? (await bookInForce(tx, actor.workspaceId)),
  language,
  currency: actor.currency,
})

const clean = (text: string | null | undefined) => text?.trim() || null

// ── By hand and by programs ──────────────────────────────────────────────────────────────────────────────────────────────────

function creationFaults(body: LeadCreation, now: Instant): Fault[] {
  const { phone, email, inquiredAt, name, messenger } = body
  return [
    ...(clean(phone) && !normalisePhone(phone!) ? [{ path: '/phone', message: says.notAPhone }] : []),
    ...(clean(email) && !readEmail(email!) ? [{ path: '/email', message: says.notAMail }] : []),
    ...(inquiredAt !== undefined && parseInstant(inquiredAt) > now ? [{ path: '/inquiredAt', message: says.future }] : []),
    ...(clean(name) || clean(phone) || clean(email) || messenger ? [] : [{ path: '/', message: says.noWay }]),
  ]
}

export function partsOf(body: Omit<LeadCreation, 'channel' | 'tags'>): Parts {
  const { messenger, budget } = body
  const text = (key: 'name' | 'phone' | 'email' | 'company' | 'inn' | 'text' | 'product' | 'deadline' | 'source' | 'page') =>
    clean(body[key])
  return {
    ...noParts,
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
    messenger: messenger ? readMessenger(messenger.kind, messenger.id) : null,
    company: text('company'),
    inn: text('inn'),
    text: text('text'),
    product: text('product'),
    deadline: text('deadline'),
    budget: budget ?? null,
    source: text('source'),
    page: text('page'),
  }
}

/** A lead by hand in two fields, or by a program with all that it knows; by clause it is a deal at once (C1, C5). */
export async function createLead(asking: Asking, body: LeadCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  mustCreate(actor)
  const faults = creationFaults(body, now)
  if (faults.length > 0) throw invalid(faults)
  const book = await bookInForce(tx, actor.workspaceId)
  const { responsibleId, channel = 'hand', tags = [], campaign = {}, fields = {}, externalId, inquiredAt } = body
  if (responsibleId) await mustBeMember(asking, responsibleId)
  if (responsibleId !== undefined) mustAssign(actor, await sightOf(asking), responsibleId)
  const isHis = responsibleId === undefined && channel === 'hand' && (actor.role === 'manager' || actor.role === 'trainee')
  const { responsibleId: _who, confirmed: _no, ...payload } = body as LeadCreation & { confirmed?: boolean }
  const arrival: Arrival = {
    rawId: null,
    channel,
    at: inquiredAt === undefined ? now : parseInstant(inquiredAt),
    parts: partsOf(body),
    campaign,
    tags,
    fields,
    viaName: null,
    payload,
    externalId: externalId ?? null,
    threadDealId: null,
    createdBy: actor.memberId,
    ...(responsibleId !== undefined && { given: { responsibleId, way: 'by-hand' as const } }),
    ...(isHis && { given: { responsibleId: actor.memberId, way: 'creator' as const } }),
  }
  const [taken] = await takeIn(await intakeOf(asking, book), [arrival])
  if (taken!.leadId === null) {
    // It belongs to a deal that no lead made: it is told of that deal.
    return answerOfDeal(asking, book, { ...taken!, dealId: taken!.dealId! }, arrival)
  }
  return answer(asking, book, taken!.leadId, { becomes: taken!.becomes, dealId: taken!.dealId })
}

async function mustBeMember({ tx, actor }: Asking, memberId: string, path = '/responsibleId'): Promise<void> {
  const found = await tx
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw invalid([{ path, message: says.noMember }])
}

/** A deal made by hand has no lead; what came for it becomes one now, so that nothing stands without its trace. */
async function answerOfDeal(
  asking: Asking,
  book: Book,
  { becomes, dealId }: { becomes: string; dealId: string },
  arrival: Arrival,
): Promise<Outcome> {
  const leadId = await leadForDeal(await intakeOf(asking, book), dealId, arrival)
  return answer(asking, book, leadId, { becomes, dealId })
}

// ── Acts on a lead ───────────────────────────────────────────────────────────────────────────────────────────────────────────

type Judged = { becomes: string; dealId: string | null; verdict?: Pick<LeadActAnswer, 'allowed' | 'findings' | 'refusals' | 'followings'> }

/** What an act on a lead answers; the deal with it, as far as who asks may see it. */
async function answer(asking: Asking, book: Book, leadId: string, { becomes, dealId, verdict }: Judged): Promise<LeadActAnswer> {
  const { tx, actor, now, language } = asking
  const row = await leadOf(asking, leadId)
  const reader = { book, actor, now, language }
  const card = dealId === null ? null : await readCard(tx, actor.workspaceId, dealId)
  const deal = dealId === null ? null : await lockCase(asking, dealId)
  return {
    id: leadId,
    lead: sayLead(row, reader),
    becomes,
    ...(verdict ?? { allowed: true, findings: [], refusals: [], followings: [] }),
    dealId,
    deal: deal && card ? sayCard(deal, card, { actor, now, language }) : null,
  }
}

function mustBeOpen({ status, merged_into }: LeadFull): void {
  if (merged_into !== null) throw conflict(says.isMerged)
  if (status === 'converted') throw conflict(says.isConverted)
  if (status === 'rejected') throw conflict(says.isRejected)
}

/** The lead, locked, to be worked by who asks; one that is nobody's is worked by who takes it in the same act. */
async function leadToEdit(asking: Asking, leadId: string, takes: boolean): Promise<LeadFull> {
  if (!takes) return heldLead(asking, leadId)
  const lead = await findLead(asking, leadId, 'held')
  if (!lead) throw notFound()
  const { actor, now } = asking
  if (mayAct(actor, ownedOf(lead))) return lead
  if (!mayActOnDeals(actor.role)) throw forbidden(says.mayNotAct)
  if (lead.responsible_id !== null) throw conflict(says.alreadyTaken)
  if (!isLeadFree(lead.route.reserved, actor.memberId, now)) throw conflict(says.keptForAnother)
  return lead
}

/** The lead, locked, to be worked by who asks. */
async function heldLead(asking: Asking, leadId: string): Promise<LeadFull> {
  const lead = await leadOf(asking, leadId, 'held')
  if (!mayAct(asking.actor, ownedOf(lead))) throw forbidden(says.mayNotAct)
  return lead
}

/** Edits a lead; a product, a deadline or a budget makes the deal in the same act, where the clause is in force (B7). */
export async function editLead(asking: Asking, leadId: string, body: LeadEdit, expected: number | undefined): Promise<Outcome> {
  const { tx, actor, now } = asking
  const lead = await leadToEdit(asking, leadId, body.status === 'in-work')
  const book = await bookInForce(tx, actor.workspaceId)
  if (expected !== undefined && expected !== lead.version) {
    throw stale(body, sayLead(lead, { book, actor, now, language: asking.language }))
  }
  if (lead.merged_into !== null) throw conflict(says.isMerged)
  const isOpen = lead.status === 'new' || lead.status === 'in-work'
  if (!isOpen && (body.status !== undefined || body.responsibleId !== undefined)) mustBeOpen(lead)
  const { phone, email, name, fields, budget, status, responsibleId, contactId } = body
  if (contactId !== undefined) mustBeOpen(lead)
  const faults: Fault[] = [
    ...(clean(phone) && !normalisePhone(phone!) ? [{ path: '/phone', message: says.notAPhone }] : []),
    ...(clean(email) && !readEmail(email!) ? [{ path: '/email', message: says.notAMail }] : []),
  ]
  if (faults.length > 0) throw invalid(faults)
  if (responsibleId) await mustBeMember(asking, responsibleId)
  if (responsibleId !== undefined) mustAssign(actor, await sightOf(asking), responsibleId)
  const number = clean(phone) === null ? null : normalisePhone(phone!)
  const given = (key: 'company' | 'text' | 'product' | 'deadline' | 'source') => (body[key] === undefined ? undefined : clean(body[key]))
  const taken = status === 'in-work' && (lead.status === 'new' || lead.responsible_id === null)
  const client = contactId === undefined ? undefined : await clientOf(asking, contactId)
  const route: Routing | undefined =
    responsibleId === undefined
      ? undefined
      : {
          responsibleId,
          way: responsibleId === null ? 'exchange' : responsibleId === actor.memberId ? 'creator' : 'by-hand',
          because: null,
          meantFor: null,
          reserved: null,
          clause: null,
        }
  await tx
    .updateTable('lead')
    .set({
      ...(name !== undefined && { name: clean(name), folded_name: clean(name) === null ? null : foldText(name!) }),
      ...(phone !== undefined && { phone: number?.e164 ?? null, phone_extension: number?.ext ?? null, phone_written: null }),
      ...(email !== undefined && { email: email === null ? null : readEmail(email) }),
      ...(given('company') !== undefined && { company_name: given('company') }),
      ...(given('text') !== undefined && { text: given('text') }),
      ...(given('product') !== undefined && { product: given('product') }),
      ...(given('deadline') !== undefined && { deadline: given('deadline') }),
      ...(given('source') !== undefined && { source: given('source') }),
      ...(budget !== undefined && { budget: budget?.amount ?? null, currency: budget?.currency ?? null }),
      ...(client && { contact_id: client.id, company_id: client.companyId ?? lead.company_id, is_returning: client.isReturning }),
      ...(fields !== undefined && { fields: json({ ...lead.fields, ...fields }) }),
      ...(status !== undefined && { status }),
      ...(taken && lead.responsible_id === null && responsibleId === undefined && { responsible_id: actor.memberId }),
      ...(responsibleId !== undefined && { responsible_id: responsibleId, route: json(route) }),
      ...(taken &&
        lead.answered_at === null && {
          answered_at: at(now),
          answer_minutes: Math.floor(workingMinutesBetween(book.calendar, lead.inquired_at, Math.max(now, lead.inquired_at))),
        }),
      version: lead.version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', leadId)
    .execute()
  if (taken) await closeLate(tx, actor.workspaceId, leadId, now)
  const intake = await intakeOf(asking, book)
  const type = taken ? 'lead-taken' : responsibleId !== undefined ? 'lead-assigned' : 'lead-edited'
  await writeIntake(intake, { entries: [leadEntry(intake, leadId, type, actor.memberId, { what: Object.keys(body) })] })

  const named = body.product !== undefined || body.deadline !== undefined || body.budget !== undefined
  const fresh = await leadOf(asking, leadId)
  const found = isOpen && named ? isConcrete(book.regulation, concreteOf(fresh)) : null
  if (found?.way === 'makes') return convertHeld(asking, book, fresh, {}, found.clause)
  return answer(asking, book, leadId, { becomes: 'lead', dealId: fresh.deal_id })
}

const moneyOf = ({ budget, currency }: LeadFull) => (budget === null ? null : { amount: budget, currency: currency! })

/** Good: a deal is made of it in the pipeline that fits, or it is one more trace of a deal that is open (C4, B6). */
export async function convertLead(asking: Asking, leadId: string, body: LeadConversion): Promise<Outcome> {
  const { tx, actor } = asking
  mustCreate(actor)
  const lead = await heldLead(asking, leadId)
  mustBeOpen(lead)
  const book = await bookInForce(tx, actor.workspaceId)
  const { dealId, confirmed: _confirmed, ...others } = body
  if (dealId === undefined) return convertHeld(asking, book, lead, body, null)
  if (Object.keys(others).length > 0) throw invalid([{ path: '/dealId', message: says.eitherDeal }])
  return attachHeld(asking, book, lead, dealId, body.confirmed)
}

async function convertHeld(asking: Asking, book: Book, lead: LeadFull, body: LeadConversion, clause: string | null): Promise<Outcome> {
  const { tx, actor, now, language } = asking
  const { workspaceId } = actor
  const pipeline = body.pipelineId === undefined ? salesOf(book) : pipelineNamed(book, body.pipelineId)
  if (pipeline === undefined) throw invalid([{ path: '/pipelineId', message: says.noPipeline }])
  const responsibleId =
    body.responsibleId !== undefined ? body.responsibleId : (lead.responsible_id ?? (clause === null ? actor.memberId : null))
  if (body.responsibleId) await mustBeMember(asking, body.responsibleId)
  if (body.responsibleId !== undefined) mustAssign(actor, await sightOf(asking), body.responsibleId)
  const fieldsFaults = fieldFaults(book.regulation, {})
  if (fieldsFaults.length > 0) throw invalid(fieldsFaults)

  const parts: Parts = {
    ...noParts,
    name: lead.name,
    phone: lead.phone ?? lead.phone_written,
    email: lead.email,
    messenger: lead.messenger,
    company: lead.company_name,
    inn: lead.inn,
    product: lead.product,
    source: lead.source,
  }
  const identity = identityOf(parts)
  await lockKeys(tx, workspaceId, keysOf(identity))
  const wanted = { company: lead.company_name, inn: lead.inn, email: lead.email }
  const company = (await companiesOf(tx, workspaceId, [wanted]))(wanted)
  const known = await contactsOf(tx, workspaceId, [identity])
  if (body.contactId !== undefined) await clientOf(asking, body.contactId)
  const contact = bestOf(known, identity)
  const arrival: Arrival = {
    rawId: null,
    channel: lead.channel,
    at: lead.inquired_at,
    parts,
    campaign: lead.campaign,
    tags: lead.tags,
    fields: lead.fields,
    viaName: null,
    payload: {},
    externalId: null,
    threadDealId: null,
    doNotCall: lead.do_not_call,
    doNotMail: lead.do_not_mail,
    createdBy: null,
  }
  const chosen = body.contactId ?? lead.contact_id ?? contact?.id ?? null
  const fresh = chosen === null ? newContactOf({ now, language }, { arrival, identity, company }) : null
  const contactId = chosen ?? fresh!.id
  const create: Step = {
    kind: 'create',
    dealId: newId(),
    pipeline,
    stage: book.regulation.pipelines.get(pipeline)!.first.key,
    title: body.title?.trim() ?? titleOf(parts, identity, language),
    note: body.note,
    budget: moneyOf(lead),
    fields: fieldsOfDeal(book, arrival),
    contactId,
    companyId: lead.company_id ?? company?.id ?? contact?.company_id ?? null,
    responsibleId,
    inquiryAt: lead.inquired_at,
    inquiry: { leadId: lead.id, channel: lead.channel, tags: lead.contact_requests > 0 ? [] : lead.tags },
  }
  const channels = channelsOf(identity, contact, arrival)
  const client = { channels, wonDeals: company?.won_deals ?? contact?.won ?? 0 }
  const receiving = await receiverOf(tx, workspaceId, responsibleId)
  const situation = situationOfNew(book, { memberId: actor.memberId, role: actor.role }, client, receiving)
  const act: Act = { steps: [create], confirmed: body.confirmed }
  const { verdict, changes, following, texts } = decide(book.regulation, act, situation, now)
  const intake = await intakeOf(asking, book)
  if (verdict.allowed) {
    // A chosen client is found by these ways from now on.
    const points = chosen !== null && contact?.id !== chosen ? pointsOf({ id: chosen, keys: new Set() }, identity) : []
    await writeIntake(intake, { contacts: fresh ? [fresh] : [], points })
  }
  const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
  await apply(tx, [{ ...changes, nextCheckAt }], { workspaceId, actorId: actor.memberId, now, book })
  if (!verdict.allowed) return refused(sayVerdict(book, verdict, language))
  const dealId = changes.dealId
  await closeAs(asking, lead, { status: 'converted', dealId, contactId, responsibleId })
  await writeIntake(intake, { entries: [leadEntry(intake, lead.id, 'lead-converted', actor.memberId, { dealId, pipeline }, clause)] })
  return answer(asking, book, lead.id, {
    becomes: 'deal',
    dealId,
    verdict: { ...sayVerdict(book, verdict, language), followings: sayFollowing(book, following, texts, language) },
  })
}

type ChosenClient = { id: string | null; companyId: string | null; isReturning: boolean }

/** The client whom somebody has chosen; null: it is none of those that are known. One who was merged away is not there any more. */
async function clientOf({ tx, actor }: Asking, contactId: string | null): Promise<ChosenClient> {
  if (contactId === null) return { id: null, companyId: null, isReturning: false }
  const { rows } = await sql<{ id: string; company_id: string | null; won: number }>`
    select contact.id, contact.company_id, coalesce(company.won_deals, contact.won_deals) as won
    from contact left join company on company.workspace_id = contact.workspace_id and company.id = contact.company_id
    where contact.workspace_id = ${actor.workspaceId} and contact.id = ${contactId}::uuid and contact.merged_into is null`.execute(tx)
  const [found] = rows
  if (!found) throw invalid([{ path: '/contactId', message: says.noContact }])
  return { id: found.id, companyId: found.company_id, isReturning: found.won > 0 }
}

/** One more trace of a deal; a deal that is won or lost is not used again (B6). */
async function attachHeld(asking: Asking, book: Book, lead: LeadFull, dealId: string, confirmed?: boolean): Promise<Outcome> {
  const { tx, actor, now, language } = asking
  const found = await lockCase(asking, dealId).catch((error: unknown) => {
    throw error instanceof Problem && error.status === 404 ? invalid([{ path: '/dealId', message: says.noDeal }]) : error
  })
  try {
    mustAct(actor, found.owned)
  } catch (error) {
    throw error instanceof Problem && error.status === 404 ? invalid([{ path: '/dealId', message: says.noDeal }]) : error
  }
  const step: Step = { kind: 'add-inquiry', inquiry: { leadId: lead.id, channel: lead.channel, tags: lead.tags }, at: lead.heard_at }
  const { verdict, changes, following, texts } = decide(book.regulation, { steps: [step], confirmed }, found.situation, now)
  const nextCheckAt = nextCheckAfter(book, found.situation, changes.after, now)
  await apply(tx, [{ ...changes, nextCheckAt }], { workspaceId: actor.workspaceId, actorId: actor.memberId, now, book })
  if (!verdict.allowed) return refused(sayVerdict(book, verdict, language))
  const { contactId, responsibleId } = found.deal
  await closeAs(asking, lead, { status: 'converted', dealId, contactId, responsibleId })
  const intake = await intakeOf(asking, book)
  await writeIntake(intake, { entries: [leadEntry(intake, lead.id, 'lead-attached', actor.memberId, { dealId })] })
  return answer(asking, book, lead.id, {
    becomes: 'trace',
    dealId,
    verdict: { ...sayVerdict(book, verdict, language), followings: sayFollowing(book, following, texts, language) },
  })
}

type End =
  | { status: 'converted'; dealId: string; contactId: string | null; responsibleId: string | null }
  | { status: 'rejected'; reason: string; comment: string | null }

async function closeAs({ tx, actor, now }: Asking, lead: LeadFull, end: End): Promise<void> {
  await closeLate(tx, actor.workspaceId, lead.id, now)
  await tx
    .updateTable('lead')
    .set({
      status: end.status,
      closed_at: at(now),
      closed_by: actor.memberId,
      next_check_at: null,
      version: sql`version + 1`,
      ...(end.status === 'converted'
        ? { deal_id: end.dealId, contact_id: lead.contact_id ?? end.contactId, responsible_id: end.responsibleId }
        : { reject_reason: end.reason, reject_comment: end.comment }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', lead.id)
    .execute()
}

/** Bad: rejected for one of the company's reasons (C4). */
export async function rejectLead(asking: Asking, leadId: string, { reason, comment }: LeadRejection): Promise<Outcome> {
  const { tx, actor } = asking
  const lead = await heldLead(asking, leadId)
  mustBeOpen(lead)
  const book = await bookInForce(tx, actor.workspaceId)
  const known = await tx
    .selectFrom('lead_reason')
    .select('retired_at')
    .where('workspace_id', '=', actor.workspaceId)
    .where('key', '=', reason)
    .forShare() // Who retires it waits, so that what replaces it reaches this lead too.
    .executeTakeFirst()
  if (!known || known.retired_at !== null) throw invalid([{ path: '/reason', message: says.noReason }])
  await closeAs(asking, lead, { status: 'rejected', reason, comment: clean(comment) })
  const intake = await intakeOf(asking, book)
  await writeIntake(intake, {
    entries: [leadEntry(intake, leadId, 'lead-rejected', actor.memberId, { reason, commentLength: comment?.trim().length ?? 0 })],
  })
  return answer(asking, book, leadId, { becomes: 'rejected', dealId: null })
}
