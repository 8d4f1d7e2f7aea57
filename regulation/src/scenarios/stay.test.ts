import { describe, expect, test } from 'vitest'
import { stayUntil } from '../clocks.ts'
import { aDeal, inMoscow, moscowCalendar } from '../testing/index.ts'

describe('[B9] until when a deal may stay in its stage', () => {
  const deal = aDeal().withEverythingFilled()
  const untilOf = (answer: ReturnType<typeof deal.moved>) => {
    const until = stayUntil(deal.regulation, answer.deal!, moscowCalendar)
    return until === null ? null : inMoscow(until)
  }

  test.each([
    ['new-request', 'taken', 'Fri 13 Mar 10:00'],
    ['taken', 'qualified', 'Thu 12 Mar 10:00'],
    ['proposal-discussed', 'attempts', 'Tue 12 May 18:00'],
    ['invoiced', 'started', null],
  ])('entered on Tue 10 Mar 10:00, %s → %s', (from, to, until) => {
    expect(untilOf(deal.inStage(from).at('Tue 10 Mar 10:00').moved(to))).toBe(until)
  })

  test('a new request has four working hours', () => {
    expect(untilOf(deal.at('Tue 10 Mar 16:00').created())).toBe('Wed 11 Mar 11:00')
  })

  test('a re-entry begins anew', () => {
    expect(untilOf(deal.inStage('attempts').at('Wed 11 Mar 12:00').moved('qualified', { reason: 'Asks for a smaller proposal' }))).toBe(
      'Fri 13 Mar 12:00',
    )
  })

  test('a closed deal stays as long as it likes, whatever its stage says', () => {
    const answer = deal.inStage('invoiced').imported({ status: 'lost' })
    expect(untilOf(answer)).toBeNull()
  })
})
