import { formatInstant, newId, workingMinutesBetween, type Instant } from '@reglament/kernel'
import { type DealEvent, type Dossier, clocksAhead, stayUntil, type TaskFact } from '@reglament/regulation'
import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { inOneGo } from '../../platform/inOneGo.ts'
import { journalParts, type JournalEntry } from '../../platform/journal.ts'
import type { Book } from '../rulebook/index.ts'
import { letterParts } from '../interactions/index.ts'
import { taskParts, type TaskWrite } from '../tasks/index.ts'
import { writeBreaches } from './breaches.ts'
import { writeClosures } from './closures.ts'
import { countParts } from './counts.ts'
import { dayParts } from './dayParts.ts'
import { findableParts } from './findable.ts'
import type { Ink, Write } from './write.ts'

/** The due of a deal without an open task: later than anything, so that it stands last on the board. */
export const NEVER: Instant = Date.UTC(9999, 0, 1)

const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))
const nextTaskAt = ({ openTasks }: Dossier) => openTasks.reduce((earliest, { dueAt }) => Math.min(earliest, dueAt), NEVER)

/** Since when something of the client's waits here; null: nothing does. */
const waitingSince = ({ unanswered }: Dossier) => unanswered.reduce<Instant | null>((since, { at }) => Math.min(since ?? at, at), null)

/** The speed of the first answer in working minutes, rounded down (C10). */
const answerMinutes = ({ inquiryAt, firstAnswerAt }: Dossier, { calendar }: Book) =>
  firstAnswerAt === null ? null : Math.floor(workingMinutesBetween(calendar, inquiryAt, Math.max(inquiryAt, firstAnswerAt)))

const dealRow = ({ after, texts, adopted, nextCheckAt }: Write, { actorId, book }: Ink) => {
  const deal = after!
  return {
    id: deal.dealId,
    pipeline: deal.pipeline,
    stage: deal.stage,
    status: deal.status,
    title: texts.title ?? null,
    note: texts.note ?? null,
    fields: texts.fields ?? null,
    budget: deal.budget?.amount ?? null,
    currency: deal.budget?.currency ?? null,
    contact_id: deal.contactId,
    company_id: deal.companyId,
    responsible_id: deal.responsibleId,
    created_at: iso(deal.createdAt),
    created_by: actorId,
    entered_at: iso(deal.enteredAt),
    stay_until: iso(stayUntil(book.regulation, deal, book.calendar)),
    ahead: clocksAhead(book.regulation, deal, book.calendar),
    closed_at: iso(deal.closedAt),
    loss_reason: deal.lossReason,
    adopted_at: iso(deal.adoptedAt),
    external_id: adopted?.externalId ?? null,
    linked_from: deal.linkedFrom,
    next_task_at: iso(nextTaskAt(deal)),
    next_check_at: iso(nextCheckAt),
    waiting_since: iso(waitingSince(deal)),
    exchange_since: iso(deal.status === 'open' && deal.responsibleId === null ? deal.onExchangeSince : null),
    inquiry_at: iso(deal.inquiryAt),
    answered_at: iso(deal.firstAnswerAt),
    answer_minutes: answerMinutes(deal, book),
    version: deal.version,
    dossier: deal,
  }
}

const dealColumns = sql`id uuid, pipeline text, stage text, status text, title text, note text, fields jsonb, budget bigint,
  currency text, contact_id uuid, company_id uuid, responsible_id uuid, created_at timestamptz, created_by uuid, entered_at timestamptz,
  stay_until timestamptz, ahead jsonb, closed_at timestamptz, loss_reason text, adopted_at timestamptz, external_id text, linked_from uuid, next_task_at timestamptz,
  next_check_at timestamptz, waiting_since timestamptz, exchange_since timestamptz, inquiry_at timestamptz, answered_at timestamptz, answer_minutes integer, version integer, dossier jsonb`

type Part = RawBuilder<unknown>

/** Deals that go on from another are written apart: to look for what they go on from costs the others nothing. */
function insertDeals(writes: readonly Write[], ink: Ink): Part[] {
  const goesOn = ({ after }: Write) => after!.linkedFrom !== null
  const [linked, alone] = [writes.filter(goesOn), writes.filter((write) => !goesOn(write))]
  return [...(alone.length > 0 ? [insertPart(alone, ink, false)] : []), ...(linked.length > 0 ? [insertPart(linked, ink, true)] : [])]
}

