import type { Control, ControlCell, ControlMember, WorstDeal } from '@reglament/contract'
import { DAY_MS, formatInstant, type Instant } from '@reglament/kernel'
import { corridorOf, type Language, readClauses, type Role } from '@reglament/regulation'
import { sql } from 'kysely'
import type { Asking } from '../deals/index.ts'
import { pendingReviews } from '../quality/index.ts'
import { type Book, bookInForce } from '../rulebook/index.ts'
import { controlled, openBreaches } from './scope.ts'

type CellRow = { member_id: string | null; clause: string; open: number; week_ago: number; oldest: Instant | null }

/** Open breaches counted by member and clause, beside how many stood open a week ago: grows with breaches, never with deals. */
async function readCells(asking: Asking, whose: readonly string[] | null): Promise<CellRow[]> {
  const { tx, actor, now } = asking
  const weekAgo = formatInstant(now - 7 * DAY_MS)
  const { rows } = await sql<CellRow>`
    select member_id, clause, sum(open)::integer as open, sum(week_ago)::integer as week_ago, min(oldest) as oldest from (
      select member_id, clause, count(*) as open, min(from_at) as oldest,
        count(*) filter (where from_at <= ${weekAgo}::timestamptz) as week_ago
      from breach where ${openBreaches(asking, whose)} group by member_id, clause
      union all
      select member_id, clause, 0, null, count(*) from breach
      where workspace_id = ${actor.workspaceId} and until_at > ${weekAgo}::timestamptz and from_at <= ${weekAgo}::timestamptz
        ${whose === null ? sql`` : sql`and member_id = any(${whose}::uuid[])`}
      group by member_id, clause
    ) as counted
    group by member_id, clause`.execute(tx)
  return rows
}

type MemberRow = { id: string; name: string; role: Role; load_min: number | null; load_max: number | null; open: number }
const sellers: ReadonlySet<string> = new Set(['manager', 'trainee', 'account-manager'])

/** Those who work deals, and whoever else has something broken, with their load. */
async function readMembers(
  { tx, actor }: Asking,
  { regulation }: Book,
  whose: readonly string[] | null,
  cells: readonly CellRow[],
): Promise<ControlMember[]> {
  const { workspaceId } = actor
  const { rows } = await sql<MemberRow>`
    select member.id, member.name, member.role, member.load_min, member.load_max, coalesce(load.open, 0)::integer as open
    from member
    left join (
      select responsible_id, sum(board_count.deals) as open
      from board_count
      join stage on stage.workspace_id = board_count.workspace_id and stage.pipeline = board_count.pipeline and stage.key = board_count.stage
      join pipeline on pipeline.workspace_id = stage.workspace_id and pipeline.key = stage.pipeline
      where board_count.workspace_id = ${workspaceId} and stage.kind = 'open' and pipeline.kind = 'sales'
      group by responsible_id
    ) as load on load.responsible_id = member.id
    where member.workspace_id = ${workspaceId} and member.deactivated_at is null
      ${whose === null ? sql`` : sql`and member.id = any(${whose}::uuid[])`}`.execute(tx)
  const broken = new Set(cells.map(({ member_id }) => member_id))
  return rows
    .filter(({ id, role, open }) => sellers.has(role) || open > 0 || broken.has(id))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
    .map(({ id, name, role, open, load_min, load_max }) => ({
      id,
      name,
      role,
      deals: open,
      ...corridorOf(regulation, role, { min: load_min, max: load_max }),
    }))
}

type WorstRow = {
  id: string
  number: number
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
async function readWorst(asking: Asking, { regulation }: Book, whose: readonly string[] | null): Promise<WorstDeal[]> {
  const { tx, actor, language } = asking
  const { rows } = await sql<WorstRow>`
    select deal.id, deal.number, deal.title, coalesce(company.name, contact.name) as client, deal.pipeline, deal.stage, deal.responsible_id,
      member.name as responsible_name, worst.oldest,
      (select jsonb_agg(jsonb_build_object('clause', clause, 'from', from_at) order by from_at)
        from (select clause, min(from_at) as from_at from breach where ${openBreaches(asking, whose)} and deal_id = deal.id group by clause) as open
      ) as broken
    from (
      select deal_id, count(distinct clause) as clauses, min(from_at) as oldest
      from breach where ${openBreaches(asking, whose)} and deal_id is not null
      group by deal_id order by clauses desc, oldest limit ${sql.lit(worstMax)}
    ) as worst
    join deal on deal.workspace_id = ${actor.workspaceId} and deal.id = worst.deal_id
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id
    left join contact on contact.workspace_id = deal.workspace_id and contact.id = deal.contact_id
    left join member on member.workspace_id = deal.workspace_id and member.id = deal.responsible_id
    order by worst.clauses desc, worst.oldest`.execute(tx)
  return rows.map(({ id, number, title, client, pipeline, stage, responsible_id, responsible_name, oldest, broken }) => ({
    id,
    number,
    title,
    client,
    stage: regulation.stageName(stage, pipeline)?.[language] ?? stage,
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

/** The control panel of the head (J1): what is broken now, whose it is, how it was a week ago, and the deals that need him most. */
export async function readControl(asking: Asking): Promise<Control> {
  const { tx, actor, now, language } = asking
  const whose = await controlled(asking)
  const book = await bookInForce(tx, actor.workspaceId)
  const rows = await readCells(asking, whose)
  const clauses = clausesOf(book, rows, language)
  const known = new Set(clauses.map(({ key }) => key))
  const cells = rows
    .filter(({ clause }) => known.has(clause))
    .map(({ member_id, clause, open, week_ago, oldest }): ControlCell => ({
      member: member_id,
      clause,
      open,
      weekAgo: week_ago,
      oldest: oldest === null ? null : formatInstant(oldest),
    }))
  const { pending, oldest } = await pendingReviews(asking)
  return {
    at: formatInstant(now),
    mayAct: actor.role === 'head' || actor.role === 'owner',
    members: await readMembers(asking, book, whose, rows),
    clauses,
    cells,
    reviews: { pending, oldest: oldest === null ? null : formatInstant(oldest) },
    worst: await readWorst(asking, book, whose),
  }
}
