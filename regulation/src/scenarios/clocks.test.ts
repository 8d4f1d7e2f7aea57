import { describe, expect, test } from 'vitest'
import { clauseKinds } from '../clauses/index.ts'
import { stayUntil } from '../clocks.ts'
import type { DealEvent } from '../events.ts'
import {
  aDeal,
  aRegulation,
  aTask,
  breachesIn,
  colleague,
  type DealCase,
  happenedIn,
  head,
  inMoscow,
  moscow,
  moscowCalendar,
  tasksAfter,
} from '../testing/index.ts'
import type { Mode } from '../words.ts'
import { watchCases } from './watchCases.ts'

const only = (clause: string, mode: Mode = 'enforce', ...others: string[]) =>
  aDeal().under(
    aRegulation()
      .recording()
      .withOnly(clause, ...others)
      .withMode(clause, mode),
  )
const named = (clause: string, about = '', due: string) => `${about ? `${clause} (${about})` : clause}, ${inMoscow(moscow(due))}`
const since = (clause: string, about?: string) => clause !== 'stage-truth' && clause !== 'call-climbed' && about !== 'qualified'
const filled = aDeal().withEverythingFilled()

test('[A1] every watch of the book has its case here', () => {
  // No time breaks load-max: adoption does, see exchange.test.ts. What is done at its time without anybody's breach has its scenario:
  // regulation §11, row 30.
  const watches = clauseKinds.filter(({ watch, kind }) => watch && !watch.quiet && kind !== 'load-max').map(({ kind }) => kind)
  expect([...new Set(watchCases.map(({ clause }) => clause))].toSorted()).toEqual(watches.toSorted())
})

describe.each(watchCases)('[$ids A9] $clause: $which', ({ clause, tell, due, about, follows, with: others = [] }) => {
  const breach = named(clause, about, due)
  const deal = tell(only(clause, 'enforce', ...others))

  test('one millisecond before nothing is broken, and it is known when to look again', () => {
    const before = moscow(due) - 1
    expect(breachesIn(deal.swept(before)).filter((it) => it === breach)).toEqual([])
    // A call that completes a run, or a card that is filled in: no clock runs towards that.
    if (about !== 'too-often' && since(clause, about)) expect(deal.standingAt(before).nextCheckAt).toBe(moscow(due))
  })

  test('at the instant it is, and what follows is done', () => {
    const swept = deal.swept(due)
    expect(breachesIn(swept)).toContain(breach)
    expect(happenedIn(swept)).toEqual(follows)
    for (const event of swept.events) expect([event.at, event.clause]).toEqual([moscow(due), clause])
  })

  test('swept again at once, a minute and a day later: nothing happens twice', () => {
    const once = deal.leftBy(deal.swept(due))
    const again = [moscow(due), moscow(due) + 60_000, moscow(due) + 86_400_000].flatMap((at) => once.swept(at).events)
    expect(again.filter((event) => event.type === 'breach-opened' && event.data.about === (about ?? ''))).toEqual([])
    expect(again.filter(({ type }) => !type.startsWith('breach-'))).toEqual([])
  })

  test('after downtime it is broken from its own instant, and what follows is done now', () => {
    if (about === 'too-often') return // it has ended by itself meanwhile
    const late = moscow(due) + 3 * 86_400_000
    const swept = deal.swept(late)
    expect(breachesIn(swept)).toContain(breach)
    expect(happenedIn(swept)).toEqual(follows)
    for (const event of swept.events) expect(event.at).toBe(late)
  })

  test('off: nothing', () => {
    expect(tell(only(clause, 'off', ...others)).swept(due).events).toEqual([])
  })

  test.each<Mode>(['observe', 'warn'])('%s: the breach is written down, what would follow only recorded', (mode) => {
    const swept = tell(only(clause, mode, ...others)).swept(due)
    expect(breachesIn(swept)).toContain(breach)
    expect(happenedIn(swept)).toEqual(follows.map(() => 'would-do'))
  })

  test('exempted until a date it is broken from that date on (A7)', () => {
    const until = moscow(due) + 36 * 3_600_000
    const exempt = deal.exempt(clause, inMoscow(until))
    expect(exempt.swept(until - 1).events).toEqual([])
    if (about === 'too-often') return
    expect(exempt.standingAt(due).nextCheckAt).toBe(until)
    expect(breachesIn(exempt.swept(until)).some((it) => it.endsWith(inMoscow(until)))).toBe(true)
    expect(breachesIn(exempt.swept(until))).toHaveLength(1)
  })
})

