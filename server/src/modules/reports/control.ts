import type { Control, ControlCell, ControlMember, ControlQuery, WorstDeal } from '@reglament/contract'
import { DAY_MS, formatInstant, type Instant } from '@reglament/kernel'
import { corridorOf, type Language, namesIn, readClauses, type Role } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Asking } from '../deals/index.ts'
import { dealRoles, mayExempt } from '../members/index.ts'
import { pendingReviews } from '../quality/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { controlled, type Narrowed, openBreaches, within } from './scope.ts'

type CellRow = { member_id: string | null; clause: string; about: string | null; open: number; before: number; oldest: Instant | null }

/**
 * Open breaches counted by member and clause, beside how many stood open so many days ago: grows with breaches, never with deals. Of
 * even attention both ends are counted apart.
 */
async function readCells(asking: Asking, of: Narrowed, attention: readonly string[], days: number): Promise<CellRow[]> {
  const { tx, actor, now } = asking
  const then = formatInstant(now - days * DAY_MS)
  const about = sql`case when clause = any(${[...attention]}::text[]) then about end`
  const { rows } = await sql<CellRow>`
    select member_id, clause, about, sum(open)::integer as open, sum(before)::integer as before, min(oldest) as oldest from (
      select member_id, clause, ${about} as about, count(*) as open, min(from_at) as oldest,
        count(*) filter (where from_at <= ${then}::timestamptz) as before
      from breach where ${openBreaches(asking, of)} group by 1, 2, 3
      union all
      select member_id, clause, ${about}, 0, null, count(*) from breach
      where workspace_id = ${actor.workspaceId} and until_at > ${then}::timestamptz and from_at <= ${then}::timestamptz
        ${within(asking, of)}
      group by 1, 2, 3
    ) as counted
    group by 1, 2, 3`.execute(tx)
  return rows
}

type MemberRow = { id: string; name: string; role: Role; team_id: string | null; team_name: string | null; load_min: number | null; load_max: number | null; load_max_off: boolean; open: number } // prettier-ignore

/** Everybody in sight with his team and load. */
async function readPeople({ tx, actor }: Asking, sight: readonly string[] | null): Promise<MemberRow[]> {
  const { workspaceId } = actor
  const { rows } = await sql<MemberRow>`
    select member.id, member.name, member.role, member.team_id, team.name as team_name, member.load_min, member.load_max,
      member.load_max_off, coalesce(load.open, 0) as open
    from member
    left join team on team.workspace_id = member.workspace_id and team.id = member.team_id
    left join member_load as load on load.workspace_id = member.workspace_id and load.member_id = member.id
    where member.workspace_id = ${workspaceId} and member.deactivated_at is null
      ${sight === null ? sql`` : sql`and member.id = any(${sight}::uuid[])`}`.execute(tx)
  return rows
}

/** Those who work deals, and whoever else has something broken. */
function membersOf(people: readonly MemberRow[], { regulation }: Book, cells: readonly CellRow[]): ControlMember[] {
  const broken = new Set(cells.map(({ member_id }) => member_id))
  return people
    .filter(({ id, role, open }) => dealRoles.includes(role) || open > 0 || broken.has(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
    .map(({ id, name, role, team_id, open, load_min, load_max, load_max_off }) => ({
      id,
      name,
      role,
      teamId: team_id,
      deals: open,
      ...corridorOf(regulation, role, { min: load_min, max: load_max, maxOff: load_max_off }),
    }))
}

const teamsOf = (people: readonly MemberRow[]): Control['teams'] =>
  [...new Map(people.flatMap(({ team_id, team_name }) => (team_id === null ? [] : [[team_id, team_name ?? ''] as const])))]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))

type WorstRow = {
  id: string
  number: number
  version: number
  title: string
  client: string | null
  pipeline: string
  stage: string
  responsible_id: string | null
  responsible_name: string | null
  oldest: Instant
  broken: { clause: string; from: string }[]
}
const worstMax = 10

