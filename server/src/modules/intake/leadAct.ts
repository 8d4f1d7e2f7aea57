import type { LeadActAnswer } from '@reglament/contract'
import { conflict, type Fault, forbidden, invalid, type Problem } from '../../platform/http/problem.ts'
import { normalisePhone } from '@reglament/kernel/phone'
import { readEmail } from '../contacts/index.ts'
import { type Asking, lockCase, mayAct, readCard, sayCard } from '../deals/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { type LeadFull, leadOf, ownedOf, sayLead } from './readLeads.ts'
import type { Intake } from './takeIn.ts'
import { turning } from './understand.ts'
import { says } from './words.ts'
import type { Routing } from './writeIntake.ts'

/** What an act on a lead answers: what it is now, or what the regulation has refused. */
export type Outcome = LeadActAnswer | Problem

export const intakeOf = async ({ tx, actor, now, language }: Asking, book?: Book): Promise<Intake> => ({
  tx,
  workspaceId: actor.workspaceId,
  now,
  book: book ?? (await bookInForce(tx, actor.workspaceId)),
  language,
  currency: actor.currency,
})

/** A text without what stands around it and without marks that would turn round the list it stands in; nothing where nothing is left. */
export const clean = (text: string | null | undefined) => text?.replaceAll(turning, '').trim() || null

/** What was typed as a phone or an e-mail and can be none; `at` is where the two stand. */
export const wayFaults = ({ phone, email }: { phone?: string | null; email?: string | null }, at = ''): Fault[] => [
  ...(clean(phone) && !normalisePhone(phone!) ? [{ path: `${at}/phone`, message: says.notAPhone }] : []),
  ...(clean(email) && !readEmail(email!) ? [{ path: `${at}/email`, message: says.notAMail }] : []),
]

export async function mustBeMember({ tx, actor }: Asking, memberId: string, path = '/responsibleId'): Promise<void> {
  const found = await tx
    .selectFrom('member')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', memberId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw invalid([{ path, message: says.noMember }])
}

type Judged = { becomes: string; dealId: string | null; verdict?: Pick<LeadActAnswer, 'allowed' | 'findings' | 'refusals' | 'followings'> }
/** What an act on a lead answers; the deal with it, as far as who asks may see it. */
export async function answer(asking: Asking, book: Book, leadId: string, { becomes, dealId, verdict }: Judged): Promise<LeadActAnswer> {
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

/** How somebody came by a lead that was given to him, or that he took himself. */
export const routeByHand = ({ memberId }: Asking['actor'], responsibleId: string | null): Routing => ({
  responsibleId,
  way: responsibleId === null ? 'exchange' : responsibleId === memberId ? 'creator' : 'by-hand',
  because: null,
  meantFor: null,
  reserved: null,
  clause: null,
})

export function mustBeOpen({ status, merged_into }: LeadFull): void {
  if (merged_into !== null) throw conflict(says.isMerged)
  if (status === 'converted') throw conflict(says.isConverted)
  if (status === 'rejected') throw conflict(says.isRejected)
}

/** The lead, locked, to be worked by who asks. */
export async function heldLead(asking: Asking, leadId: string): Promise<LeadFull> {
  const lead = await leadOf(asking, leadId, 'held')
  if (!mayAct(asking.actor, ownedOf(lead))) throw forbidden(says.mayNotAct)
  return lead
}
