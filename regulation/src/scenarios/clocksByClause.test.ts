import { describe, expect, test } from 'vitest'
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
  tasksAfter,
} from '../testing/index.ts'

const filled = aDeal().withEverythingFilled()

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
