import type { Text } from '../../platform/text.ts'
import type { Db } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { NOBODY } from './apply.ts'

/** Whose deals somebody sees: everybody's, or those of these people. The zero uuid stands for the exchange. */
export type Sight = 'all' | readonly string[]

const seesAll = new Set(['owner', 'admin', 'quality-controller'])

/** Managers and trainees see their own, a head his teams', the others everything (L6, regulation §3). */
export async function sightOf(db: Db, { role, memberId, workspaceId }: Actor): Promise<Sight> {
  if (seesAll.has(role)) return 'all'
  if (role !== 'head') return [memberId]
  const team = await db
    .selectFrom('member')
    .innerJoin('team', (join) => join.onRef('team.workspace_id', '=', 'member.workspace_id').onRef('team.id', '=', 'member.team_id'))
    .select('member.id')
    .where('member.workspace_id', '=', workspaceId)
    .where('team.head_id', '=', memberId)
    .execute()
  return [...new Set([memberId, ...team.map(({ id }) => id)])]
}

export type Owned = { responsibleId: string | null; headId: string | null }

/** Whether this deal is in sight: the exchange is open to all who work deals. */
export const isInSight = ({ role, memberId }: Actor, { responsibleId, headId }: Owned): boolean =>
  seesAll.has(role) || responsibleId === memberId || responsibleId === null || (role === 'head' && headId === memberId)

const mayNotAct: Text = {
  ru: 'Вести сделки может их ответственный, его руководитель или собственник.',
  en: 'A deal is worked by its responsible, his head or the owner.',
}
const mayNotAssign: Text = {
  ru: 'Передать сделку может руководитель этого сотрудника или собственник.',
  en: 'Deals are assigned by the head of that member or by the owner.',
}

/** Sees it and may act on it; otherwise it is not there (404), or it is somebody else's work (403). */
export function mustAct(actor: Actor, deal: Owned): void {
  if (!isInSight(actor, deal)) throw notFound()
  if (!mayAct(actor, deal)) throw forbidden(mayNotAct)
}

function mayAct({ role, memberId }: Actor, { responsibleId, headId }: Owned): boolean {
  if (role === 'owner') return true
  if (role === 'head') return responsibleId === memberId || headId === memberId || responsibleId === null
  return (role === 'manager' || role === 'trainee' || role === 'account-manager') && responsibleId === memberId
}

/** Who works deals may begin one; the others only look. */
export function mustCreate({ role }: Actor): void {
  if (role === 'quality-controller' || role === 'admin') throw forbidden(mayNotAct)
}

/** One gives a deal to oneself or to the exchange; to others only a head within his teams, or the owner. */
export function mustAssign({ role, memberId }: Actor, sight: Sight, responsibleId: string | null): void {
  const allowed =
    responsibleId === null || responsibleId === memberId || role === 'owner' || (sight !== 'all' && sight.includes(responsibleId))
  if (!allowed) throw forbidden(mayNotAssign)
}

/** The people whose deals a screen shows: those asked for, as far as they are in sight; null for everybody. */
export function inView(sight: Sight, asked: string | undefined): readonly string[] | null {
  if (asked === undefined || asked === '') return sight === 'all' ? null : sight
  const ids = asked.split(',').map((id) => (id === 'none' ? NOBODY : id))
  return sight === 'all' ? ids : ids.filter((id) => id === NOBODY || sight.includes(id))
}
