import type { Receivers } from '@reglament/contract'
import { sql } from 'kysely'
import { at } from '../../platform/instantColumn.ts'
import { corridorOf } from '@reglament/regulation'
import { type Asking, sightOf } from '../deals/index.ts'
import { mayActOnDeals, mayReview } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'

type Row = {
  id: string
  name: string
  role: 'manager' | 'trainee' | 'head' | 'owner'
  load_min: number | null
  load_max: number | null
  load_max_off: boolean
  load: number
  away: boolean
}

/** To whom this person may return a deal, each with his load; who is full is shown, and can't get it (D9). Two statements. */
export async function readReceivers(asking: Asking): Promise<Receivers> {
  const { tx, actor, now } = asking
  const sight = await sightOf(asking)
  const whose = sight === 'all' ? sql`true` : sql`member.id = any(${mayReview(actor.role) ? [...sight] : []}::uuid[])`
  const { regulation } = await bookInForce(tx, actor.workspaceId)
  const { rows } = await sql<Row>`
    select member.id, member.name, member.role, load_min, load_max, load_max_off,
      coalesce((select open from member_load where workspace_id = ${actor.workspaceId} and member_id = member.id), 0) as load,
      exists (select from absence where absence.workspace_id = ${actor.workspaceId} and absence.member_id = member.id
        and from_at <= ${at(now)} and until_at > ${at(now)}) as away
    from member where member.workspace_id = ${actor.workspaceId} and deactivated_at is null and ${whose}
    order by member.name, member.id limit 500`.execute(tx)
  return {
    items: rows
      .filter(({ role }) => mayActOnDeals(role))
      .map(({ id, name, role, load, away, ...own }) => {
        const { max } = corridorOf(regulation, role, { min: own.load_min, max: own.load_max, maxOff: own.load_max_off })
        return { id, name, role, load, max, away }
      }),
  }
}
