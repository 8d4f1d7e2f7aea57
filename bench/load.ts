// Fills both databases with the same deals: the product's tables as its acts would have left them, and the yardstick's plain ones.
import assert from 'node:assert/strict'
import { foldText, formatInstant, type Instant } from '@reglament/kernel'
import { type DealEvent, type Dossier, fold, speech, stayUntil } from '@reglament/regulation'
import type { Client } from 'pg'
import { withClient } from '../server/src/platform/database/withClient.ts'
import { NEVER, NOBODY } from '../server/src/modules/deals/apply.ts'
import { copyRows } from './copy.ts'
import { companiesFor, companyAt, contactAt, contactsFor, type Deal, dealsOf } from './dataset.ts'
import { type Book, tasksIn, visitsIn } from './lives.ts'
import { yardstickIndexes, yardstickTables } from './yardstickTables.ts'

export type Place = { productUrl: string; yardstickUrl: string; workspaceId: number; memberIds: readonly string[]; book: Book }
/** An open deal that may be moved: forward, and back again with a reason. */
export type Movable = { id: string; home: string; next: string }

const dealsAtOnce = 5000
const movableMax = 50_000
const iso = (instant: Instant | null) => (instant === null ? null : formatInstant(instant))
const nextTaskAt = ({ openTasks }: Dossier) => openTasks.reduce((earliest, { dueAt }) => Math.min(earliest, dueAt), NEVER)

/** Loads `count` deals and answers those that the measurements move. The connections are the superuser's. */
export async function load(count: number, place: Place): Promise<Movable[]> {
  const movable: Movable[] = []
  await withClient(place.productUrl, (product) =>
    withClient(place.yardstickUrl, async (yardstick) => {
      await product.query('set session_replication_role = replica')
      await yardstick.query(yardstickTables)
      const won = { contacts: new Int32Array(contactsFor(count)), companies: new Int32Array(companiesFor(count)) }
      for (const deals of inChunks(dealsOf(count, place.memberIds, place.book), dealsAtOnce)) {
        await Promise.all([writeProduct(product, deals, place), writeYardstick(yardstick, deals, place)])
        for (const { contact, company, dossier } of deals) {
          if (dossier.status !== 'won') continue
          won.contacts[contact]!++
          won.companies[company]!++
        }
        movable.push(...movableOf(deals, place.book, Math.ceil(count / movableMax)))
      }
      await Promise.all([writeClients(product, count, won, place.workspaceId), writeYardstickClients(yardstick, count, place)])
      await finishProduct(product, count, place.workspaceId)
      await yardstick.query(yardstickIndexes)
      await yardstick.query(`select setval('deal_number', $1)`, [count])
      for (const client of [product, yardstick]) await client.query('vacuum analyze')
      await product.query('checkpoint')
      await checkSample(product, place.workspaceId, count)
    }),
  )
  return movable
}

function* inChunks<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = []
  for (const item of items) if (chunk.push(item) === size) yield chunk.splice(0)
  if (chunk.length > 0) yield chunk
}

/** Every so many-th deal that stands in the middle of the way, so that both directions are open to it. */
const movableOf = (deals: readonly Deal[], { regulation }: Book, every: number): Movable[] =>
  deals.flatMap(({ number, dossier: { dealId: id, stage: home, status } }) => {
    const { position, forward } = regulation.stage('sales', home)
    const next = [...forward][0]
    const inTheMiddle = status === 'open' && position > 0 && next !== undefined && regulation.stage('sales', next).kind === 'open'
    return inTheMiddle && number % every === 0 ? [{ id, home, next }] : []
  })

// ── The product's tables ─────────────────────────────────────────────────────────────────────────────────────────────────────

const dealColumns = [
  ...['workspace_id', 'id', 'number', 'pipeline', 'stage', 'status', 'title', 'note', 'note_saved_at', 'budget', 'currency', 'fields'],
  ...['contact_id', 'company_id', 'responsible_id', 'created_at', 'created_by', 'entered_at', 'stay_until', 'closed_at', 'loss_reason'],
  ...['adopted_at', 'next_task_at', 'version', 'dossier'],
]
const taskColumns = [
  ...['workspace_id', 'id', 'deal_id', 'kind', 'text', 'due_at', 'assignee_id', 'created_at', 'created_by', 'clause', 'completed_at'],
  ...['completed_by', 'result', 'cancelled_at', 'cancelled_why'],
]
const visitColumns = ['workspace_id', 'deal_id', 'seq', 'stage', 'entered_at', 'left_at', 'by_id']
const journalColumns = [
  ...['workspace_id', 'stream_kind', 'stream_id', 'type', 'at', 'recorded_at', 'actor_id', 'clause', 'regulation_version', 'data'],
]

