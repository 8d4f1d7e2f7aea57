import type { Absence, AbsenceCreation } from '@reglament/contract'
import { closingAfter, closingOfDay, formatInstant, newId, parseInstant, type Instant } from '@reglament/kernel'
import { decide, isOwnLoss, standInClause, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { inWorkspace, type Tx } from '../../platform/database.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/http/problem.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Services } from '../../platform/services.ts'
import type { Text } from '../../platform/text.ts'
import { apply } from './apply.ts'
import type { Asking } from './asking.ts'
import { referenceFaults } from './references.ts'
import { type Sight, sightOf } from './sight.ts'
import { type Case, casesOf, nextCheckAfter } from './situation.ts'

const texts = {
  order: { ru: 'Окончание должно быть позже начала.', en: 'The end must be later than the beginning.' },
  past: { ru: 'Это отсутствие уже закончилось.', en: 'This absence is over already.' },
  long: { ru: 'Не дольше года.', en: 'A year at most.' },
  self: { ru: 'Заместить самого себя нельзя.', en: 'Nobody stands in for himself.' },
  overlaps: { ru: 'На это время отсутствие уже записано.', en: 'An absence is recorded for this time already.' },
  alsoAway: { ru: 'Заместитель в это время тоже отсутствует.', en: 'The stand-in is away at this time himself.' },
} satisfies Record<string, Text>

const longestMs = 366 * 86_400_000
/** So long is what was called off before it began; it is not told of any more. */
const momentMs = 1000

const mayNotPlan: Text = {
  ru: 'Отсутствие коллеги записывает его руководитель, собственник или администратор.',
  en: 'The absence of a colleague is recorded by his head, the owner or an admin.',
}

/** Whose absences somebody records and sees: owner and admin everybody's, a head his people's, everybody his own (D11). */
export async function absencesOf(asking: Asking): Promise<Sight> {
  const { actor } = asking
  if (actor.role === 'owner' || actor.role === 'admin') return 'all'
  return actor.role === 'head' ? sightOf(asking) : [actor.memberId]
}

/** Whether somebody is away at any time within a span. */
const isAway = async (tx: Tx, workspaceId: number, memberId: string, from: Instant, until: Instant) => {
  const found = await tx
    .selectFrom('absence')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('until_at', '>', at(from))
    .where('from_at', '<', at(until))
    .executeTakeFirst()
  return found !== undefined
}

/** Records that somebody will be away. His duties are looked at anew; his tasks go to the stand-in when it begins (D11). */
export async function addAbsence(asking: Asking, creation: AbsenceCreation): Promise<string> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const { memberId, standInId = null } = creation
  const [from, until] = [parseInstant(creation.from), parseInstant(creation.until)]
  const faults = [
    ...(until <= from ? [{ path: '/until', message: texts.order }] : until <= now ? [{ path: '/until', message: texts.past }] : []),
    ...(until - from > longestMs ? [{ path: '/until', message: texts.long }] : []),
    ...(standInId === memberId ? [{ path: '/standInId', message: texts.self }] : []),
    ...(await referenceFaults(tx, workspaceId, {
      memberIds: [
        ['/memberId', memberId],
        ['/standInId', standInId],
      ],
    })),
  ]
  if (faults.length > 0) throw invalid(faults)
  const whose = await absencesOf(asking)
  if (whose !== 'all' && !whose.includes(memberId)) throw forbidden(mayNotPlan)
  // Two absences of one person recorded at once go one after the other.
  await tx.selectFrom('member').select('id').where('workspace_id', '=', workspaceId).where('id', '=', memberId).forNoKeyUpdate().execute()
  if (await isAway(tx, workspaceId, memberId, from, until)) throw conflict(texts.overlaps)
  if (standInId !== null && (await isAway(tx, workspaceId, standInId, from, until))) throw conflict(texts.alsoAway)
  const id = newId()
  await tx
    .insertInto('absence')
    .values({
      workspace_id: workspaceId,
      id,
      member_id: memberId,
      from_at: at(from),
      until_at: at(until),
      stand_in_id: standInId,
      created_by: actor.memberId,
      created_at: at(now),
    })
    .execute()
  await lookAgain(tx, workspaceId, memberId, now)
  return id
}

/** His duties are looked at anew: what an absence explains is no breach, and what it explained no more is one. */
const lookAgain = (tx: Tx, workspaceId: number, memberId: string, now: Instant) =>
  sql`
    update deal set next_check_at = least(next_check_at, ${at(now)})
    where workspace_id = ${workspaceId} and responsible_id = ${memberId} and status = 'open'`.execute(tx)

