import type { Instant } from '@reglament/kernel'
import { inWorkspace } from '../../platform/database.ts'
import { explain } from '../../platform/http/explain.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'

/** A fault that has nothing to do with the deal: the database is away or busy, or somebody holds the row. It passes by itself. */
export function isPassing(error: unknown): boolean {
  const { code } = error as { code?: string }
  if (code === '55P03' || code === '40001' || code === '40P01') return true
  return explain(error, {})?.status === 503
}

/** Puts a deal aside with its fault, so that the rest goes on, and raises the alarm; the next act or re-check takes it up again. */
export async function park(services: Services, workspaceId: number, dealId: string, now: Instant, error: unknown): Promise<void> {
  services.log.error({ err: error, alarm: 'deal-parked', workspaceId, dealId }, 'a deal could not be swept and is put aside')
  const fault = (error as Error).message.slice(0, 500)
  await inWorkspace(services, workspaceId, (tx) =>
    tx
      .updateTable('deal')
      .set({ parked_at: at(now), parked_fault: fault })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', dealId)
      .execute(),
  )
}