describe('[D4] an overdue task', () => {
  const deal = filled.inStage('qualified').withOnlyTask('call', { due: 'Wed 11 Mar 15:00', textLength: 20 })

  test('mended: completed, moved to later, cancelled; the breach ends then', () => {
    const overdue = deal.leftBy(deal.swept('Wed 11 Mar 15:00')).at('Wed 11 Mar 16:00')
    for (const mended of [
      overdue.completed('call', 'He agrees', { next: aTask('meeting', { due: 'Fri 13 Mar 12:00' }) }),
      overdue.replanned('call', { due: 'Fri 13 Mar 12:00' }),
    ]) {
      expect(mended.events).toContainEqual(
        expect.objectContaining({
          type: 'breach-closed',
          clause: 'overdue',
          data: { clause: 'overdue', about: 'call', until: moscow('Wed 11 Mar 16:00') },
        }),
      )
    }
  })

  test('it belongs to whose the task is; what is completed in time leaves nothing', () => {
    const other = filled.inStage('qualified').withOnlyTask('measurement', { due: 'Wed 11 Mar 15:00', assigneeId: colleague })
    expect(other.swept('Wed 11 Mar 15:00').deal.breaches).toMatchObject([
      { clause: 'stage-stay' },
      { clause: 'overdue', memberId: colleague },
    ])
    const done = deal.at('Wed 11 Mar 14:59').completed('call', 'He agrees', { next: aTask('meeting', { due: 'Mon 16 Mar 12:00' }) })
    expect(breachesIn(deal.leftBy(done).swept('Fri 13 Mar 15:00')).filter((it) => it.startsWith('overdue'))).toEqual([])
  })

  test('handed over once for a task; the breaches end with it', () => {
    const handed = deal.leftBy(deal.swept('Fri 13 Mar 15:00'))
    expect(handed.situation().deal).toMatchObject({ responsibleId: null, handedOver: ['call'], openTasks: [{ assigneeId: null }] })
    expect(handed.situation().deal!.breaches.map(({ clause }) => clause)).not.toContain('overdue')
    const taken = handed.leftBy(handed.at('Mon 16 Mar 10:00').assignedTo(colleague))
    expect(taken.swept('Wed 18 Mar 15:00').deal.responsibleId).toBe(colleague)
  })

  test('two tasks overdue by two days hand the deal over once', () => {
    const two = deal.withTask('meeting', { due: 'Wed 11 Mar 15:00' })
    expect(happenedIn(two.swept('Fri 13 Mar 15:00'))).toEqual(['responsible-changed'])
  })

  test('tasks of the head do not cost the manager his deal, and stay the head’s when the deal changes hands', () => {
    const decided = filled.inStage('qualified').withTask('decide-lifetime', { due: 'Wed 11 Mar 15:00', assigneeId: head })
    const handed = decided.leftBy(decided.swept('Fri 13 Mar 9:00'))
    expect(handed.situation().deal).toMatchObject({ responsibleId: null })
    expect(handed.situation().deal!.openTasks.map(({ kind, assigneeId }) => [kind, assigneeId])).toEqual([
      ['prepare-proposal', null],
      ['decide-lifetime', head],
    ])
  })
})

