import type { Instant, Money } from '@reglament/kernel'
import type { Edits, FieldValue, Interaction } from '../act.ts'
import type { Dossier, HandOverWhy } from '../dossier.ts'
import type { DealEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { factsOf } from '../interactions.ts'
import { fieldFact } from '../perform.ts'
import type { Channels } from '../situation.ts'
import type { Role } from '../words.ts'
import type { Answer } from './answer.ts'
import type { RegulationCase } from './aRegulation.ts'
import { moscow } from './moscow.ts'
import { colleague, enough, head, member, monday, taskFact, type TaskTold, type Told } from './toldDeal.ts'

/** What is so before the act, told link by link; every link gives another case and changes none. */
export abstract class DealStory {
  protected readonly told: Told

  constructor(told: Told) {
    this.told = told
  }

  /** The deal as rules see it. */
  get dossier(): Dossier {
    return this.told.deal
  }

  /** In another pipeline than the shipped one; to be told before the stage. */
  inPipeline(pipeline: string): this {
    return this.deal({ pipeline }).inStage(this.told.regulation.pipelines.get(pipeline)!.first.key)
  }

  /** In a stage since Monday 2 March, with the tasks that this stage sets; its fields are as told, or empty. */
  inStage(stage: string): this {
    const { regulation, deal } = this.told
    const { kind, tasks } = regulation.stage(deal.pipeline, stage)
    const first = regulation.pipelines.get(deal.pipeline)!.first.key === stage
    const openTasks = [
      ...(first ? [taskFact('call', { clause: 'first-response' })] : []),
      ...tasks.map((task) => taskFact(task.kind, { clause: 'stage-task' })),
    ]
    return this.deal({ stage, status: kind, openTasks: kind === 'open' ? openTasks : [], closedAt: kind === 'open' ? null : monday })
  }

  with(fields: Record<string, FieldValue>): this {
    const facts = Object.entries(fields).map(([key, value]) => [key, fieldFact(this.told.regulation, key, value)] as const)
    const filled = facts.filter(([, fact]) => fact !== null)
    return this.card({ fields: { ...this.told.card.fields, ...fields } }).deal({
      fields: { ...this.told.deal.fields, ...Object.fromEntries(filled) },
    })
  }

  noted(note: string): this {
    return this.card({ note }).deal({ noteLength: note.trim().length, noteAt: monday })
  }

  /** The budget in kopecks. */
  budgeted(amount: number | null): this {
    const budget: Money | null = amount === null ? null : { amount, currency: 'RUB' }
    return this.card({ budget }).deal({ budget })
  }

  /** Everything that any stage of the shipped pipeline asks for. */
  withEverythingFilled(): this {
    return this.with(enough.fields!).noted(enough.note!).budgeted(enough.budget!.amount)
  }

  /** Came from another CRM as it was, whatever it lacks. */
  adopted(at = 'Mon 2 Mar 10:00'): this {
    return this.deal({ adoptedAt: moscow(at) })
  }

  /** Made, and inquired, at another time than Monday 2 March; nothing has happened since. */
  createdOn(text: string): this {
    const at = moscow(text)
    const openTasks = this.told.deal.openTasks.map((task) => ({ ...task, setAt: at }))
    return this.deal({
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
  ): this {
    const { automatic = false, ...told } = more
    const interaction: Interaction = { id: `${channel} ${at}`, channel, direction, outcome, at: moscow(at), ...told }
    return this.after({ type: 'interaction-recorded', at: interaction.at, data: factsOf(interaction, this.told.deal, !automatic) })
  }

  /** The last talk: we called, and he answered. */
  lastTalked(at: string, more: Partial<Interaction> = {}): this {
    return this.happened('call', 'out', 'talked', at, more)
  }

  /** He rang and it broke off: a sign of him, but no talk. */
  heard(at: string): this {
    return this.happened('call', 'in', 'talked', at, { seconds: 5 })
  }

  /** Attempts that reached nobody, calls unless told: `attempted('Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00')`. */
  attempted(...attempts: string[]): this {
    return attempts.reduce<this>((deal, attempt) => {
      const [, channel = 'call', at] = /^(?:(call|mail|sms|chat|messenger) )?(.+)$/.exec(attempt)!
      return deal.happened(channel as Interaction['channel'], 'out', channel === 'call' ? 'no-answer' : 'sent', at!)
    }, this)
  }

  missedCallAt(at: string): this {
    return this.happened('call', 'in', 'missed', at)
  }

  /** A message of his that waits for an answer. */
  unanswered(at: string, channel: 'mail' | 'chat' | 'messenger' = 'mail'): this {
    return this.happened(channel, 'in', 'received', at)
  }

  /** The last touch, an attempt that reached nobody. */
  touched(at: string): this {
    return this.attempted(at)
  }

  /** On a rung of the no-answer ladder; the next call counts at `nextAt`. */
  onRung(rung: number, nextAt: string | null = null): this {
    const at = this.told.deal.touchedAt
    return this.after({ type: 'ladder-climbed', at, data: { rung, nextAt: nextAt === null ? null : moscow(nextAt) } })
  }

  /** The letter “could not reach you” has gone out. */
  letterSent(at = 'Mon 2 Mar 12:00'): this {
    return this.after({ type: 'letter-queued', at: moscow(at), data: { template: 'could-not-reach-you', kind: 'mail' } })
  }

  /** The letter that asks for contact data has gone out (C7). */
  askedForContacts(at: string): this {
    return this.after({ type: 'letter-queued', at: moscow(at), data: { template: 'contact-data-request', kind: 'mail' } })
  }

  /** The client named a date for the next talk. */
  named(at: string): this {
    return this.after({ type: 'date-named', at: this.told.deal.touchedAt, data: { at: moscow(at) } })
  }

  /** A file with the client's word has been put into the card. */
  withEvidence(id = 'letter.eml'): this {
    return this.after({ type: 'evidence-added', at: this.told.deal.touchedAt, data: { id } })
  }

  // Papers and calls, as the modules that know of them will record them

  proposalSent(at: string, { id = 'proposal', voiced = false } = {}): this {
    return this.after({ type: 'proposal-sent', at: moscow(at), data: { id, voiced } })
  }

  invoiced(at: string, amount = 100_000_00): this {
    return this.after({ type: 'invoice-issued', at: moscow(at), data: { id: 'invoice', amount } })
  }

  paid(at: string, amount = 100_000_00): this {
    return this.after({ type: 'payment-received', at: moscow(at), data: { invoiceId: 'invoice', amount } })
  }

  callClimbed(at: string): this {
    return this.after({ type: 'call-climbed', at: moscow(at), data: { id: 'call' } })
  }

  // What is known around the deal

  /** Who takes production orders over from sellers. */
  withAccountManager(accountManagerId: string): this {
    return this.around({ accountManagerId })
  }

  /** How many deals he has already who would get this one. */
  underLoad(openDeals: number, { max }: { max: number | null } = { max: 80 }, role: Role = 'manager'): this {
    return this.around({ receiver: { memberId: colleague, openDeals, max, role } })
  }

  /** The responsible is away, or somebody else who has a task here. */
  absent(from: string, until: string, standInId: string | null = null, memberId = member): this {
    const absence = { from: moscow(from), until: moscow(until), memberId, standInId }
    return this.around({ absences: [...this.told.around.absences, absence] })
  }

  /** What the responsible is; not told: watches hold whatever he is. */
  heldBy(responsibleRole: Role): this {
    return this.around({ responsibleRole })
  }

  /** Who decides above the responsible, and who reviews a closing; null: nobody is there. */
  withHead(headId: string | null, reviewerId = headId): this {
    return this.around({ headId, reviewerId })
  }

  /** The head lets a clause past until a date (A7). */
  exempt(clause: string, until: string): this {
    const at = this.told.deal.createdAt
    return this.after({ type: 'exempted', at, data: { clause, until: moscow(until), by: head, reasonLength: 20 } })
  }

  onTheExchange(): this {
    return this.onTheExchangeSince('Mon 2 Mar 10:00')
  }

  onTheExchangeSince(at: string, why?: HandOverWhy): this {
    return this.after({ type: 'responsible-changed', at: moscow(at), data: { from: this.told.deal.responsibleId, to: null, why } })
  }

  /** A returning client's deal: on the exchange it waits for this member first. */
  reservedFor(memberId: string, until: string): this {
    return this.deal({ reserved: { memberId, until: moscow(until) } })
  }

  /** Somebody else's until now. */
  of(memberId: string | null): this {
    return this.deal({ responsibleId: memberId })
  }

  /** How many deals the taker has taken today. */
  havingTaken(takenToday: number): this {
    return this.around({ receiver: { memberId: member, openDeals: 0, max: 80, takenToday } })
  }

  /** One more open task; its id is its kind unless told. */
  withTask(kind: string, told: TaskTold = {}): this {
    return this.deal({ openTasks: [...this.told.deal.openTasks, taskFact(kind, told)] })
  }

  /** This task, and no other. */
  withOnlyTask(kind: string, told: TaskTold = {}): this {
    return this.withoutTasks().withTask(kind, told)
  }

  withoutTasks(): this {
    return this.deal({ openTasks: [] })
  }

  /** Which ways to the client are known; a phone alone unless told. */
  reachedBy(...channels: (keyof Channels)[]): this {
    const known = (channel: keyof Channels) => channels.includes(channel)
    return this.but({ channels: { phone: known('phone'), mail: known('mail'), messenger: known('messenger') } })
  }

  inquired(text: string): this {
    return this.deal({ inquiryAt: moscow(text) })
  }

  /** When the act happens, e.g. `Fri 6 Mar 17:50`. */
  at(text: string): this {
    return this.but({ now: moscow(text) })
  }

  /** When the act happens, to the millisecond. */
  atInstant(now: Instant): this {
    return this.but({ now })
  }

  by(role: Role | 'system'): this {
    return this.but({ role })
  }

  /** Under a regulation other than the shipped one; to be told before the stage. */
  under(regulation: RegulationCase): this {
    return this.but({ regulation: regulation.compiled() })
  }

  /** The person has seen the warnings and goes on. */
  confirming(): this {
    return this.but({ confirmed: true })
  }

  /** The deal as an earlier act left it. */
  leftBy({ deal }: Pick<Answer, 'deal'>): this {
    return this.deal(deal ?? {})
  }

  /** The lot has fallen on this loss; quality control calls the client within three working days (H6). */
  drawn(due = 'Fri 13 Mar 10:00'): this {
    const at = this.told.now
    return this.withoutTasks().after({ type: 'sample-drawn', at, data: { dueAt: moscow(due) } })
  }

  protected deal(change: Partial<Dossier>): this {
    return this.but({ deal: { ...this.told.deal, ...change } })
  }

  protected after(event: DealEvent): this {
    return this.deal(evolve(this.told.deal, event))
  }

  protected around(change: Partial<Told['around']>): this {
    return this.but({ around: { ...this.told.around, ...change } })
  }

  protected card(change: Edits): this {
    return this.but({ card: { ...this.told.card, ...change } })
  }

  protected but(change: Partial<Told>): this {
    const Case = this.constructor as new (told: Told) => this
    return new Case({ ...this.told, ...change })
  }
}
