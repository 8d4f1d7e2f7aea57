import { dutyAt, parseTerm, type Instant, type WorkCalendar } from '@reglament/kernel'
import type { Edits, FieldValue, PlannedTask, Step, StepOf } from './act.ts'
import type { Regulation } from './compile.ts'
import type { ChannelKind, Dossier, FieldFact } from './dossier.ts'
import type { DealEvent, FactEdits } from './events.ts'
import { impossible } from './foundation.ts'
import { comesBackAt, loserOf } from './losing.ts'
import { endsByVerdict } from './oversight.ts'
import { resultOf, tasksOfStage } from './stageTasks.ts'
import { factsOf } from './interactions.ts'
import { replaced } from './replacing.ts'
import type { Texts } from './verdict.ts'

type Context = {
  regulation: Regulation
  calendar: WorkCalendar
  now: Instant
  newId: () => string
  texts: Texts
  byMember: boolean
  actorId: string | null
  /** By which known channel a letter goes out. */
  letterKind: ChannelKind | null
}

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
    ...(step.inquiry && { inquiry: step.inquiry }),
    ...(step.reserved && { reserved: step.reserved }),
  }
}

/** The event that plans a task; its text is kept beside under the new id. */
export function setTask(
  task: PlannedTask,
  responsibleId: string | null,
  { now, newId, texts }: Pick<Context, 'now' | 'newId' | 'texts'>,
): DealEvent {
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

/** The left stage's tasks end with the stage: done where a result is given in the same act, else superseded (§4). */
function leaveStageTasks(deal: Dossier, step: StepOf<'move'>, context: Context): DealEvent[] {
  return tasksOfStage(deal, context.regulation).map(({ id }) => {
    const result = resultOf(step, id)
    if (result !== '') return completion(id, result, context)
    return { type: 'task-cancelled', at: context.now, data: { id, why: 'superseded' as const } }
  })
}

function move(step: StepOf<'move'>, deal: Dossier, context: Context): DealEvent[] {
  const { regulation, now, texts } = context
  const target = regulation.stage(deal.pipeline, step.to)
  const direction = target.position > regulation.stage(deal.pipeline, deal.stage).position ? 'forward' : 'back'
  const reason = step.reason?.trim() ?? ''
  if (reason !== '') texts.moveReason = reason
  const moved: DealEvent[] = [
    ...editEvents(step.edits, context),
    ...leaveStageTasks(deal, step, context),
    { type: 'stage-moved', at: now, data: { from: deal.stage, to: step.to, direction, reasonLength: reason.length } },
  ]
  if (target.kind !== 'won') return [...moved, ...named(step.task?.dueAt, now)]
  const left = new Set(
    moved.flatMap((event) => (event.type === 'task-completed' || event.type === 'task-cancelled' ? [event.data.id] : [])),
  )
  // A date that the person gave with the winning move goes on with the other tasks to the next deal in line.
  const given = step.task ? [setTask(step.task, deal.responsibleId, context)] : []
  const open = [...deal.openTasks.filter(({ id }) => !left.has(id)), ...given.flatMap((it) => (it.type === 'task-set' ? [it.data] : []))]
  const won: DealEvent = { type: 'deal-won', at: now, data: { stage: step.to, from: deal.stage } }
  // What goes on with the next deal in line is gone by then; the rest ends here.
  return [...moved, ...given, won, ...cancelled(open, 'deal-closed', now)]
}

/**
 * Its stage is no more: the deal goes on where the version sends it. The left stage's task is superseded only where the new stage plans
 * one, for an open deal is never left without a task (D1).
 */
function leaveStage({ to, version }: StepOf<'leave-stage'>, deal: Dossier, { regulation, now }: Context): DealEvent[] {
  const plans = (regulation.consequencesAfter.get('stage-moved') ?? []).some(
    ({ kind, mode, scope }) =>
      kind.kind === 'stage-task' &&
      mode === 'enforce' &&
      (scope.pipelines?.has(deal.pipeline) ?? true) &&
      (scope.stages?.has(to) ?? true) &&
      (scope.roles?.has('system') ?? true),
  )
  const ended = plans && regulation.stage(deal.pipeline, to).tasks.length > 0 ? tasksOfStage(deal, regulation) : []
  const moved: DealEvent = {
    type: 'stage-moved',
    at: now,
    data: { from: deal.stage, to, direction: 'by-version', reasonLength: 0, version },
  }
  return [...cancelled(ended, 'superseded', now), moved]
}

/** A deal that another one opened: with its facts, and with the tasks that go on; the regulation adds those of its first stage. */
function goOn({ beginning: data, tasks, taskWithin, clause }: StepOf<'go-on'>, { regulation, now, newId, calendar }: Context): DealEvent[] {
  const created: DealEvent = { type: 'deal-created', at: now, clause, data }
  const handed = tasks.map(({ id, kind, textLength, dueAt, assigneeId, clause: set }): DealEvent => ({
    type: 'task-set',
    at: now,
    ...(set !== null && { clause: set }),
    data: { id, kind, textLength, dueAt, assigneeId },
  }))
  const planned = regulation.consequencesAfter
    .get('deal-created')
    ?.some(({ kind, mode }) => kind.kind === 'stage-task' && mode === 'enforce')
  const hasTask = handed.length > 0 || (planned && regulation.stage(data.pipeline, data.stage).tasks.length > 0)
  if (hasTask) return [created, ...handed]
  // No deal without a task, whatever is switched off.
  const dueAt = dutyAt(calendar, now, parseTerm(taskWithin))
  return [
    created,
    { type: 'task-set', at: now, data: { id: newId(), kind: 'take-over', textLength: 0, dueAt, assigneeId: data.responsibleId } },
  ]
}

const named = (at: Instant | undefined, now: Instant): DealEvent[] =>
  at === undefined ? [] : [{ type: 'date-named', at: now, data: { at } }]

const cancelled = (tasks: readonly { id: string }[], why: 'superseded' | 'deal-closed', now: Instant) =>
  tasks.map(({ id }): DealEvent => ({ type: 'task-cancelled', at: now, data: { id, why } }))

/** Lost: open work ends, the reason says whether somebody has to look at it (H1, H5). */
function close(step: StepOf<'close'>, deal: Dossier, { regulation, now, texts, actorId }: Context): DealEvent[] {
  const to = regulation.closedStage(deal.pipeline, 'lost')
  if (to === null) return []
  const reason = regulation.lossReasons.get(step.reason)
  const review = reason?.review === 'task' ? 'pending' : (reason?.review ?? 'none')
  if (step.comment?.trim()) texts.moveReason = step.comment.trim()
  const { reason: key, evidence } = step
  // What belongs to another reason is not remembered: a date that came along with "too dear" would bring the deal back (H9).
  const until = key === 'postponed' ? (step.until ?? null) : null
  const duplicateOf = key === 'duplicate' ? (step.duplicateOf ?? null) : null
  const criterion = reason?.kind === 'by-rules' ? (step.criterion ?? null) : null
  const data: Extract<DealEvent, { type: 'deal-lost' }>['data'] = {
    reason: key,
    at: now,
    by: actorId,
    stage: deal.stage,
    review,
    until,
    to,
    evidence: [...evidence],
    duplicateOf,
    criterion,
  }
  return [...cancelled(deal.openTasks, 'deal-closed', now), { type: 'deal-lost', at: now, data }]
}

/** A verdict completes the task of the check; what is returned is open again in the stage that it left (H5). */
function review({ verdict, responsibleId, comment }: StepOf<'review'>, deal: Dossier, context: Context): DealEvent[] {
  const { now, actorId, texts } = context
  if (comment?.trim()) texts.comment = comment.trim()
  const checked = deal.openTasks.filter(endsByVerdict).map(({ id }) => completion(id, comment ?? '', context))
  const given: DealEvent = { type: 'review-given', at: now, data: { verdict, by: actorId } }
  const rest = { ...deal, openTasks: deal.openTasks.filter((task) => !endsByVerdict(task)) }
  return [...checked, given, ...(verdict === 'returned' ? reopen({ kind: 'reopen', responsibleId }, rest, context) : [])]
}

/** What the call to a lost client has brought; a false loss is open again for somebody else (H6). */
function sampleCalled(step: StepOf<'sample'>, deal: Dossier, context: Context): DealEvent[] {
  const { verdict, falseLoss = null, responsibleId, note } = step
  const { now, actorId, texts } = context
  if (note?.trim()) texts.comment = note.trim()
  if (verdict === 'no-answer') return [{ type: 'sample-missed', at: now, data: { by: actorId } }]
  const data = { verdict, falseLoss: verdict === 'false' ? falseLoss : null, by: actorId, member: loserOf(deal) }
  return [
    { type: 'sample-called', at: now, data },
    ...(verdict === 'false' ? reopen({ kind: 'reopen', responsibleId }, deal, context) : []),
  ]
}

/**
 * Prolonging is the head's decision, so his task ends with it. Where it was the only one, it becomes the next step of whoever works the
 * deal: an open deal is never left without a task (D1).
 */
function decided({ reason }: StepOf<'prolong'>, deal: Dossier, context: Context): DealEvent[] {
  const decision = deal.openTasks.find(({ kind }) => kind === 'decide-lifetime')
  if (!decision) return []
  const done = completion(decision.id, reason, context)
  if (deal.openTasks.length > 1) return [done]
  const task = { kind: 'next-step', text: '', dueAt: decision.dueAt, assigneeId: deal.responsibleId }
  return [setTask(task, deal.responsibleId, context), done]
}

/** Back to the stage that it left, or to where that one's deals went; where that is not known, to the first. What was to be checked is open again. */
function reopen({ responsibleId }: StepOf<'reopen'>, deal: Dossier, { regulation, now }: Context): DealEvent[] {
  const { stages, first } = regulation.pipelines.get(deal.pipeline)!
  const to = deal.leftStage === null ? null : regulation.successor(deal.pipeline, deal.leftStage)
  const left = to === null ? undefined : stages.get(to)
  const stage = left?.kind === 'open' ? left.key : first.key
  return [...cancelled(deal.openTasks, 'superseded', now), { type: 'deal-reopened', at: now, data: { stage, responsibleId } }]
}

/** Status and stage of an adopted deal agree, whatever it came with; a loss that came without a reason says so (regulation §3, adoption). */
function adopt(step: StepOf<'adopt'>, context: Context): DealEvent[] {
  const { regulation, now } = context
  const { kind } = regulation.stage(step.pipeline, step.stage)
  const closed = step.status === 'open' ? null : regulation.closedStage(step.pipeline, step.status)
  const status = closed === null || kind === step.status ? kind : step.status
  const stage = status === kind ? step.stage : closed!
  const unstated = [...regulation.lossReasons.values()].find((reason) => reason.kind === 'adopted')?.key ?? null
  const data = {
    ...beginning({ ...step, stage }, context),
    createdAt: step.createdAt,
    enteredAt: step.enteredAt,
    status,
    closedAt: status === 'open' ? null : (step.closedAt ?? now),
    lossReason: status === 'lost' ? (step.lossReason ?? unstated) : null,
    leftStage: stage === step.stage ? null : step.stage,
  }
  const adopted: DealEvent = { type: 'deal-adopted', at: now, data }
  return status === 'open' && step.task ? [adopted, setTask(step.task, step.responsibleId, context)] : [adopted]
}

/** The meaning of one step, whatever the rules say of it: the events that it would leave. The rules look at them afterwards. */
export function perform(step: Step, deal: Dossier | null, context: Context): DealEvent[] {
  const { now, texts } = context
  if (step.kind === 'create') return [{ type: 'deal-created', at: now, data: beginning(step, context) }]
  if (step.kind === 'adopt') return adopt(step, context)
  if (step.kind === 'go-on') return goOn(step, context)
  if (!deal) throw new Error(`a ${step.kind} needs a deal`)
  // What can't happen at all leaves nothing; `foundation.ts` says why.
  if (impossible(step, deal, context)) return []
  switch (step.kind) {
    case 'move':
      return move(step, deal, context)
    case 'leave-stage':
      return leaveStage(step, deal, context)
    case 'edit':
      return editEvents(step.edits, context)
    case 'assign':
      return step.responsibleId === deal.responsibleId
        ? []
        : [{ type: 'responsible-changed', at: now, data: { from: deal.responsibleId, to: step.responsibleId } }]
    case 'take':
      return [{ type: 'responsible-changed', at: now, data: { from: null, to: context.actorId, why: 'taken' } }]
    case 'give-back': {
      const reason = step.reason.trim()
      texts.handOverReason = reason
      return [
        {
          type: 'responsible-changed',
          at: now,
          data: { from: deal.responsibleId, to: null, why: 'given-back', reasonLength: reason.length },
        },
      ]
    }
    case 'release':
      return [{ type: 'release-due', at: now, data: { releaseId: step.releaseId, to: null } }]
    case 'undo-release':
      return [{ type: 'release-due', at: now, data: { releaseId: step.releaseId, to: step.responsibleId } }]
    case 'add-task':
      return [setTask(step.task, deal.responsibleId, context), ...named(step.task.named ? step.task.dueAt : undefined, now)]
    case 'edit-task': {
      const { taskId, text, dueAt, assigneeId } = step
      if (text !== undefined) texts.tasks[taskId] = text.trim()
      return [{ type: 'task-changed', at: now, data: { id: taskId, dueAt, assigneeId, textLength: text?.trim().length } }]
    }
    case 'complete-task':
      return [completion(step.taskId, step.result, context)]
    case 'cancel-task':
      return [{ type: 'task-cancelled', at: now, data: { id: step.taskId, why: 'by-hand' } }]
    case 'record-interaction': {
      const { at, namedAt } = step.interaction
      return [{ type: 'interaction-recorded', at, data: factsOf(step.interaction, deal, context.byMember) }, ...named(namedAt, now)]
    }
    case 'no-answer': {
      const call = { id: step.interactionId, channel: 'call', direction: 'out', outcome: 'no-answer', at: now } as const
      return [{ type: 'interaction-recorded', at: now, data: factsOf(call, deal, context.byMember) }]
    }
    case 'rebind': {
      const { kind: _kind, ...data } = step
      return [{ type: 'deal-edited', at: now, data }]
    }
    case 'add-inquiry': {
      const { leadId, channel } = step.inquiry
      return [{ type: 'inquiry-added', at: step.at, data: { leadId, channel } }]
    }
    case 'dismiss-incoming':
      return [{ type: 'incoming-dismissed', at: now, data: { id: step.incomingId, reasonLength: step.reason.trim().length } }]
    case 'add-evidence':
      return [{ type: 'evidence-added', at: now, data: { id: step.evidenceId } }]
    case 'comment': {
      const { commentId: id, textLength, mentions } = step
      return [{ type: 'commented', at: now, data: { id, textLength, mentions: [...mentions] } }]
    }
    case 'answer-question': {
      const { question, textLength, stage, complete } = step
      return [{ type: 'question-answered', at: now, data: { question, textLength, stage, complete } }]
    }
    case 'replace':
      return replaced(step, deal, context)
    case 'close':
      return close(step, deal, context)
    case 'reopen':
      return reopen(step, deal, context)
    case 'review':
      return review(step, deal, context)
    case 'sample':
      return sampleCalled(step, deal, context)
    case 'send-letter':
      return [{ type: 'letter-queued', at: now, data: { template: step.template, kind: context.letterKind } }]
    case 'prolong':
      return [
        { type: 'lifetime-prolonged', at: now, data: { until: step.until, reasonLength: step.reason.trim().length } },
        ...decided(step, deal, context),
      ]
    case 'exempt': {
      const { clause, until, reason } = step
      return [{ type: 'exempted', at: now, data: { clause, until, by: context.actorId, reasonLength: reason.trim().length } }]
    }
    case 'record-fact':
      return [step.fact]
    case 'keep':
      return []
    case 'check': {
      const until = comesBackAt(deal)
      return until !== null && until <= now ? [{ type: 'postponed-due', at: now, data: { until } }] : []
    }
  }
}
