import { DAY_MS, HOUR_MS, type Instant } from '@reglament/kernel'
import * as fc from 'fast-check'
import type { Act, Edits, Interaction, PlannedTask, Step, StepOf } from '../act.ts'
import type { Dossier } from '../dossier.ts'
import type { Mode, Role } from '../words.ts'
import { aDeal } from './aDeal.ts'
import { aRegulation, type RegulationCase } from './aRegulation.ts'
import { moscow } from './moscow.ts'

/** Chance for property tests: acts as people and programs might think of them, most of them good, many not. */

/** A word that stands in every text that an act carries, so that it can be looked for where no text may be. */
export const marker = 'Xylophone'

/** A step that is yet to find its task among the open ones, or its arrow among those of the stage. */
type LooseStep =
  | Step
  | { kind: 'complete-task' | 'cancel-task' | 'edit-task' | 'no-answer'; taskAt: number; text: string }
  | { kind: 'talk'; told: Omit<Interaction, 'id' | 'at'>; hoursAgo: number; namesInDays: number | null }
  | { kind: 'lose'; reason: string; proved: boolean; more: Partial<StepOf<'close'>>; inDays: number }
  | { kind: 'dismiss' }
  | { kind: 'until'; of: 'prolong' | 'exempt'; clause: string; inDays: number; text: string }
  | { kind: 'forward'; arrowAt: number; edits: Edits; result: string }
export type LooseAct = { steps: LooseStep[]; confirmed: boolean; role: Role; hours: number }

const shipped = aDeal().regulation
const stages = [...shipped.pipelines.get('sales')!.stages.keys()]
const clauses = shipped.clauses.map(({ key }) => key)
const members = ['01920000-0000-7000-8000-000000000001', '01920000-0000-7000-8000-000000000002', null]
const start = moscow('Mon 12 Jan 09:00')

