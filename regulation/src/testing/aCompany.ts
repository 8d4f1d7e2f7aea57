import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '@reglament/kernel'
import * as fc from 'fast-check'
import type { Interaction, Step, StepOf } from '../act.ts'
import type { Regulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { DealEvent } from '../events.ts'
import { decide, sweep } from '../judge.ts'
import { standing } from '../settle.ts'
import type { ClientFacts, Situation } from '../situation.ts'
import type { Role } from '../words.ts'
import { moscow, moscowCalendar } from './moscow.ts'

/**
 * A company in miniature for property tests: several members with little room, several deals, and whatever people may do on the way
 * to a loss. It knows of each deal what really happened, as people would tell it, so that a test can judge a loss without asking the
 * dossier, in which the regulation keeps the same in its own words.
 */
export type Member = { id: string; role: Role; max: number | null }
export type Happening = { at: Instant; what: string; id: string }
export type Kept = { dossier: Dossier; client: ClientFacts; clientId: number; journal: DealEvent[]; happened: Happening[] }
/** One allowed act as it was: what had happened on its deal by then, and how many deals each had before and after it. */
export type Acted = { step: Step | null; dealId: string; before: ReadonlyMap<string, number>; after: ReadonlyMap<string, number>; events: readonly DealEvent[]; happened: readonly Happening[] } // prettier-ignore

export const members: readonly Member[] = [
  { id: 'anna', role: 'manager', max: 2 },
  { id: 'pavel', role: 'manager', max: 3 },
  { id: 'ilya', role: 'trainee', max: 1 },
]
const above = ['head', 'controller'] as const

/** What somebody does; numbers find their deal and their member among those that are there when it comes. */
export type Doing = { deal: number; who: number; confirmed: boolean } & (
  | { do: 'create' | 'adopt'; clientAt: number; onExchange: boolean }
  | { do: 'take' | 'give-back' | 'release' | 'undo-release' | 'upload' | 'dismiss' | 'forward' }
  | { do: 'assign'; toExchange: boolean }
  | { do: 'tell'; told: number }
  /** Tries to call as the ladder asks, each press when its time has come. */
  | { do: 'climb'; presses: number }
  /** Tries again and again, so far apart. */
  | { do: 'pursue'; by: 'call' | 'mail'; tries: number; everyHours: number }
  | { do: 'close'; reason: string; proved: boolean; other: number; criterion: string; comment: string; inDays: number }
  | { do: 'review'; verdict: 'confirmed' | 'returned'; toExchange: boolean }
  | { do: 'sample'; verdict: 'real' | 'false'; falseLoss: string; toExchange: boolean }
  | { do: 'reopen'; toExchange: boolean }
  | { do: 'wait'; hours: number }
)

const clients: readonly ClientFacts[] = (
  [
    [true, false, false],
    [true, true, false],
    [false, true, false],
    [true, false, true],
    [false, false, false],
  ] as const
).map(([phone, mail, messenger]) => ({ channels: { phone, mail, messenger }, wonDeals: 0 }))

const tellings: readonly (Pick<Interaction, 'channel' | 'direction' | 'outcome'> & Partial<Interaction>)[] = [
  { channel: 'call', direction: 'out', outcome: 'talked', hasRecording: true },
  { channel: 'call', direction: 'out', outcome: 'talked' },
  { channel: 'call', direction: 'out', outcome: 'talked', seconds: 4, hasRecording: true },
  { channel: 'call', direction: 'out', outcome: 'no-answer' },
  { channel: 'call', direction: 'in', outcome: 'missed' },
  { channel: 'mail', direction: 'in', outcome: 'received' },
  { channel: 'mail', direction: 'in', outcome: 'auto-reply' },
  { channel: 'mail', direction: 'out', outcome: 'sent' },
  { channel: 'mail', direction: 'out', outcome: 'bounced' },
]

/** Anything that may be done, closings by every reason among it; `reasons` are those of the company and one that is none. */
export function anyDoings(reasons: readonly string[], maxLength: number): fc.Arbitrary<Doing[]> {
  const common = { deal: fc.nat(7), who: fc.nat(2), confirmed: fc.boolean() }
  const one = (what: Doing['do'], more: Record<string, fc.Arbitrary<unknown>> = {}) =>
    fc.record({ do: fc.constant(what), ...common, ...more }) as unknown as fc.Arbitrary<Doing>
  const toExchange = fc.boolean()
  const client = { clientAt: fc.nat(clients.length - 1), onExchange: fc.boolean() }
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: one('create', client) },
      { weight: 1, arbitrary: one('adopt', client) },
      { weight: 3, arbitrary: one('take') },
      { weight: 1, arbitrary: one('give-back') },
      { weight: 1, arbitrary: one('release') },
      { weight: 1, arbitrary: one('undo-release') },
      { weight: 1, arbitrary: one('upload') },
      { weight: 1, arbitrary: one('dismiss') },
      { weight: 2, arbitrary: one('forward') },
      { weight: 2, arbitrary: one('assign', { toExchange }) },
      { weight: 5, arbitrary: one('tell', { told: fc.nat(tellings.length - 1) }) },
      { weight: 3, arbitrary: one('climb', { presses: fc.constantFrom(3, 4, 4, 4) }) },
      {
        weight: 4,
        arbitrary: one('pursue', {
          by: fc.constantFrom('call', 'mail'),
          tries: fc.integer({ min: 1, max: 4 }),
          everyHours: fc.constantFrom(0.5, 2, 24 * 7, 24 * 8),
        }),
      },
      {
        weight: 12,
        arbitrary: one('close', {
          reason: fc.constantFrom(...reasons, 'could-not-reach', 'does-not-answer'),
          proved: fc.boolean(),
          other: fc.nat(7),
          criterion: fc.constantFrom('too-small', 'bad-mood'),
          comment: fc.constantFrom('Слишком мало для нас', ' '),
          inDays: fc.constantFrom(-1, 3, 30, 364, 400),
        }),
      },
      { weight: 3, arbitrary: one('review', { verdict: fc.constantFrom('confirmed', 'returned'), toExchange }) },
      {
        weight: 3,
        arbitrary: one('sample', {
          verdict: fc.constantFrom('real', 'false'),
          falseLoss: fc.constantFrom('guessed', 'no-such'),
          toExchange,
        }),
      },
      { weight: 2, arbitrary: one('reopen', { toExchange }) },
      { weight: 4, arbitrary: one('wait', { hours: fc.constantFrom(0.3, 1, 3, 24, 24 * 4, 24 * 22, 24 * 45) }) },
    ),
    { minLength: 12, maxLength },
  )
}

