import { formatInstant } from '@reglament/kernel'
import { sql } from 'kysely'
import type { Text } from '../../platform/text.ts'
import type { Actor } from '../../platform/http/actor.ts'
import { forbidden, notFound } from '../../platform/http/problem.ts'
import { mayActOnDeals, membersOfTeamsOf, visibilityOf } from '../members/index.ts'
import { NOBODY } from './counts.ts'
import type { Asking } from './asking.ts'

/** Whose deals somebody sees: everybody's, or those of these people. The zero uuid stands for the exchange. */
export type Sight = 'all' | readonly string[]

/** Managers and trainees see their own, a head his teams', the others everything (L6, regulation §3); and of those they stand in for. */
export async function sightOf({ tx, actor, now }: Pick<Asking, 'tx' | 'actor' | 'now'>): Promise<Sight> {
  const visibility = visibilityOf(actor.role)
  if (visibility === 'all') return 'all'
  const { rows } = await sql<{ id: string }>`
    select distinct member_id::text as id from absence
    where workspace_id = ${actor.workspaceId} and until_at > ${formatInstant(now)}::timestamptz
      and from_at <= ${formatInstant(now)}::timestamptz and stand_in_id = ${actor.memberId}`.execute(tx)
  const team = visibility === 'team' ? await membersOfTeamsOf(tx, actor) : []
  return [...new Set([actor.memberId, ...rows.map(({ id }) => id), ...team])]
}

/** Whose a deal is: its responsible, his team, the head of that team, and who stands in for him while he is away. */
export type Owned = {
  responsibleId: string | null
  teamId: string | null
  headId: string | null
  standInId: string | null
  /** An order in production is worked by account managers, not by sellers (B14). */
  isOrder?: boolean
}

const isHis = ({ memberId }: Actor, { responsibleId, standInId }: Owned) => responsibleId === memberId || standInId === memberId

/** Whether this deal is in sight: the exchange is open to all who work deals. */
export const isInSight = (actor: Actor, owned: Owned): boolean =>
  visibilityOf(actor.role) === 'all' || isHis(actor, owned) || owned.responsibleId === null || isOfHisTeam(actor, owned)

/** A head's people are those of the teams that he heads and of his own; without teams, all who are in none. */
const isOfHisTeam = ({ role, memberId, teamId }: Actor, owned: Owned): boolean =>
  visibilityOf(role) === 'team' && (owned.headId === memberId || owned.teamId === teamId)

const mayNotAct: Text = {
  ru: 'Вести сделки может их ответственный, его руководитель или собственник.',
  en: 'A deal is worked by its responsible, his head or the owner.',
}
const mayNotTake: Text = {
  ru: 'Сделки с биржи берут те, кто их ведёт.',
  en: 'Deals are taken from the exchange by those who work them.',
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
  if (!mayActOnDeals(actor.role, owned.isOrder ? 'production' : 'sales')) return false
  if (actor.role === 'owner' || isHis(actor, owned)) return true
  return actor.role === 'head' && (owned.responsibleId === null || isOfHisTeam(actor, owned))
}

/** Who works deals may begin one; the others only look. */
export function mustCreate({ role }: Actor): void {
  if (!mayActOnDeals(role)) throw forbidden(mayNotAct)
}

/** Who works deals takes them from the exchange too; whether he may take this one is said by the regulation (I4). */
export function mustTake({ role }: Actor): void {
  if (!mayActOnDeals(role)) throw forbidden(mayNotTake)
}

/** One gives a deal to oneself or to the exchange; to others only a head within his teams, or the owner. */
export function mustAssign({ role, memberId }: Actor, sight: Sight, responsibleId: string | null): void {
  const isHead = role === 'head' && sight !== 'all' && responsibleId !== null && sight.includes(responsibleId)
  const allowed = responsibleId === null || responsibleId === memberId || role === 'owner' || isHead
  if (!allowed) throw forbidden(mayNotAssign)
}

/** The people whose deals a screen shows: those asked for, as far as they are in sight; null for everybody. */
export function inView(sight: Sight, asked: string | undefined): readonly string[] | null {
  if (asked === undefined || asked === '') return sight === 'all' ? null : sight
  const ids = asked.split(',').map((id) => (id === 'none' ? NOBODY : id))
  return sight === 'all' ? ids : ids.filter((id) => id === NOBODY || sight.includes(id))
}
