import type { Instant } from '@reglament/kernel'
import { inWorkspace, type Tx } from '../../../platform/database.ts'
import type { Services } from '../../../platform/services.ts'
import {
  type Arrival,
  findRows,
  foresee,
  Foreseen,
  type Intake,
  leadForDeal,
  settleRows,
  storeRows,
  type Standing,
  takeIn,
  type Taken,
} from '../../intake/index.ts'
import { type Book, bookInForce } from '../../rulebook/index.ts'
import { isOfTheRows, lockImports, responsibleOf } from '../adoptBatch.ts'
import type { Row, Table } from '../csv/table.ts'
import { isRejected, type Rejected } from '../draft.ts'
import type { People } from '../people.ts'
import type { Reason } from '../reasons.ts'
import type { ReviewDays } from '../spread.ts'
import type { Tally } from '../tally.ts'
import type { RowReport } from '../rowReport.ts'
import { cellsOf, type LeadDraft, readLead } from './leadDraft.ts'
import type { LeadPlan } from './leadPlan.ts'

/** Everything that the batches of one import of leads share. */
export type LeadRun = {
  services: Pick<Services, 'db' | 'clock'>
  workspaceId: number
  actorId: string
  now: Instant
  language: 'ru' | 'en'
  currency: string
  plan: LeadPlan
  people: People
  days: ReviewDays
  /** Of a trial: what was seen of the file so far. Nothing is written. */
  dry?: { foreseen: Foreseen; book: Book }
}

const batchSizeDefault = 250
const batchCharactersMax = 2_000_000

type Bring = { table: Table; tally: Tally; report: RowReport; batchSize?: number; onBatch?: (rows: number) => void | Promise<void> }

/**
 * Brings the rows of a file in as leads: each batch is stored as it was written, then understood, then taken in by the recognition of the
 * intake (C1, C2, L3). What came in before is known by its number; an import that broke off is simply run again.
 */
export async function bringLeadsIn(run: LeadRun, { table, tally, report, batchSize = batchSizeDefault, onBatch }: Bring): Promise<void> {
  const lines = new Map<string, number>()
  let batch: Row[] = []
  let characters = 0
  const flush = async () => {
    const rows = batch
    batch = []
    characters = 0
    if (rows.length === 0) return
    const stored = await storeBatch(run, table, rows)
    const rejected: (Rejected & { rawId: string | null })[] = []
    const drafts: Waiting[] = []
    for (const [i, row] of rows.entries()) {
      const rawId = stored[i]!.id
      const draft = readLead(run.plan, row, run.now)
      const earlier = isRejected(draft) ? undefined : lines.get(draft.externalId)
      if (isRejected(draft)) rejected.push({ ...draft, rawId })
      // Rows without a number of their own are the same when all of them is the same.
      else if (earlier !== undefined && run.plan.externalId)
        rejected.push({ row, rawId, reasons: [{ code: 'id-twice', value: `${draft.externalId} [${earlier}]` }] })
      else {
        lines.set(draft.externalId, row.line)
        if (stored[i]!.done) tally.settleLead(draft, 'repeated')
        else drafts.push({ draft, rawId })
      }
    }
    const settled = await takeBatch(run, table.name, drafts)
    rejected.push(...settled.flatMap(({ waiting: { draft, rawId }, reasons }) => (reasons ? [{ row: draft.row, reasons, rawId }] : [])))
    if (!run.dry && rejected.length > 0) await setAside(run, rejected)
    for (const it of rejected) {
      tally.reject(it)
      await report.add(it.row.line, it.row.cells, 'rejected', it.reasons)
    }
    for (const {
      waiting: { draft },
      becomes,
    } of settled) {
      if (becomes === undefined) continue
      tally.settleLead(draft, becomes)
      if (becomes !== 'repeated' && draft.remarks.length > 0) await report.add(draft.row.line, draft.row.cells, 'remarked', draft.remarks)
    }
    await onBatch?.(tally.rows)
  }
  for await (const chunk of table.rows) {
    for (const row of chunk) {
      tally.rows++
      batch.push(row)
      characters += row.cells.reduce((sum, cell) => sum + cell.length, 0)
      if (batch.length >= batchSize || characters >= batchCharactersMax) await flush()
    }
  }
  await flush()
}

const storeBatch = ({ services, workspaceId, plan, now, dry }: LeadRun, { header, name }: Table, rows: readonly Row[]) =>
  inWorkspace(services, workspaceId, (tx) => {
    const raw = rows.map(({ cells }) => ({ source: plan.source, fileName: name, cells: cellsOf(header, cells) }))
    return dry ? findRows(tx, workspaceId, raw) : storeRows(tx, workspaceId, raw, { now, realNow: services.clock.real() })
  })

