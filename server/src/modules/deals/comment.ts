import type { CommentCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import { invalid, notFound } from '../../platform/http/problem.ts'
import { writeComment } from '../notices/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { referenceFaults } from './references.ts'
import { isInSight } from './sight.ts'
import { lockCase } from './lockCase.ts'

/** A word to colleagues beside a deal, by whoever sees it: the quality controller too, who else only looks (L4). */
export async function commentOn(asking: Asking, dealId: string, { text, mentions = [] }: CommentCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCase(asking, dealId)
  if (!isInSight(actor, found.owned)) throw notFound()
  const memberIds = mentions.map((id, i): [string, string] => [`/mentions/${i}`, id])
  const faults = await referenceFaults(tx, actor.workspaceId, { memberIds })
  if (faults.length > 0) throw invalid(faults)
  const id = newId()
  const said = text.trim()
  return carryOut(asking, found, { steps: [{ kind: 'comment', commentId: id, textLength: said.length, mentions }] }, () =>
    writeComment(tx, actor.workspaceId, { id, dealId, text: said, mentions, byId: actor.memberId, now }),
  )
}
