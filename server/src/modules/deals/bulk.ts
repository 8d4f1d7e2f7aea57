import type { Bulk, BulkAct, BulkAnswer, BulkRow } from '@reglament/contract'
import { type Act, decide, type Situation, type Step } from '@reglament/regulation'
import { sql } from 'kysely'
import { type Fault, invalid, Problem } from '../../platform/http/problem.ts'
import { fieldFaults } from '../fields/index.ts'
import { bookInForce, sayVerdict, stageNamed } from '../rulebook/index.ts'
import type { Write } from './write.ts'
import { apply } from './apply.ts'
import type { Asking } from './asking.ts'
import { aheadFaults, closeStep } from './closeDeal.ts'
import { moveStep } from './moveDeal.ts'
import { referenceFaults } from './references.ts'
import { dueCases } from './lockCase.ts'
import { type Case, nextCheckAfter, receiverOf } from './situation.ts'
import { isInSight, mustAct, mustAssign, sightOf } from './sight.ts'
import { draftFaults, plannedTask } from './taskDraft.ts'
import { says } from './words.ts'

type Receiving = Awaited<ReturnType<typeof receiverOf>>

/**
 * One act on many deals, each judged by itself through the same guards, in the order in which they were named; what is allowed is
 * written at once, what is refused is recorded, and each deal gets its row (L2). The deals are locked in the order of their ids, and
 * who gets them as long as they are counted.
 * @throws Problem 400 for what is wrong with the act itself, 403 where it may not be given to that person
 */
export async function carryOutAll(asking: Asking, { dealIds, act, confirmed }: Bulk): Promise<BulkAnswer> {
  const { tx, actor, now, language } = asking
  const { workspaceId, memberId } = actor
  await checkAct(asking, act)
  const titles = await lockDeals(asking, dealIds)
  const cases = new Map((await dueCases(asking, dealIds)).map((found) => [found.deal.dealId, found]))
  const receiving = act.kind === 'assign' ? await receiverOf(tx, workspaceId, act.responsibleId) : null
  let given = 0
  const writes: Write[] = []
  const items: BulkRow[] = []
  for (const dealId of dealIds) {
    const found = cases.get(dealId)
    const title = found && isInSight(actor, found.owned) ? (titles.get(dealId) ?? null) : null
    const row = (outcome: BulkRow['outcome'], why: string | null = null): BulkRow => ({
      dealId,
      title,
      outcome,
      findings: [],
      refusals: [],
      why,
    })
    const why = found ? whyNot(asking, found, act) : says.noDeal
    if (!found || why) {
      items.push(row('failed', why![language]))
      continue
    }
    if (isThereAlready(found, act)) {
      items.push(row('unchanged'))
      continue
    }
    const situation = receiving ? withReceiver(found.situation, receiving, given) : found.situation
    const decision = decide(found.book.regulation, await actOn(asking, found, act, confirmed), situation, now)
    const { after } = decision.changes
    writes.push({ ...decision.changes, nextCheckAt: nextCheckAfter(found.book, situation, after, now) })
    if (decision.verdict.allowed && act.kind === 'assign' && countsAsLoad(found)) given += 1
    const said = sayVerdict(found.book, decision.verdict, language)
    items.push({ ...row(said.allowed ? 'done' : 'refused'), findings: said.findings, refusals: said.refusals })
  }
  const [first] = cases.values()
  if (first && writes.length > 0) await apply(tx, writes, { workspaceId, actorId: memberId, now, book: first.book })
  const count = (outcome: BulkRow['outcome']) => items.filter((item) => item.outcome === outcome).length
  return { items, done: count('done'), refused: count('refused') + count('failed') }
}

/** Locks the deals in the order of their ids: two bulk acts that name the same deals wait for each other and never in a circle. */
async function lockDeals({ tx, actor }: Asking, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id::text, title from deal where workspace_id = ${actor.workspaceId} and id = any(${ids}::uuid[])
    order by id for update`.execute(tx)
  return new Map(rows.map(({ id, title }) => [id, title]))
}

/** What is wrong with the act whatever the deal. */
async function checkAct(asking: Asking, act: BulkAct): Promise<void> {
  const { tx, actor, now } = asking
  const { workspaceId } = actor
  const { regulation } = await bookInForce(tx, workspaceId)
  const faults: Fault[] = []
  if (act.kind === 'move') {
    faults.push(...fieldFaults(regulation, act.fields, '/act/fields'), ...draftFaults(regulation, act.task, now, '/act/task'))
    faults.push(...(await referenceFaults(tx, workspaceId, { memberIds: [['/act/task/assigneeId', act.task?.assigneeId]] })))
  }
  if (act.kind === 'add-task') {
    faults.push(...draftFaults(regulation, act.task, now, '/act/task'))
    faults.push(...(await referenceFaults(tx, workspaceId, { memberIds: [['/act/task/assigneeId', act.task.assigneeId]] })))
  }
  if (act.kind === 'close') faults.push(...aheadFaults(act.until, now, '/act/until'))
  if (act.kind === 'assign')
    faults.push(...(await referenceFaults(tx, workspaceId, { memberIds: [['/act/responsibleId', act.responsibleId]] })))
  if (faults.length > 0) throw invalid(faults)
  if (act.kind === 'assign') mustAssign(actor, await sightOf(asking), act.responsibleId)
}

/** Why this deal is not to be had: it is not there, somebody else works it, or its pipeline has no such stage. */
function whyNot({ actor }: Asking, found: Case, act: BulkAct) {
  try {
    mustAct(actor, found.owned)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.status === 404 ? says.noDeal : error.detail
  }
  return act.kind === 'move' && !stageNamed(found.book, found.deal.pipeline, act.to) ? says.noStage : null
}

const isThereAlready = ({ book, deal }: Case, act: BulkAct): boolean =>
  (act.kind === 'assign' && deal.responsibleId === act.responsibleId) ||
  (act.kind === 'move' && deal.stage === stageNamed(book, deal.pipeline, act.to))

/** Who gets the deals, with those that he has been given in this act already. */
const withReceiver = (situation: Situation, { receiver, absences }: Receiving, given: number): Situation => ({
  ...situation,
  receiver: receiver && { ...receiver, openDeals: receiver.openDeals + given },
  absences,
})

/** Load counts open sales deals (regulation §3). */
const countsAsLoad = ({ book, deal }: Case) => deal.status === 'open' && book.regulation.pipelines.get(deal.pipeline)?.kind === 'sales'

async function actOn(asking: Asking, found: Case, act: BulkAct, confirmed: boolean | undefined): Promise<Act> {
  return { steps: [await stepOf(asking, found, act)], confirmed }
}

async function stepOf(asking: Asking, found: Case, act: BulkAct): Promise<Step> {
  switch (act.kind) {
    case 'move':
      return moveStep(found, act)
    case 'assign':
      return { kind: 'assign', responsibleId: act.responsibleId }
    case 'add-task':
      return { kind: 'add-task', task: plannedTask(act.task) }
    case 'close':
      return closeStep(asking, found.deal.dealId, act)
  }
}
