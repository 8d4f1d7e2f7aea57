import { maySeeOthers } from '../members/index.ts'
import { sql, type RawBuilder } from 'kysely'
import { formatInstant } from '@reglament/kernel'
import { forbidden } from '../../platform/http/index.ts'
import { type Asking, NOBODY, sightOf } from '../deals/index.ts'

const onlyAbove = {
  ru: 'Контроль видят руководитель, контролёр качества, администратор и собственник.',
  en: 'Control is for heads, the quality controller, the admin and the owner.',
}

/** Whose breaches somebody sees in Control: a head those of his teams, the others all. @throws Problem 403 */
export async function controlled(asking: Asking): Promise<readonly string[] | null> {
  if (!maySeeOthers(asking.actor.role)) throw forbidden(onlyAbove)
  const sight = await sightOf(asking)
  return sight === 'all' ? null : sight
}

/** Whose breaches, null: everybody's; and in which pipeline, where only one is looked at. */
export type Narrowed = { readonly whose: readonly string[] | null; readonly pipeline?: string }

/** What narrows breaches, open or not: further conditions of a `where`. */
export const within = ({ actor }: Asking, { whose, pipeline }: Narrowed): RawBuilder<unknown> => sql`
  ${whose === null ? sql`` : sql`and breach.member_id = any(${whose.filter((id) => id !== NOBODY)}::uuid[])`}
  ${
    pipeline === undefined
      ? sql``
      : sql`and exists (select from deal where deal.workspace_id = ${actor.workspaceId} and deal.id = breach.deal_id
          and deal.pipeline = ${pipeline})`
  }`

/** Open breaches that have come to be seen above (D4); answered by the indexes of open breaches. */
export const openBreaches = (asking: Asking, narrowed: Narrowed): RawBuilder<unknown> => sql`
  breach.workspace_id = ${asking.actor.workspaceId} and breach.until_at is null
  and (breach.seen_by_head_from is null or breach.seen_by_head_from <= ${formatInstant(asking.now)}::timestamptz)
  ${within(asking, narrowed)}`