/** He is back before its end, or it is called off before its beginning: then only a moment is left of it, in which nothing is handed over. */
export async function endAbsence(asking: Asking, id: string): Promise<void> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const row = await tx
    .selectFrom('absence')
    .select(['member_id', 'from_at', 'until_at', 'begun_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const whose = await absencesOf(asking)
  if (!row || (whose !== 'all' && !whose.includes(row.member_id))) throw notFound()
  if (row.until_at <= now) throw conflict(texts.past)
  await tx
    .updateTable('absence')
    .set({ from_at: at(Math.min(row.from_at, now - momentMs)), until_at: at(now), begun_at: at(row.begun_at ?? now) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
  await lookAgain(tx, workspaceId, row.member_id, now)
}

/** Absences in sight, the latest first; only one of them when its id is given. */
export async function readAbsences(tx: Tx, workspaceId: number, whose: Sight, id?: string): Promise<Absence[]> {
  const rows = await tx
    .selectFrom('absence')
    .innerJoin('member', (join) => join.onRef('member.workspace_id', '=', 'absence.workspace_id').onRef('member.id', '=', 'member_id'))
    .leftJoin('member as stand_in', (join) =>
      join.onRef('stand_in.workspace_id', '=', 'absence.workspace_id').onRef('stand_in.id', '=', 'stand_in_id'),
    )
    .select(['absence.id', 'member_id', 'member.name', 'from_at', 'until_at', 'stand_in_id', 'stand_in.name as stand_in_name', 'begun_at'])
    .where('absence.workspace_id', '=', workspaceId)
    .$if(id !== undefined, (q) => q.where('absence.id', '=', id!))
    .$if(whose !== 'all', (q) => q.where('member_id', 'in', whose as readonly string[]))
    .where(sql<boolean>`until_at - from_at > make_interval(secs => ${momentMs / 1000})`)
    .orderBy('until_at', 'desc')
    .orderBy('absence.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    member: { id: row.member_id, name: row.name },
    from: formatInstant(row.from_at),
    until: formatInstant(row.until_at),
    standIn: row.stand_in_id === null ? null : { id: row.stand_in_id, name: row.stand_in_name ?? '' },
    begun: row.begun_at !== null,
  }))
}

type Beginning = { id: string; member_id: string; stand_in_id: string | null; from_at: Instant; until_at: Instant }

/** His open tasks of one deal in the hands of the stand-in, due not before the closing of the day on which he left. */
function handTasksOver({ book, situation, deal }: Case, { member_id, stand_in_id, from_at }: Beginning, clause: string, now: Instant) {
  const closing = closingOfDay(book.calendar, from_at) ?? closingAfter(book.calendar, from_at)
  // Nobody reviews his own: a check that would come to the one who lost the deal goes to whoever reviews now (H5).
  const handOf = ({ kind }: { kind: string }) =>
    kind === 'check-closing' && stand_in_id !== null && isOwnLoss(deal, stand_in_id) ? situation.reviewerId : stand_in_id
  const steps = deal.openTasks
    .filter(({ assigneeId }) => assigneeId === member_id)
    .map((task): Step => {
      const dueAt = Math.max(task.dueAt, closing)
      return { kind: 'edit-task', taskId: task.id, assigneeId: handOf(task), dueAt }
    })
  const { changes } = decide(book.regulation, { steps }, situation, now)
  // It is the clause's doing, and says so (A4).
  const events = changes.events.map((event) => (event.type === 'task-changed' ? { ...event, clause } : event))
  return { ...changes, events, nextCheckAt: nextCheckAfter(book, situation, changes.after, now) }
}

/** Locked in the order of their ids, as every act locks that takes more than one. */
const lockDealsWithTasksOf = async (tx: Tx, workspaceId: number, memberId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id::text from deal where workspace_id = ${workspaceId} and id in (
      select deal_id from task
      where workspace_id = ${workspaceId} and assignee_id = ${memberId} and completed_at is null and cancelled_at is null
    ) order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Absences that have begun: the tasks go to the stand-in, each exactly once, whoever sweeps (D11). */
export const beginAbsences = (services: Services, workspaceId: number, now: Instant): Promise<void> =>
  inWorkspace(services, workspaceId, async (tx) => {
    const begun = await tx
      .selectFrom('absence')
      .select(['id', 'member_id', 'stand_in_id', 'from_at', 'until_at'])
      .where('workspace_id', '=', workspaceId)
      .where('begun_at', 'is', null)
      .where('from_at', '<=', at(now))
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const absence of begun) {
      // After a long downtime he may be back already.
      const isOver = absence.until_at <= now
      const ids = isOver || absence.stand_in_id === null ? [] : await lockDealsWithTasksOf(tx, workspaceId, absence.member_id)
      const cases = await casesOf(tx, workspaceId, now, ids)
      // The lock may have waited for an act that ended the task.
      const writes = cases.filter(({ deal }) => deal.openTasks.some(({ assigneeId }) => assigneeId === absence.member_id))
      const [first] = writes
      const clause = first ? standInClause(first.book.regulation) : null
      if (first && clause !== null)
        await apply(
          tx,
          writes.map((it) => handTasksOver(it, absence, clause, now)),
          { workspaceId, actorId: null, now, book: first.book },
        )
      await tx
        .updateTable('absence')
        .set({ begun_at: at(now) })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', absence.id)
        .execute()
    }
  })
