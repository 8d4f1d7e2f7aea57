import type { Instant } from '@reglament/kernel'
import type { Edits, FieldValue, PlannedTask, Step, StepOf } from './act.ts'
import type { Regulation } from './compile.ts'
import type { Dossier, FieldFact } from './dossier.ts'
import type { DealEvent, FactEdits } from './events.ts'
import { tasksOfStage } from './stageTasks.ts'
import type { Texts } from './verdict.ts'

type Context = { regulation: Regulation; now: Instant; newId: () => string; texts: Texts }

/** What rules may know of a value: of texts and links only the length. */
export function fieldFact(regulation: Regulation, key: string, value: FieldValue): FieldFact {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (text === '') return null
  const type = regulation.fields.get(key)?.type
  return type === 'list' || type === 'date' ? text : text.length
}

const fieldFacts = (regulation: Regulation, fields: Record<string, FieldValue> = {}) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fieldFact(regulation, key, value)]))

const filledFacts = (regulation: Regulation, fields?: Record<string, FieldValue>) =>
  Object.fromEntries(Object.entries(fieldFacts(regulation, fields)).filter(([, fact]) => fact !== null))

function editEvents(edits: Edits, { regulation, now, texts }: Context): DealEvent[] {
  const { title, note, budget, fields, contactId, companyId } = edits
  const data: FactEdits = {}
  if (title !== undefined) data.titleLength = (texts.title = title.trim()).length
  if (note !== undefined) data.noteLength = (texts.note = note).trim().length
  if (budget !== undefined) data.budget = budget
  if (contactId !== undefined) data.contactId = contactId
  if (companyId !== undefined) data.companyId = companyId
  if (fields && Object.keys(fields).length > 0) {
    data.fields = fieldFacts(regulation, fields)
    texts.fields = { ...texts.fields, ...fields }
  }
  return Object.keys(data).length > 0 ? [{ type: 'deal-edited', at: now, data }] : []
}

const beginning = (step: StepOf<'create'> | StepOf<'adopt'>, { regulation, texts }: Context) => {
  texts.title = step.title.trim()
  if (step.note) texts.note = step.note
  if (step.fields) texts.fields = step.fields
  return {
    dealId: step.dealId,
    pipeline: step.pipeline,
    stage: step.stage,
    inquiryAt: step.inquiryAt,
    responsibleId: step.responsibleId,
    contactId: step.contactId,
    companyId: step.companyId,
    budget: step.budget ?? null,
    noteLength: step.note?.trim().length ?? 0,
    fields: filledFacts(regulation, step.fields),
  }
}

/** The event that plans a task; its text is kept beside under the new id. */
export function setTask(task: PlannedTask, responsibleId: string | null, { now, newId, texts }: Omit<Context, 'regulation'>): DealEvent {
  const id = newId()
  const text = task.text.trim()
  if (text !== '') texts.tasks[id] = text
  const assigneeId = task.assigneeId === undefined ? responsibleId : task.assigneeId
  return { type: 'task-set', at: now, data: { id, kind: task.kind, textLength: text.length, dueAt: task.dueAt, assigneeId } }
}

const completion = (id: string, result: string, { now, texts }: Context): DealEvent => {
  texts.results[id] = result.trim()
  return { type: 'task-completed', at: now, data: { id, resultLength: result.trim().length } }
}

/** The left stage's task ends with the stage: done when its result is given in the same act, else superseded (§4). */
function leaveStageTask(deal: Dossier, result: string | undefined, context: Context): DealEvent[] {
  return tasksOfStage(deal, context.regulation).map(({ id }) =>
    result?.trim()
      ? completion(id, result, context)
      : { type: 'task-cancelled', at: context.now, data: { id, why: 'superseded' as const } },
  )
}

function move(step: StepOf<'move'>, deal: Dossier, context: Context): DealEvent[] {
  const { regulation, now, texts } = context
  const target = regulation.stage(deal.pipeline, step.to)
  const direction = target.position > regulation.stage(deal.pipeline, deal.stage).position ? 'forward' : 'back'
  const reason = step.reason?.trim() ?? ''
  if (reason !== '') texts.moveReason = reason
  const moved: DealEvent[] = [
    ...editEvents(step.edits, context),
    ...leaveStageTask(deal, step.result, context),
    { type: 'stage-moved', at: now, data: { from: deal.stage, to: step.to, direction, reasonLength: reason.length } },
  ]
  if (target.kind !== 'won') return moved
  const left = new Set(
    moved.flatMap((event) => (event.type === 'task-completed' || event.type === 'task-cancelled' ? [event.data.id] : [])),
  )
  const closed = deal.openTasks.filter(({ id }) => !left.has(id))
  return [
    ...moved,
    ...closed.map(({ id }): DealEvent => ({ type: 'task-cancelled', at: now, data: { id, why: 'deal-closed' } })),
    { type: 'deal-won', at: now, data: { stage: step.to } },
  ]
}

/** The meaning of one step, whatever the rules say of it: the events that it would leave. The rules look at them afterwards. */
export function perform(step: Step, deal: Dossier | null, context: Context): DealEvent[] {
  const { now, texts } = context
  if (step.kind === 'create') return [{ type: 'deal-created', at: now, data: beginning(step, context) }]
  if (step.kind === 'adopt') {
    const { createdAt, enteredAt, status, closedAt, lossReason } = step
    const data = { ...beginning(step, context), createdAt, enteredAt, status, closedAt, lossReason }
    const adopted: DealEvent = { type: 'deal-adopted', at: now, data }
    return status === 'open' && step.task ? [adopted, setTask(step.task, step.responsibleId, context)] : [adopted]
  }
  if (!deal) throw new Error(`a ${step.kind} needs a deal`)
  switch (step.kind) {
    case 'move':
      return move(step, deal, context)
    case 'edit':
      return editEvents(step.edits, context)
    case 'assign':
      return step.responsibleId === deal.responsibleId
        ? []
        : [{ type: 'responsible-changed', at: now, data: { from: deal.responsibleId, to: step.responsibleId } }]
    case 'add-task':
      return [setTask(step.task, deal.responsibleId, context)]
    case 'edit-task': {
      const { taskId, text, dueAt, assigneeId } = step
      if (text !== undefined) texts.tasks[taskId] = text.trim()
      return [{ type: 'task-changed', at: now, data: { id: taskId, dueAt, assigneeId, textLength: text?.trim().length } }]
    }
    case 'complete-task':
      return [completion(step.taskId, step.result, context)]
    case 'cancel-task':
      return [{ type: 'task-cancelled', at: now, data: { id: step.taskId, why: 'by-hand' } }]
  }
}
