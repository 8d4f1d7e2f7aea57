import { formatInstant, type Instant } from '@reglament/kernel'
import { corridorOf, type Dossier, type Role, type Situation, standing } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/http/problem.ts'
import { type Book, bookOf } from '../rulebook/index.ts'
import type { Asking } from './asking.ts'
import { loadOf, openDealsOf } from './load.ts'
import type { Owned } from './sight.ts'

/** A deal with all that a judgement may look at. */
export type Case = { book: Book; deal: Dossier; situation: Situation; owned: Owned; version: number; nextCheckAt: Instant | null }

type AbsenceRow = { memberId: string; from: string; until: string; standInId: string | null }

type Row = {
  dossier: Dossier
  version: number
  stamp: number
  next_check_at: Instant | null
  responsible_id: string | null
  responsible_role: Role | null
  team_id: string | null
  head_id: string | null
  phone: string | null
  email: string | null
  more_ways: readonly string[] | null
  contact_won: number | null
  company_won: number | null
  default_head_id: string | null
  controllers: string[]
  owners: string[]
  absences: AbsenceRow[] | null
  away: AbsenceRow[] | null
  load: { open: number; min: number | null; max: number | null; maxOff: boolean } | null
  last_head_id: string | null
}

const activeOf = (role: string, workspaceId: number) => sql`
  array(select id::text from member where workspace_id = ${workspaceId} and role = ${role} and deactivated_at is null
    order by created_at limit 2)`

/** Who heads a team, if he still works here. */
const headOf = (workspaceId: number, teamOf: RawBuilder<unknown>) => sql`
  select head.id from member join team on team.workspace_id = member.workspace_id and team.id = member.team_id
    join member as head on head.workspace_id = team.workspace_id and head.id = team.head_id and head.deactivated_at is null
  where member.workspace_id = ${workspaceId} and member.id = ${teamOf}`

/** Kinds of further ways to the contact beside the phone and e-mail that stand on him: `{phone,messenger}` (regulation §3). */
export const furtherWays = sql`
  array(select distinct kind from contact_point
    where contact_point.workspace_id = contact.workspace_id and contact_point.contact_id = contact.id and wrong_at is null
      and not (contact_point.kind = 'phone' and contact.do_not_call) and not (contact_point.kind = 'mail' and contact.do_not_mail))`

/** One deal is asked for as one: for a list PostgreSQL would plan this statement anew each time, which costs ten times its work. */
const oneOf = (ids: readonly string[]) => (ids.length === 1 ? sql`deal.id = ${ids[0]}::uuid` : sql`deal.id = any(${ids}::uuid[])`)

/**
 * Deals with their client's facts, those above their responsible, who is away, and the stamp of the book: one statement for one or for
 * a whole batch. `hold` is the way the rows are locked.
 */
