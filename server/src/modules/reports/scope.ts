import { sql, type RawBuilder } from 'kysely'
import { formatInstant } from '@reglament/kernel'
import { forbidden } from '../../platform/http/index.ts'
import { type Asking, NOBODY, sightOf } from '../deals/index.ts'

const above: ReadonlySet<string> = new Set(['head', 'owner', 'admin', 'quality-controller'])
const onlyAbove = {
  ru: 'Контроль видят руководитель, контролёр качества, администратор и собственник.',
  en: 'Control is for heads, the quality controller, the admin and the owner.',
}

/** Whose breaches somebody sees in Control: a head those of his teams, the others all. @throws Problem 403 */
export async function controlled(asking: Asking): Promise<readonly string[] | null> {
  if (!above.has(asking.actor.role)) throw forbidden(onlyAbove)
  const sight = await sightOf(asking)
  return sight === 'all' ? null : sight
}

/** Open breaches of these people that have come to be seen above (D4); answered by the indexes of open breaches. */
export const openBreaches = ({ actor, now }: Asking, whose: readonly string[] | null): RawBuilder<unknown> => sql`
  breach.workspace_id = ${actor.workspaceId} and breach.until_at is null
  and (breach.seen_by_head_from is null or breach.seen_by_head_from <= ${formatInstant(now)}::timestamptz)
  ${whose === null ? sql`` : sql`and breach.member_id = any(${whose.filter((id) => id !== NOBODY)}::uuid[])`}`
