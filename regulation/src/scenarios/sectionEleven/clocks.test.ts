import { describe, expect, test } from 'vitest'
import { clocksOf } from '../../clocksOf.ts'
import { DAY_MS, dutyAt, parseTerm } from '@reglament/kernel'
import {
  aDeal,
  type Answer,
  aRegulation,
  aTask,
  breachesIn,
  colleague,
  head,
  inMoscow,
  moscow,
  moscowCalendar,
  recordedIn,
  refusedBy,
  tasksAfter,
} from '../../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants: what falls due, load, the exchange and the sandbox. */

const talk = { channel: 'call', direction: 'out', outcome: 'talked' } as const

describe('[H3] rows 15 and 16: eight weeks of silence, other clocks off', () => {
  const clocks = [
    'overdue',
    'overdue-hand-over',
    'touch-cadence',
    'thinking-weekly',
    'stage-stay',
    'note-fresh',
    'attention',
    'stage-truth',
  ]
  const regulation = clocks.reduce((book, clock) => book.withMode(clock, 'off'), aRegulation())
  const heard = (at: string) => aDeal().under(regulation).withEverythingFilled().inStage('proposal-sent').lastTalked(at)

  test('row 15: T5 is satisfied, and the system closes at Mon 27.04 18:00', () => {
    const lived = heard('Mon 2.03 12:00').attempted('3.03 12:00', '5.03 12:00', '23.03 12:00').livedUntil('Mon 27.04 18:00')
    expect(lived.deal).toMatchObject({ lossReason: 'does-not-answer', closedAt: moscow('Mon 27.04 18:00'), closure: { by: null } })
    expect(lived.events).toContainEqual(expect.objectContaining({ type: 'deal-lost', clause: 'silence-end' }))
    expect(lived.events).toContainEqual(expect.objectContaining({ type: 'letter-queued', clause: 'closing-letter' }))
  })

  test('row 15: no attempt at all, and it goes to the exchange; the head decides until Wed 29.04 09:00', () => {
    const lived = heard('Mon 2.03 12:00').livedUntil('Mon 27.04 18:00')
    expect(lived.deal).toMatchObject({ status: 'open', responsibleId: null, onExchangeSince: moscow('Mon 27.04 18:00') })
    expect(tasksAfter(lived)).toContain('decide-deal, Wed 29 Apr 09:00')
    expect(lived.deal.openTasks.find(({ kind }) => kind === 'decide-deal')?.assigneeId).toBe(head)
    expect(lived.deal.breaches).toMatchObject([{ clause: 'silence-end', memberId: lived.deal.lastResponsibleId }])
  })

  test('row 16: heard on 16.03 10:00, the eight weeks end on a day off: due Tue 12.05 18:00', () => {
    expect(breachesIn(heard('16.03 10:00').livedUntil('Tue 12.05 18:00'))).toEqual(['silence-end, Tue 12 May 18:00'])
  })
})

describe('[D5 H8] rows 17–19: touch and thinking', () => {
  const only = (...clauses: string[]) =>
    aDeal()
      .under(aRegulation().withOnly(...clauses))
      .withEverythingFilled()
  const due = (deal: ReturnType<typeof aDeal>) => inMoscow(deal.standingAt('Mon 2.03 12:00').nextCheckAt!)

  test('row 17: touched Mon 20.04 15:00 · Sat 25.04 15:00', () => {
    expect(due(only('touch-cadence').touched('Mon 20.04 15:00'))).toBe('Mon 4 May 18:00')
    expect(due(only('touch-cadence').touched('Sat 25.04 15:00'))).toBe('Tue 12 May 18:00')
  })

  test('row 18: “I’ll think” on Fri 24.04 16:00, no date', () => {
    const deal = only('thinking-weekly').inStage('proposal-discussed').withOnlyTask('next-step', { due: 'Wed 20.05 12:00' })
    expect(tasksAfter(deal.at('Fri 24.04 16:00').recorded(talk))).toContain('call, Mon 4 May 18:00')
  })

  test('row 19: touched 20.04 15:00, and the client named 20.05', () => {
    const deal = only('thinking-weekly', 'touch-cadence')
      .inStage('proposal-discussed')
      .withOnlyTask('next-step', { due: 'Wed 20.05 12:00' })
    const answer = deal.at('Mon 20.04 15:00').recorded({ ...talk, namedAt: moscow('Wed 20.05 12:00') })
    expect(tasksAfter(answer)).toEqual(['next-step, Wed 20 May 12:00'])
    expect(due(deal.leftBy(answer))).toBe('Mon 4 May 18:00')
    expect(breachesIn(deal.leftBy(answer).swept('Mon 4.05 18:00'))).toEqual(['touch-cadence, Mon 4 May 18:00'])
  })
})

