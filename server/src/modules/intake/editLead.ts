import type { LeadEdit } from '@reglament/contract'
import { foldText, workingMinutesBetween } from '@reglament/kernel'
import { normalisePhone } from '@reglament/kernel/phone'
import { isConcrete, isLeadFree } from '@reglament/regulation'
import { sql } from 'kysely'
import { conflict, forbidden, invalid, notFound, stale } from '../../platform/http/problem.ts'
import { at, json } from '../../platform/instantColumn.ts'
import { readEmail } from '../contacts/index.ts'
import { type Asking, mayAct, mustAssign, sightOf } from '../deals/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { clientOf, convertHeld } from './convertLead.ts'
import { closeLate } from './lateAnswers.ts'
import { answer, clean, heldLead, intakeOf, mustBeMember, mustBeOpen, type Outcome, routeByHand, wayFaults } from './leadAct.ts'
import { concreteOf, findLead, type LeadFull, leadOf, ownedOf, sayLead } from './readLeads.ts'
import { says } from './words.ts'
import { leadEntry, type Routing, writeIntake } from './writeIntake.ts'

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
  const { phone, email, name, fields, budget, status, responsibleId, contactId, doNotCall, doNotMail } = body
  if (contactId !== undefined) mustBeOpen(lead)
  const faults = wayFaults(body)
  if (faults.length > 0) throw invalid(faults)
  if (responsibleId) await mustBeMember(asking, responsibleId)
  if (responsibleId !== undefined) mustAssign(actor, await sightOf(asking), responsibleId)
  const number = clean(phone) === null ? null : normalisePhone(phone!)
  const given = (key: 'company' | 'text' | 'product' | 'deadline' | 'source') => (body[key] === undefined ? undefined : clean(body[key]))
  const taken = status === 'in-work' && (lead.status === 'new' || lead.responsible_id === null)
  const client = contactId === undefined ? undefined : await clientOf(asking, contactId)
  const route: Routing | undefined = responsibleId === undefined ? undefined : routeByHand(actor, responsibleId)
  await tx
    .updateTable('lead')
    .set({
      ...(name !== undefined && { name: clean(name), folded_name: clean(name) === null ? null : foldText(name!) }),
      ...(phone !== undefined && { phone: number?.e164 ?? null, phone_extension: number?.ext ?? null, phone_written: null }),
      ...(email !== undefined && { email: email === null ? null : readEmail(email) }),
      ...(given('company') !== undefined && { company_name: given('company') }),
      // Another name is another company; which one is looked up when the deal is made.
      ...(given('company') !== undefined && given('company') !== lead.company_name && { company_id: null }),
      ...(given('text') !== undefined && { text: given('text') }),
      ...(given('product') !== undefined && { product: given('product') }),
      ...(given('deadline') !== undefined && { deadline: given('deadline') }),
      ...(given('source') !== undefined && { source: given('source') }),
      ...(budget !== undefined && { budget: budget?.amount ?? null, currency: budget?.currency ?? null }),
      ...(client !== undefined && {
        contact_id: client?.id ?? null,
        company_id: client?.company_id ?? lead.company_id,
        is_returning: (client?.won ?? 0) > 0,
      }),
      ...(doNotCall !== undefined && { do_not_call: doNotCall }),
      ...(doNotMail !== undefined && { do_not_mail: doNotMail }),
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
  const his = client === undefined ? lead.contact_id : (client?.id ?? null)
  if (his !== null && (doNotCall !== undefined || doNotMail !== undefined)) await wishOfClient(asking, his, body)
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

/** Who is known is asked for nothing more under any of his cards; taken back here, it is taken back there. */
const wishOfClient = ({ tx, actor }: Asking, contactId: string, { doNotCall, doNotMail }: LeadEdit) =>
  tx
    .updateTable('contact')
    .set({
      ...(doNotCall !== undefined && { do_not_call: doNotCall }),
      ...(doNotMail !== undefined && { do_not_mail: doNotMail }),
      version: sql`version + 1`,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', contactId)
    .execute()
