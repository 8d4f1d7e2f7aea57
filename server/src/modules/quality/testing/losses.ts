import type { Deal } from '@reglament/contract'
import { sql } from 'kysely'
import { inWorkspace } from '../../../platform/database.ts'
import type { Services } from '../../../platform/services.ts'
import type { Person } from '../../../testing/company.ts'
import { aClient, aDealIn, closed, done, told } from '../../../testing/sandbox.ts'

export const begins = 'Thu 12.03 15:00'

/** A deal that the client has refused in writing, closed by whoever works it. */
export async function lostBy(by: Person, reason = 'too-dear', more: Record<string, unknown> = {}): Promise<Deal> {
  const deal = await aDealIn(by, 'proposal-sent', { contact: aClient({ mail: true }) })
  done(await told(by, deal, 'mail', 'in', 'received', { text: 'Для нас дорого' }))
  done(await told(by, deal, 'mail', 'out', 'sent', { text: 'Спасибо за ответ' }))
  const { items } = done(await by.get<{ items: { id: string; direction: string }[] }>(`/deals/${deal.id}/interactions`))
  const evidence = [items.find(({ direction }) => direction === 'in')!.id]
  return done(await closed(by, deal, reason, { evidence, ...more })).deal
}

/** From now on he has no room for another deal. */
export const fill = (services: Services, workspaceId: number, memberId: string) =>
  inWorkspace(services, workspaceId, (tx) =>
    sql`update member set load_min = 0, load_max = 0 where workspace_id = ${workspaceId} and id = ${memberId}::uuid`.execute(tx),
  )