test('[B8] row 20: created 12.03 11:00, shown from 29.05 11:00, the head’s decision arises Mon 15.06 18:00', () => {
  const deal = aDeal().under(aRegulation().withOnly('lifetime')).createdOn('12.03 11:00')
  const shown = clocksOf(deal.regulation, deal.situation(), moscow('Mon 16.03 11:00'))
  expect(shown.map(({ shownFrom, from }) => [inMoscow(shownFrom!), inMoscow(from)])).toEqual([['Fri 29 May 11:00', 'Mon 15 Jun 18:00']])
  expect(deal.swept(moscow('Mon 15.06 18:00') - 1).events).toEqual([])
  expect(tasksAfter(deal.swept('Mon 15.06 18:00'))).toContain('decide-lifetime, Wed 17 Jun 09:00')
})

describe('[D4] row 21: a task due Wed 11.03 15:00', () => {
  const deal = aDeal().withEverythingFilled().inStage('qualified').withOnlyTask('prepare-proposal', { due: 'Wed 11.03 15:00' })

  test('the head sees it Thu 12.03 10:00', () => {
    const [clause] = deal.regulation.clauses.filter(({ key }) => key === 'overdue')
    const { headSeesAfter } = clause!.params as { headSeesAfter: string }
    expect(inMoscow(dutyAt(moscowCalendar, moscow('Wed 11.03 15:00'), parseTerm(headSeesAfter)))).toBe('Thu 12 Mar 10:00')
  })

  test('to the exchange Fri 13.03 15:00, but not if it is completed at 14:59', () => {
    expect(deal.livedUntil(moscow('Fri 13.03 15:00') - 1).deal.responsibleId).not.toBeNull()
    expect(deal.livedUntil('Fri 13.03 15:00').deal).toMatchObject({ responsibleId: null, onExchangeSince: moscow('Fri 13.03 15:00') })
    const done = deal.at('Fri 13.03 14:59').completed('prepare-proposal', 'Sent it', { next: aTask('call', { due: 'Mon 16.03 12:00' }) })
    expect(deal.leftBy(done).atInstant(moscow('Fri 13.03 14:59')).livedUntil('Fri 13.03 18:00').deal.responsibleId).not.toBeNull()
  })

  test('in start-agreed the head decides instead', () => {
    const agreed = aDeal().withEverythingFilled().inStage('start-agreed').withOnlyTask('contract-and-invoice', { due: 'Wed 11.03 15:00' })
    const lived = agreed.livedUntil('Fri 13.03 15:00')
    expect(lived.deal.responsibleId).not.toBeNull()
    expect(lived.deal.openTasks).toMatchObject([{ kind: 'contract-and-invoice' }, { kind: 'decide-deal', assigneeId: head }])
  })
})

