import type { Instant } from '@reglament/kernel'
import type { Act, Edits, Interaction, PlannedTask, Step, StepOf } from '../act.ts'
import type { Regulation } from '../compile.ts'
import type { Dossier, InquiryChannel } from '../dossier.ts'
import type { DealEvent, FactEvent } from '../events.ts'
import { decide, sweep } from '../judge.ts'
import { possibleActs, type PossibleAct } from '../possible.ts'
import { standing, type Standing } from '../settle.ts'
import type { Situation } from '../situation.ts'
import { answerOf, type Answer } from './answer.ts'
import { aRegulation } from './aRegulation.ts'
import { DealStory } from './dealStory.ts'
import { moscow, moscowCalendar } from './moscow.ts'
import { begun, controller, head, member, monday } from './toldDeal.ts'

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

/**
 * A case about one deal, told link by link; every link gives another case and changes none. It ends with an act, which the book
 * answers: `aDeal().inStage('taken').with({ niche: 'windows' }).at('Fri 6 Mar 17:50').moved('qualified')`.
 * It is Tuesday 10 March 2026, 10:00 in Moscow, and the act is a manager's, unless told otherwise.
 */
export class DealCase extends DealStory {
  created(more: Partial<StepOf<'create'>> = {}, then: ThenTold = {}): Answer {
    return this.#asksOfNone({ kind: 'create', ...this.#newDeal(), ...more }, ...following(then))
  }

  imported(more: Partial<StepOf<'adopt'>> = {}): Answer {
    const { createdAt, enteredAt, status, closedAt, lossReason } = this.told.deal
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
    return this.asks({ kind: 'add-inquiry', inquiry: { leadId: 'lead', channel, tags: [] }, at: this.told.now })
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
  noAnswer(taskId = this.told.deal.openTasks[0]?.id ?? 'call'): Answer {
    return this.asks({ kind: 'no-answer', taskId, interactionId: `no answer ${this.told.now}` })
  }

  /** A fact about papers or calls, recorded when it happens. */
  recordedFact(fact: FactEvent): Answer {
    return this.asks({ kind: 'record-fact', fact })
  }

  /** A communication recorded now, `at` when it happened. */
  recorded({ at, ...told }: Omit<Interaction, 'id' | 'at'> & { at?: string }): Answer {
    const happenedAt = at === undefined ? this.told.now : moscow(at)
    return this.asks({ kind: 'record-interaction', interaction: { id: `${told.channel} ${happenedAt}`, at: happenedAt, ...told } })
  }

  closedAs(reason: string, { until, ...more }: Partial<Omit<StepOf<'close'>, 'until'>> & { until?: string } = {}): Answer {
    return this.asks({ kind: 'close', reason, evidence: [], ...more, ...(until === undefined ? {} : { until: moscow(until) }) })
  }

  reopened(responsibleId: string | null = this.told.deal.responsibleId, then: ThenTold = {}): Answer {
    return this.asks({ kind: 'reopen', responsibleId }, ...following(then))
  }

  /** The verdict of whoever checks the loss (H5). */
  reviewed(verdict: 'confirmed' | 'returned', responsibleId: string | null = null): Answer {
    return this.asks({ kind: 'review', verdict, responsibleId, comment: 'Looked at everything' })
  }

  /** What the client said when he was called about the loss (H6). */
  calledBack(verdict: 'real' | 'false' | 'no-answer', more: Partial<StepOf<'sample'>> = {}): Answer {
    return this.asks({ kind: 'sample', verdict, falseLoss: verdict === 'false' ? 'guessed' : undefined, responsibleId: null, ...more })
  }

  prolonged(until: string, reason = 'The client waits for his budget'): Answer {
    return this.asks({ kind: 'prolong', until: moscow(until), reason })
  }

  /** What has fallen due by an instant, carried out in one go: nobody was there before. */
  swept(at: string | Instant): Swept {
    const now = typeof at === 'string' ? moscow(at) : at
    const { regulation } = this.told
    const { events, after } = sweep(regulation, this.situation(), now, testIds(`swept ${now}`))
    return { events, deal: after! }
  }

  /** Time goes on until an instant and stops wherever something falls due, as the sweeper does. */
  livedUntil(at: string | Instant): Swept {
    const end = typeof at === 'string' ? moscow(at) : at
    const events: DealEvent[] = []
    let deal = this.deal({})
    for (let stop: Instant | null = this.told.now; stop !== null && stop <= end;) {
      const swept: Swept = deal.swept(stop)
      events.push(...swept.events)
      deal = deal.leftBy(swept)
      stop = deal.standingAt(stop).nextCheckAt
    }
    return { events, deal: deal.situation().deal! }
  }

  /** Which clauses are broken at an instant, and when to look again. */
  standingAt(at: string | Instant): Standing {
    return standing(this.told.regulation, this.situation(), typeof at === 'string' ? moscow(at) : at)
  }

  /** Any act of several steps. */
  asks(...steps: Step[]): Answer {
    return this.#answer(this.act(...steps), this.situation())
  }

  possibleActs(): PossibleAct[] {
    return possibleActs(this.told.regulation, this.situation(), this.told.now)
  }

  // What the book is given, for tests that ask it themselves

  act(...steps: Step[]): Act {
    return { steps, confirmed: this.told.confirmed }
  }

  situation(): Situation {
    const { deal, channels, role, around } = this.told
    const memberId = role === 'system' ? null : member
    return { deal, client: { channels, wonDeals: 0 }, actor: { memberId, role }, calendar: moscowCalendar, ...around }
  }

  get regulation(): Regulation {
    return this.told.regulation
  }

  get now(): Instant {
    return this.told.now
  }

  #asksOfNone(...steps: Step[]): Answer {
    return this.#answer(this.act(...steps), { ...this.situation(), deal: null })
  }

  #answer(act: Act, situation: Situation): Answer {
    const { regulation, now } = this.told
    return answerOf({ act, situation, now }, decide(regulation, act, situation, now))
  }

  #newDeal() {
    const { deal, card, now } = this.told
    const { dealId, pipeline, stage, responsibleId, contactId, companyId } = deal
    const inquiryAt = deal.inquiryAt === monday ? now : deal.inquiryAt
    return { dealId, title: 'Windows for a summer house', pipeline, stage, responsibleId, contactId, companyId, inquiryAt, ...card }
  }
}

const following = ({ next, thenMoved, filling = {} }: ThenTold): Step[] => [
  ...(next ? [{ kind: 'add-task' as const, task: next }] : []),
  ...(thenMoved ? [{ kind: 'move' as const, to: thenMoved, edits: filling }] : []),
]

const testIds = (of: string) => {
  let made = 0
  return () => `${of} ${++made}`
}

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
