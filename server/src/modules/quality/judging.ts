import type { Actor } from '../../platform/http/index.ts'
import type { Text } from '../../platform/text.ts'
import type { Sight } from '../deals/index.ts'
import { mayReview } from '../members/index.ts'
import type { Loss } from './losses.ts'
import { says } from './words.ts'

/** Whether a closing is in sight: of one's own people, of the exchange, or because one is asked to check it. */
export const seesLoss = (actor: Actor, sight: Sight, { responsible_id, reviewer_id }: Pick<Loss, 'responsible_id' | 'reviewer_id'>) =>
  reviewer_id === actor.memberId ||
  sight === 'all' ||
  (mayReview(actor.role) && (responsible_id === null || sight.includes(responsible_id)))

const isOwn = ({ memberId }: Actor, { closed_by, responsible_id }: Loss) => closed_by === memberId || responsible_id === memberId

/** Why somebody may not give the verdict of a review; null when he may. Nobody reviews his own (H5). */
export function whyNotReview(actor: Actor, loss: Loss): Text | null {
  if (!mayReview(actor.role) && loss.reviewer_id !== actor.memberId) return says.notReviewer
  return isOwn(actor, loss) ? says.ownLoss : null
}

/** Why somebody may not give the verdict of a quality call; null when he may. */
export function whyNotCall(actor: Actor, loss: Loss): Text | null {
  if (actor.role !== 'quality-controller' && actor.role !== 'owner') return says.notController
  return isOwn(actor, loss) ? says.ownLoss : null
}
