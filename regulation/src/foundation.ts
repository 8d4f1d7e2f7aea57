import type { Instant } from '@reglament/kernel'
import type { Step } from './act.ts'
import type { Clause, Regulation } from './compile.ts'
import { nextInLine } from './chain.ts'
import type { Dossier } from './dossier.ts'
import { awaitsCall, awaitsReview } from './losing.ts'
import { endsByVerdict } from './oversight.ts'
import type { Finding, Shortfall } from './verdict.ts'

/** The kind of a finding that comes from no clause: what no company can switch off, because the book would stop making sense. */
export const foundation = 'foundation'

type Given = { regulation: Regulation; now: Instant }

/** What is worked only in an open deal. */
const needsOpenDeal: ReadonlySet<Step['kind']> = new Set([
  'move',
  'leave-stage',
  'edit',
  'close',
  'add-task',
  'no-answer',
  'prolong',
  'take',
  'give-back',
  'release',
  'undo-release',
])

/** The database keeps this one too: an exemption would only move the refusal there (D1). */
const canBeExempted = (clause: Clause | undefined) => clause !== undefined && clause.kind.kind !== 'open-task'

const lacks = (what: keyof typeof foundationWords.ru, more: object = {}, ...mends: Shortfall['mends']): Shortfall => ({
  lacks: { what, ...more },
  mends,
})

/**
 * Why a step can't happen at all, whatever the modes of clauses; null when it can. A closed deal is worked again only after reopening,
 * lost is entered only by a closure, what has ended does not end again, and nothing is remembered of the future.
 */
export function impossible(step: Step, deal: Dossier, { regulation, now }: Given): Shortfall | null {
  const isOpen = deal.status === 'open'
  if (!isOpen && needsOpenDeal.has(step.kind)) return lacks('open-deal', {}, { act: 'reopening' })
  switch (step.kind) {
    case 'move': {
      const { kind } = regulation.stage(deal.pipeline, step.to)
      if (kind === 'lost') return lacks('closure', {}, { act: 'closure' })
      // A task is never dropped: where no deal comes next there is nobody to do it.
      return kind === 'won' && step.task && nextInLine(regulation, deal.pipeline) === null ? lacks('no-task-when-won') : null
    }
    case 'close':
      return regulation.closedStage(deal.pipeline, 'lost') === null ? lacks('lost-stage') : null
    case 'reopen':
      return isOpen ? lacks('closed-deal') : null
    case 'take':
    case 'undo-release':
      // Whatever the modes of clauses: nobody has a deal that somebody else has (I4).
      return deal.responsibleId === null ? null : lacks('on-exchange', { responsibleId: deal.responsibleId })
    case 'give-back':
    case 'release':
      return deal.responsibleId === null ? lacks('responsible') : null
    case 'review':
      return awaitsReview(deal) ? null : lacks('pending-review')
    case 'sample':
      return awaitsCall(deal) ? null : lacks('drawn-sample')
    case 'edit-task':
    case 'complete-task':
    case 'cancel-task':
    case 'no-answer': {
      const task = deal.openTasks.find(({ id }) => id === step.taskId)
      if (!task) return lacks('open-task', { taskId: step.taskId })
      return endsByVerdict(task) && step.kind !== 'edit-task' ? lacks('verdict', {}, { act: 'review' }) : null
    }
    case 'dismiss-incoming':
      return deal.unanswered.some(({ id }) => id === step.incomingId) ? null : lacks('unanswered', { incomingId: step.incomingId })
    case 'record-interaction':
      return step.interaction.at <= now ? null : lacks('past', { until: now })
    case 'exempt':
      return canBeExempted(regulation.clause(step.clause)) ? null : lacks('clause', { clause: step.clause })
    default:
      return null
  }
}

/** Where no deal begins any more; what is adopted has begun elsewhere (B1). */
const cannotBegin = (step: Step, { regulation }: Given): Shortfall | null =>
  step.kind === 'create' && regulation.pipelines.get(step.pipeline)?.archived ? lacks('open-pipeline', { pipeline: step.pipeline }) : null

/** Moves and closures are refused in the name of the clauses under which people look for them. */
const clauseOf: Partial<Record<Step['kind'], string>> = { move: 'stage-order', close: 'loss-reason', take: 'taking' }

/** The finding of a step that can't happen; always enforced, and no exemption opens it. */
export function foundationFinding(step: Step, deal: Dossier | null, given: Given): Finding | null {
  const shortfall = deal ? impossible(step, deal, given) : cannotBegin(step, given)
  if (!shortfall) return null
  const clause = clauseOf[step.kind] ?? foundation
  const number = given.regulation.clause(clause)?.number ?? ''
  return { clause, kind: foundation, number, mode: 'enforce', passesAt: null, ...shortfall }
}

export const foundationWords = {
  ru: {
    'open-deal': 'Сделка закрыта: чтобы вести её дальше, её открывают заново',
    'open-pipeline': 'Эта воронка в архиве: новых сделок в ней не заводят',
    'closed-deal': 'Сделка открыта, открывать её заново не нужно',
    closure: 'В отказ сделку переводят закрытием: с причиной и подтверждением',
    'lost-stage': 'В этой воронке отказа нет',
    'pending-review': 'Это закрытие уже проверено или сделку открыли заново',
    'drawn-sample': 'Об этом отказе клиенту не звонят: он не в выборке или решение уже есть',
    verdict: 'Это дело завершает решение проверки, а не отметка',
    'no-task-when-won': 'Сделка завершается этим переходом: следующее дело назначить некому',
    'open-task': 'Это дело уже завершено',
    unanswered: 'На это уже ответили',
    'on-exchange': 'Сделку уже взял другой',
    responsible: 'Сделка и так на бирже',
    past: 'Записать можно только то, что уже было',
    clause: 'От этого пункта не освобождают',
  },
  en: {
    'open-deal': 'The deal is closed: it has to be reopened first',
    'open-pipeline': 'This pipeline is archived: no new deals begin in it',
    'closed-deal': 'The deal is open, it need not be reopened',
    closure: 'A deal is lost only by closing it, with a reason and evidence',
    'lost-stage': 'Deals of this pipeline are not lost',
    'pending-review': 'This closing has been reviewed, or the deal was reopened',
    'drawn-sample': 'Nobody calls about this loss: it was not drawn, or there is a verdict already',
    verdict: 'This task ends with the verdict of the review, not by hand',
    'no-task-when-won': 'This move ends the deal: there is nothing that a next task could belong to',
    'open-task': 'This task has ended already',
    unanswered: 'This has been answered already',
    'on-exchange': 'Somebody else has taken the deal',
    responsible: 'The deal is on the exchange already',
    past: 'Only what has happened can be recorded',
    clause: 'Nobody can be exempted from this clause',
  },
} as const