describe('[D9] row 22: at the limit of load', () => {
  const at = (openDeals: number) => aDeal().withEverythingFilled().inStage('qualified').underLoad(openDeals, { max: 80 })

  test('80: assigning, making and reopening are refused, importing is adopted and recorded', () => {
    const lost = at(80).leftBy(
      at(80)
        .withEvidence('x')
        .closedAs('too-dear', { evidence: ['x'] }),
    )
    expect(refusedBy(at(80).assignedTo(colleague))).toEqual(['load-max'])
    expect(refusedBy(at(80).inStage('new-request').created())).toEqual(['load-max'])
    expect(refusedBy(lost.reopened(colleague))).toEqual(['load-max'])
    const imported = at(80).imported({ task: aTask('review-imported') })
    expect(imported.allowed).toBe(true)
    expect(recordedIn(imported)).toEqual({ 'would-refuse': ['load-max'] })
    expect(
      at(80)
        .assignedTo(colleague)
        .refusals[0]?.mends.map(({ act }) => act),
    ).toEqual(['win', 'closure', 'give-back'])
  })

  test('79: one more is allowed; without a limit any; and giving back to the exchange always', () => {
    expect(at(79).assignedTo(colleague).allowed).toBe(true)
    expect(aDeal().underLoad(500, { max: null }).assignedTo(colleague).allowed).toBe(true)
    expect(aDeal().assignedTo(null).allowed).toBe(true)
  })
})

test('[I1] row 24: on the exchange since Fri 6.03 17:00, the head’s breach from Tue 10.03 12:00', () => {
  const deal = aDeal().under(aRegulation().withOnly('exchange-wait')).onTheExchangeSince('Fri 6.03 17:00')
  expect(deal.swept(moscow('Tue 10.03 12:00') - 1).events).toEqual([])
  expect(deal.swept('Tue 10.03 12:00').deal.breaches).toMatchObject([
    { clause: 'exchange-wait', about: '', from: moscow('Tue 10.03 12:00'), memberId: head },
  ])
})

test('[A7] row 34: exempted until a date, used twice: both uses are recorded', () => {
  const deal = aDeal().withEverythingFilled().inStage('taken').exempt('stage-order', 'Fri 13.03 18:00')
  for (const at of ['Wed 11.03 12:00', 'Thu 12.03 12:00']) {
    const answer = deal.at(at).moved('proposal-sent', { result: 'He wants it at once' })
    expect(answer.allowed).toBe(true)
    expect(answer.events).toContainEqual(
      expect.objectContaining({ type: 'exempt', data: { act: 'move', to: 'proposal-sent', clauses: ['stage-order'] } }),
    )
  }
  expect(refusedBy(deal.at('Fri 13.03 18:00').moved('proposal-sent', { result: 'He wants it at once' }))).toEqual(['stage-order'])
})

test('[K5] row 35: the D4 row in a sandbox, the clock put to 1.04 in one call or day by day', () => {
  const deal = aDeal().withEverythingFilled().inStage('qualified').withOnlyTask('prepare-proposal', { due: 'Wed 11.03 15:00' })
  const rows = ({ events }: Pick<Answer, 'events'>) => events.map(({ type, at, clause }) => `${inMoscow(at)} ${clause} ${type}`)
  let stepped = deal
  const dayByDay: string[] = []
  for (let now = moscow('Tue 10.03 10:00'); now < moscow('Wed 1.04 10:00'); now += DAY_MS) {
    const lived = stepped.atInstant(now).livedUntil(now + DAY_MS)
    dayByDay.push(...rows(lived))
    stepped = stepped.leftBy(lived)
  }
  expect(dayByDay).toEqual(rows(deal.livedUntil('Wed 1.04 10:00')))
  expect(dayByDay).toContain('Fri 13 Mar 15:00 overdue-hand-over responsible-changed')
})

test('times of these scenarios are read and said in the same words', () => {
  expect(inMoscow(moscow('Fri 6.03 17:50'))).toBe('Fri 6 Mar 17:50')
  expect(moscow('6 Mar 17:50')).toBe(Date.parse('2026-03-06T17:50+03:00'))
  expect(inMoscow(moscow('Fri 7 Mar 2025 00:05'))).toBe('Fri 7 Mar 2025 00:05')
  expect(() => moscow('Sat 6 Mar 17:50')).toThrow('a Fri, not a Sat')
})
