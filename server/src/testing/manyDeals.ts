// Many deals at once, through the book and the writes of every act, for tests of what falls due in bulk.
import { newId, type Instant } from '@reglament/kernel'
import { decide, type Step } from '@reglament/regulation'
import { apply } from '../modules/deals/index.ts'
import { nextCheckAfter, situationOfNew } from '../modules/deals/situation.ts'
import { bookInForce } from '../modules/rulebook/index.ts'
import { inWorkspace } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'

type Wanted = { workspaceId: number; memberId: string | null; now: Instant; count: number }

/** Makes new requests of one member, or of nobody, which wait on the exchange; answers their ids in order. */
export const manyDeals = (services: Services, { workspaceId, memberId, now, count }: Wanted): Promise<string[]> =>
  inWorkspace(services, workspaceId, async (tx) => {
    const book = await bookInForce(tx, workspaceId)
    const client = { channels: { phone: true, mail: false, messenger: false }, wonDeals: 0 }
    const situation = situationOfNew(book, { memberId, role: memberId === null ? 'system' : 'manager' }, client, {
      receiver: null,
      absences: [],
    })
    const writes = Array.from({ length: count }, (_, i) => {
      const step: Step = {
        kind: 'create',
        dealId: newId(),
        pipeline: 'sales',
        stage: 'new-request',
        title: `Сделка ${i + 1}`,
        contactId: null,
        companyId: null,
        responsibleId: memberId,
        inquiryAt: now,
      }
      const { changes } = decide(book.regulation, { steps: [step] }, situation, now)
      return { ...changes, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
    })
    await apply(tx, writes, { workspaceId, actorId: memberId, now, book })
    return writes.map(({ dealId }) => dealId)
  })