function insertPart(writes: readonly Write[], ink: Ink, linked: boolean): Part {
  const deals = writes.map((write) => dealRow(write, ink))
  const source = linked
    ? sql`left join deal as source on source.workspace_id = ${ink.workspaceId} and source.id = written.linked_from`
    : sql`cross join (select null::text as title, null::text as note, null::timestamptz as note_saved_at, null::jsonb as fields) as source`
  return sql`
    insert into deal (workspace_id, id, number, pipeline, stage, status, title, note, note_saved_at, fields, budget, currency, contact_id,
      company_id, responsible_id, created_at, created_by, entered_at, stay_until, ahead, closed_at, loss_reason, adopted_at,
      external_id, linked_from, next_task_at, next_check_at, waiting_since, exchange_since, inquiry_at, answered_at, answer_minutes, version, dossier)
    select ${ink.workspaceId}::integer, written.id, deal_numbers(1), written.pipeline, written.stage, written.status,
      coalesce(written.title, source.title), coalesce(written.note, source.note, ''),
      case when written.note is not null then ${iso(ink.now)}::timestamptz else source.note_saved_at end,
      coalesce(source.fields, '{}') || jsonb_strip_nulls(coalesce(written.fields, '{}')), written.budget, written.currency,
      written.contact_id, written.company_id, written.responsible_id, written.created_at, written.created_by, written.entered_at,
      written.stay_until, written.ahead, written.closed_at, written.loss_reason, written.adopted_at, written.external_id,
      written.linked_from, written.next_task_at, written.next_check_at, written.waiting_since, written.exchange_since, written.inquiry_at, written.answered_at, written.answer_minutes, written.version, written.dossier
    from jsonb_to_recordset(${JSON.stringify(deals)}::jsonb) as written (${dealColumns})
    ${source}`
}

function updateDeals(writes: readonly Write[], ink: Ink): Part {
  const deals = writes.map((write) => dealRow(write, ink))
  return sql`
    update deal set stage = written.stage, status = written.status, title = coalesce(written.title, deal.title),
      note = coalesce(written.note, deal.note),
      note_saved_at = case when written.note is null then deal.note_saved_at else ${iso(ink.now)}::timestamptz end,
      fields = case when written.fields is null then deal.fields else jsonb_strip_nulls(deal.fields || written.fields) end,
      budget = written.budget, currency = written.currency, contact_id = written.contact_id, company_id = written.company_id,
      responsible_id = written.responsible_id, entered_at = written.entered_at, stay_until = written.stay_until, ahead = written.ahead,
      closed_at = written.closed_at, loss_reason = written.loss_reason, next_task_at = written.next_task_at,
      next_check_at = written.next_check_at, waiting_since = written.waiting_since,
      exchange_since = written.exchange_since, answered_at = written.answered_at, answer_minutes = written.answer_minutes, parked_at = null, parked_fault = null,
      version = written.version, dossier = written.dossier
    from jsonb_to_recordset(${JSON.stringify(deals)}::jsonb) as written (${dealColumns})
    where deal.workspace_id = ${ink.workspaceId} and deal.id = written.id`
}

const sameTask = (a: TaskFact, b: TaskFact) =>
  a.kind === b.kind && a.dueAt === b.dueAt && a.assigneeId === b.assigneeId && a.textLength === b.textLength

/** The tasks that an act has made, changed or ended: the difference between the dossiers, with how it ended from the events. */
function taskWrites({ before, after, events, texts, dealId }: Write, { actorId }: Ink): TaskWrite[] {
  const earlier = new Map((before?.openTasks ?? []).map((task) => [task.id, task]))
  const ends = new Map<string, DealEvent>()
  const set = new Map<string, TaskFact>()
  for (const event of events) {
    if (event.type === 'task-completed' || event.type === 'task-cancelled') ends.set(event.data.id, event)
    if (event.type === 'task-set') set.set(event.data.id, { ...event.data, setAt: event.at, clause: event.clause ?? null })
  }
  const row = (task: TaskFact, end?: DealEvent): TaskWrite => ({
    id: task.id,
    deal_id: dealId,
    kind: task.kind,
    text: texts.tasks[task.id] ?? null,
    due_at: formatInstant(task.dueAt),
    assignee_id: task.assigneeId,
    created_at: formatInstant(task.setAt),
    created_by: task.clause === null ? actorId : null,
    clause: task.clause,
    completed_at: end?.type === 'task-completed' ? formatInstant(end.at) : null,
    completed_by: end?.type === 'task-completed' ? actorId : null,
    result: texts.results[task.id] ?? null,
    cancelled_at: end?.type === 'task-cancelled' ? formatInstant(end.at) : null,
    cancelled_why: end?.type === 'task-cancelled' ? end.data.why : null,
  })
  const standing = (after?.openTasks ?? []).filter((task) => {
    const known = earlier.get(task.id)
    return !known || !sameTask(known, task) || texts.tasks[task.id] !== undefined
  })
  // A task that went on with the next deal is written there.
  const here = [...ends].filter(([, end]) => end.type !== 'task-cancelled' || end.data.why !== 'went-on')
  const ended = here.map(([id, end]) => row((earlier.get(id) ?? set.get(id))!, end))
  return [...standing.map((task) => row(task)), ...ended]
}

