import type { Instant } from '@reglament/kernel'
import type { Regulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { DealEvent } from './events.ts'
import { play } from './play.ts'
import { settle } from './settle.ts'
import type { Situation } from './situation.ts'
import type { Changes } from './verdict.ts'

/**
 * The deals that a won deal has opened, each as it begins: with the client, the fields and the open tasks of the one before, and with
 * the work of its own first stage. The silence of the client goes on to count, and so does the life of the first deal (regulation §4).
 */
export function openedBy(
  regulation: Regulation,
  situation: Situation,
  { after: from, events }: { after: Dossier; events: readonly DealEvent[] },
  now: Instant,
  newId: () => string,
): Changes[] {
  const alone: Situation = { ...situation, deal: null, actor: { memberId: null, role: 'system' }, receiver: null, absences: [] }
  return events.flatMap((event): Changes[] => {
    if (event.type !== 'next-deal-opened') return []
    const { dealId, pipeline, responsibleId, tasks, taskWithin } = event.data
    const { contactId, companyId, budget, noteLength, fields, livesFrom, heardAt } = from
    const stage = regulation.pipelines.get(pipeline)!.first.key
    const whose = { dealId, pipeline, stage, responsibleId, contactId, companyId, inquiryAt: heardAt }
    const beginning = { ...whose, budget, noteLength, fields, linkedFrom: from.dealId, livesFrom }
    const {
      after,
      events: begun,
      texts,
    } = play(
      regulation,
      { steps: [{ kind: 'go-on', beginning, tasks, taskWithin, clause: event.clause ?? 'won-opens-next' }] },
      alone,
      now,
      newId,
    )
    const settled = settle(regulation, { ...alone, deal: after }, now, newId)
    return [{ dealId, before: null, after: settled.after, events: [...begun, ...settled.events], texts }]
  })
}
