import { formatInstant, type Instant } from '@reglament/kernel'
import { corridorOf, decide, type Dossier, releaseTerms, type Situation, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import { apply, casesOf, type DueWork, loadOf, nextCheckAfter, type Write } from '../deals/index.ts'
import { bookInForce } from '../rulebook/index.ts'

/** How many deals share a transaction: large enough for speed, small enough that nobody waits long for a lock. */
const batchMax = 300

type Going = { release_id: string; deal_id: string; member_id: string; state: 'going' | 'returning' }
type Outcome = 'gone' | 'stayed' | 'returned' | 'taken' | 'no-room'

/**
 * At the deadline it is written down once which deals go: open ones of the called managers that are neither marked nor in a stage that
 * always stays. What a manager takes a minute later has nothing to do with it any more (I3).
 */
const startDue = (services: Services, workspaceId: number, now: Instant): Promise<number> =>
  inWorkspace(services, workspaceId, async (tx) => {
    const { rows: due } = await sql<{ id: string }>`
      select id::text from release
      where workspace_id = ${workspaceId} and started_at is null and cancelled_at is null and deadline_at <= ${at(now)}
      order by id for update`.execute(tx)
    if (due.length === 0) return 0
    const ids = due.map(({ id }) => id)
    await sql`
      insert into release_deal (workspace_id, release_id, deal_id, member_id, state)
      select deal.workspace_id, release.id, deal.id, deal.responsible_id, 'going'
      from release
      join release_member on release_member.workspace_id = release.workspace_id and release_id = release.id
      join deal on deal.workspace_id = release.workspace_id and deal.responsible_id = release_member.member_id and deal.status = 'open'
      join pipeline on pipeline.workspace_id = deal.workspace_id and pipeline.key = deal.pipeline and pipeline.kind = 'sales'
      where release.workspace_id = ${workspaceId} and release.id = any(${ids}::uuid[]) and deal.stage <> all (release.always_kept)
        and not exists (
          select from release_mark as mark where mark.workspace_id = deal.workspace_id and mark.release_id = release.id
            and mark.deal_id = deal.id and mark.member_id = deal.responsible_id
        )`.execute(tx)
    const { regulation, calendar } = await bookInForce(tx, workspaceId)
    const undoUntil = releaseTerms(regulation)?.undoUntil(calendar, now) ?? now
    await sql`
      update release set started_at = ${at(now)}, undo_until = ${at(undoUntil)}
      where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`.execute(tx)
    await endCalls(tx, workspaceId, ids)
    return ids.length
  })

/** The managers may be called again. */
export const endCalls = (tx: Tx, workspaceId: number, releaseIds: readonly string[]) =>
  sql`update release_member set ended = true where workspace_id = ${workspaceId} and release_id = any(${[...releaseIds]}::uuid[])`.execute(
    tx,
  )

type Receivers = Map<string, { memberId: string; openDeals: number; max: number | null }>

/** Who would get deals back, held in the order of their ids; somebody who has left gets none. */
async function receiversOf(tx: Tx, workspaceId: number, rows: readonly Going[]): Promise<Receivers> {
  const ids = [...new Set(rows.filter(({ state }) => state === 'returning').map(({ member_id }) => member_id))]
  if (ids.length === 0) return new Map()
  const { regulation } = await bookInForce(tx, workspaceId)
  const { rows: members } = await sql<{
    id: string
    role: string
    load_min: number | null
    load_max: number | null
    load_max_off: boolean
  }>`
    select id::text, role, load_min, load_max, load_max_off from member
    where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and deactivated_at is null
    order by id for no key update`.execute(tx)
  const receivers: Receivers = new Map()
  for (const { id, role, ...own } of members) {
    const { max } = corridorOf(regulation, role, { min: own.load_min, max: own.load_max, maxOff: own.load_max_off })
    receivers.set(id, { memberId: id, max, openDeals: max === null ? 0 : await loadOf(tx, workspaceId, id) })
  }
  return receivers
}

/** What the release still means to a deal; the deal may have been won, handed over or taken since. */
function stepFor({ release_id: releaseId, member_id, state }: Going, deal: Dossier, alwaysKept: readonly string[]): Step | Outcome {
  if (state === 'going') {
    const goes = deal.status === 'open' && deal.responsibleId === member_id && !alwaysKept.includes(deal.stage)
    return goes ? { kind: 'release', releaseId } : 'stayed'
  }
  const last = deal.left.at(-1)
  const waits = deal.status === 'open' && deal.responsibleId === null && last?.why === 'release' && last.memberId === member_id
  return waits ? { kind: 'undo-release', releaseId, responsibleId: member_id } : 'taken'
}

/** One batch of what has to go or to come back; several processes share the work, each taking what the others do not hold. */
const runBatch = (services: Services, workspaceId: number, now: Instant): Promise<number> =>
  inWorkspace(services, workspaceId, (tx) => moveBatch(tx, workspaceId, now), 'once')

async function moveBatch(tx: Tx, workspaceId: number, now: Instant): Promise<number> {
  const { rows } = await sql<Going & { always_kept: string[] }>`
      select release_id::text, deal_id::text, member_id::text, state, always_kept from release_deal
      join release on release.workspace_id = release_deal.workspace_id and release.id = release_id
      where release_deal.workspace_id = ${workspaceId} and state in ('going', 'returning')
      order by release_id, deal_id limit ${sql.lit(batchMax)} for update of release_deal skip locked`.execute(tx)
  if (rows.length === 0) return 0
  const ids = rows.map(({ deal_id }) => deal_id)
  await sql`select from deal where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) order by id for update`.execute(tx)
  const cases = new Map((await casesOf(tx, workspaceId, now, ids)).map((it) => [it.deal.dealId, it]))
  const receivers = await receiversOf(tx, workspaceId, rows)
  const writes: Write[] = []
  const outcomes = rows.map((row): { release_id: string; deal_id: string; state: Outcome } => {
    const { book, situation, deal } = cases.get(row.deal_id)!
    const step = stepFor(row, deal, row.always_kept)
    const { release_id, deal_id } = row
    if (typeof step === 'string') return { release_id, deal_id, state: step }
    const receiver = row.state === 'returning' ? (receivers.get(row.member_id) ?? null) : null
    if (row.state === 'returning' && receiver === null) return { release_id, deal_id, state: 'no-room' }
    const around: Situation = { ...situation, receiver, absences: [] }
    const { verdict, changes } = decide(book.regulation, { steps: [step] }, around, now)
    writes.push({ ...changes, nextCheckAt: nextCheckAfter(book, around, changes.after, now) })
    const moved = verdict.allowed && changes.after?.responsibleId !== deal.responsibleId
    if (row.state === 'going') return { release_id, deal_id, state: moved ? 'gone' : 'stayed' }
    if (moved && receiver) receivers.set(row.member_id, { ...receiver, openDeals: receiver.openDeals + 1 })
    return { release_id, deal_id, state: moved ? 'returned' : 'no-room' }
  })
  const { book } = cases.values().next().value!
  await apply(tx, writes, { workspaceId, actorId: null, now, book })
  await sql`
      update release_deal set state = written.state
      from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as written (release_id uuid, deal_id uuid, state text)
      where release_deal.workspace_id = ${workspaceId} and release_deal.release_id = written.release_id
        and release_deal.deal_id = written.deal_id`.execute(tx)
  return rows.length
}

/** A release is over when nothing of it is left to do; what another process still holds is not done yet. */
const finish = (services: Services, workspaceId: number, now: Instant): Promise<unknown> =>
  inWorkspace(services, workspaceId, (tx) =>
    sql`
      update release set done_at = coalesce(done_at, ${at(now)}), undo_done_at = case when undone_at is not null then ${at(now)} end
      where workspace_id = ${workspaceId} and started_at is not null and (done_at is null or (undone_at is not null and undo_done_at is null))
        and not exists (
          select from release_deal where release_deal.workspace_id = ${workspaceId} and release_id = release.id
            and state in ('going', 'returning')
        )`.execute(tx),
  )

/** Everything of releases that is due or under way: each deal goes once and comes back once, also when a process dies in the middle. */
export async function carryOutReleases(services: Services, workspaceId: number, now: Instant): Promise<number> {
  if (!(await isAnythingToDo(services, workspaceId, now))) return 0
  let done = await startDue(services, workspaceId, now)
  for (let batch = batchMax; batch === batchMax;) {
    batch = await runBatch(services, workspaceId, now)
    done += batch
  }
  await finish(services, workspaceId, now)
  return done
}

const isAnythingToDo = (services: Services, workspaceId: number, now: Instant): Promise<boolean> =>
  inWorkspace(services, workspaceId, async (tx) => {
    const next = await nextRelease(tx, workspaceId)
    return next !== null && next <= now
  })

/** When the next release comes; one that is under way is due since it began. */
async function nextRelease(tx: Tx, workspaceId: number): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant | null }>`
    select least(
      (select min(deadline_at) from release where workspace_id = ${workspaceId} and started_at is null and cancelled_at is null),
      (select min(coalesce(undone_at, started_at)) from release where workspace_id = ${workspaceId} and started_at is not null
        and (done_at is null or (undone_at is not null and undo_done_at is null)))
    ) as at`.execute(tx)
  return rows[0]?.at ?? null
}

/** Releases as the sweeper meets them. */
export const releaseWork: DueWork = {
  name: 'releases',
  workspaces: async (db, realNow) => {
    const { rows } = await sql<{ id: number }>`select workspaces_releasing(${formatInstant(realNow)}::timestamptz) as id`.execute(db)
    return rows.map(({ id }) => id)
  },
  next: nextRelease,
  carryOut: carryOutReleases,
}