function visitParts(writes: readonly Write[], { workspaceId, actorId }: Ink): Part[] {
  const visits = writes.flatMap(({ dealId, before, after, events, texts }) => {
    if (!after || after.visits === before?.visits) return []
    const moved = events.some(({ type }) => type === 'stage-moved' || type === 'deal-lost')
    return [
      {
        deal_id: dealId,
        seq: after.visits,
        stage: after.stage,
        entered_at: formatInstant(after.enteredAt),
        reason: moved ? (texts.moveReason ?? null) : null,
        by_id: actorId,
      },
    ]
  })
  if (visits.length === 0) return []
  const written = sql`jsonb_to_recordset(${JSON.stringify(visits)}::jsonb)
    as written (deal_id uuid, seq integer, stage text, entered_at timestamptz, reason text, by_id uuid)`
  // The parts of one statement do not see what the others write, so the left visit is found by its number. Who begins has left none.
  const leaves = visits.some(({ seq }) => seq > 1)
  return [
    ...(leaves
      ? [
          sql`update stage_visit set left_at = written.entered_at from ${written}
            where stage_visit.workspace_id = ${workspaceId} and stage_visit.deal_id = written.deal_id and stage_visit.seq = written.seq - 1`,
        ]
      : []),
    sql`insert into stage_visit (workspace_id, deal_id, seq, stage, entered_at, by_id, reason)
      select ${workspaceId}::integer, deal_id, seq, stage, entered_at, by_id, reason from ${written}`,
  ]
}

/** History of what people wrote; the journal has only the lengths. */
function textParts(writes: readonly Write[], { workspaceId, actorId, now }: Ink): Part[] {
  const texts = writes.flatMap(({ dealId, texts: { note, title, fields, handOverReason }, before }) => [
    ...(note !== undefined && (before || note !== '') ? [{ id: newId(), deal_id: dealId, what: 'note', text: note }] : []),
    ...(handOverReason ? [{ id: newId(), deal_id: dealId, what: 'giving-back', text: handOverReason }] : []),
    ...(title !== undefined && before ? [{ id: newId(), deal_id: dealId, what: 'title', text: title }] : []),
    ...(before && fields
      ? Object.entries(fields).map(([key, value]) => ({ id: newId(), deal_id: dealId, what: `field:${key}`, text: String(value ?? '') }))
      : []),
  ])
  if (texts.length === 0) return []
  const part = sql`
    insert into deal_text (workspace_id, id, deal_id, what, text, at, by_id)
    select ${workspaceId}::integer, id, deal_id, what, text, ${iso(now)}::timestamptz, ${actorId}::uuid
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) as written (id uuid, deal_id uuid, what text, text text)`
  return [part]
}

const lettersOf = ({ dealId, events }: Write) =>
  events.flatMap((event) =>
    event.type === 'letter-queued'
      ? [{ dealId, template: event.data.template, kind: event.data.kind, clause: event.clause ?? null, queuedAt: formatInstant(event.at) }]
      : [],
  )

/** A client becomes returning with his first won deal, and is not when it is opened again (C3). */
function winParts(writes: readonly Write[], { workspaceId }: Ink): Part[] {
  const clients = [
    ['contact', 'contactId'],
    ['company', 'companyId'],
  ] as const
  return clients.flatMap(([table, key]) => {
    const won = new Map<string, number>()
    const count = (deal: Dossier | null, sign: 1 | -1) => {
      const id = deal?.status === 'won' ? deal[key] : null
      if (id !== null) won.set(id, (won.get(id) ?? 0) + sign)
    }
    for (const { before, after } of writes) {
      count(before, -1)
      count(after, 1)
    }
    const rows = [...won].filter(([, deals]) => deals !== 0).map(([id, deals]) => ({ id, deals }))
    if (rows.length === 0) return []
    const part = sql`
      update ${sql.table(table)} as client set won_deals = client.won_deals + won.deals
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as won (id uuid, deals integer)
      where client.workspace_id = ${workspaceId} and client.id = won.id`
    return [part]
  })
}

