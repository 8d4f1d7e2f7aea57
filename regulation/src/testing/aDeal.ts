import type { Instant, Money } from '@reglament/kernel'
import type { Act, Edits, FieldValue, PlannedTask, Step, StepOf } from '../act.ts'
import type { Regulation } from '../compile.ts'
import type { Dossier, TaskFact } from '../dossier.ts'
import { decide } from '../judge.ts'
import { fieldFact } from '../perform.ts'
import { possibleActs, type PossibleAct } from '../possible.ts'
import type { Channels, Situation } from '../situation.ts'
import type { Role } from '../words.ts'
import { answerOf, type Answer } from './answer.ts'
import { aRegulation, type RegulationCase } from './aRegulation.ts'
import { moscow, moscowCalendar } from './moscow.ts'

type Told = {
  deal: Dossier
  /** What was told in words, for an act that makes the deal anew. */
  card: Edits
  regulation: Regulation
  channels: Channels
  role: Situation['actor']['role']
  now: Instant
  confirmed: boolean
}
type TaskTold = { due?: string; id?: string; textLength?: number; assigneeId?: string | null; clause?: string | null }
type PlannedTold = { text?: string; due?: string; assigneeId?: string | null }
type MoveTold = { filling?: Edits; result?: string; reason?: string; task?: PlannedTask; next?: PlannedTask }
/** What follows in the same act: the next task, a move. */
type ThenTold = { next?: PlannedTask; thenMoved?: string; filling?: Edits }

const member = '01920000-0000-7000-8000-000000000001'
const monday = moscow('Mon 2 Mar 10:00')
const tuesdayEvening = 'Tue 10 Mar 18:00'
const enough: Edits = {
  note: 'Wants windows for a summer house, calls back on Friday',
  budget: { amount: 150_000_00, currency: 'RUB' },
  fields: { platform: 'site', niche: 'windows', source: 'search', contractLink: 'https://example.org/contract' },
}

/** A task as somebody plans it: `aTask('call', { text: 'Ask whether the budget is approved', due: 'Thu 12 Mar 15:00' })`. */
export const aTask = (
  kind = 'call',
  { text = 'Ask about the budget', due = tuesdayEvening, assigneeId }: PlannedTold = {},
): PlannedTask => ({
  kind,
  text,
  dueAt: moscow(due),
  ...(assigneeId === undefined ? {} : { assigneeId }),
})

/**
 * A case about one deal, told link by link; every link gives another case and changes none. It ends with an act, which the book
 * answers: `aDeal().inStage('taken').with({ niche: 'windows' }).at('Fri 6 Mar 17:50').moved('qualified')`.
 * It is Tuesday 10 March 2026, 10:00 in Moscow, and the act is a manager's, unless told otherwise.
 */
export class DealCase {
  readonly #told: Told

  constructor(told: Told) {
    this.#told = told
  }

  // The case

  /** In another pipeline than the shipped one; to be told before the stage. */
  inPipeline(pipeline: string): DealCase {
    return this.#deal({ pipeline }).inStage(this.#told.regulation.pipelines.get(pipeline)!.first.key)
  }

  /** In a stage since Monday 2 March, with the tasks that this stage sets; its fields are as told, or empty. */
  inStage(stage: string): DealCase {
    const { regulation, deal } = this.#told
    const { kind, tasks } = regulation.stage(deal.pipeline, stage)
    const first = regulation.pipelines.get(deal.pipeline)!.first.key === stage
    const openTasks = [
      ...(first ? [taskFact('call', { clause: 'first-response' })] : []),
      ...tasks.map((task) => taskFact(task.kind, { clause: 'stage-task' })),
    ]
    return this.#deal({ stage, status: kind, openTasks: kind === 'open' ? openTasks : [], closedAt: kind === 'open' ? null : monday })
  }