describe('[H3 D4 B8] at the same instant: silence end, lifetime, hand-over, the rest; what is moot is dropped', () => {
  const regulation = aRegulation().withOnly(
    'silence-end',
    'lifetime',
    'overdue-hand-over',
    'touch-cadence',
    'loss-reason',
    'nothing-unanswered',
    'ladder-complete',
    'attempts-before-closing',
    'silence-before-closing',
    'last-attempt-after-silence',
  )
  const all = regulation
    .withParams('lifetime', { longest: '8 w' })
    .withParams('touch-cadence', { every: '8 w' })
    .withParams('overdue-hand-over', { after: '1 wh' })
  const due = 'Mon 27 Apr 18:00'
  const tell = (deal: DealCase) =>
    deal.createdOn('Mon 2 Mar 12:00').withEverythingFilled().inStage('qualified').withOnlyTask('call', { due: 'Mon 27 Apr 17:00' })
  const opened = ({ events }: { events: readonly DealEvent[] }) =>
    events.flatMap((event) => (event.type === 'breach-opened' ? [event.data.clause] : []))

  test('the deal is closed: nobody decides on its life, nothing is handed over', () => {
    const deal = tell(aDeal().under(all))
      .reachedBy('mail')
      .attempted('mail Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00', 'mail Tue 24 Mar 12:00')
    const swept = deal.swept(due)
    expect(opened(swept)).toEqual(['silence-end'])
    expect(swept.deal).toMatchObject({ status: 'lost', lossReason: 'does-not-answer', responsibleId: expect.any(String), openTasks: [] })
  })

  test('nobody tried: to the exchange; then there is no hand-over and no touch, but its life has ended too', () => {
    const swept = tell(aDeal().under(all)).swept(due)
    expect(opened(swept)).toEqual(['silence-end', 'lifetime'])
    expect(happenedIn(swept)).toEqual(['responsible-changed', 'task-set', 'task-set'])
    expect(tasksAfter(swept)).toEqual(['call, Mon 27 Apr 17:00', 'decide-deal, Wed 29 Apr 09:00', 'decide-lifetime, Wed 29 Apr 09:00'])
  })

  test('without silence: lifetime first, then the hand-over, which stops the rest', () => {
    const swept = tell(aDeal().under(all.withMode('silence-end', 'off'))).swept(due)
    expect(opened(swept)).toEqual(['lifetime', 'overdue-hand-over'])
    expect(swept.deal.responsibleId).toBeNull()
  })

  test('the press of the button at the instant of a due moves it before anything is broken', () => {
    const deal = aDeal()
      .under(aRegulation().withOnly('no-answer-ladder', 'overdue'))
      .withOnlyTask('call', { due: 'Tue 10 Mar 11:05' })
      .onRung(1, 'Tue 10 Mar 11:05')
    expect(breachesIn(deal.at('Tue 10 Mar 11:05').noAnswer('call'))).toEqual([])
  })
})

describe('[D5 H8] touch and thinking', () => {
  const discussed = filled.inStage('proposal-discussed').withOnlyTask('next-step', { due: 'Wed 20 May 12:00' })

  test('a talk sets the weekly call; a date that he named replaces it, and the touch clock runs on', () => {
    const deal = aDeal()
      .under(aRegulation().withOnly('thinking-weekly', 'touch-cadence'))
      .withEverythingFilled()
      .inStage('proposal-discussed')
      .withOnlyTask('next-step', { due: 'Wed 20 May 12:00' })
      .at('Fri 24 Apr 16:00')
    const talk = { channel: 'call', direction: 'out', outcome: 'talked' } as const
    expect(tasksAfter(deal.recorded(talk))).toEqual(['next-step, Wed 20 May 12:00', 'call, Mon 4 May 18:00'])
    const named = deal.recorded({ ...talk, namedAt: moscow('Wed 20 May 12:00') })
    expect(named.deal?.namedAt).toBe(moscow('Wed 20 May 12:00'))
    expect(deal.leftBy(named).standingAt('Fri 24 Apr 16:00').nextCheckAt).toBe(moscow('Fri 8 May 17:00'))
  })

  test('each touch moves the weekly clock on, and entering the stage begins it', () => {
    const talked = aDeal()
      .under(aRegulation().withOnly('thinking-weekly'))
      .withEverythingFilled()
      .inStage('proposal-discussed')
      .lastTalked('Mon 2 Mar 12:00')
    const next = (deal: DealCase) => inMoscow(deal.standingAt('Mon 2 Mar 12:00').nextCheckAt!)
    expect(next(talked)).toBe('Tue 10 Mar 18:00')
    expect(next(talked.attempted('Thu 5 Mar 12:00'))).toBe('Thu 12 Mar 18:00')
    const moved = talked.at('Fri 6 Mar 12:00').moved('attempts')
    expect(next(talked.leftBy(moved))).toBe('Fri 13 Mar 18:00')
  })

  test('on the exchange task, touch and thinking do not run; silence and lifetime do', () => {
    const waiting = discussed.lastTalked('Mon 2 Mar 12:00').onTheExchangeSince('Mon 2 Mar 13:00')
    const clauses = waiting.standingAt('Mon 29 Jun 12:00').breaches.map(({ clause }) => clause)
    expect(clauses).toEqual(expect.arrayContaining(['silence-end', 'lifetime', 'exchange-wait', 'stage-stay']))
    for (const clause of ['overdue', 'overdue-hand-over', 'touch-cadence', 'thinking-weekly']) expect(clauses).not.toContain(clause)
  })
})

