import type { TaskCompletion, TaskCreation, TaskEdit } from '@reglament/contract'
import { parseInstant } from '@reglament/kernel'
import type { Step } from '@reglament/regulation'
import { conflict, invalid, notFound } from '../../platform/http/problem.ts'
import { dealOfTask } from '../tasks/index.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { moveFaults, moveStep } from './moveDeal.ts'
import { aheadFaults, closeStep } from './closeDeal.ts'
import { referenceFaults } from './references.ts'
import { lockCase } from './lockCase.ts'
import { type Case } from './situation.ts'
import { mustAct } from './sight.ts'
import { draftFaults, dueFaults, plannedTask } from './taskDraft.ts'
import { says } from './words.ts'

/** The deal of an open task, locked. @throws Problem 404, or 409 when the task has ended meanwhile */
async function lockCaseOfTask(asking: Asking, taskId: string): Promise<Case> {
  const { tx, actor } = asking
  const task = await dealOfTask(tx, actor.workspaceId, taskId)
  if (!task) throw notFound()
  const found = await lockCase(asking, task.deal_id)
  mustAct(actor, found.owned)
  if (!found.deal.openTasks.some(({ id }) => id === taskId)) throw conflict(says.taskEnded)
  return found
}

/** Plans a task by hand. */
export async function planTask(asking: Asking, { dealId, confirmed, ...draft }: TaskCreation): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCase(asking, dealId)
  mustAct(actor, found.owned)
  const faults = [
    ...draftFaults(found.book.regulation, draft, now, ''),
    ...(await referenceFaults(tx, actor.workspaceId, { memberIds: [['/assigneeId', draft.assigneeId]] })),
  ]
  if (faults.length > 0) throw invalid(faults)
  return carryOut(asking, found, { steps: [{ kind: 'add-task', task: plannedTask(draft) }], confirmed })
}

/** Changes what an open task says, when it is due or whose it is. */
export async function editTask(asking: Asking, taskId: string, { text, dueAt, assigneeId, confirmed }: TaskEdit): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCaseOfTask(asking, taskId)
  const faults = [
    ...dueFaults(dueAt, now, '/dueAt'),
    ...(await referenceFaults(tx, actor.workspaceId, { memberIds: [['/assigneeId', assigneeId]] })),
  ]
  if (faults.length > 0) throw invalid(faults)
  const step: Step = { kind: 'edit-task', taskId, text, dueAt: dueAt === undefined ? undefined : parseInstant(dueAt), assigneeId }
  return carryOut(asking, found, { steps: [step], confirmed })
}

/** Completes a task with its result; the next task, a stage move or a closure may come in the same act, so that no deal is left without one (D1). */
export async function completeTask(
  asking: Asking,
  taskId: string,
  { result = '', next, move, closure, confirmed }: TaskCompletion,
): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCaseOfTask(asking, taskId)
  const faults = [
    ...([next, move, closure].filter(Boolean).length > 1 ? [{ path: next ? '/next' : '/move', message: says.onlyOneNext }] : []),
    ...aheadFaults(closure?.until, now, '/closure/until'),
    ...draftFaults(found.book.regulation, next, now, '/next'),
    ...(move ? moveFaults(found, move, now, '/move') : []),
    ...(await referenceFaults(tx, actor.workspaceId, {
      memberIds: [
        ['/next/assigneeId', next?.assigneeId],
        ['/move/task/assigneeId', move?.task?.assigneeId],
      ],
    })),
  ]
  if (faults.length > 0) throw invalid(faults)
  const steps: Step[] = [
    { kind: 'complete-task', taskId, result },
    ...(next ? [{ kind: 'add-task' as const, task: plannedTask(next) }] : []),
    ...(move ? [moveStep(found, move)] : []),
    ...(closure ? [await closeStep(asking, found.deal.dealId, closure)] : []),
  ]
  return carryOut(asking, found, { steps, confirmed: confirmed ?? move?.confirmed ?? closure?.confirmed })
}

/** Cancels a task that is not needed any more. */
export async function cancelTask(asking: Asking, taskId: string): Promise<Outcome> {
  const found = await lockCaseOfTask(asking, taskId)
  return carryOut(asking, found, { steps: [{ kind: 'cancel-task', taskId }] })
}