  with(fields: Record<string, FieldValue>): DealCase {
    const facts = Object.entries(fields).map(([key, value]) => [key, fieldFact(this.#told.regulation, key, value)] as const)
    const filled = facts.filter(([, fact]) => fact !== null)
    return this.#card({ fields: { ...this.#told.card.fields, ...fields } }).#deal({
      fields: { ...this.#told.deal.fields, ...Object.fromEntries(filled) },
    })
  }

  noted(note: string): DealCase {
    return this.#card({ note }).#deal({ noteLength: note.trim().length })
  }

  /** The budget in kopecks. */
  budgeted(amount: number | null): DealCase {
    const budget: Money | null = amount === null ? null : { amount, currency: 'RUB' }
    return this.#card({ budget }).#deal({ budget })
  }

  /** Everything that any stage of the shipped pipeline asks for. */
  withEverythingFilled(): DealCase {
    return this.with(enough.fields!).noted(enough.note!).budgeted(enough.budget!.amount)
  }

  /** Came from another CRM as it was, whatever it lacks. */
  adopted(): DealCase {
    return this.#deal({ adoptedAt: monday })
  }

  onTheExchange(): DealCase {
    const openTasks = this.#told.deal.openTasks.map((task) => ({ ...task, assigneeId: null }))
    return this.#deal({ responsibleId: null, openTasks })
  }

  /** One more open task; its id is its kind unless told. */
  withTask(kind: string, told: TaskTold = {}): DealCase {
    return this.#deal({ openTasks: [...this.#told.deal.openTasks, taskFact(kind, told)] })
  }

  /** This task, and no other. */
  withOnlyTask(kind: string, told: TaskTold = {}): DealCase {
    return this.withoutTasks().withTask(kind, told)
  }

  withoutTasks(): DealCase {
    return this.#deal({ openTasks: [] })
  }

  /** Which ways to the client are known; a phone alone unless told. */
  reachedBy(...channels: (keyof Channels)[]): DealCase {
    const known = (channel: keyof Channels) => channels.includes(channel)
    return this.#but({ channels: { phone: known('phone'), mail: known('mail'), messenger: known('messenger') } })
  }

  inquired(text: string): DealCase {
    return this.#deal({ inquiryAt: moscow(text) })
  }

  /** When the act happens, e.g. `Fri 6 Mar 17:50`. */
  at(text: string): DealCase {
    return this.#but({ now: moscow(text) })
  }

  by(role: Role | 'system'): DealCase {
    return this.#but({ role })
  }

  /** Under a regulation other than the shipped one; to be told before the stage. */
  under(regulation: RegulationCase): DealCase {
    return this.#but({ regulation: regulation.compiled() })
  }

  /** The person has seen the warnings and goes on. */
  confirming(): DealCase {
    return this.#but({ confirmed: true })
  }

  /** The deal as an earlier act left it. */
  leftBy({ deal }: Answer): DealCase {
    return this.#deal(deal ?? {})
  }

  // The acts

  created(more: Partial<StepOf<'create'>> = {}, then: ThenTold = {}): Answer {
    return this.#asksOfNone({ kind: 'create', ...this.#newDeal(), ...more }, ...following(then))
  }

  imported(more: Partial<StepOf<'adopt'>> = {}): Answer {
    const { createdAt, enteredAt, status, closedAt, lossReason } = this.#told.deal
    return this.#asksOfNone({ kind: 'adopt', ...this.#newDeal(), createdAt, enteredAt, status, closedAt, lossReason, ...more })
  }

  moved(to: string, { filling = {}, result, reason, task, next }: MoveTold = {}): Answer {
    return this.asks({ kind: 'move', to, edits: filling, result, reason, task }, ...following({ next }))
  }

  edited(edits: Edits): Answer {
    return this.asks({ kind: 'edit', edits })
  }

  assignedTo(responsibleId: string | null): Answer {
    return this.asks({ kind: 'assign', responsibleId })
  }

  planned(task: PlannedTask): Answer {
    return this.asks({ kind: 'add-task', task })
  }

  replanned(taskId: string, change: { text?: string; due?: string }): Answer {
    const dueAt = change.due === undefined ? undefined : moscow(change.due)
    return this.asks({ kind: 'edit-task', taskId, text: change.text, dueAt })
  }

  /** A task completed; in the same act the next one planned, or the deal moved. */
  completed(taskId: string, result: string, then: ThenTold = {}): Answer {
    return this.asks({ kind: 'complete-task', taskId, result }, ...following(then))
  }

  cancelled(taskId: string): Answer {
    return this.asks({ kind: 'cancel-task', taskId })
  }

  /** Any act of several steps. */
  asks(...steps: Step[]): Answer {
    return this.#answer(this.act(...steps), this.situation())
  }

  possibleActs(): PossibleAct[] {
    return possibleActs(this.#told.regulation, this.situation(), this.#told.now)
  }

  // What the book is given, for tests that ask it themselves

  act(...steps: Step[]): Act {
    return { steps, confirmed: this.#told.confirmed }
  }

  situation(): Situation {
    const { deal, channels, role } = this.#told
    return { deal, client: { channels, wonDeals: 0 }, actor: { memberId: member, role }, calendar: moscowCalendar }
  }

  get regulation(): Regulation {
    return this.#told.regulation
  }

  get now(): Instant {
    return this.#told.now
  }

  #asksOfNone(...steps: Step[]): Answer {
    return this.#answer(this.act(...steps), { ...this.situation(), deal: null })
  }

  #answer(act: Act, situation: Situation): Answer {
    const { regulation, now } = this.#told
    return answerOf({ act, situation, now }, decide(regulation, act, situation, now))
  }

  #newDeal() {
    const { deal, card, now } = this.#told
    const { dealId, pipeline, stage, responsibleId, contactId, companyId } = deal
    const inquiryAt = deal.inquiryAt === monday ? now : deal.inquiryAt
    return { dealId, title: 'Windows for a summer house', pipeline, stage, responsibleId, contactId, companyId, inquiryAt, ...card }
  }

  #deal(change: Partial<Dossier>): DealCase {
    return this.#but({ deal: { ...this.#told.deal, ...change } })
  }

