import type { Release, ReleaseCreation, ReleaseDeal, ReleaseMember, ReleaseState, Role } from '@reglament/contract'
import { DAY_MS, formatInstant, type Instant, isId, newId, parseInstant } from '@reglament/kernel'
import { releaseTerms } from '@reglament/regulation'
import { sql } from 'kysely'
import { cursorOf, readCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { conflict, type Fault, forbidden, invalid, notFound } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import { type Asking, sightOf } from '../deals/index.ts'
import { mayExempt, sellerRoles } from '../members/index.ts'
import { bookInForce } from '../rulebook/index.ts'
import { endCalls } from './runRelease.ts'
import { says } from './words.ts'

const deadlineMaxMs = 60 * DAY_MS

type Seller = { id: string; role: Role; open: number }

/** Sellers in sight with the number of their open deals; only these of them when ids are given. */
async function sellersInSight(asking: Asking, ids: readonly string[] | undefined): Promise<Seller[]> {
  const { tx, actor } = asking
  const sight = await sightOf(asking)
  const { rows } = await sql<Seller>`
    select member.id::text, role, coalesce(load.open, 0) as open
    from member left join member_load as load on load.workspace_id = member.workspace_id and load.member_id = member.id
    where member.workspace_id = ${actor.workspaceId} and member.deactivated_at is null
      ${ids ? sql`and member.id = any(${[...ids]}::uuid[])` : sql`and role = any(${[...sellerRoles]}::text[])`}
      ${sight === 'all' ? sql`` : sql`and member.id = any(${[...sight]}::uuid[])`}
    order by member.id`.execute(tx)
  return rows
}

function calledFaults(wanted: readonly string[], found: readonly Seller[]): Fault[] {
  const known = new Map(found.map((it) => [it.id, it]))
  return wanted.flatMap((id, i) => {
    const seller = known.get(id)
    if (!seller) return [{ path: `/memberIds/${i}`, message: says.notHisPeople }]
    return sellerRoles.includes(seller.role) ? [] : [{ path: `/memberIds/${i}`, message: says.notASeller }]
  })
}

/** Opens a release: until its deadline each called manager marks what to keep, then the rest goes to the exchange (I3). */
export async function openRelease(asking: Asking, { deadline, keep, memberIds }: ReleaseCreation): Promise<string> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  if (!mayExempt(actor.role)) throw forbidden(says.mayNotRelease)
  const { regulation, calendar } = await bookInForce(tx, workspaceId)
  const terms = releaseTerms(regulation)
  if (!terms) throw conflict(says.clauseOff)
  const deadlineAt = deadline === undefined ? terms.deadline(calendar, now) : parseInstant(deadline)
  const sellers = await sellersInSight(asking, memberIds)
  const faults = [
    ...(deadlineAt <= now ? [{ path: '/deadline', message: says.deadlinePast }] : []),
    ...(deadlineAt > now + deadlineMaxMs ? [{ path: '/deadline', message: says.deadlineFar }] : []),
    ...(memberIds ? calledFaults(memberIds, sellers) : []),
  ]
  if (faults.length > 0) throw invalid(faults)
  const called = memberIds ? sellers : sellers.filter(({ open }) => open > 0)
  if (called.length === 0) throw conflict(says.nobodyToCall)
  const id = newId()
  await tx
    .insertInto('release')
    .values({
      workspace_id: workspaceId,
      id,
      deadline_at: at(deadlineAt),
      keep_max: keep ?? terms.keep,
      always_kept: terms.alwaysKept,
      opened_by: actor.memberId,
      opened_at: at(now),
    })
    .execute()
  await sql`
    insert into release_member (workspace_id, release_id, member_id)
    select ${workspaceId}::integer, ${id}::uuid, unnest(${called.map((it) => it.id)}::uuid[])`.execute(tx)
  return id
}