async function writeProduct(client: Client, deals: readonly Deal[], { workspaceId, book }: Place): Promise<void> {
  const stay = (dossier: Dossier) => iso(stayUntil(book.regulation, dossier, book.calendar))
  await copyRows(
    client,
    'deal',
    dealColumns,
    deals.map(({ dossier: d, number, title, note, fields }) => [
      ...[
        workspaceId,
        d.dealId,
        number,
        d.pipeline,
        d.stage,
        d.status,
        title,
        note,
        iso(d.createdAt),
        d.budget!.amount,
        d.budget!.currency,
      ],
      ...[fields, d.contactId, d.companyId, d.responsibleId, iso(d.createdAt), d.responsibleId, iso(d.enteredAt), stay(d), iso(d.closedAt)],
      ...[d.lossReason, iso(d.adoptedAt), iso(nextTaskAt(d)), d.version, d],
    ]),
  )
  await copyRows(
    client,
    'task',
    taskColumns,
    deals.flatMap(({ dossier: { dealId, responsibleId }, events }) =>
      tasksIn(events).map((task) => {
        const { id, kind, dueAt, assigneeId, setAt, clause, completedAt, cancelledAt, cancelledWhy } = task
        const byHand = clause === null
        const text = task.textLength > 0 ? 'Проверить перенесённую сделку' : null
        return [
          ...[workspaceId, id, dealId, kind, text, iso(dueAt), assigneeId, iso(setAt), byHand ? responsibleId : null, clause],
          ...[iso(completedAt), completedAt === null ? null : responsibleId, completedAt === null ? null : 'Договорились о следующем шаге'],
          ...[iso(cancelledAt), cancelledWhy],
        ]
      }),
    ),
  )
  await copyRows(
    client,
    'stage_visit',
    visitColumns,
    deals.flatMap(({ dossier: { dealId, responsibleId }, events }) =>
      visitsIn(events).map(({ seq, stage, enteredAt, leftAt }) => [
        ...[workspaceId, dealId, seq, stage, iso(enteredAt), iso(leftAt), responsibleId],
      ]),
    ),
  )
  await copyRows(
    client,
    'journal',
    journalColumns,
    deals.flatMap(({ dossier: { dealId, responsibleId }, events }) =>
      events.map(({ type, at, clause = null, data }) => [
        ...[workspaceId, 'deal', dealId, type, iso(at), iso(at), responsibleId, clause, 1, data],
      ]),
    ),
  )
}

type Won = { contacts: Int32Array; companies: Int32Array }

async function writeClients(client: Client, count: number, won: Won, workspaceId: number): Promise<void> {
  const companies = Array.from(won.companies, (wonDeals, i) => ({ ...companyAt(i), wonDeals }))
  for (const chunk of inChunks(companies, dealsAtOnce))
    await copyRows(
      client,
      'company',
      ['workspace_id', 'id', 'name', 'folded_name', 'won_deals', 'created_at'],
      chunk.map(({ id, name, wonDeals, createdAt }) => [workspaceId, id, name, foldText(name), wonDeals, iso(createdAt)]),
    )
  const contacts = (function* () {
    for (const [i, wonDeals] of won.contacts.entries()) yield { ...contactAt(i, count), wonDeals }
  })()
  for (const chunk of inChunks(contacts, dealsAtOnce))
    await copyRows(
      client,
      'contact',
      ['workspace_id', 'id', 'name', 'folded_name', 'phone', 'email', 'company_id', 'won_deals', 'created_at'],
      chunk.map(({ id, name, phone, email, companyId, wonDeals, createdAt }) => [
        ...[workspaceId, id, name, foldText(name), phone, email, companyId, wonDeals, iso(createdAt)],
      ]),
    )
}

async function finishProduct(client: Client, count: number, workspaceId: number): Promise<void> {
  await client.query(
    `insert into board_count
     select workspace_id, pipeline, stage, coalesce(responsible_id, $1), coalesce(currency, ''), count(*), coalesce(sum(budget), 0)
     from deal group by 1, 2, 3, 4, 5`,
    [NOBODY],
  )
  await client.query(`select setval($1, $2)`, [`deal_number_${workspaceId}`, count])
  await client.query('set session_replication_role = default')
}

