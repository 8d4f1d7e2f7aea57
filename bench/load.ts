// Fills both databases with the same deals: the app's tables as its acts would have left them, and the yardstick's plain ones.
import assert from 'node:assert/strict'
import { type DealEvent, type Dossier, fold } from '@reglament/regulation'
import type { Client } from 'pg'
import { breachesOf } from './breaches.ts'
import { NOBODY } from '../server/src/modules/deals/counts.ts'
import { withClient } from '../server/src/platform/database/withClient.ts'
import { copyRows, type Row } from './copy.ts'
import { companiesFor, companyAt, contactAt, contactsFor, type Deal, dealsOf } from './dataset.ts'
import type { Book } from './lives.ts'
import { breachRow, companyRow, contactRow, dealRow, journalRows, taskRows, visitRows } from './productRows.ts'
import {
  plainBreach,
  plainCompany,
  plainDeal,
  plainHistory,
  plainPerson,
  plainTasks,
  yardstickIndexes,
  yardstickTables,
} from './yardstickTables.ts'

/** `memberIds` are the sellers, `everybody` who may break something. */
export type Place = {
  productUrl: string
  yardstickUrl: string
  workspaceId: number
  memberIds: readonly string[]
  everybody: readonly string[]
  book: Book
}
/** An open deal that may be moved: forward, and back again with a reason. */
export type Movable = { id: string; home: string; next: string }

const rowsAtOnce = 5000
const movableMax = 50_000

/** Loads `count` deals and answers those that the measurements move. The connections are the superuser's. */
export async function load(count: number, place: Place): Promise<Movable[]> {
  const { workspaceId, memberIds, everybody, book } = place
  const movable: Movable[] = []
  const won = { contacts: new Int32Array(contactsFor(count)), companies: new Int32Array(companiesFor(count)) }
  await withClient(place.productUrl, (product) =>
    withClient(place.yardstickUrl, async (yardstick) => {
      // Rows are written as they are: neither triggers nor foreign keys are asked.
      await product.query('set session_replication_role = replica')
      await yardstick.query(yardstickTables)
      for (const deals of inChunks(dealsOf(count, memberIds, book))) {
        await Promise.all([writeProduct(product, deals, place), writeYardstick(yardstick, deals, book)])
        movable.push(...movableOf(deals, book, Math.ceil(count / movableMax)))
        for (const { contact, company, dossier } of deals) {
          if (dossier.status !== 'won') continue
          won.contacts[contact]!++
          won.companies[company]!++
        }
      }
      const contacts = () => each(contactsFor(count), (i) => contactAt(i, count))
      const companies = () => each(companiesFor(count), companyAt)
      await copyAll(product, 'company', companies(), (it, i) => companyRow(workspaceId, it, won.companies[i]!))
      await copyAll(product, 'contact', contacts(), (it, i) => contactRow(workspaceId, it, won.contacts[i]!))
      await copyAll(yardstick, 'companies', companies(), plainCompany)
      await copyAll(yardstick, 'persons', contacts(), plainPerson)
      await copyAll(yardstick, 'users', everybody, (id, i) => ({ id, name: `Продавец ${i + 1}` }))

      const now = Date.now()
      await copyAll(product, 'breach', breachesOf(count, everybody, book, now), (it) => breachRow(workspaceId, it))
      await copyAll(yardstick, 'breaches', breachesOf(count, everybody, book, now), plainBreach)

      await product.query(countBoard, [NOBODY])
      await product.query('select setval($1, $2)', [`deal_number_${workspaceId}`, count])
      await yardstick.query(yardstickIndexes)
      await yardstick.query(`select setval('deal_number', $1)`, [count])
      for (const client of [product, yardstick]) await client.query('vacuum analyze')
      await product.query('checkpoint')
      await checkSample(product, workspaceId, count)
    }),
  )
  return movable
}

