import type { Text } from '../../platform/text.ts'
import type { Db } from '../../platform/database.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { mayActOnDeals, membersOfTeamsOf, visibilityOf } from '../members/index.ts'
import { NOBODY } from './apply.ts'

/** Whose deals somebody sees: everybody's, or those of these people. The zero uuid stands for the exchange. */
export type Sight = 'all' | readonly string[]

/** Managers and trainees see their own, a head his teams', the others everything (L6, regulation §3). */
export async function sightOf(db: Db, actor: Actor): Promise<Sight> {
  const visibility = visibilityOf(actor.role)
  if (visibility === 'all') return 'all'
  if (visibility === 'own') return [actor.memberId]
  return [...new Set([actor.memberId, ...(await membersOfTeamsOf(db, actor))])]
}

/** Whose a deal is: its responsible, his team, and the head of that team. */
export type Owned = { responsibleId: string | null; teamId: string | null; headId: string | null }

/** Whether this deal is in sight: the exchange is open to all who work deals. */
export const isInSight = (actor: Actor, owned: Owned): boolean =>
  visibilityOf(actor.role) === 'all' || owned.responsibleId === actor.memberId || owned.responsibleId === null || isOfHisTeam(actor, owned)

/** A head's people are those of the teams that he heads and of his own; without teams, all who are in none. */
const isOfHisTeam = ({ role, memberId, teamId }: Actor, owned: Owned): boolean =>
  visibilityOf(role) === 'team' && (owned.headId === memberId || owned.teamId === teamId)

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

/** Whether somebody works this deal, or only looks at it. */
export function mayAct(actor: Actor, owned: Owned): boolean {
  const { role, memberId } = actor
  if (!mayActOnDeals(role)) return false
  if (role === 'owner' || owned.responsibleId === memberId) return true
  return role === 'head' && (owned.responsibleId === null || isOfHisTeam(actor, owned))
}

/** Who works deals may begin one; the others only look. */
export function mustCreate({ role }: Actor): void {
  if (!mayActOnDeals(role)) throw forbidden(mayNotAct)
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
