import type { ActAnswer } from '@reglament/contract'
import { type Act, decide, type Decision, type Situation } from '@reglament/regulation'
import { refused } from '../../platform/http/problem.ts'
import { type Book, sayFollowing, sayVerdict } from '../rulebook/index.ts'
import { accountManagerFor } from './accountManager.ts'
import { apply } from './apply.ts'
import type { Asking, Outcome } from './asking.ts'
import { readCard, sayCard } from './card.ts'
import type { Owned } from './sight.ts'
import { nextCheckAfter } from './situation.ts'

type Judged = { book: Book; situation: Situation; owned?: Owned }

/** Asks the book, writes what it answered, and tells the deal as it stands now. `prepare` runs only when the act is allowed. */
export async function carryOut(asking: Asking, judged: Judged, act: Act, prepare?: () => Promise<unknown>): Promise<Outcome> {
  const { tx, actor, now, language } = asking
  const { book } = judged
  const accountManagerId = await accountManagerFor(asking, book.regulation, judged.situation, act)
  const situation = { ...judged.situation, accountManagerId }
  const decision = decide(book.regulation, act, situation, now)
  await prepareIf(decision, prepare)
  const nextCheckAt = nextCheckAfter(book, situation, decision.changes.after, now)
  await apply(tx, [{ ...decision.changes, nextCheckAt }], { workspaceId: actor.workspaceId, actorId: actor.memberId, now, book })
  return decision.verdict.allowed ? answer(asking, judged, decision) : refused(sayVerdict(book, decision.verdict, language))
}

const prepareIf = async ({ verdict }: Decision, prepare?: () => Promise<unknown>) => {
  if (verdict.allowed) await prepare?.()
}

async function answer(
  { tx, actor, now, language }: Asking,
  { book, situation, owned }: Judged,
  { verdict, changes, following, texts }: Decision,
): Promise<ActAnswer> {
  const card = await readCard(tx, actor.workspaceId, changes.dealId)
  const ofNew = { teamId: actor.teamId, headId: null, standInId: null }
  const responsibleId = changes.after?.responsibleId ?? null
  const reader = { actor, now, language }
  return {
    id: changes.dealId,
    ...sayVerdict(book, verdict, language),
    followings: sayFollowing(book, following, texts, language),
    deal: sayCard({ book, situation: { ...situation, deal: changes.after }, owned: { ...ofNew, ...owned, responsibleId } }, card, reader),
  }
}