/** The ten deals about which most is broken, the longest broken first; the same clause broken twice counts once. */
async function readWorst(asking: Asking, { regulation }: Book, of: Narrowed): Promise<WorstDeal[]> {
  const { tx, actor, language } = asking
  const { rows } = await sql<WorstRow>`
    select deal.id, deal.number, deal.version, deal.title, coalesce(company.name, contact.name) as client, deal.pipeline, deal.stage, deal.responsible_id,
      member.name as responsible_name, worst.oldest,
      (select jsonb_agg(jsonb_build_object('clause', clause, 'from', from_at) order by from_at)
        from (select clause, min(from_at) as from_at from breach where ${openBreaches(asking, of)} and deal_id = deal.id group by clause) as open
      ) as broken
    from (
      select deal_id, count(distinct clause) as clauses, min(from_at) as oldest
      from breach where ${openBreaches(asking, of)} and deal_id is not null
      group by deal_id order by clauses desc, oldest limit ${sql.lit(worstMax)}
    ) as worst
    join deal on deal.workspace_id = ${actor.workspaceId} and deal.id = worst.deal_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    order by worst.clauses desc, worst.oldest`.execute(tx)
  return rows.map(({ id, number, version, title, client, pipeline, stage, responsible_id, responsible_name, oldest, broken }) => ({
    id,
    number,
    version,
    title,
    client,
    stage: namesIn(regulation, language).stage(stage, pipeline),
    responsible: responsible_id === null ? null : { id: responsible_id, name: responsible_name ?? '' },
    oldest: formatInstant(oldest),
    broken: (broken ?? []).flatMap(({ clause, from }) => {
      const known = regulation.clause(clause)
      return known ? [{ clause, number: known.number, title: known.kind.words[language].title, from: formatInstant(Date.parse(from)) }] : []
    }),
  }))
}

/** The clauses of the cells in the order of the document; one that is off or gone is not looked at any more. */
function clausesOf({ regulation }: Book, cells: readonly CellRow[], language: Language): Control['clauses'] {
  const broken = new Set(cells.map(({ clause }) => clause))
  return readClauses(regulation, language)
    .filter(({ key, mode }) => broken.has(key) && mode !== 'off')
    .map(({ key, number, title, sentence, mode }) => ({ key, number, title, sentence, mode }))
}

/** One cell for a clause and a member, whatever was told apart in it. */
function cellsOf(rows: readonly CellRow[]): ControlCell[] {
  const cells = new Map<string, ControlCell>()
  for (const { member_id: member, clause, open, before, oldest } of rows) {
    const known = cells.get(`${member} ${clause}`)
    const since = [known?.oldest, oldest === null ? null : formatInstant(oldest)].filter((at) => typeof at === 'string').toSorted()[0]
    cells.set(`${member} ${clause}`, {
      member,
      clause,
      open: open + (known?.open ?? 0),
      before: before + (known?.before ?? 0),
      oldest: since ?? null,
    })
  }
  return [...cells.values()]
}

/** Both ends of attention beside each other, by member (D6). */
function attentionOf(rows: readonly CellRow[]): Control['attention'] {
  const told = rows.filter(({ about, open }) => about !== null && open > 0)
  const count = (member: string | null, of: string) =>
    told.filter(({ member_id, about }) => member_id === member && about === of).reduce((sum, { open }) => sum + open, 0)
  return [...new Set(told.map(({ member_id }) => member_id))].map((member) => ({
    member,
    tooOften: count(member, 'too-often'),
    noMovement: count(member, 'no-movement'),
  }))
}

/**
 * The control panel of the head (J1): what is broken now, whose it is, how it was so many days ago, and the deals that need him most; of
 * one team or one pipeline, if he asks for it.
 */
export async function readControl(asking: Asking, { team, pipeline, days = 7 }: ControlQuery = {}): Promise<Control> {
  const { tx, actor, now, language } = asking
  const sight = await controlled(asking)
  const book = await bookInForce(tx, actor.workspaceId)
  const people = await readPeople(asking, sight)
  const called = team === undefined ? people : people.filter(({ team_id }) => team_id === team)
  const of: Narrowed = { whose: team === undefined ? sight : called.map(({ id }) => id), ...(pipeline && { pipeline }) }
  const attention = book.regulation.clauses.flatMap(({ key, kind }) => (kind.kind === 'attention' ? [key] : []))
  const rows = await readCells(asking, of, attention, days)
  const clauses = clausesOf(book, rows, language)
  const known = new Set(clauses.map(({ key }) => key))
  const shown = rows.filter(({ clause }) => known.has(clause))
  const { pending, oldest } = await pendingReviews(asking)
  return {
    at: formatInstant(now),
    mayAct: mayExempt(actor.role),
    members: membersOf(called, book, rows),
    clauses,
    cells: cellsOf(shown),
    attention: attentionOf(shown),
    teams: teamsOf(people),
    days,
    reviews: { pending, oldest: oldest === null ? null : formatInstant(oldest) },
    worst: await readWorst(asking, book, of),
  }
}