describe('[B8] lifetime', () => {
  const deal = aDeal().under(aRegulation().withOnly('lifetime')).createdOn('Thu 12 Mar 11:00').inStage('qualified')
  const end = (of: DealCase) => inMoscow(of.standingAt('Thu 12 Mar 11:00').nextCheckAt!)

  test.each<[string, string, boolean]>([
    ['to a month after its end', 'Sun 12 Jul 11:00', true],
    ['a minute more', 'Sun 12 Jul 11:01', false],
    ['to now', 'Mon 1 Jun 12:00', false],
  ])('prolonged %s', (_until, until, allowed) => {
    expect(deal.at('Mon 1 Jun 12:00').prolonged(until).allowed).toBe(allowed)
  })

  test('twice, with a reason; then no more', () => {
    const once = deal.leftBy(deal.at('Mon 1 Jun 12:00').prolonged('Sun 12 Jul 11:00'))
    expect(end(once)).toBe('Mon 13 Jul 18:00')
    const twice = once.leftBy(once.at('Mon 6 Jul 12:00').prolonged('Wed 12 Aug 11:00'))
    expect(twice.situation().deal).toMatchObject({ prolongations: 2 })
    const third = twice.at('Mon 10 Aug 12:00').prolonged('Fri 28 Aug 12:00')
    expect(third.refusals).toMatchObject([
      { clause: 'lifetime', lacks: { what: 'prolongations', made: 2 }, mends: [{ act: 'closure' }, { act: 'assign' }] },
    ])
    expect(deal.at('Mon 1 Jun 12:00').prolonged('Sun 12 Jul 11:00', ' ').refusals).toMatchObject([{ lacks: { what: 'reason' } }])
  })

  test('prolonging after the end mends the breach; the next end asks the head again', () => {
    const ended = deal.leftBy(deal.swept('Mon 15 Jun 18:00')).at('Tue 16 Jun 12:00')
    const prolonged = ended.prolonged('Thu 16 Jul 12:00')
    expect(prolonged.deal?.breaches).toEqual([])
    expect(breachesIn(ended.leftBy(prolonged).swept('Thu 16 Jul 18:00'))).toEqual(['lifetime, Thu 16 Jul 18:00'])
  })
})