type Row = {
  id: string
  deadline_at: Instant
  keep_max: number
  always_kept: string[]
  opened_by: string
  opened_by_name: string
  opened_at: Instant
  cancelled_at: Instant | null
  started_at: Instant | null
  done_at: Instant | null
  undo_until: Instant | null
  undone_at: Instant | null
  undo_done_at: Instant | null
  member_ids: string[]
}

const stateOf = ({ cancelled_at, started_at, done_at, undone_at, undo_done_at }: Row): ReleaseState => {
  if (cancelled_at !== null) return 'cancelled'
  if (started_at === null) return 'open'
  if (done_at === null) return 'running'
  if (undone_at === null) return 'done'
  return undo_done_at === null ? 'undoing' : 'undone'
}

/** Releases, the latest first: the only one, or those that are not over. */
async function readRows(tx: Tx, workspaceId: number, { id, open }: { id?: string; open?: boolean }, lock = false): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select release.id, deadline_at, keep_max, always_kept, opened_by, opener.name as opened_by_name, opened_at, cancelled_at, started_at,
      done_at, undo_until, undone_at, undo_done_at,
      array(select member_id::text from release_member
        where release_member.workspace_id = release.workspace_id and release_id = release.id order by member_id) as member_ids
    from release join member as opener on opener.workspace_id = release.workspace_id and opener.id = opened_by
    where release.workspace_id = ${workspaceId}
      ${id === undefined ? sql`` : sql`and release.id = ${id}::uuid`}
      ${open ? sql`and cancelled_at is null and done_at is null` : sql``}
    order by opened_at desc, release.id desc limit 20 ${lock ? sql`for update of release` : sql``}`.execute(tx)
  return rows
}

/** Who opened it, who heads all who are called, and the owner manage it; who is called sees it. */
async function sightOfRelease(asking: Asking, row: Row): Promise<{ sees: boolean; manages: boolean }> {
  const { actor } = asking
  const sight = await sightOf(asking)
  const covers = sight === 'all' || row.member_ids.every((id) => sight.includes(id))
  const manages = mayExempt(actor.role) && (covers || row.opened_by === actor.memberId)
  return { manages, sees: manages || sight === 'all' || row.member_ids.includes(actor.memberId) }
}

const countOf = (state: string) => sql`count(*) filter (where state = ${state})::integer`

/** Before the start as it would be now; afterwards as it was, from what was written down. */
async function readMembers(tx: Tx, workspaceId: number, row: Row, only: string | null): Promise<ReleaseMember[]> {
  const mine = only === null ? sql`` : sql`and called.member_id = ${only}::uuid`
  type Counted = Omit<ReleaseMember, 'member'> & { id: string; name: string }
  const isAhead = row.started_at === null
  const { rows } = isAhead
    ? await sql<Counted>`
        select member.id, member.name, count(deal.id)::integer as open,
          count(mark.deal_id) filter (where deal.stage <> all (${row.always_kept}::text[]))::integer as marked,
          count(deal.id) filter (where deal.stage = any (${row.always_kept}::text[]))::integer as always,
          count(deal.id) filter (where deal.stage <> all (${row.always_kept}::text[]) and mark.deal_id is null)::integer as goes,
          0 as gone, 0 as taken, 0 as returned, 0 as "noRoom"
        from release_member as called
        join member on member.workspace_id = called.workspace_id and member.id = called.member_id
        left join (
          deal join pipeline on pipeline.workspace_id = deal.workspace_id and pipeline.key = deal.pipeline and pipeline.kind = 'sales'
        ) on deal.workspace_id = called.workspace_id and deal.responsible_id = called.member_id and deal.status = 'open'
        left join release_mark as mark on mark.workspace_id = called.workspace_id and mark.release_id = called.release_id
          and mark.deal_id = deal.id and mark.member_id = called.member_id
        where called.workspace_id = ${workspaceId} and called.release_id = ${row.id}::uuid ${mine}
        group by member.id, member.name order by member.name, member.id`.execute(tx)
    : await sql<Counted>`
        select member.id, member.name, 0 as open, 0 as always,
          (select count(*)::integer from release_mark as mark where mark.workspace_id = ${workspaceId} and mark.release_id = ${row.id}::uuid
            and mark.member_id = member.id) as marked,
          ${countOf('going')} as goes, (${countOf('gone')} + ${countOf('returning')}) as gone, ${countOf('taken')} as taken,
          ${countOf('returned')} as returned, ${countOf('no-room')} as "noRoom"
        from release_member as called
        join member on member.workspace_id = called.workspace_id and member.id = called.member_id
        left join release_deal as going on going.workspace_id = called.workspace_id and going.release_id = called.release_id
          and going.member_id = called.member_id
        where called.workspace_id = ${workspaceId} and called.release_id = ${row.id}::uuid ${mine}
        group by member.id, member.name order by member.name, member.id`.execute(tx)
  return rows.map(({ id, name, ...counts }) => ({ member: { id, name }, ...counts }))
}

/** The deals that who asks has marked, and what would become of his others. */
async function readMine(tx: Tx, workspaceId: number, row: Row, memberId: string): Promise<Release['mine']> {
  if (!row.member_ids.includes(memberId)) return null
  const { rows } = await sql<{ id: string }>`
    select deal_id::text as id from release_mark
    where workspace_id = ${workspaceId} and release_id = ${row.id}::uuid and member_id = ${memberId}::uuid order by deal_id`.execute(tx)
  const [own] = await readMembers(tx, workspaceId, row, memberId)
  return { marked: rows.map(({ id }) => id), open: own?.open ?? 0, always: own?.always ?? 0, goes: own?.goes ?? 0 }
}

async function sayRelease(asking: Asking, row: Row, manages: boolean): Promise<Release> {
  const { tx, actor } = asking
  const sight = await sightOf(asking)
  const seesAll = manages || sight === 'all'
  return {
    id: row.id,
    state: stateOf(row),
    deadline: formatInstant(row.deadline_at),
    keep: row.keep_max,
    alwaysKept: row.always_kept,
    openedBy: { id: row.opened_by, name: row.opened_by_name },
    openedAt: formatInstant(row.opened_at),
    undoUntil: row.undo_until === null ? null : formatInstant(row.undo_until),
    mayManage: manages,
    members: await readMembers(tx, actor.workspaceId, row, seesAll ? null : actor.memberId),
    mine: await readMine(tx, actor.workspaceId, row, actor.memberId),
  }
}

/** A release in sight, locked when it is to be changed. @throws Problem 404 */
export async function findRelease(asking: Asking, id: string, lock = false): Promise<{ row: Row; manages: boolean }> {
  const [row] = await readRows(asking.tx, asking.actor.workspaceId, { id }, lock)
  if (!row) throw notFound()
  const { sees, manages } = await sightOfRelease(asking, row)
  if (!sees) throw notFound()
  return { row, manages }
}

/** One release as who asks may see it. @throws Problem 404 */
export async function readRelease(asking: Asking, id: string): Promise<Release> {
  const { row, manages } = await findRelease(asking, id)
  return sayRelease(asking, row, manages)
}

/** The latest releases in sight. */
export async function readReleases(asking: Asking, open: boolean): Promise<Release[]> {
  const rows = await readRows(asking.tx, asking.actor.workspaceId, { open })
  const releases: Release[] = []
  for (const row of rows) {
    const { sees, manages } = await sightOfRelease(asking, row)
    if (sees) releases.push(await sayRelease(asking, row, manages))
  }
  return releases
}

function mustManage(manages: boolean): void {
  if (!manages) throw forbidden(says.mayNotRelease)
}

/** Calls a release off before its deadline; marks are forgotten with it. */
export async function cancelRelease(asking: Asking, id: string): Promise<void> {
  const { tx, actor, now } = asking
  const { row, manages } = await findRelease(asking, id, true)
  mustManage(manages)
  if (row.cancelled_at !== null) throw conflict(says.cancelled)
  if (row.started_at !== null || row.deadline_at <= now) throw conflict(says.runs)
  await tx
    .updateTable('release')
    .set({ cancelled_at: at(now), cancelled_by: actor.memberId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute()
  await endCalls(tx, actor.workspaceId, [id])
}

/** Orders the undoing: what nobody has taken yet goes back to whose it was, as far as he has room. */
export async function undoRelease(asking: Asking, id: string): Promise<void> {
  const { tx, actor, now } = asking
  const { row, manages } = await findRelease(asking, id, true)
  mustManage(manages)
  if (row.cancelled_at !== null) throw conflict(says.cancelled)
  if (row.done_at === null) throw conflict(says.notDone)
  if (row.undone_at !== null) throw conflict(says.undoneAlready)
  if (row.undo_until === null || now >= row.undo_until) throw conflict(says.undoOver)
  await tx
    .updateTable('release')
    .set({ undone_at: at(now), undone_by: actor.memberId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute()
  await sql`
    update release_deal set state = 'returning'
    where workspace_id = ${actor.workspaceId} and release_id = ${id}::uuid and state = 'gone'`.execute(tx)
}

type DealRow = {
  id: string
  number: number
  title: string
  stage: string
  client: string | null
  budget: number | null
  currency: string | null
  state: string
}

/** The deals of one called manager with what becomes of each; his own for a manager, anybody's for who manages the release. */
export async function readReleaseDeals(asking: Asking, id: string, { memberId, after }: { memberId: string; after?: string }) {
  const { tx, actor } = asking
  const { row, manages } = await findRelease(asking, id)
  if (!row.member_ids.includes(memberId) || (!manages && memberId !== actor.memberId)) throw notFound()
  const limit = 200
  const cursor = readCursor(after, 'string')
  if (cursor && !isId(cursor[0])) throw invalid([{ path: '?after', message: says.badCursor }])
  const { workspaceId } = actor
  const further = cursor ? sql`and deal.id > ${cursor[0]}::uuid` : sql``
  const joins = sql`
    left join contact on contact.workspace_id = deal.workspace_id
      and contact.id = case when deal.company_id is null then deal.contact_id end
    left join company on company.workspace_id = deal.workspace_id and company.id = deal.company_id`
  const columns = sql`deal.id::text, deal.number, deal.title, deal.stage, coalesce(company.name, contact.name) as client, deal.budget, deal.currency`
  const { rows } =
    row.started_at === null
      ? await sql<DealRow>`
          select ${columns}, case when deal.stage = any (${row.always_kept}::text[]) then 'always'
            when mark.deal_id is not null then 'marked' else 'goes' end as state
          from deal
          join pipeline on pipeline.workspace_id = deal.workspace_id and pipeline.key = deal.pipeline and pipeline.kind = 'sales' ${joins}
          left join release_mark as mark on mark.workspace_id = deal.workspace_id and mark.release_id = ${id}::uuid
            and mark.deal_id = deal.id and mark.member_id = deal.responsible_id
          where deal.workspace_id = ${workspaceId} and deal.responsible_id = ${memberId}::uuid and deal.status = 'open' ${further}
          order by deal.id limit ${limit}`.execute(tx)
      : await sql<DealRow>`
          select ${columns}, case state when 'going' then 'goes' when 'returning' then 'gone' else state end as state
          from release_deal join deal on deal.workspace_id = release_deal.workspace_id and deal.id = deal_id ${joins}
          where release_deal.workspace_id = ${workspaceId} and release_id = ${id}::uuid and release_deal.member_id = ${memberId}::uuid ${further}
          order by deal.id limit ${limit}`.execute(tx)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return {
    items: rows.map(({ budget, currency, state, ...deal }) => ({
      ...deal,
      budget: budget === null ? null : { amount: budget, currency: currency! },
      state: state as ReleaseDeal['state'],
    })),
    ...(last && { next: cursorOf(last.id) }),
  }
}
