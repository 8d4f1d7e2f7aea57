import { describe, expect, test } from 'vitest'
import { aDeal, inMoscow, lacksOf, refusedBy, tasksAfter } from '../../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants: a client who is not reached, or went silent. */

describe('[C8] row 7: a missed call, and nobody answers', () => {
  const created = aDeal().createdOn('Tue 10.03 9:40').missedCallAt('Tue 10.03 9:40').withOnlyTask('call-back', { due: 'Tue 10.03 10:10' })
  const presses = ['Tue 10.03 10:05', 'Tue 10.03 11:10', 'Wed 11.03 11:15', 'Wed 11.03 12:20']
  const pressed = (count: number) => presses.slice(0, count).reduce((deal, at) => deal.leftBy(deal.at(at).noAnswer('call-back')), created)

  test('four presses, four rungs; the first call answers the missed one', () => {
    expect([1, 2, 3, 4].map((count) => pressed(count).situation().deal!.ladder.rung)).toEqual([1, 2, 3, 4])
    expect(pressed(1).situation().deal!.unanswered).toEqual([])
  })

  test('could-not-reach is refused at 12:19, where one try lacks and time alone does not help, and allowed at 12:20', () => {
    const early = pressed(3).at('Wed 11.03 12:19').closedAs('could-not-reach')
    expect(early.refusals).toMatchObject([{ clause: 'ladder-complete', lacks: { made: 3, needed: 4 }, passesAt: null }])
    expect(pressed(4).at('Wed 11.03 12:20').closedAs('could-not-reach').allowed).toBe(true)
  })
})

test('[C8] row 8: pressed again after a quarter of an hour', () => {
  const deal = aDeal().createdOn('Tue 10.03 9:40')
  const once = deal.leftBy(deal.at('Tue 10.03 10:05').noAnswer())
  const again = once.at('Tue 10.03 10:20').noAnswer()
  expect(again.deal?.ladder.rung).toBe(1)
  expect(tasksAfter(again)).toEqual(['call, Tue 10 Mar 11:05'])
  expect(again.findings.map(({ countsFrom }) => inMoscow(countsFrom!))).toEqual(['Tue 10 Mar 10:55'])
})

test('[C8] row 9: he rings back on rung 2 and is missed at 14:00', () => {
  const deal = aDeal().createdOn('Tue 10.03 9:40').attempted('Tue 10.03 10:05', 'Tue 10.03 11:10').onRung(2, 'Wed 11.03 11:10')
  const missed = deal.at('Tue 10.03 14:00').recorded({ channel: 'call', direction: 'in', outcome: 'missed' })
  expect(missed.deal?.ladder.rung).toBe(0)
  expect(tasksAfter(missed)).toEqual(['call-back, Tue 10 Mar 14:30'])
  expect(refusedBy(deal.leftBy(missed).at('Tue 10.03 14:01').closedAs('could-not-reach'))).toEqual([
    'nothing-unanswered',
    'ladder-complete',
  ])
})

test('[H2 C8] row 10: phone and e-mail, never reached, rung 4, letter sent', () => {
  const deal = aDeal().reachedBy('phone', 'mail').attempted('Tue 3.03 12:00').letterSent().onRung(4)
  expect(refusedBy(deal.closedAs('could-not-reach'))).toEqual([])
  expect(refusedBy(deal.closedAs('does-not-answer'))).toEqual(['ladder-complete'])
})

describe('[H2] rows 11–14: a client who went silent after a talk on Mon 2.03 12:00', () => {
  const talked = aDeal().withEverythingFilled().inStage('proposal-sent').lastTalked('Mon 2.03 12:00')
  const tried = talked.attempted('3.03 12:00', '5.03 12:00', '12.03 12:00')

  test('row 11: a day too early', () => {
    const { refusals } = tried.at('22.03 12:00').closedAs('does-not-answer')
    expect(refusals.map(({ clause, passesAt }) => [clause, passesAt && inMoscow(passesAt)])).toEqual([
      ['silence-before-closing', 'Mon 23 Mar 12:00'],
      ['last-attempt-after-silence', null],
    ])
  })

  test.each([
    ['nothing new', [], ['last-attempt-after-silence']],
    ['an attempt at 11:59', ['23.03 11:59'], ['last-attempt-after-silence']],
    ['an attempt at 12:00', ['23.03 12:00'], []],
  ])('row 12: on 23.03 12:00, %s', (_what, attempts, refusals) => {
    const answer = tried
      .attempted(...attempts)
      .at('23.03 12:00')
      .closedAs('does-not-answer')
    expect(refusedBy(answer)).toEqual(refusals)
    for (const { mends } of answer.refusals) expect(mends).toEqual([{ act: 'try-now' }])
  })

  test('row 13: three calls within 40 minutes are one attempt; an automatic letter is none', () => {
    const made = (deal: typeof talked) => {
      const lacks = lacksOf(deal.at('30.03 12:00').closedAs('does-not-answer'), 'attempts-before-closing')
      return `${lacks?.made as number} of ${lacks?.needed as number}`
    }
    expect(made(talked.attempted('24.03 12:00', '24.03 12:20', '24.03 12:40'))).toBe('1 of 3')
    const automatic = talked.happened('mail', 'out', 'sent', '6.03 12:00', { automatic: true })
    expect(made(automatic.attempted('4.03 12:00', '24.03 12:00'))).toBe('2 of 3')
  })

  test('row 14: an e-mail is known, so it is not that he could not be reached', () => {
    const answer = tried.attempted('mail 23.03 12:00').reachedBy('phone', 'mail').at('23.03 12:00').closedAs('could-not-reach')
    expect(refusedBy(answer)).toEqual(['could-not-reach-phone-only'])
    expect(answer.refusals[0]?.mends).toEqual([{ act: 'closure', reason: 'does-not-answer' }])
  })
})
