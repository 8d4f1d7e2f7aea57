import type { LeadArrived, LeadCreation } from '@reglament/contract'
import { type Instant, parseInstant } from '@reglament/kernel'
import { type Fault, invalid } from '../../platform/http/problem.ts'
import { readMessenger } from '../contacts/index.ts'
import { type Asking, byHandFaults, isInSight, mustAssign, mustCreate, sightOf } from '../deals/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { type Arrival, noParts, type Parts } from './arrival.ts'
import { answer, clean, intakeOf, mustBeMember, wayFaults } from './leadAct.ts'
import { leadForDeal } from './leadForDeal.ts'
import { findLead, ownedOf } from './readLeads.ts'
import { takeIn } from './takeIn.ts'
import { says } from './words.ts'

function creationFaults(body: LeadCreation, book: Book, now: Instant): Fault[] {
  const { phone, email, name, messenger, channel = 'hand' } = body
  const at = body.inquiredAt === undefined ? now : parseInstant(body.inquiredAt)
  const path = '/inquiredAt'
  return [
    ...wayFaults(body),
    ...(channel === 'hand' ? byHandFaults(book, at, now, path) : at > now ? [{ path, message: says.future }] : []),
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
export async function createLead(asking: Asking, body: LeadCreation): Promise<LeadArrived> {
  const { tx, actor, now } = asking
  mustCreate(actor)
  const book = await bookInForce(tx, actor.workspaceId)
  const faults = creationFaults(body, book, now)
  if (faults.length > 0) throw invalid(faults)
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
  const intake = await intakeOf(asking, book)
  const [taken] = await takeIn(intake, [arrival])
  const { becomes, dealId } = taken!
  // A deal made by hand has no lead; what came for it becomes one now, so that nothing stands without its trace.
  const leadId = taken!.leadId ?? (await leadForDeal(intake, dealId!, arrival))
  return (await passedOn(asking, leadId, becomes)) ?? { ...(await answer(asking, book, leadId, { becomes, dealId })), passedTo: null }
}

/** The client is a colleague's, whose cards are not shown: it is taken in all the same, and he is named who has it now (C1, L6). */
async function passedOn(asking: Asking, leadId: string, becomes: string): Promise<LeadArrived | null> {
  const lead = (await findLead(asking, leadId))!
  if (isInSight(asking.actor, ownedOf(lead))) return null
  const passedTo = { id: lead.responsible_id!, name: lead.responsible_name! }
  const said = { allowed: true, findings: [], refusals: [], followings: [] }
  return { id: leadId, lead: null, becomes, ...said, dealId: null, deal: null, passedTo }
}