describe('[D6] even attention', () => {
  const days = (month: string, ...dates: number[]) =>
    dates.flatMap((day) => ['10:00', '13:00', '16:00'].map((clock) => `${day} ${month} ${clock}`))
  const broken = (deal: DealCase, at: string) =>
    deal
      .standingAt(at)
      .breaches.filter(({ about }) => about === 'too-often')
      .map(({ from }) => inMoscow(from))
  const deal = aDeal().under(aRegulation().withOnly('attention')).inStage('qualified')

  test('five working days over a weekend and 9 March, which is off', () => {
    expect(broken(deal.attempted(...days('Mar', 4, 5, 6, 10, 11)), 'Wed 11 Mar 16:00')).toEqual(['Wed 11 Mar 16:00'])
    expect(broken(deal.attempted(...days('Mar', 4, 5, 6, 10, 11).slice(0, -1)), 'Wed 11 Mar 16:00')).toEqual([])
    expect(broken(deal.attempted(...days('Mar', 4, 5, 10, 11, 12)), 'Thu 12 Mar 16:00')).toEqual([])
  })

  test('over the May holidays', () => {
    expect(broken(deal.attempted(...days('Apr', 29, 30), ...days('May', 4, 5, 6)), 'Wed 6 May 16:00')).toEqual(['Wed 6 May 16:00'])
  })

  test('calls on Saturday are no part of a run and do not break it', () => {
    expect(broken(deal.attempted(...days('Mar', 10, 11, 12, 13, 14, 16)), 'Mon 16 Mar 16:00')).toEqual(['Mon 16 Mar 16:00'])
  })

  test('it lasts while the run goes on, and ends with the first working day without', () => {
    const five = deal.attempted(...days('Mar', 10, 11, 12, 13, 16))
    const six = five.attempted(...days('Mar', 17))
    expect(broken(six, 'Tue 17 Mar 17:00')).toEqual(['Mon 16 Mar 16:00'])
    expect(broken(five, 'Tue 17 Mar 23:59')).toEqual(['Mon 16 Mar 16:00'])
    expect(five.standingAt('Tue 17 Mar 12:00').nextCheckAt).toBe(moscow('Wed 18 Mar 0:00'))
    expect(broken(five, 'Wed 18 Mar 0:00')).toEqual([])
    expect(broken(six, 'Wed 18 Mar 12:00')).toEqual(['Mon 16 Mar 16:00'])
  })

  test('letters are no calls; late entries take their place', () => {
    expect(broken(deal.attempted(...days('Mar', 10, 11, 12, 13, 16).map((at) => `mail ${at}`)), 'Mon 16 Mar 16:00')).toEqual([])
    expect(broken(deal.attempted(...days('Mar', 16, 13, 12, 11, 10)), 'Mon 16 Mar 16:00')).toEqual(['Mon 16 Mar 16:00'])
  })

  test('a forward move and a sign of the client are movement, our attempts are none', () => {
    const next = (of: DealCase) => inMoscow(of.standingAt('Mon 2 Mar 10:00').nextCheckAt!)
    expect(next(deal)).toBe('Mon 23 Mar 18:00')
    expect(next(deal.attempted('Tue 3 Mar 12:00'))).toBe('Mon 23 Mar 18:00')
    expect(next(deal.heard('Tue 3 Mar 12:00'))).toBe('Tue 24 Mar 18:00')
    expect(next(deal.leftBy(deal.at('Wed 4 Mar 12:00').moved('proposal-sent')))).toBe('Wed 25 Mar 18:00')
    expect(next(deal.leftBy(deal.at('Wed 4 Mar 12:00').moved('taken', { reason: 'Not yet' })))).toBe('Mon 23 Mar 18:00')
  })
})

describe('[D11] absence: no duty of the absent is a breach while he is away', () => {
  const deal = filled.inStage('qualified').withOnlyTask('call', { due: 'Wed 11 Mar 15:00' })
  const away = deal.absent('Tue 10 Mar 0:00', 'Mon 16 Mar 9:00')

  test('what falls due meanwhile is due when he is back', () => {
    expect(away.swept('Mon 16 Mar 8:59').deal.breaches.map(({ clause }) => clause)).toEqual(['stage-stay'])
    expect(breachesIn(away.swept('Mon 16 Mar 9:00'))).toContain('overdue (call), Mon 16 Mar 09:00')
    expect(breachesIn(away.swept('Wed 18 Mar 9:00'))).toContain('overdue-hand-over (call), Wed 18 Mar 09:00')
  })

  test('what was broken before he left stays so; what falls due after, too', () => {
    expect(away.swept('Wed 11 Mar 12:00').deal.breaches).toMatchObject([{ clause: 'stage-stay', from: moscow('Wed 4 Mar 10:00') }])
    expect(inMoscow(deal.absent('Mon 2 Mar 0:00', 'Wed 11 Mar 15:00').standingAt('Mon 2 Mar 12:00').nextCheckAt!)).toBe('Wed 11 Mar 15:00')
  })

  test('two absences in a row, told in any order', () => {
    const twice = deal.absent('Mon 16 Mar 9:00', 'Fri 20 Mar 9:00').absent('Tue 10 Mar 0:00', 'Mon 16 Mar 9:00')
    expect(breachesIn(twice.swept('Fri 20 Mar 9:00'))).toContain('overdue (call), Fri 20 Mar 09:00')
  })

  test('a colleague’s task is not put off by it', () => {
    const other = filled.inStage('qualified').withOnlyTask('measurement', { due: 'Wed 11 Mar 15:00', assigneeId: colleague })
    const swept = other.absent('Tue 10 Mar 0:00', 'Mon 16 Mar 9:00').swept('Wed 11 Mar 15:00')
    expect(breachesIn(swept)).toContain('overdue (measurement), Wed 11 Mar 15:00')
  })
})