/** Some dossiers must be exactly what their journal folds to, and say of tasks, stage and money what the tables say. */
async function checkSample(client: Client, workspaceId: number, count: number): Promise<void> {
  type Row = {
    id: string
    stage: string
    budget: string
    version: number
    dossier: Dossier
    tasks: string[]
    events: Record<string, never>[]
  }
  const { rows } = await client.query<Row>(
    `select id, stage, budget, version, dossier,
       array(select task.id::text from task where task.workspace_id = $1 and deal_id = deal.id and completed_at is null
         and cancelled_at is null order by 1) as tasks,
       (select jsonb_agg(jsonb_build_object('type', type, 'at', extract(epoch from at) * 1000, 'clause', clause, 'data', data)
         order by position) from journal where journal.workspace_id = $1 and stream_id = deal.id) as events
     from deal where workspace_id = $1 and number % $2 = 0`,
    [workspaceId, Math.ceil(count / 500)],
  )
  assert(rows.length > 0)
  for (const { stage, budget, version, dossier, tasks, events } of rows) {
    const folded = fold(events.map(({ clause, ...event }) => ({ ...event, ...(clause !== null && { clause }) }) as unknown as DealEvent))!
    assert.deepEqual(folded, dossier)
    assert.deepEqual([stage, Number(budget), version], [folded.stage, folded.budget!.amount, folded.version])
    assert.deepEqual(tasks, folded.openTasks.map(({ id }) => id).toSorted())
  }
}

// ── The yardstick's tables ───────────────────────────────────────────────────────────────────────────────────────────────────

async function writeYardstick(client: Client, deals: readonly Deal[], { book }: Place): Promise<void> {
  const say = speech(book.regulation, 'ru')
  await copyRows(
    client,
    'deals',
    [
      'id',
      'number',
      'title',
      'note',
      'fields',
      'stage',
      'owner_id',
      'person_id',
      'company_id',
      'amount',
      'currency',
      'next_at',
      'created_at',
    ],
    deals.map(({ dossier: d, number, title, note, fields }) => [
      ...[d.dealId, number, title, note, fields, d.stage, d.responsibleId, d.contactId, d.companyId, d.budget!.amount, d.budget!.currency],
      ...[iso(nextTaskAt(d)), iso(d.createdAt)],
    ]),
  )
  await copyRows(
    client,
    'tasks',
    ['id', 'deal_id', 'title', 'due_at', 'owner_id', 'done'],
    deals.flatMap(({ dossier: { dealId }, events }) =>
      tasksIn(events).map(({ id, kind, dueAt, assigneeId, completedAt, cancelledAt }) => [
        ...[id, dealId, say.taskKind(kind), iso(dueAt), assigneeId, completedAt !== null || cancelledAt !== null],
      ]),
    ),
  )
  await copyRows(
    client,
    'stage_history',
    ['deal_id', 'from_stage', 'to_stage', 'at'],
    deals.flatMap(({ dossier: { dealId }, events }) => {
      const visits = visitsIn(events)
      return visits.map(({ seq, stage, enteredAt }) => [dealId, visits[seq - 2]?.stage ?? null, stage, iso(enteredAt)])
    }),
  )
}

async function writeYardstickClients(client: Client, count: number, { memberIds }: Place): Promise<void> {
  await copyRows(
    client,
    'users',
    ['id', 'name'],
    memberIds.map((id, i) => [id, `Продавец ${i + 1}`]),
  )
  const companies = Array.from({ length: companiesFor(count) }, (_, i) => companyAt(i))
  for (const chunk of inChunks(companies, dealsAtOnce))
    await copyRows(
      client,
      'companies',
      ['id', 'name', 'created_at'],
      chunk.map(({ id, name, createdAt }) => [id, name, iso(createdAt)]),
    )
  const persons = Array.from({ length: contactsFor(count) }, (_, i) => contactAt(i, count))
  for (const chunk of inChunks(persons, dealsAtOnce))
    await copyRows(
      client,
      'persons',
      ['id', 'name', 'phone', 'email', 'company_id', 'created_at'],
      chunk.map(({ id, name, phone, email, companyId, createdAt }) => [id, name, phone, email, companyId, iso(createdAt)]),
    )
}
