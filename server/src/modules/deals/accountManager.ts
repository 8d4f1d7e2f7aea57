import { formatInstant } from '@reglament/kernel'
import type { Act, Regulation, Situation } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Asking } from './asking.ts'

/** Whether an act may win its deal, and so open an order for somebody. */
const mayWin = (regulation: Regulation, { deal }: Situation, { steps }: Act): boolean =>
  deal !== null &&
  steps.some((step) => step.kind === 'record-fact' || (step.kind === 'move' && regulation.stage(deal.pipeline, step.to).kind === 'won'))

/**
 * Who takes the next order: of the account managers who are here the one with the fewest open orders. A company without one has its
 * orders worked by the head, for sellers do not work in production (B14). Null where the act opens none. One statement.
 */
export async function accountManagerFor(
  { tx, actor, now }: Asking,
  regulation: Regulation,
  situation: Situation,
  act: Act,
): Promise<string | null> {
  if (!mayWin(regulation, situation, act)) return null
  const { workspaceId } = actor
  const orders = [...regulation.pipelines.values()].filter(({ kind }) => kind === 'production').map(({ key }) => key)
  const done = orders.flatMap((key) => regulation.closedStage(key, 'won') ?? [])
  const at = formatInstant(now)
  const { rows } = await sql<{ id: string }>`
    select member.id from member
    left join lateral (
      select sum(deals) as open from board_count
      where workspace_id = ${workspaceId} and pipeline = any(${orders}::text[]) and responsible_id = member.id and stage <> all(${done}::text[])
    ) as load on true
    where member.workspace_id = ${workspaceId} and member.role = 'account-manager' and member.deactivated_at is null
      and not exists (select from absence where absence.workspace_id = ${workspaceId} and absence.member_id = member.id
        and from_at <= ${at}::timestamptz and until_at > ${at}::timestamptz)
    order by coalesce(load.open, 0), member.created_at, member.id limit 1`.execute(tx)
  const { responsibleRole, headId, deal } = situation
  const sells = responsibleRole === 'manager' || responsibleRole === 'trainee'
  return rows[0]?.id ?? (sells ? headId : (deal?.responsibleId ?? headId))
}