async function readCases(
  db: Db,
  workspaceId: number,
  now: Instant,
  ids: readonly string[],
  hold: RawBuilder<unknown> = sql``,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select deal.dossier, deal.version, rulebook.stamp, deal.responsible_id, member.role as responsible_role, member.team_id, team.head_id,
      case when deal.parked_at is null then deal.next_check_at end as next_check_at,
      case when contact.phone_wrong_at is null and not contact.do_not_call then contact.phone end as phone,
      case when contact.email_wrong_at is null and not contact.do_not_mail then contact.email end as email,
      ${furtherWays} as more_ways, contact.won_deals as contact_won, company.won_deals as company_won, chief.id as default_head_id,
      ${activeOf('quality-controller', workspaceId)} as controllers, ${activeOf('owner', workspaceId)} as owners,
      (select jsonb_agg(jsonb_build_object('memberId', member_id, 'from', from_at, 'until', until_at, 'standInId', stand_in_id)) from absence
        where absence.workspace_id = deal.workspace_id and absence.member_id = any(array(
          select (task ->> 'assigneeId')::uuid from jsonb_array_elements(deal.dossier -> 'openTasks') as task
        ) || deal.responsible_id)) as absences,
      (select jsonb_agg(jsonb_build_object('memberId', member_id, 'from', from_at, 'until', until_at, 'standInId', stand_in_id)) from absence
        where absence.workspace_id = ${workspaceId} and until_at > ${formatInstant(now)}::timestamptz
          and from_at <= ${formatInstant(now)}::timestamptz) as away,
      case when deal.dossier -> 'breaches' @> '[{"clause": "load-max"}]' and member.id is not null then jsonb_build_object(
        'open', (${openDealsOf(workspaceId, sql`deal.responsible_id`)}), 'min', member.load_min, 'max', member.load_max,
        'maxOff', member.load_max_off) end as load,
      case when deal.responsible_id is null then (${headOf(workspaceId, sql`(deal.dossier ->> 'lastResponsibleId')::uuid`)}) end
        as last_head_id
    from deal
    join workspace on workspace.id = deal.workspace_id
    join rulebook on rulebook.workspace_id = deal.workspace_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    left join team on team.workspace_id = deal.workspace_id and team.id = member.team_id
    left join member as chief on chief.workspace_id = deal.workspace_id and chief.id = workspace.default_head_id
      and chief.deactivated_at is null
    where deal.workspace_id = ${workspaceId} and ${oneOf(ids)} ${hold}`.execute(db)
  return rows
}

/** The first of these who is none of those; nobody reviews or decides his own (regulation §3, head of a deal). */
const firstBut = (candidates: readonly (string | null)[], ...not: readonly (string | null)[]) =>
  candidates.find((id): id is string => id !== null && !not.includes(id)) ?? null

function caseOf(book: Book, row: Row, actor: Situation['actor']): Case {
  const { responsible_id: responsibleId, team_id: teamId, head_id: headId, dossier } = row
  const away = new Map((row.away ?? []).map(({ memberId, standInId }) => [memberId, standInId]))
  const present = (id: string | null) => (id !== null && away.has(id) ? away.get(id)! : id)
  const above = [row.head_id ?? row.last_head_id ?? row.default_head_id, ...row.controllers, ...row.owners].map(present)
  // Of an open deal the actor is who may be about to close it.
  const closedBy = dossier.closure ? dossier.closure.by : actor.memberId
  const situation: Situation = {
    deal: dossier,
    client: clientFacts(row),
    actor,
    calendar: book.calendar,
    headId: firstBut(above, responsibleId),
    reviewerId: firstBut(above, responsibleId, closedBy),
    controllerId: firstBut([...row.controllers, ...row.owners].map(present), responsibleId, closedBy),
    receiver: null,
    responsibleRole: row.responsible_role,
    responsibleLoad: row.load && { openDeals: row.load.open, max: corridorOf(book.regulation, row.responsible_role!, row.load).max },
    // Whoever is away now, too: an act may give him a task (D11).
    absences: spans([
      ...(row.absences ?? []),
      ...(row.away ?? []).filter((it) => !row.absences?.some((known) => isSameAbsence(known, it))),
    ]),
  }
  const standInId = responsibleId === null ? null : (away.get(responsibleId) ?? null)
  const isOrder = book.regulation.pipelines.get(dossier.pipeline)?.kind === 'production'
  const owned = { responsibleId, teamId, headId, standInId, isOrder }
  return { book, deal: dossier, situation, owned, version: row.version, nextCheckAt: row.next_check_at }
}

const isSameAbsence = (a: AbsenceRow, b: AbsenceRow) => a.memberId === b.memberId && a.from === b.from

const spans = (absences: Row['absences']) =>
  (absences ?? []).map(({ from, until, ...who }) => ({ ...who, from: Date.parse(from), until: Date.parse(until) }))

type For = Pick<Asking, 'tx' | 'actor' | 'now'>

/** The deal to look at; `hold` is the way its row is locked. To act on it, see `lockCase.ts`. @throws Problem 404 */
export async function lookAtCase({ tx, actor, now }: For, dealId: string, hold?: RawBuilder<unknown>): Promise<Case> {
  const { workspaceId, memberId, role } = actor
  const [row] = await readCases(tx, workspaceId, now, [dealId], hold)
  if (!row) throw notFound()
  return caseOf(await bookOf(tx, workspaceId, row.stamp), row, { memberId, role })
}

/** Deals as this person acts on them; the caller holds their locks. What is not there is left out. */
export async function casesFor({ tx, actor, now }: Pick<Asking, 'tx' | 'actor' | 'now'>, ids: readonly string[]): Promise<Case[]> {
  const { workspaceId, memberId, role } = actor
  const rows = await readCases(tx, workspaceId, now, ids)
  if (!rows[0]) return []
  const book = await bookOf(tx, workspaceId, rows[0].stamp)
  return rows.map((row) => caseOf(book, row, { memberId, role }))
}

/** The regulation itself, when nobody acts. */
export const system = { memberId: null, role: 'system' } as const

/** These deals as the regulation itself looks at them; the caller holds their locks. */
export async function casesOf(tx: Tx, workspaceId: number, now: Instant, ids: readonly string[]): Promise<Case[]> {
  const rows = await readCases(tx, workspaceId, now, ids)
  if (!rows[0]) return []
  const book = await bookOf(tx, workspaceId, rows[0].stamp)
  return rows.map((row) => caseOf(book, row, system))
}

type Receiving = Pick<Situation, 'receiver' | 'absences'>

/**
 * The load of who would get a deal, and when he is away. His row is held until the commit, so that two deals given to him at once are
 * counted one after the other (D9); to look, nothing is held.
 */
export async function receiverOf(
  tx: Tx,
  workspaceId: number,
  memberId: string | null,
  hold: 'held' | 'not held' = 'held',
): Promise<Receiving> {
  if (memberId === null) return { receiver: null, absences: [] }
  const { rows } = await sql<{
    role: Role
    load_min: number | null
    load_max: number | null
    load_max_off: boolean
    stamp: number
    absences: Row['absences']
  }>`
    select role, load_min, load_max, load_max_off, rulebook.stamp, (
      select jsonb_agg(jsonb_build_object('memberId', member_id, 'from', from_at, 'until', until_at, 'standInId', stand_in_id)) from absence
      where absence.workspace_id = ${workspaceId} and absence.member_id = member.id
    ) as absences
    from member join rulebook on rulebook.workspace_id = member.workspace_id
    where member.workspace_id = ${workspaceId} and member.id = ${memberId}
    ${hold === 'held' ? sql`for no key update of member` : sql``}`.execute(tx)
  const [member] = rows
  if (!member) return { receiver: null, absences: [] }
  const { regulation } = await bookOf(tx, workspaceId, member.stamp)
  const { max } = corridorOf(regulation, member.role, { min: member.load_min, max: member.load_max, maxOff: member.load_max_off })
  // A statement of its own: only now does it see what the holder before us wrote.
  const openDeals = max === null ? 0 : await loadOf(tx, workspaceId, memberId)
  return { receiver: { memberId, max, openDeals, role: member.role }, absences: spans(member.absences) }
}

/** The situation of an act that gives the deal to somebody; when he is away counts beside the others' absences. */
export const given = (situation: Situation, { receiver, absences }: Receiving): Situation => ({
  ...situation,
  receiver,
  absences: [...situation.absences, ...absences],
})

/**
 * When the regulation has to look at a deal again after an act. Where the absence of somebody who got a task is not known yet, his
 * duties are looked at as if he were there, which is early and never late.
 */
export const nextCheckAfter = ({ regulation }: Book, situation: Situation, after: Dossier | null, now: Instant): Instant | null =>
  standing(regulation, { ...situation, deal: after }, now).nextCheckAt

type ClientRow = Pick<Row, 'phone' | 'email' | 'contact_won' | 'company_won'> & Partial<Pick<Row, 'more_ways'>>

const has = (ways: readonly string[] | null | undefined, kind: string) => ways?.includes(kind) ?? false

/** What rules know of a client; a company's purchases make its people returning too (regulation §3). */
export const clientFacts = ({ phone, email, more_ways, contact_won, company_won }: ClientRow) => ({
  channels: {
    phone: phone !== null || has(more_ways, 'phone'),
    mail: email !== null || has(more_ways, 'mail'),
    messenger: has(more_ways, 'messenger'),
  },
  wonDeals: company_won ?? contact_won ?? 0,
})

/** The situation of a deal that is not there yet. */
export const situationOfNew = (
  book: Book,
  { memberId, role }: Situation['actor'],
  client: Situation['client'],
  receiving: Receiving,
): Situation => ({
  deal: null,
  client,
  actor: { memberId, role },
  calendar: book.calendar,
  headId: null,
  reviewerId: null,
  controllerId: null,
  ...receiving,
})