  #card(change: Edits): DealCase {
    return this.#but({ card: { ...this.#told.card, ...change } })
  }

  #but(change: Partial<Told>): DealCase {
    return new DealCase({ ...this.#told, ...change })
  }
}

const following = ({ next, thenMoved, filling = {} }: ThenTold): Step[] => [
  ...(next ? [{ kind: 'add-task' as const, task: next }] : []),
  ...(thenMoved ? [{ kind: 'move' as const, to: thenMoved, edits: filling }] : []),
]

const taskFact = (kind: string, { due, id = kind, textLength = 0, assigneeId = member, clause = null }: TaskTold): TaskFact => ({
  id,
  kind,
  textLength,
  dueAt: moscow(due ?? tuesdayEvening),
  assigneeId,
  setAt: monday,
  clause,
})

const untold = new DealCase({
  deal: {
    dealId: '01920000-0000-7000-8000-0000000000d1',
    pipeline: 'sales',
    stage: 'new-request',
    status: 'open',
    createdAt: monday,
    inquiryAt: monday,
    enteredAt: monday,
    visits: 1,
    adoptedAt: null,
    closedAt: null,
    lossReason: null,
    responsibleId: member,
    contactId: null,
    companyId: null,
    budget: null,
    noteLength: 0,
    fields: {},
    openTasks: [],
    version: 1,
  },
  card: {},
  regulation: aRegulation().compiled(),
  channels: { phone: true, mail: false, messenger: false },
  role: 'manager',
  now: moscow('Tue 10 Mar 10:00'),
  confirmed: false,
}).inStage('new-request')

/** A new request with an empty card and its first task; the beginning of any case. */
export const aDeal = (): DealCase => untold
