import type { ReviewVerdict, SampleVerdict } from '@reglament/contract'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { type Asking, carryOut, type Case, given, lockCase, type Outcome, receiverOf, referenceFaults, sightOf } from '../deals/index.ts'
import { mayActOnDeals } from '../members/index.ts'
import { seesLoss, whyNotCall, whyNotReview } from './judging.ts'
import { type Loss, lossById } from './losses.ts'
import { says } from './words.ts'

/** The closing that is judged, and its deal, locked; what another has written meanwhile is seen. @throws Problem 404 */
async function lockLoss(asking: Asking, id: string): Promise<{ loss: Loss; found: Case }> {
  const { tx, actor } = asking
  const seen = await lossById(tx, actor.workspaceId, id)
  if (!seen || !seesLoss(actor, await sightOf(asking), seen)) throw notFound()
  const found = await lockCase(asking, seen.deal_id)
  const loss = await lossById(tx, actor.workspaceId, id)
  return { loss: loss!, found }
}

/** The deal in the hands of whoever gets it: somebody who works deals, whom the reviewer may give work to. @throws Problem 400, 403 */
async function givenTo(asking: Asking, found: Case, to: string | null): Promise<Case> {
  const { tx, actor } = asking
  if (to === null) return found
  const faults = await referenceFaults(tx, actor.workspaceId, { memberIds: [['/responsibleId', to]] })
  if (faults.length > 0) throw invalid(faults)
  const sight = await sightOf(asking)
  const isTheirs = to === found.deal.responsibleId || actor.role === 'quality-controller' || sight === 'all' || sight.includes(to)
  if (!isTheirs) throw forbidden(says.mayNotGive)
  const receiving = await receiverOf(tx, actor.workspaceId, to)
  if (receiving.receiver?.role && !mayActOnDeals(receiving.receiver.role))
    throw invalid([{ path: '/responsibleId', message: says.worksNoDeals }])
  return { ...found, situation: given(found.situation, receiving) }
}

/** Confirms a loss, or returns the deal to a member or to the exchange; once, and never about one's own (H5). */
export async function reviewClosing(
  asking: Asking,
  id: string,
  { verdict, comment, responsibleId, confirmed }: ReviewVerdict,
): Promise<Outcome> {
  const { loss, found } = await lockLoss(asking, id)
  const why = whyNotReview(asking.actor, loss)
  if (why) throw forbidden(why)
  if (loss.review !== 'pending' || loss.reopened_at !== null) throw conflict(says.reviewed)
  const to = responsibleId === undefined ? found.deal.responsibleId : responsibleId
  const judged = verdict === 'returned' ? await givenTo(asking, found, to) : found
  return carryOut(asking, judged, { steps: [{ kind: 'review', verdict, responsibleId: to, comment }], confirmed })
}

/** Writes down what the client said; a false loss goes on with another manager or on the exchange (H6). */
export async function judgeSample(
  asking: Asking,
  id: string,
  { verdict, falseLoss, note, responsibleId = null, confirmed }: SampleVerdict,
): Promise<Outcome> {
  const { loss, found } = await lockLoss(asking, id)
  if (loss.sample === null) throw notFound()
  const why = whyNotCall(asking.actor, loss)
  if (why) throw forbidden(why)
  if (loss.sample !== 'drawn' || loss.reopened_at !== null) throw conflict(says.called)
  const judged = verdict === 'false' ? await givenTo(asking, found, responsibleId) : found
  return carryOut(asking, judged, { steps: [{ kind: 'sample', verdict, falseLoss, responsibleId, note }], confirmed })
}