/** Lives a company: every act is decided by the book, time stops wherever something falls due. */
export class Company {
  readonly deals: Kept[] = []
  readonly acted: Acted[] = []
  now: Instant = moscow('Mon 12 Jan 09:00')
  readonly #book: Regulation
  #made = 0

  constructor(book: Regulation) {
    this.#book = book
  }

  #id = (what = 'made') => `${what} ${++this.#made}`

  load(): ReadonlyMap<string, number> {
    const count = (id: string) => this.deals.filter(({ dossier }) => dossier.status === 'open' && dossier.responsibleId === id).length
    return new Map(members.map(({ id }) => [id, count(id)]))
  }

  /** What a judgement looks at; the load is that of whoever the step would give the deal to, counted anew. */
  #situation(deal: Dossier | null, client: ClientFacts, actor: Situation['actor'], to: string | null): Situation {
    const member = members.find(({ id }) => id === to)
    const receiver = member
      ? { memberId: member.id, openDeals: this.load().get(member.id)!, max: member.max, role: member.role, takenToday: 0 }
      : null
    const calendar = moscowCalendar
    return { deal, client, actor, calendar, headId: above[0], reviewerId: above[0], controllerId: above[1], receiver, absences: [] }
  }

  #keep(
    kept: Kept | null,
    found: { clientId: number; client: ClientFacts },
    step: Step | null,
    events: readonly DealEvent[],
    after: Dossier,
    before: Acted['before'],
  ) {
    // prettier-ignore
    const held = kept ?? { ...found, dossier: after, journal: [], happened: [] }
    if (!kept) this.deals.push(held)
    held.dossier = after
    held.journal.push(...events)
    this.acted.push({ step, dealId: after.dealId, before, after: this.load(), events, happened: [...held.happened] })
    for (const event of events) if (event.type === 'deal-returned') this.#comesBack(held, event.data.dealId)
  }

  /** A postponed deal whose day has come: to its manager if he has room, as the program does it. */
  #comesBack(old: Kept, dealId: string): void {
    const { responsibleId } = old.dossier
    if (!this.#create(old.clientId, dealId, responsibleId, { memberId: null, role: 'system' }) && responsibleId !== null)
      this.#create(old.clientId, dealId, null, { memberId: null, role: 'system' })
  }

  #create(clientId: number, dealId: string, responsibleId: string | null, actor: Situation['actor'], adopt = false): boolean {
    const client = clients[clientId]!
    const { now } = this
    const card = { dealId, title: 'Окна', pipeline: 'sales', stage: 'new-request', responsibleId, contactId: `client ${clientId}`, companyId: null, inquiryAt: now } // prettier-ignore
    const adopted = { kind: 'adopt', status: 'open', createdAt: now, enteredAt: now, closedAt: null, lossReason: null, task: { kind: 'review-imported', text: '', dueAt: now + 5 * DAY_MS } } as const // prettier-ignore
    const step: Step = adopt ? { ...card, ...adopted } : { ...card, kind: 'create' }
    const before = this.load()
    const { verdict, changes } = decide(this.#book, { steps: [step] }, this.#situation(null, client, actor, responsibleId), now, this.#id)
    if (verdict.allowed) this.#keep(null, { clientId, client }, step, changes.events, changes.after!, before)
    return verdict.allowed
  }

  #act(kept: Kept, step: Step, actor: Situation['actor'], to: string | null, confirmed: boolean, happens?: Omit<Happening, 'at'>): boolean {
    // prettier-ignore
    const before = this.load()
    const situation = this.#situation(kept.dossier, kept.client, actor, to)
    const { verdict, changes } = decide(this.#book, { steps: [step], confirmed }, situation, this.now, this.#id)
    if (verdict.allowed && happens) kept.happened.push({ at: this.now, ...happens })
    if (verdict.allowed) this.#keep(kept, kept, step, changes.events, changes.after!, before)
    else kept.journal.push(...changes.events)
    return verdict.allowed
  }

  /** Time goes on; wherever something falls due on a deal, the sweeper comes. */
  passes(hours: number): void {
    const until = this.now + hours * HOUR_MS
    const stopOf = ({ dossier, client }: Kept) =>
      standing(this.#book, this.#situation(dossier, client, { memberId: null, role: 'system' }, null), this.now).nextCheckAt ?? Infinity
    for (;;) {
      const stops = this.deals.map((kept) => ({ kept, at: stopOf(kept) })).filter(({ at }) => at <= until)
      const next = stops.reduce<(typeof stops)[number] | undefined>((first, it) => (first && first.at <= it.at ? first : it), undefined)
      if (!next) break
      this.now = Math.max(this.now, next.at)
      const before = this.load()
      const situation = this.#situation(next.kept.dossier, next.kept.client, { memberId: null, role: 'system' }, null)
      const { events, after } = sweep(this.#book, situation, this.now, this.#id)
      this.#keep(next.kept, next.kept, null, events, after!, before)
    }
    this.now = until
  }

  #tells(kept: Kept, told: (typeof tellings)[number], actor: Situation['actor']): void {
    const id = this.#id(told.channel)
    const what = `${told.channel} ${told.direction} ${told.outcome}${told.seconds === undefined ? '' : ' broken off'}${told.hasRecording ? ' recorded' : ''}`
    this.#act(kept, { kind: 'record-interaction', interaction: { id, at: this.now, ...told } }, actor, null, true, { what, id })
  }

  #presses(kept: Kept, actor: Situation['actor']): void {
    const { ladder } = kept.dossier
    if (ladder.nextAt !== null && ladder.nextAt > this.now) this.passes((ladder.nextAt - this.now) / HOUR_MS)
    const [task] = kept.dossier.openTasks
    if (!task) return
    const id = this.#id('call')
    this.#act(kept, { kind: 'no-answer', taskId: task.id, interactionId: id }, actor, null, true, { what: 'call out no-answer', id })
  }

  /** Does one thing; what can't be is refused by the book and leaves nothing but its record. */
  does(doing: Doing): void {
    const who = members[doing.who % members.length]!
    const actor = { memberId: who.id, role: who.role }
    const head = { memberId: above[0], role: 'head' as const }
    if (doing.do === 'create' || doing.do === 'adopt') {
      this.#create(doing.clientAt, this.#id('deal'), doing.onExchange ? null : who.id, actor, doing.do === 'adopt')
      return
    }
    if (doing.do === 'wait') return this.passes(doing.hours)
    const kept = this.deals[doing.deal % Math.max(1, this.deals.length)]
    if (!kept) return
    const to = 'toExchange' in doing && doing.toExchange ? null : who.id
    const act = (step: Step, by: Situation['actor'] = actor, receiver: string | null = null, happens?: Omit<Happening, 'at'>) =>
      this.#act(kept, step, by, receiver, doing.confirmed, happens)
    switch (doing.do) {
      case 'take':
        return void act({ kind: 'take' }, actor, who.id)
      case 'give-back':
        return void act({ kind: 'give-back', reason: 'Не мой клиент' })
      case 'assign':
        return void act({ kind: 'assign', responsibleId: to }, head, to)
      case 'release':
        return void act({ kind: 'release', releaseId: 'drill' }, { memberId: null, role: 'system' })
      case 'undo-release':
        return void act({ kind: 'undo-release', releaseId: 'drill', responsibleId: who.id }, head, who.id)
      case 'upload': {
        const id = this.#id('file')
        return void act({ kind: 'add-evidence', evidenceId: id }, actor, null, { what: 'upload', id })
      }
      case 'dismiss': {
        const [waits] = kept.dossier.unanswered
        const step: Step = { kind: 'dismiss-incoming', incomingId: waits?.id ?? 'none', reason: 'Это рассылка' }
        return void (waits && act(step, actor, null, { what: 'dismissed', id: waits.id }))
      }
      case 'forward': {
        const [next] = this.#book.stage('sales', kept.dossier.stage).forward
        const edits = { note: 'Клиенту нужны окна', budget: { amount: 100, currency: 'RUB' }, fields: { platform: 'site', niche: 'Окна', source: 'search' } } // prettier-ignore
        return void (next && act({ kind: 'move', to: next, edits, result: 'Договорились' }))
      }
      case 'tell':
        return this.#tells(kept, tellings[doing.told % tellings.length]!, actor)
      case 'climb':
        for (let press = 0; press < doing.presses; press++) this.#presses(kept, actor)
        return
      case 'pursue':
        for (let n = 0; n < doing.tries; n++) {
          this.passes(doing.everyHours)
          this.#tells(kept, tellings[doing.by === 'call' ? 3 : 7]!, actor)
        }
        return
      case 'close':
        return this.#closes(kept, doing, actor)
      case 'review':
        return void act({ kind: 'review', verdict: doing.verdict, responsibleId: to, comment: 'Смотрел' }, head, doing.verdict === 'returned' ? to : null) // prettier-ignore
      case 'sample': {
        const { verdict, falseLoss } = doing
        const controller = { memberId: above[1], role: 'quality-controller' as const }
        return void act({ kind: 'sample', verdict, falseLoss, responsibleId: to }, controller, verdict === 'false' ? to : null)
      }
      case 'reopen':
        return void act({ kind: 'reopen', responsibleId: to }, head, to)
    }
  }

  #closes(kept: Kept, doing: Extract<Doing, { do: 'close' }>, actor: Situation['actor']): void {
    const { reason, proved, criterion, comment, inDays } = doing
    const other = this.deals[doing.other % this.deals.length]!
    const step: StepOf<'close'> = {
      kind: 'close',
      reason,
      // Half of those who prove it name what is no proof at all.
      evidence: proved ? kept.happened.slice(-1).map(({ id }) => id) : [],
      comment,
      criterion,
      until: this.now + inDays * DAY_MS,
      duplicateOf: other.dossier.dealId,
      duplicateIsOfSameClient: other.clientId === kept.clientId,
    }
    this.#act(kept, step, actor, null, doing.confirmed)
  }
}

/** Attempts as the words of the regulation count them (§3): two of one kind within the hour are one. */
export function attemptsIn(happened: readonly Happening[]): Instant[] {
  const last = new Map<string, Instant>()
  const counted: Instant[] = []
  for (const { at, what } of happened) {
    const kind = what === 'mail out sent' ? 'mail' : /^call out (no-answer|talked broken off)/.test(what) ? 'phone' : null
    if (kind === null) continue
    if (at - (last.get(kind) ?? -Infinity) >= 60 * MINUTE_MS) {
      counted.push(at)
      last.set(kind, at)
    }
  }
  return counted
}
