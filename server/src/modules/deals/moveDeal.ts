import type { StageMove } from '@reglament/contract'
import type { Instant } from '@reglament/kernel'
import type { StepOf } from '@reglament/regulation'
import type { Fault } from '../../platform/http/problem.ts'
import { invalid } from '../../platform/http/problem.ts'
import { fieldFaults } from '../fields/index.ts'
import { stageNamed } from '../rulebook/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { referenceFaults } from './references.ts'
import { lockCase } from './lockCase.ts'
import { type Case } from './situation.ts'
import { mustAct } from './sight.ts'
import { draftFaults, plannedTask } from './taskDraft.ts'
import { says } from './words.ts'

/** Faults of a move as it was sent; `at` is its place in the request. */
export const moveFaults = ({ book, deal }: Case, { to, fields, task, results = [] }: StageMove, now: Instant, at = ''): Fault[] => [
  ...(stageNamed(book, deal.pipeline, to) ? [] : [{ path: `${at}/to`, message: says.noStage }]),
  ...fieldFaults(book.regulation, fields, `${at}/fields`),
  ...draftFaults(book.regulation, task, now, `${at}/task`),
  ...results.flatMap(({ taskId }, index) =>
    deal.openTasks.some(({ id }) => id === taskId) ? [] : [{ path: `${at}/results/${index}/taskId`, message: says.taskEnded }],
  ),
]

/** The move as the book reads it. */
export function moveStep({ book, deal }: Case, { to, fields, note, budget, result, results, reason, task }: StageMove): StepOf<'move'> {
  const edits = { ...(fields && { fields }), ...(note !== undefined && { note }), ...(budget && { budget }) }
  return {
    kind: 'move',
    to: stageNamed(book, deal.pipeline, to)!,
    edits,
    result,
    results: results && Object.fromEntries(results.map((one) => [one.taskId, one.result])),
    reason,
    task: task && plannedTask(task),
  }
}

/** Moves a deal to another stage; fields that are lacking, the result of the left task and the next date may come along. */
export async function moveDeal(asking: Asking, dealId: string, move: StageMove): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  const faults = [
    ...moveFaults(found, move, now),
    ...(await referenceFaults(tx, actor.workspaceId, { memberIds: [['/task/assigneeId', move.task?.assigneeId]] })),
  ]
  if (faults.length > 0) throw invalid(faults)
  return carryOut(asking, found, { steps: [moveStep(found, move)], confirmed: move.confirmed })
}