const setAside = ({ services, workspaceId, now }: LeadRun, rejected: readonly (Rejected & { rawId: string | null })[]) =>
  inWorkspace(services, workspaceId, (tx) =>
    settleRows(
      tx,
      workspaceId,
      now,
      rejected.map(({ rawId, reasons }) => ({ id: rawId!, taken: null, fault: reasons[0]?.code ?? 'fault' })),
    ),
  )

/** Of a trial there is no stored row. */
type Waiting = { draft: LeadDraft; rawId: string | null }
/** What became of a row; or why the database did not take it. */
type Settled = { waiting: Waiting; becomes?: Taken['becomes']; reasons?: Reason[] }

/** Takes a batch in with one transaction; where the database does not accept it, its halves are tried, down to the row at fault. */
async function takeBatch(run: LeadRun, fileName: string, drafts: readonly Waiting[]): Promise<Settled[]> {
  if (drafts.length === 0) return []
  try {
    const settled = await inWorkspace(run.services, run.workspaceId, (tx) => takeInBatch(tx, run, fileName, drafts))
    run.people.keep()
    return settled
  } catch (error) {
    run.people.forget()
    if (!isOfTheRows(error)) throw error
    if (drafts.length === 1) {
      const { constraint, code } = error as { constraint?: string; code?: string }
      return [{ waiting: drafts[0]!, reasons: [{ code: 'not-written', value: constraint ?? code ?? (error as Error).message }] }]
    }
    const half = Math.ceil(drafts.length / 2)
    return [...(await takeBatch(run, fileName, drafts.slice(0, half))), ...(await takeBatch(run, fileName, drafts.slice(half)))]
  }
}

async function takeInBatch(tx: Tx, run: LeadRun, fileName: string, drafts: readonly Waiting[]): Promise<Settled[]> {
  const { workspaceId, now, people, dry, language, currency } = run
  people.forget() // An earlier try of this transaction may have lost to another one.
  if (!dry) await lockImports(tx, workspaceId)
  const settled: Settled[] = []
  const ready: { waiting: Waiting; arrival: Arrival }[] = []
  for (const waiting of drafts) {
    const reasons: Reason[] = []
    const arrival = arrivalOf(run, fileName, waiting, reasons)
    if (reasons.length > 0) settled.push({ waiting, reasons })
    else ready.push({ waiting, arrival })
  }
  if (!dry) await people.write(tx, workspaceId, now)
  const book = dry?.book ?? (await bookInForce(tx, workspaceId))
  const intake: Intake = { tx, workspaceId, now, book, language, currency }
  const arrivals = ready.map(({ arrival }) => arrival)
  if (dry) {
    const becomings = await foresee(intake, arrivals, dry.foreseen)
    return [...settled, ...ready.map(({ waiting }, i) => ({ waiting, becomes: becomings[i]! }))]
  }
  const taken = await takeIn(intake, arrivals)
  for (const it of taken) {
    if (it.leadId === null && it.dealId !== null) it.leadId = await leadForDeal(intake, it.dealId, it.arrival)
  }
  await settleRows(
    tx,
    workspaceId,
    now,
    taken.map((it) => ({ id: it.arrival.rawId!, taken: it, fault: null })),
  )
  return [...settled, ...ready.map(({ waiting }, i) => ({ waiting, becomes: taken[i]!.becomes }))]
}

/** The arrival of a row, with the person whose lead it is. */
function arrivalOf(run: LeadRun, fileName: string, { draft, rawId }: Waiting, reasons: Reason[]): Arrival {
  const { plan, people, days, actorId } = run
  const { outcome, closedAt, title } = draft
  const isOpen = outcome.is === 'new' || outcome.is === 'in-work'
  const person = responsibleOf(people, plan.responsible, { responsible: draft.responsible, isOpen }, reasons, draft.remarks)
  const responsibleId = person?.id ?? null
  const adopted: Standing =
    outcome.is === 'converted'
      ? {
          status: 'converted',
          responsibleId,
          pipeline: plan.pipeline,
          stage: outcome.stage,
          title: title ?? (isNameless(draft) ? `№ ${draft.externalId}` : null),
          closedAt,
          reviewBy: plan.openStages.has(outcome.stage) ? days.next(responsibleId) : run.now,
        }
      : outcome.is === 'rejected'
        ? { status: 'rejected', responsibleId, reason: outcome.reason, closedAt }
        : { status: outcome.is, responsibleId }
  return {
    ...draft.arrival,
    adopted,
    rawId,
    viaName: fileName,
    externalId: `${plan.source}:${draft.externalId}`,
    createdBy: actorId,
  }
}

const isNameless = ({ arrival: { parts } }: LeadDraft) =>
  (parts.product ?? parts.name ?? parts.company ?? parts.phone ?? parts.email ?? parts.messenger) === null