describe('[L3] adoption: duties of the past are asked for two weeks after it', () => {
  const adopted = filled.createdOn('Mon 12 Jan 12:00').inStage('qualified').adopted('Mon 2 Mar 10:00').withoutTasks()
  const grace = 'Mon 16 Mar 10:00'

  test('not before, and then from that instant', () => {
    expect(adopted.swept(moscow(grace) - 1).events).toEqual([])
    expect(breachesIn(adopted.swept(grace))).toEqual([
      'silence-end, Mon 16 Mar 10:00',
      'stage-stay, Mon 16 Mar 10:00',
      'attention (no-movement), Mon 16 Mar 10:00',
    ])
  })

  test('the task that adoption gave is due when it is due', () => {
    const given = adopted.withTask('review-imported', { due: 'Tue 10 Mar 12:00' })
    expect(breachesIn(given.swept('Tue 10 Mar 12:00'))).toEqual(['overdue (review-imported), Tue 10 Mar 12:00'])
  })

  test('and so is what begins after it: a letter of his, a stage that was entered', () => {
    const wrote = adopted.unanswered('Tue 3 Mar 12:00')
    expect(breachesIn(wrote.swept('Tue 3 Mar 14:00'))).toEqual(['incoming-answer (mail Tue 3 Mar 12:00), Tue 3 Mar 14:00'])
    const moved = adopted.leftBy(adopted.at('Tue 3 Mar 12:00').moved('proposal-sent', { next: aTask('call', { due: 'Wed 20 May 12:00' }) }))
    expect(breachesIn(moved.swept('Wed 11 Mar 12:00'))).toContain('stage-stay, Wed 11 Mar 12:00')
  })

  test('clocks of the past that end later are not touched', () => {
    const young = filled.createdOn('Fri 27 Feb 12:00').inStage('proposal-sent').adopted('Mon 2 Mar 10:00').withoutTasks()
    const silence = young.under(aRegulation().withOnly('silence-end'))
    expect(inMoscow(silence.standingAt(grace).nextCheckAt!)).toBe('Fri 24 Apr 18:00')
  })

  test('what comes closed causes nothing', () => {
    const lost = filled.inStage('lost').imported()
    expect(happenedIn(lost)).toEqual(['deal-adopted'])
    expect(lost.deal).toMatchObject({ status: 'lost', lossReason: 'not-stated', closure: null })
    expect(filled.leftBy(lost).standingAt('Mon 29 Jun 12:00')).toEqual({ breaches: [], nextCheckAt: null })
  })
})

describe('[K5 A9] three weeks in one call, where time stops at each due', () => {
  test('the same rows with the same instants as day by day', () => {
    const deal = filled.inStage('qualified').withOnlyTask('call', { due: 'Wed 11 Mar 15:00' }).at('Tue 10 Mar 10:00')
    const inOne = deal.livedUntil('Wed 1 Apr 12:00')
    let stepped = deal
    const rows: DealEvent[] = []
    for (let day = moscow('Tue 10 Mar 10:00'); day <= moscow('Wed 1 Apr 12:00'); day += 86_400_000) {
      const lived = stepped.livedUntil(day)
      rows.push(...lived.events)
      stepped = stepped.leftBy(lived).atInstant(day)
    }
    const last = stepped.livedUntil('Wed 1 Apr 12:00')
    const told = (events: readonly DealEvent[]) => events.map(({ type, at, clause }) => `${inMoscow(at)} ${clause} ${type}`)
    expect(told([...rows, ...last.events])).toEqual(told(inOne.events))
    expect(told(inOne.events).filter((row) => row.includes('hand-over'))).toEqual([
      'Fri 13 Mar 15:00 overdue-hand-over breach-opened',
      'Fri 13 Mar 15:00 overdue-hand-over responsible-changed',
      'Fri 13 Mar 15:00 overdue-hand-over breach-closed',
    ])
  })
})