/** Who has taken what from the exchange, and how long it had waited (I1, I4). */
function takingParts(writes: readonly Write[], { workspaceId }: Ink): Part[] {
  const takings = writes.flatMap(({ dealId, before, events }) =>
    events.flatMap((event) =>
      event.type === 'responsible-changed' && event.data.why === 'taken'
        ? [{ id: newId(), deal_id: dealId, member_id: event.data.to, at: iso(event.at), since: iso(before?.onExchangeSince ?? event.at) }]
        : [],
    ),
  )
  if (takings.length === 0) return []
  const part = sql`
    insert into taking (workspace_id, id, deal_id, member_id, at, waited_since)
    select ${workspaceId}::integer, id, deal_id, member_id, at, since
    from jsonb_to_recordset(${JSON.stringify(takings)}::jsonb)
      as written (id uuid, deal_id uuid, member_id uuid, at timestamptz, since timestamptz)`
  return [part]
}

/** Counts each act that an exemption has let past a clause; the latest exemption of the clause is the one in force (A7). */
function exemptionParts(writes: readonly Write[], { workspaceId }: Ink): Part[] {
  const uses = writes.flatMap(({ dealId, events }) =>
    events.flatMap((event) => (event.type === 'exempt' ? event.data.clauses.map((clause) => ({ deal_id: dealId, clause })) : [])),
  )
  if (uses.length === 0) return []
  const part = sql`
    update exemption set uses = exemption.uses + used.times
    from (
      select deal_id, clause, count(*)::integer as times
      from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as written (deal_id uuid, clause text) group by deal_id, clause
    ) as used
    where exemption.workspace_id = ${workspaceId} and exemption.id = (
      select id from exemption as latest
      where latest.workspace_id = ${workspaceId} and latest.deal_id = used.deal_id and latest.clause = used.clause
      order by created_at desc, id desc limit 1
    )`
  return [part]
}

const journalEntries = ({ dealId, events, before, after }: Write, { actorId, now, book }: Ink): JournalEntry[] =>
  events.map((event) => ({
    // A refused creation leaves no deal behind, so its record stands in the stream of who tried.
    stream: !before && !after ? { kind: 'member', id: actorId ?? dealId } : { kind: 'deal', id: dealId },
    type: event.type,
    at: event.at,
    recordedAt: now,
    actorId,
    clause: event.clause ?? null,
    regulationVersion: book.regulation.version,
    data: event.data,
  }))

/**
 * The deals that an act has opened. What people wrote is copied from the deal before, with what was written in the act itself; the
 * sweeper looks at them at once.
 */
const openedBy = ({ opens = [], texts }: Write, { now }: Ink): Write[] =>
  opens.map((opened) => ({ ...opened, texts: { ...texts, results: {} }, nextCheckAt: opened.after?.status === 'open' ? now : null }))

/**
 * Writes what decided acts do, as sets: for each table one part, all parts one statement, whether it is one click or a whole import.
 * The caller holds the locks of the deals. A refused act only leaves its record in the journal.
 */
export async function apply(tx: Tx, decided: readonly Write[], ink: Ink): Promise<void> {
  const { workspaceId } = ink
  const writes = decided.flatMap((write) => [write, ...openedBy(write, ink)])
  const done = writes.filter(({ after, before }) => after !== null && after !== before)
  const made = done.filter(({ before }) => before === null)
  const changed = done.filter(({ before }) => before !== null)
  await inOneGo(tx, [
    ...insertDeals(made, ink),
    ...(changed.length > 0 ? [updateDeals(changed, ink)] : []),
    ...taskParts(
      workspaceId,
      done.flatMap((write) => taskWrites(write, ink)),
    ),
    ...visitParts(done, ink),
    ...textParts(done, ink),
    ...findableParts(done, ink),
    ...journalParts(
      workspaceId,
      writes.flatMap((write) => journalEntries(write, ink)),
    ),
    ...winParts(done, ink),
    ...letterParts(workspaceId, done.flatMap(lettersOf)),
    ...exemptionParts(done, ink),
    ...dayParts(done, ink),
    ...takingParts(done, ink),
    ...countParts(done, workspaceId),
  ])
  // By itself: of a breach that closes and one that opens in the same act the second has to see the first.
  await writeBreaches(tx, done, ink)
  await writeClosures(tx, done, ink)
}
