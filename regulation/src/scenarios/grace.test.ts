import { describe, expect, test } from 'vitest'
import { stayUntil } from '../clocks.ts'
import { aDeal, aRegulation, aTask, breachesIn, colleague, happenedIn, inMoscow, moscow, moscowCalendar } from '../testing/index.ts'

const filled = aDeal().withEverythingFilled()

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

test('[B9] the stay of an adopted deal is not over on the board before its two weeks of grace', () => {
  const deal = aDeal().createdOn('Mon 2 Feb 10:00').adopted('Mon 9 Mar 10:00').inStage('qualified')
  const until = stayUntil(deal.regulation, deal.situation().deal!, moscowCalendar)
  expect(inMoscow(until!)).toBe('Mon 23 Mar 10:00')
  expect(breachesIn(deal.under(aRegulation().withOnly('stage-stay')).swept(until! - 1))).toEqual([])
})
