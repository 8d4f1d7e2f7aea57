import type { LeadConversion } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import { type Act, decide, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { lockKeys } from '../contacts/index.ts'
import { invalid, refused } from '../../platform/http/problem.ts'
import { apply, type Asking, mustAssign, mustCreate, nextCheckAfter, receiverOf, sightOf, situationOfNew } from '../deals/index.ts'
import { fieldFaults } from '../fields/index.ts'
import { type Book, bookInForce, pipelineNamed, sayFollowing, sayVerdict } from '../rulebook/index.ts'
import { type Arrival, noParts, type Parts } from './arrival.ts'
import { attachHeld } from './attachLead.ts'
import { salesOf } from './dealOfArrival.ts'
import { fieldsOfDeal, titleOf } from './dealOfLead.ts'
import { companyKeysOf, identityOf, keysOf } from './identity.ts'
import { answer, heldLead, intakeOf, mustBeMember, mustBeOpen, type Outcome } from './leadAct.ts'
import { readComments } from './leadComments.ts'
import { closeAs } from './leadEnd.ts'
import { channelsOf, newContactOf, pointsOf } from './leadRow.ts'
import { newCompanyOf } from './newCompany.ts'
import type { LeadFull } from './readLeads.ts'
import { bestOf, companiesOf, contactsOf } from './recognise.ts'
import { inquiryOf } from './sentBefore.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

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

/** Makes the deal of a lead that is held; `clause`: what makes it, where nobody has asked for it. */
export async function convertHeld(
  asking: Asking,
  book: Book,
  lead: LeadFull,
  body: LeadConversion,
  clause: string | null,
): Promise<Outcome> {
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
  // The number is kept apart from what is dialled after it.
  const identity = { ...identityOf(parts), extension: lead.phone_extension }
  await lockKeys(tx, workspaceId, [...keysOf(identity), ...companyKeysOf(parts)])
  const wanted = { company: lead.company_name, inn: lead.inn, email: lead.email }
  const company = (await companiesOf(tx, workspaceId, [wanted]))(wanted)
  const known = await contactsOf(tx, workspaceId, [identity])
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
  const his = chosen === contact?.id ? contact : await clientOf(asking, chosen)
  const newCompany = lead.company_id === null ? newCompanyOf({ now }, { arrival, contact: his, company }) : null
  const companyId = lead.company_id ?? company?.id ?? his?.company_id ?? newCompany?.id ?? null
  const fresh = chosen === null ? { ...newContactOf({ now, language }, { arrival, identity, company }), companyId } : null
  const contactId = chosen ?? fresh!.id
  const create: Step = {
    kind: 'create',
    dealId: newId(),
    pipeline,
    stage: book.regulation.pipelines.get(pipeline)!.first.key,
    title: body.title?.trim() ?? titleOf(parts, identity, language),
    note: (body.note ?? (await noteOf(asking, lead)))?.trim() || undefined,
    budget: moneyOf(lead),
    fields: fieldsOfDeal(book, arrival),
    contactId,
    companyId,
    responsibleId,
    inquiryAt: lead.inquired_at,
    inquiry: await inquiryOf(asking, lead),
  }
  const channels = channelsOf(identity, contact, arrival)
  const client = { channels, wonDeals: company?.won_deals ?? his?.won ?? 0 }
  const receiving = await receiverOf(tx, workspaceId, responsibleId)
  const situation = situationOfNew(book, { memberId: actor.memberId, role: actor.role }, client, receiving)
  const act: Act = { steps: [create], confirmed: body.confirmed }
  const { verdict, changes, following, texts } = decide(book.regulation, act, situation, now)
  const intake = await intakeOf(asking, book)
  const { do_not_call: doNotCall, do_not_mail: doNotMail } = lead
  if (verdict.allowed) {
    // A chosen client is found by these ways from now on.
    const points = chosen !== null && contact?.id !== chosen ? pointsOf({ id: chosen, keys: new Set() }, identity) : []
    const employed = chosen !== null && newCompany ? [{ id: chosen, companyId: newCompany.id }] : []
    const barred = chosen !== null && (doNotCall || doNotMail) ? [{ id: chosen, doNotCall, doNotMail }] : []
    await writeIntake(intake, { companies: newCompany ? [newCompany] : [], contacts: fresh ? [fresh] : [], employed, points, barred })
  }
  const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
  await apply(tx, [{ ...changes, nextCheckAt }], { workspaceId, actorId: actor.memberId, now, book })
  if (!verdict.allowed) return refused(sayVerdict(book, verdict, language))
  const dealId = changes.dealId
  await closeAs(asking, lead, { status: 'converted', dealId, contactId, companyId, responsibleId })
  await writeIntake(intake, { entries: [leadEntry(intake, lead.id, 'lead-converted', actor.memberId, { dealId, pipeline }, clause)] })
  return answer(asking, book, lead.id, {
    becomes: 'deal',
    dealId,
    verdict: { ...sayVerdict(book, verdict, language), followings: sayFollowing(book, following, texts, language) },
  })
}

const noteMax = 20_000
/** What the client has written and colleagues have learned goes along, so that anybody can make the next call (B4). */
async function noteOf({ tx, actor }: Asking, lead: LeadFull): Promise<string> {
  const comments = await readComments(tx, actor.workspaceId, lead.id)
  return [lead.text, ...comments.map(({ text }) => text)].filter(Boolean).join('\n').slice(0, noteMax)
}

type ChosenClient = { id: string; company_id: string | null; won: number }
/** The client whom somebody has chosen; null: it is none of those that are known. One who was merged away is not there any more. */
export async function clientOf({ tx, actor }: Asking, contactId: string | null): Promise<ChosenClient | null> {
  if (contactId === null) return null
  const { rows } = await sql<ChosenClient>`
    select contact.id, contact.company_id, coalesce(company.won_deals, contact.won_deals) as won
    from contact left join company on company.workspace_id = contact.workspace_id and company.id = contact.company_id
    where contact.workspace_id = ${actor.workspaceId} and contact.id = ${contactId}::uuid and contact.merged_into is null`.execute(tx)
  const [found] = rows
  if (!found) throw invalid([{ path: '/contactId', message: says.noContact }])
  return found
}