const text = fc.constantFrom(`${marker} says yes`, `${marker} wants the proposal by Friday`, marker, 'ok', ' ', '')
const budget = fc.constantFrom(null, 0, 1, 150_000_00).map((amount) => (amount === null ? null : { amount, currency: 'RUB' }))
const fields = fc.record(
  { platform: fc.constantFrom('site', 'phone', '', null), niche: text, source: fc.constantFrom('search', null), contractLink: text },
  { requiredKeys: [] },
)
const edits: fc.Arbitrary<Edits> = fc.record(
  { title: text, note: text, budget, fields, contactId: fc.constantFrom(...members), companyId: fc.constantFrom(...members) },
  { requiredKeys: [] },
)
const everything: Edits = {
  note: `${marker} wants windows`,
  budget: { amount: 1, currency: 'RUB' },
  fields: { platform: 'site', niche: marker, source: 'search', contractLink: `https://example.org/${marker}` },
}
const task: fc.Arbitrary<PlannedTask> = fc.record(
  {
    kind: fc.constantFrom(...shipped.taskKinds.keys()),
    text,
    dueAt: fc.integer({ min: 0, max: 400 * 24 }).map((hours) => start + hours * 3_600_000),
    assigneeId: fc.constantFrom(...members),
  },
  { requiredKeys: ['kind', 'text', 'dueAt'] },
)
const move: fc.Arbitrary<Step> = fc.record(
  {
    kind: fc.constant('move' as const),
    to: fc.constantFrom(...stages),
    edits: fc.oneof(fc.constant(everything), edits),
    result: text,
    reason: text,
    task,
  },
  { requiredKeys: ['kind', 'to', 'edits'] },
)
const goOn: fc.Arbitrary<LooseStep> = fc.record({
  kind: fc.constant('forward' as const),
  arrowAt: fc.nat(2),
  edits: fc.oneof({ weight: 3, arbitrary: fc.constant(everything) }, edits),
  result: text,
})
const withTask = fc.record({
  kind: fc.constantFrom('complete-task' as const, 'cancel-task' as const, 'edit-task' as const, 'no-answer' as const),
  taskAt: fc.nat(5),
  text,
})
const talk: fc.Arbitrary<LooseStep> = fc.record({
  kind: fc.constant('talk' as const),
  told: fc.record(
    {
      channel: fc.constantFrom<Interaction['channel']>('call', 'call', 'mail', 'sms', 'chat', 'messenger', 'meeting'),
      direction: fc.constantFrom('in' as const, 'out' as const),
      outcome: fc.constantFrom<Interaction['outcome']>('talked', 'no-answer', 'missed', 'sent', 'received', 'bounced', 'held', 'busy'),
      seconds: fc.constantFrom(3, 60),
      hasRecording: fc.boolean(),
    },
    { requiredKeys: ['channel', 'direction', 'outcome'] },
  ),
  hoursAgo: fc.constantFrom(0, 0, 0, 1, 30, -1),
  namesInDays: fc.constantFrom(null, null, 30),
})
const lose: fc.Arbitrary<LooseStep> = fc.record({
  kind: fc.constant('lose' as const),
  reason: fc.constantFrom(...shipped.lossReasons.keys(), 'no-such-reason'),
  proved: fc.boolean(),
  more: fc.record(
    {
      comment: text,
      criterion: fc.constantFrom('too-small', 'bad-mood'),
      duplicateOf: fc.constantFrom('other', members[0]!),
      duplicateIsOfSameClient: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  inDays: fc.constantFrom(-1, 30, 364, 400),
})
const untilStep: fc.Arbitrary<LooseStep> = fc.record({
  kind: fc.constant('until' as const),
  of: fc.constantFrom('prolong' as const, 'exempt' as const),
  clause: fc.constantFrom(...clauses, 'no-such-clause'),
  inDays: fc.constantFrom(-1, 3, 20, 60),
  text,
})
const verdict: fc.Arbitrary<LooseStep> = fc.oneof(
  fc.record({
    kind: fc.constant('review' as const),
    verdict: fc.constantFrom('confirmed' as const, 'returned' as const),
    responsibleId: fc.constantFrom(...members),
    comment: text,
  }),
  fc.record({
    kind: fc.constant('sample' as const),
    verdict: fc.constantFrom('real' as const, 'false' as const, 'no-answer' as const),
    falseLoss: fc.constantFrom('guessed', 'not-a-kind'),
    responsibleId: fc.constantFrom(...members),
    note: text,
  }),
)
const step: fc.Arbitrary<LooseStep> = fc.oneof(
  { weight: 6, arbitrary: talk },
  { weight: 2, arbitrary: lose },
  { weight: 1, arbitrary: fc.constantFrom(...members).map((responsibleId) => ({ kind: 'reopen' as const, responsibleId })) },
  { weight: 2, arbitrary: verdict },
  { weight: 1, arbitrary: untilStep },
  { weight: 1, arbitrary: fc.constant<LooseStep>({ kind: 'dismiss' }) },
  { weight: 1, arbitrary: fc.constant<LooseStep>({ kind: 'comment', commentId: 'comment', textLength: 12, mentions: [] }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ stage: fc.constantFrom('taken', 'qualified'), complete: fc.boolean() })
      .map((told): LooseStep => ({ kind: 'answer-question', question: 'need', textLength: 5, ...told })),
  },
  { weight: 1, arbitrary: fc.constant<LooseStep>({ kind: 'add-evidence', evidenceId: 'letter.pdf' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<LooseStep>(
      { kind: 'replace', what: 'loss-reason', from: 'too-dear', to: 'terms' },
      { kind: 'replace', what: 'task-kind', from: 'next-step', to: 'call' },
      { kind: 'replace', what: 'field', field: 'source', from: 'search', to: 'other' },
    ),
  },
  { weight: 6, arbitrary: goOn },
  { weight: 3, arbitrary: move },
  { weight: 1, arbitrary: edits.map((edits) => ({ kind: 'edit' as const, edits })) },
  { weight: 1, arbitrary: fc.constantFrom(...members).map((responsibleId) => ({ kind: 'assign' as const, responsibleId })) },
  { weight: 1, arbitrary: fc.constant<LooseStep>({ kind: 'take' }) },
  { weight: 1, arbitrary: text.map((reason) => ({ kind: 'give-back' as const, reason })) },
  { weight: 2, arbitrary: task.map((task) => ({ kind: 'add-task' as const, task })) },
  { weight: 3, arbitrary: withTask },
)

export const anyActs: fc.Arbitrary<LooseAct[]> = fc.array(
  fc.record({
    steps: fc.oneof({ weight: 3, arbitrary: fc.tuple(step) }, fc.array(step, { minLength: 2, maxLength: 3 })),
    confirmed: fc.boolean(),
    role: fc.constantFrom('manager' as const, 'trainee' as const, 'head' as const),
    hours: fc.oneof({ weight: 3, arbitrary: fc.nat(8) }, fc.nat(72), fc.nat(40 * 24)),
  }),
  { maxLength: 30, size: 'max' },
)

/** How a deal may begin: made here, or adopted in any stage with the task that adoption gives. */
export const anyBeginning: fc.Arbitrary<Step[]> = fc
  .record({ edits, stage: fc.constantFrom(...stages), adopted: fc.boolean(), responsibleId: fc.constantFrom(...members), task })
  .map(({ edits, stage, adopted, responsibleId, task }): Step[] => {
    const card = { dealId: members[0]!, pipeline: 'sales', responsibleId, contactId: null, companyId: null, inquiryAt: start }
    const deal = { ...card, ...edits, title: `${marker} windows` }
    const status = shipped.stage('sales', stage).kind
    const closedAt = status === 'open' ? null : start
    return adopted
      ? [{ kind: 'adopt', ...deal, stage, status, createdAt: start, enteredAt: start, closedAt, lossReason: null, task }]
      : [
          { kind: 'create', ...deal, stage: stages[0]! },
          { kind: 'add-task', task },
        ]
  })

/** The shipped regulation with its clauses in any modes, except those that are to be kept as they are. */
export const anyModes = (...kept: string[]): fc.Arbitrary<RegulationCase> =>
  fc
    .array(fc.constantFrom<Mode>('off', 'observe', 'warn', 'enforce', 'enforce', 'enforce'), {
      minLength: clauses.length,
      maxLength: clauses.length,
    })
    .map((modes) =>
      clauses.reduce((regulation, key, i) => (kept.includes(key) ? regulation : regulation.withMode(key, modes[i]!)), aRegulation()),
    )

/** A loose act finds its tasks among those that are open when it comes, its arrow where the deal stands, its times around now. */
export const fitted = ({ steps, confirmed }: LooseAct, { openTasks, stage, evidence, unanswered }: Dossier, now: Instant): Act => ({
  confirmed,
  steps: steps.flatMap((step): Step[] => {
    if (step.kind === 'forward') {
      const arrows = [...shipped.stage('sales', stage).forward]
      const to = arrows[step.arrowAt % Math.max(1, arrows.length)]
      return to ? [{ kind: 'move', to, edits: step.edits, result: step.result }] : []
    }
    if (step.kind === 'talk') {
      const { told, hoursAgo, namesInDays } = step
      const interaction = { id: `${told.channel} ${now}`, at: now - hoursAgo * HOUR_MS, ...told }
      return [
        { kind: 'record-interaction', interaction: namesInDays ? { ...interaction, namedAt: now + namesInDays * DAY_MS } : interaction },
      ]
    }
    if (step.kind === 'lose') {
      const proof = step.proved ? evidence.slice(0, 1) : []
      return [{ kind: 'close', reason: step.reason, evidence: proof, until: now + step.inDays * DAY_MS, ...step.more }]
    }
    if (step.kind === 'dismiss') return [{ kind: 'dismiss-incoming', incomingId: unanswered[0]?.id ?? 'none', reason: 'A newsletter' }]
    if (step.kind === 'until') {
      const { of, clause, inDays, text: reason } = step
      const until = now + inDays * DAY_MS
      return [of === 'prolong' ? { kind: of, until, reason } : { kind: of, clause, until, reason }]
    }
    if (!('taskAt' in step)) return [step]
    const found = openTasks[step.taskAt % Math.max(1, openTasks.length)]
    if (!found) return []
    if (step.kind === 'complete-task') return [{ kind: 'complete-task', taskId: found.id, result: step.text }]
    if (step.kind === 'no-answer') return [{ kind: 'no-answer', taskId: found.id, interactionId: `no answer ${now}` }]
    if (step.kind === 'cancel-task') return [{ kind: 'cancel-task', taskId: found.id }]
    return [{ kind: 'edit-task', taskId: found.id, text: step.text }]
  }),
})
