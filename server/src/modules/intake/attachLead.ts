import { decide, type Step } from '@reglament/regulation'
import { invalid, Problem, refused } from '../../platform/http/problem.ts'
import { apply, type Asking, lockCase, mustAct, nextCheckAfter } from '../deals/index.ts'
import { type Book, sayFollowing, sayVerdict } from '../rulebook/index.ts'
import { answer, intakeOf, type Outcome } from './leadAct.ts'
import { closeAs } from './leadEnd.ts'
import type { LeadFull } from './readLeads.ts'
import { says } from './words.ts'
import { leadEntry, writeIntake } from './writeIntake.ts'

/** What a deal hears of when a lead is added to it. */
type Heard = Pick<LeadFull, 'id' | 'channel' | 'tags' | 'heard_at'>

/** Tells a deal that is held of one more inquiry; a refusal is recorded like every other. */
export async function tellDeal(
  { tx, actor, now }: Asking,
  book: Book,
  { situation }: Awaited<ReturnType<typeof lockCase>>,
  lead: Heard,
  confirmed?: boolean,
) {
  const step: Step = { kind: 'add-inquiry', inquiry: { leadId: lead.id, channel: lead.channel, tags: lead.tags }, at: lead.heard_at }
  const { verdict, changes, following, texts } = decide(book.regulation, { steps: [step], confirmed }, situation, now)
  const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
  await apply(tx, [{ ...changes, nextCheckAt }], { workspaceId: actor.workspaceId, actorId: actor.memberId, now, book })
  return { verdict, following, texts }
}

/** One more trace of a deal; a deal that is won or lost is not used again (B6). */
export async function attachHeld(asking: Asking, book: Book, lead: LeadFull, dealId: string, confirmed?: boolean): Promise<Outcome> {
  const { actor, language } = asking
  const found = await lockCase(asking, dealId).catch((error: unknown) => {
    throw error instanceof Problem && error.status === 404 ? invalid([{ path: '/dealId', message: says.noDeal }]) : error
  })
  try {
    mustAct(actor, found.owned)
  } catch (error) {
    throw error instanceof Problem && error.status === 404 ? invalid([{ path: '/dealId', message: says.noDeal }]) : error
  }
  const { verdict, following, texts } = await tellDeal(asking, book, found, lead, confirmed)
  if (!verdict.allowed) return refused(sayVerdict(book, verdict, language))
  const { contactId, companyId, responsibleId } = found.deal
  await closeAs(asking, lead, { status: 'converted', dealId, contactId, companyId, responsibleId })
  const intake = await intakeOf(asking, book)
  await writeIntake(intake, { entries: [leadEntry(intake, lead.id, 'lead-attached', actor.memberId, { dealId })] })
  return answer(asking, book, lead.id, {
    becomes: 'trace',
    dealId,
    verdict: { ...sayVerdict(book, verdict, language), followings: sayFollowing(book, following, texts, language) },
  })
}