describe('[A12] a clause that comes to be enforced while its breach stands open', () => {
  const overdue = (mode: Mode) => only('overdue-hand-over', mode).inStage('qualified').withOnlyTask('call', { due: 'Wed 11 Mar 15:00' })
  const observed = overdue('observe')
  const broken = observed.leftBy(observed.swept('Fri 13 Mar 15:00'))
  const enforcing = broken.under(aRegulation().withOnly('overdue-hand-over'))

  test('only observed it takes nothing away', () => {
    expect(broken.situation().deal!.responsibleId).not.toBeNull()
    expect(broken.situation().deal!.breaches).toMatchObject([{ clause: 'overdue-hand-over', enforced: false }])
  })

  test('its consequences run then, exactly once, and the breach keeps its instant', () => {
    const swept = enforcing.swept('Mon 16 Mar 9:00')
    expect(happenedIn(swept)).toEqual(['responsible-changed'])
    expect(swept.deal).toMatchObject({ responsibleId: null, onExchangeSince: moscow('Mon 16 Mar 9:00') })
    expect(breachesIn(swept)).toEqual([])
    expect(happenedIn(enforcing.leftBy(swept).swept('Tue 17 Mar 9:00'))).toEqual([])
  })

  test('a breach that opened enforced, observed for a while and enforced again follows no second time', () => {
    const decides = (mode: Mode) => aRegulation().withOnly('lifetime').withMode('lifetime', mode)
    const first = aDeal().under(decides('enforce')).createdOn('Thu 12 Mar 11:00')
    const opened = first.leftBy(first.swept('Mon 15 Jun 18:00'))
    expect(happenedIn(first.swept('Mon 15 Jun 18:00'))).toEqual(['task-set'])
    const rested = opened.under(decides('observe'))
    const again = rested.leftBy(rested.swept('Tue 16 Jun 9:00')).under(decides('enforce'))
    expect(again.swept('Wed 17 Jun 9:00').events).toEqual([])
  })
})

describe('[A1] a watch with a scope of roles looks at whose deal it is', () => {
  const scoped = aDeal()
    .under(
      aRegulation()
        .withOnly('stage-stay')
        .withScope('stage-stay', { roles: ['trainee'] }),
    )
    .inStage('qualified')
  test.each([
    ['trainee', ['stage-stay, Wed 4 Mar 10:00']],
    ['manager', []],
  ] as const)('for trainees only, the deal of a %s', (role, breaches) => {
    expect(breachesIn(scoped.heldBy(role).swept('Thu 5 Mar 10:00'))).toEqual(breaches)
  })

  test('given to somebody else it is looked at with his role', () => {
    const given = scoped.heldBy('trainee').at('Thu 5 Mar 10:00').underLoad(3, { max: null }, 'manager').assignedTo(colleague)
    expect(breachesIn(given)).toEqual([])
    expect(breachesIn(scoped.heldBy('manager').at('Thu 5 Mar 10:00').underLoad(3, { max: null }, 'trainee').assignedTo(colleague))).toEqual(
      ['stage-stay, Wed 4 Mar 10:00'],
    )
  })
})

test('[B9] the stay of an adopted deal is not over on the board before its two weeks of grace', () => {
  const deal = aDeal().createdOn('Mon 2 Feb 10:00').adopted('Mon 9 Mar 10:00').inStage('qualified')
  const until = stayUntil(deal.regulation, deal.situation().deal!, moscowCalendar)
  expect(inMoscow(until!)).toBe('Mon 23 Mar 10:00')
  expect(breachesIn(deal.under(aRegulation().withOnly('stage-stay')).swept(until! - 1))).toEqual([])
})
