import type { Instant, Money } from '@reglament/kernel'
import type { Act, Edits, FieldValue, Interaction, PlannedTask, Step, StepOf } from '../act.ts'
import type { Regulation } from '../compile.ts'
import type { Dossier, HandOverWhy, InquiryChannel, TaskFact } from '../dossier.ts'
import type { DealEvent, FactEvent } from '../events.ts'
import { evolve, fold } from '../evolve.ts'
import { factsOf } from '../interactions.ts'
import { decide, sweep } from '../judge.ts'
import { fieldFact } from '../perform.ts'
import { possibleActs, type PossibleAct } from '../possible.ts'
import { standing, type Standing } from '../settle.ts'
import type { Channels, Situation } from '../situation.ts'
import type { Role } from '../words.ts'
import { answerOf, type Answer } from './answer.ts'
import { aRegulation, type RegulationCase } from './aRegulation.ts'
import { moscow, moscowCalendar } from './moscow.ts'

type Told = {
  deal: Dossier
  /** What is known around the deal. */
  around: Pick<Situation, 'headId' | 'reviewerId' | 'controllerId' | 'receiver' | 'absences' | 'responsibleRole' | 'accountManagerId'>
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
type MoveTold = {
  filling?: Edits
  result?: string
  results?: Record<string, string>
  reason?: string
  task?: PlannedTask
  next?: PlannedTask
}
/** What falls due by itself. */
export type Swept = { events: readonly DealEvent[]; deal: Dossier }
/** What follows in the same act: the next task, a move. */
type ThenTold = { next?: PlannedTask; thenMoved?: string; filling?: Edits }

export const member = '01920000-0000-7000-8000-000000000001'
export const colleague = '01920000-0000-7000-8000-000000000002'
export const head = '01920000-0000-7000-8000-0000000000b1'
export const controller = '01920000-0000-7000-8000-0000000000c1'
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

  /** The deal as rules see it. */
  get dossier(): Dossier {
    return this.#told.deal
  }

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
    return this.#card({ note }).#deal({ noteLength: note.trim().length, noteAt: monday })
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
  adopted(at = 'Mon 2 Mar 10:00'): DealCase {
    return this.#deal({ adoptedAt: moscow(at) })
  }

  /** Made, and inquired, at another time than Monday 2 March; nothing has happened since. */
  createdOn(text: string): DealCase {
    const at = moscow(text)
    const openTasks = this.#told.deal.openTasks.map((task) => ({ ...task, setAt: at }))
    return this.#deal({
      createdAt: at,
      livesFrom: at,
      inquiryAt: at,
      heardAt: at,
      touchedAt: at,
      movedAt: at,
      enteredAt: at,
      editedAt: at,
      openTasks,
    })
  }

  // What happened between us and the client; each is an event of the journal

  /** A communication, as it is recorded: `happened('mail', 'in', 'received', 'Tue 3 Mar 12:00')`. */
  happened(
    channel: Interaction['channel'],
    direction: Interaction['direction'],
    outcome: Interaction['outcome'],
    at: string,
    more: Partial<Interaction> & { automatic?: boolean } = {},
  ): DealCase {
    const { automatic = false, ...told } = more
    const interaction: Interaction = { id: `${channel} ${at}`, channel, direction, outcome, at: moscow(at), ...told }
    return this.#after({ type: 'interaction-recorded', at: interaction.at, data: factsOf(interaction, this.#told.deal, !automatic) })
  }

  /** The last talk: we called, and he answered. */
  lastTalked(at: string, more: Partial<Interaction> = {}): DealCase {
    return this.happened('call', 'out', 'talked', at, more)
  }

  /** He rang and it broke off: a sign of him, but no talk. */
  heard(at: string): DealCase {
    return this.happened('call', 'in', 'talked', at, { seconds: 5 })
  }

  /** Attempts that reached nobody, calls unless told: `attempted('Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00')`. */
  attempted(...attempts: string[]): DealCase {
    return attempts.reduce<DealCase>((deal, attempt) => {
      const [, channel = 'call', at] = /^(?:(call|mail|sms|chat|messenger) )?(.+)$/.exec(attempt)!
      return deal.happened(channel as Interaction['channel'], 'out', channel === 'call' ? 'no-answer' : 'sent', at!)
    }, this)
  }

  missedCallAt(at: string): DealCase {
    return this.happened('call', 'in', 'missed', at)
  }

  /** A message of his that waits for an answer. */
  unanswered(at: string, channel: 'mail' | 'chat' | 'messenger' = 'mail'): DealCase {
    return this.happened(channel, 'in', 'received', at)
  }

  /** The last touch, an attempt that reached nobody. */
  touched(at: string): DealCase {
    return this.attempted(at)
  }

  /** On a rung of the no-answer ladder; the next call counts at `nextAt`. */
  onRung(rung: number, nextAt: string | null = null): DealCase {
    const at = this.#told.deal.touchedAt
    return this.#after({ type: 'ladder-climbed', at, data: { rung, nextAt: nextAt === null ? null : moscow(nextAt) } })
  }

  /** The letter “could not reach you” has gone out. */
  letterSent(at = 'Mon 2 Mar 12:00'): DealCase {
    return this.#after({ type: 'letter-queued', at: moscow(at), data: { template: 'could-not-reach-you', kind: 'mail' } })
  }

  /** The letter that asks for contact data has gone out (C7). */
  askedForContacts(at: string): DealCase {
    return this.#after({ type: 'letter-queued', at: moscow(at), data: { template: 'contact-data-request', kind: 'mail' } })
  }

  /** The client named a date for the next talk. */
  named(at: string): DealCase {
    return this.#after({ type: 'date-named', at: this.#told.deal.touchedAt, data: { at: moscow(at) } })
  }

  /** A file with the client's word has been put into the card. */
  withEvidence(id = 'letter.eml'): DealCase {
    return this.#after({ type: 'evidence-added', at: this.#told.deal.touchedAt, data: { id } })
  }

  // Papers and calls, as the modules that know of them will record them

  proposalSent(at: string, { id = 'proposal', voiced = false } = {}): DealCase {
    return this.#after({ type: 'proposal-sent', at: moscow(at), data: { id, voiced } })
  }

  invoiced(at: string, amount = 100_000_00): DealCase {
    return this.#after({ type: 'invoice-issued', at: moscow(at), data: { id: 'invoice', amount } })
  }

  paid(at: string, amount = 100_000_00): DealCase {
    return this.#after({ type: 'payment-received', at: moscow(at), data: { invoiceId: 'invoice', amount } })
  }

  callClimbed(at: string): DealCase {
    return this.#after({ type: 'call-climbed', at: moscow(at), data: { id: 'call' } })
  }

  // What is known around the deal

  /** Who takes production orders over from sellers. */
  withAccountManager(accountManagerId: string): DealCase {
    return this.#around({ accountManagerId })
  }

  /** How many deals he has already who would get this one. */
  underLoad(openDeals: number, { max }: { max: number | null } = { max: 80 }, role: Role = 'manager'): DealCase {
    return this.#around({ receiver: { memberId: colleague, openDeals, max, role } })
  }

  /** The responsible is away, or somebody else who has a task here. */
  absent(from: string, until: string, standInId: string | null = null, memberId = member): DealCase {
    const absence = { from: moscow(from), until: moscow(until), memberId, standInId }
    return this.#around({ absences: [...this.#told.around.absences, absence] })
  }

  /** What the responsible is; not told: watches hold whatever he is. */
  heldBy(responsibleRole: Role): DealCase {
    return this.#around({ responsibleRole })
  }

  /** Who decides above the responsible, and who reviews a closing; null: nobody is there. */
  withHead(headId: string | null, reviewerId = headId): DealCase {
    return this.#around({ headId, reviewerId })
  }

  /** The head lets a clause past until a date (A7). */
  exempt(clause: string, until: string): DealCase {
    const at = this.#told.deal.createdAt
    return this.#after({ type: 'exempted', at, data: { clause, until: moscow(until), by: head, reasonLength: 20 } })
  }

  onTheExchange(): DealCase {
    return this.onTheExchangeSince('Mon 2 Mar 10:00')
  }

  onTheExchangeSince(at: string, why?: HandOverWhy): DealCase {
    return this.#after({ type: 'responsible-changed', at: moscow(at), data: { from: this.#told.deal.responsibleId, to: null, why } })
  }

  /** A returning client's deal: on the exchange it waits for this member first. */
  reservedFor(memberId: string, until: string): DealCase {
    return this.#deal({ reserved: { memberId, until: moscow(until) } })
  }

  /** Somebody else's until now. */
  of(memberId: string | null): DealCase {
    return this.#deal({ responsibleId: memberId })
  }

  /** How many deals the taker has taken today. */
  havingTaken(takenToday: number): DealCase {
    return this.#around({ receiver: { memberId: member, openDeals: 0, max: 80, takenToday } })
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

  /** When the act happens, to the millisecond. */
  atInstant(now: Instant): DealCase {
    return this.#but({ now })
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
  leftBy({ deal }: Pick<Answer, 'deal'>): DealCase {
    return this.#deal(deal ?? {})
  }

  /** The lot has fallen on this loss; quality control calls the client within three working days (H6). */
  drawn(due = 'Fri 13 Mar 10:00'): DealCase {
    const at = this.#told.now
    return this.withoutTasks().#after({ type: 'sample-drawn', at, data: { dueAt: moscow(due) } })
  }

  // The acts

  created(more: Partial<StepOf<'create'>> = {}, then: ThenTold = {}): Answer {
    return this.#asksOfNone({ kind: 'create', ...this.#newDeal(), ...more }, ...following(then))
  }

  imported(more: Partial<StepOf<'adopt'>> = {}): Answer {
    const { createdAt, enteredAt, status, closedAt, lossReason } = this.#told.deal
    return this.#asksOfNone({ kind: 'adopt', ...this.#newDeal(), createdAt, enteredAt, status, closedAt, lossReason, ...more })
  }

  moved(to: string, { filling = {}, result, results, reason, task, next }: MoveTold = {}): Answer {
    return this.asks({ kind: 'move', to, edits: filling, result, results, reason, task }, ...following({ next }))
  }

  edited(edits: Edits): Answer {
    return this.asks({ kind: 'edit', edits })
  }

  /** One more inquiry of the same client, bound to this deal. */
  traced(channel: InquiryChannel = 'form'): Answer {
    return this.asks({ kind: 'add-inquiry', inquiry: { leadId: 'lead', channel, tags: [] }, at: this.#told.now })
  }

  assignedTo(responsibleId: string | null): Answer {
    return this.asks({ kind: 'assign', responsibleId })
  }

  /** Taken from the exchange by who acts. */
  taken(): Answer {
    return this.asks({ kind: 'take' })
  }

  /** Given back to the exchange by the responsible. */
  givenBack(reason = 'The client wants somebody who knows metal'): Answer {
    return this.asks({ kind: 'give-back', reason })
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

  /** The button on a call task: nobody answered. */
  noAnswer(taskId = this.#told.deal.openTasks[0]?.id ?? 'call'): Answer {
    return this.asks({ kind: 'no-answer', taskId, interactionId: `no answer ${this.#told.now}` })
  }

  /** A fact about papers or calls, recorded when it happens. */
  recordedFact(fact: FactEvent): Answer {
    return this.asks({ kind: 'record-fact', fact })
  }

  /** A communication recorded now, `at` when it happened. */
  recorded({ at, ...told }: Omit<Interaction, 'id' | 'at'> & { at?: string }): Answer {
    const happenedAt = at === undefined ? this.#told.now : moscow(at)
    return this.asks({ kind: 'record-interaction', interaction: { id: `${told.channel} ${happenedAt}`, at: happenedAt, ...told } })
  }

  closedAs(reason: string, { until, ...more }: Partial<Omit<StepOf<'close'>, 'until'>> & { until?: string } = {}): Answer {
    return this.asks({ kind: 'close', reason, evidence: [], ...more, ...(until === undefined ? {} : { until: moscow(until) }) })
  }

  reopened(responsibleId: string | null = this.#told.deal.responsibleId, then: ThenTold = {}): Answer {
    return this.asks({ kind: 'reopen', responsibleId }, ...following(then))
  }

  /** The verdict of whoever checks the loss (H5). */
  reviewed(verdict: 'confirmed' | 'returned', responsibleId: string | null = null): Answer {
    return this.asks({ kind: 'review', verdict, responsibleId, comment: 'Looked at everything' })
  }

  /** What the client said when he was called about the loss (H6). */
  calledBack(verdict: 'real' | 'false', more: Partial<StepOf<'sample'>> = {}): Answer {
    return this.asks({ kind: 'sample', verdict, falseLoss: verdict === 'false' ? 'guessed' : undefined, responsibleId: null, ...more })
  }

  prolonged(until: string, reason = 'The client waits for his budget'): Answer {
    return this.asks({ kind: 'prolong', until: moscow(until), reason })
  }

  /** What has fallen due by an instant, carried out in one go: nobody was there before. */
  swept(at: string | Instant): Swept {
    const now = typeof at === 'string' ? moscow(at) : at
    const { regulation } = this.#told
    const { events, after } = sweep(regulation, this.situation(), now, testIds(`swept ${now}`))
    return { events, deal: after! }
  }

  /** Time goes on until an instant and stops wherever something falls due, as the sweeper does. */
  livedUntil(at: string | Instant): Swept {
    const end = typeof at === 'string' ? moscow(at) : at
    const events: DealEvent[] = []
    let deal = this.#deal({})
    for (let stop: Instant | null = this.#told.now; stop !== null && stop <= end;) {
      const swept: Swept = deal.swept(stop)
      events.push(...swept.events)
      deal = deal.leftBy(swept)
      stop = deal.standingAt(stop).nextCheckAt
    }
    return { events, deal: deal.situation().deal! }
  }

  /** Which clauses are broken at an instant, and when to look again. */
  standingAt(at: string | Instant): Standing {
    return standing(this.#told.regulation, this.situation(), typeof at === 'string' ? moscow(at) : at)
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
    const { deal, channels, role, around } = this.#told
    const memberId = role === 'system' ? null : member
    return { deal, client: { channels, wonDeals: 0 }, actor: { memberId, role }, calendar: moscowCalendar, ...around }
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

  #after(event: DealEvent): DealCase {
    return this.#deal(evolve(this.#told.deal, event))
  }

  #around(change: Partial<Told['around']>): DealCase {
    return this.#but({ around: { ...this.#told.around, ...change } })
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

const testIds = (of: string) => {
  let made = 0
  return () => `${of} ${++made}`
}

const begun = fold([
  {
    type: 'deal-created',
    at: monday,
    data: {
      dealId: '01920000-0000-7000-8000-0000000000d1',
      pipeline: 'sales',
      stage: 'new-request',
      inquiryAt: monday,
      responsibleId: member,
      contactId: null,
      companyId: null,
      budget: null,
      noteLength: 0,
      fields: {},
    },
  },
])!

const untold = new DealCase({
  deal: begun,
  around: { headId: head, reviewerId: head, controllerId: controller, receiver: null, absences: [] },
  card: {},
  regulation: aRegulation().compiled(),
  channels: { phone: true, mail: false, messenger: false },
  role: 'manager',
  now: moscow('Tue 10 Mar 10:00'),
  confirmed: false,
}).inStage('new-request')

/** A new request with an empty card and its first task; the beginning of any case. */
export const aDeal = (): DealCase => untold