const countBoard = `
  insert into board_count_kept
  select workspace_id, pipeline, stage, coalesce(responsible_id, $1), coalesce(currency, ''), count(*), coalesce(sum(budget), 0)
  from deal group by 1, 2, 3, 4, 5`

async function writeProduct(client: Client, deals: readonly Deal[], { workspaceId, book }: Place): Promise<void> {
  await copyRows(
    client,
    'deal',
    deals.map((deal) => dealRow(workspaceId, book, deal)),
  )
  for (const [table, rowsOf] of [
    ['task', taskRows],
    ['stage_visit', visitRows],
    ['journal', journalRows],
  ] as const)
    await copyRows(
      client,
      table,
      deals.flatMap((deal) => rowsOf(workspaceId, deal)),
    )
}

async function writeYardstick(client: Client, deals: readonly Deal[], book: Book): Promise<void> {
  await copyRows(client, 'deals', deals.map(plainDeal))
  await copyRows(
    client,
    'tasks',
    deals.flatMap((deal) => plainTasks(book, deal)),
  )
  await copyRows(client, 'stage_history', deals.flatMap(plainHistory))
}

/** Every so many-th deal that stands in the middle of the way, so that both directions are open to it. */
const movableOf = (deals: readonly Deal[], { regulation }: Book, every: number): Movable[] =>
  deals.flatMap(({ number, dossier: { dealId: id, stage: home, status } }) => {
    const { position, forward } = regulation.stage('sales', home)
    const next = [...forward][0]
    const inTheMiddle = status === 'open' && position > 0 && next !== undefined && regulation.stage('sales', next).kind === 'open'
    return inTheMiddle && number % every === 0 ? [{ id, home, next }] : []
  })

function* each<Item>(count: number, make: (i: number) => Item): Generator<Item> {
  for (let i = 0; i < count; i++) yield make(i)
}

function* inChunks<Item>(items: Iterable<Item>): Generator<Item[]> {
  let chunk: Item[] = []
  for (const item of items) {
    chunk.push(item)
    if (chunk.length < rowsAtOnce) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}

async function copyAll<Item>(client: Client, table: string, items: Iterable<Item>, rowOf: (item: Item, i: number) => Row): Promise<void> {
  let copied = 0
  for (const chunk of inChunks(items)) {
    const before = copied
    await copyRows(
      client,
      table,
      chunk.map((item, i) => rowOf(item, before + i)),
    )
    copied += chunk.length
  }
}

type SampledEvent = { type: string; at: number; clause: string | null; data: object }
type Sampled = { stage: string; budget: string; version: number; dossier: Dossier; tasks: string[]; events: SampledEvent[] }

/** Some dossiers must be exactly what their journal folds to, and say of tasks, stage and money what the tables say. */
async function checkSample(client: Client, workspaceId: number, count: number): Promise<void> {
  const { rows } = await client.query<Sampled>(
    `select stage, budget, version, dossier,
       array(select task.id::text from task
         where task.workspace_id = $1 and deal_id = deal.id and completed_at is null and cancelled_at is null order by 1) as tasks,
       (select jsonb_agg(jsonb_build_object('type', type, 'at', (extract(epoch from at) * 1000)::bigint, 'clause', clause, 'data', data)
         order by position) from journal where journal.workspace_id = $1 and stream_id = deal.id) as events
     from deal where workspace_id = $1 and number % $2 = 0`,
    [workspaceId, Math.ceil(count / 500)],
  )
  assert(rows.length > 0)
  for (const { stage, budget, version, dossier, tasks, events } of rows) {
    const folded = fold(events.map(({ clause, ...event }) => ({ ...event, clause: clause ?? undefined }) as unknown as DealEvent))!
    assert.deepEqual(folded, dossier)
    assert.deepEqual([stage, Number(budget), version], [folded.stage, folded.budget!.amount, folded.version])
    assert.deepEqual(tasks, folded.openTasks.map(({ id }) => id).toSorted())
  }
}
