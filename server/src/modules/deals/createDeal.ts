import type { DealCreation } from '@reglament/contract'
import { newId } from '@reglament/kernel'
import { beginningOf, type Step } from '@reglament/regulation'
import { invalid } from '../../platform/http/problem.ts'
import { fieldFaults } from '../fields/index.ts'
import { bookOf, pipelineNamed, stageNamed } from '../rulebook/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { clientOf } from './references.ts'
import { mustAssign, mustCreate, sightOf } from './sight.ts'
import { receiverOf, situationOfNew } from './situation.ts'
import { says } from './words.ts'

/** Makes a deal with its client in one act. Without a pipeline it is a sales deal, without a stage it begins at the first. */
export async function createDeal(asking: Asking, body: DealCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  mustCreate(actor)
  const client = await clientOf(tx, actor.workspaceId, body, now)
  const book = await bookOf(tx, actor.workspaceId, client.stamp)
  const pipeline = pipelineNamed(book, body.pipelineId ?? beginningOf(book.regulation))
  if (!pipeline) throw invalid([{ path: '/pipelineId', message: says.noPipeline }])
  const stage = body.stage === undefined ? book.regulation.pipelines.get(pipeline)!.first.key : stageNamed(book, pipeline, body.stage)
  if (!stage) throw invalid([{ path: '/stage', message: says.noStage }])
  const faults = fieldFaults(book.regulation, body.fields)
  if (faults.length > 0) throw invalid(faults)

  const responsibleId = body.responsibleId === undefined ? actor.memberId : body.responsibleId
  mustAssign(actor, await sightOf(asking), responsibleId)

  const { title, note, budget = null, fields } = body
  const { contactId, companyId } = client
  const step: Step = {
    kind: 'create',
    dealId: newId(),
    pipeline,
    stage,
    title,
    note,
    budget,
    fields,
    contactId,
    companyId,
    responsibleId,
    inquiryAt: now,
  }
  const situation = situationOfNew(book, actor, client.facts, await receiverOf(tx, actor.workspaceId, responsibleId))
  return carryOut(asking, { book, situation }, { steps: [step], confirmed: body.confirmed }, client.write)
}
