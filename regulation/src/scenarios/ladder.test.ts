import { describe, expect, test } from 'vitest'
import {
  aDeal,
  aRegulation,
  type Answer,
  type DealCase,
  foundBy,
  happenedIn,
  inMoscow,
  moscow,
  refusedBy,
  tasksAfter,
} from '../testing/index.ts'

/** A new request by phone, nobody has talked to the client yet. */
const unreached = (created = 'Tue 10 Mar 9:40') => aDeal().createdOn(created).withOnlyTask('call', { due: created })
const press = (deal: DealCase, at: string) => deal.at(at).noAnswer('call')
const rungOf = ({ deal }: Answer) => deal!.ladder.rung
const dueOf = ({ deal }: Answer) => deal!.openTasks.map(({ kind, dueAt }) => `${kind} ${inMoscow(dueAt)}`)[0]!
const letters = ({ events }: Answer) => events.filter(({ type }) => type === 'letter-queued').length

describe('[C8] the worked examples of the no-answer ladder', () => {
  test.each<[string, [at: string, rung: number, due: string][]]>([
    [
      'Tuesday to Wednesday',
      [
        ['Tue 10 Mar 10:05', 1, 'call Tue 10 Mar 11:05'],
        ['Tue 10 Mar 11:10', 2, 'call Wed 11 Mar 11:10'],
        ['Wed 11 Mar 11:15', 3, 'call Wed 11 Mar 12:15'],
        ['Wed 11 Mar 12:20', 4, 'close-or-find-channel Wed 11 Mar 14:20'],
      ],
    ],
    [
      'over 8 March, which is off on Monday the 9th',
      [
        ['Fri 6 Mar 17:30', 1, 'call Tue 10 Mar 09:30'],
        ['Tue 10 Mar 09:40', 2, 'call Wed 11 Mar 09:40'],
        ['Wed 11 Mar 09:45', 3, 'call Wed 11 Mar 10:45'],
      ],
    ],
    ['the short day before 1 May', [['Thu 30 Apr 16:30', 1, 'call Mon 4 May 09:30']]],
    ['in the evening', [['Tue 10 Mar 20:30', 1, 'call Wed 11 Mar 10:00']]],
    ['on Saturday', [['Sat 14 Mar 12:00', 1, 'call Mon 16 Mar 10:00']]],
  ])('%s', (_when, presses) => {
    let deal = unreached(presses[0]![0])
    for (const [at, rung, due] of presses) {
      const answer = press(deal, at)
      expect([rungOf(answer), dueOf(answer)]).toEqual([rung, due])
      expect(answer.allowed).toBe(true)
      expect(foundBy(answer)).toEqual([])
      deal = deal.leftBy(answer)
    }
  })

  test.each([
    ['on Saturday as the second', 1, 'Sat 14 Mar 12:00', 'call Tue 17 Mar 09:00'],
    ['as the second before a short day', 1, 'Wed 29 Apr 17:40', 'call Thu 30 Apr 17:00'],
    ['as the third, over the night', 2, 'Wed 11 Mar 17:40', 'call Thu 12 Mar 09:40'],
  ])('%s', (_when, rung, at, due) => {
    const answer = press(unreached(at).onRung(rung, at), at)
    expect([rungOf(answer), dueOf(answer)]).toEqual([rung + 1, due])
  })
})

describe('[C8] a press counts from ten minutes before its time', () => {
  test.each([1, 2, 3])('at that instant it climbs from rung %i', (rung) => {
    const deal = unreached().onRung(rung, 'Tue 10 Mar 11:05')
    expect(rungOf(press(deal, 'Tue 10 Mar 10:55'))).toBe(rung + 1)
    expect(rungOf(deal.atInstant(moscow('Tue 10 Mar 10:55') - 1).noAnswer('call'))).toBe(rung)
  })

  test('one millisecond before: recorded as an attempt; rung and due stay, and the answer tells from when it counts', () => {
    const deal = unreached().onRung(1, 'Tue 10 Mar 11:05').withOnlyTask('call', { due: 'Tue 10 Mar 11:05' })
    const answer = deal.atInstant(moscow('Tue 10 Mar 10:55') - 1).noAnswer('call')
    expect(answer.allowed).toBe(true)
    expect(answer.deal).toMatchObject({ ladder: { rung: 1, nextAt: moscow('Tue 10 Mar 11:05') }, attempts: [{ kind: 'phone' }] })
    expect(dueOf(answer)).toBe('call Tue 10 Mar 11:05')
    expect(answer.findings).toMatchObject([{ clause: 'no-answer-ladder', countsFrom: moscow('Tue 10 Mar 10:55') }])
    expect(happenedIn(answer)).toEqual(['interaction-recorded'])
  })

  test('the first press counts always, even before its task is due', () => {
    expect(rungOf(press(unreached().withOnlyTask('call', { due: 'Tue 10 Mar 18:00' }), 'Tue 10 Mar 10:05'))).toBe(1)
  })

  test('pressed twice at once, it climbs once', () => {
    const first = press(unreached(), 'Tue 10 Mar 10:05')
    expect(rungOf(press(unreached().leftBy(first), 'Tue 10 Mar 10:05'))).toBe(1)
  })

  test.each(['observe', 'warn', 'enforce'] as const)('in mode %s a press too early is recorded and never refused', (mode) => {
    const deal = unreached().under(aRegulation().withMode('no-answer-ladder', mode)).onRung(1, 'Tue 10 Mar 11:05')
    for (const answer of [press(deal, 'Tue 10 Mar 10:20'), press(deal.confirming(), 'Tue 10 Mar 10:20')]) {
      expect(answer.allowed).toBe(true)
      expect(foundBy(answer)).toEqual(['no-answer-ladder'])
      expect(happenedIn(answer)).toEqual(['interaction-recorded'])
    }
  })
})

describe('[C8] what ends the ladder or starts it over', () => {
  const onSecond = unreached().attempted('Tue 10 Mar 10:05').onRung(2, 'Wed 11 Mar 11:10')

  test('he rang back and was missed: rung 0, and a call back within 30 working minutes', () => {
    const answer = onSecond.at('Tue 10 Mar 14:00').recorded({ channel: 'call', direction: 'in', outcome: 'missed' })
    expect(answer.deal?.ladder).toMatchObject({ rung: 0, nextAt: null })
    expect(tasksAfter(answer)).toEqual(['call-back, Tue 10 Mar 14:30'])
    expect(answer.deal?.unanswered).toHaveLength(1)
  })

  test('a talk ends it for good: the same button then runs the silent plan', () => {
    const talked = onSecond.at('Tue 10 Mar 14:00').recorded({ channel: 'call', direction: 'in', outcome: 'talked', seconds: 60 })
    const answer = press(onSecond.leftBy(talked), 'Wed 11 Mar 12:00')
    expect(happenedIn(answer)).toEqual(['interaction-recorded', 'silent-stepped', 'task-changed'])
    expect(answer.deal).toMatchObject({ ladder: { rung: 2 }, silentStep: 1 })
  })

  test('a client whose deal is closed starts nothing', () => {
    const closed = unreached().attempted('Tue 10 Mar 10:05').onRung(4).at('Wed 11 Mar 14:00').closedAs('could-not-reach')
    const answer = unreached().leftBy(closed).at('Fri 13 Mar 12:00').recorded({ channel: 'call', direction: 'in', outcome: 'missed' })
    expect(happenedIn(answer)).toEqual(['interaction-recorded'])
    expect(answer.deal?.unanswered).toHaveLength(1)
  })

  test('the letter goes with the first press, once for the deal', () => {
    const mailed = unreached().reachedBy('phone', 'mail')
    const first = press(mailed, 'Tue 10 Mar 10:05')
    expect(letters(first)).toBe(1)
    expect(letters(press(mailed.leftBy(first), 'Tue 10 Mar 11:10'))).toBe(0)
    expect(letters(press(unreached(), 'Tue 10 Mar 10:05'))).toBe(0)
  })

  test('an e-mail that is learnt on the way gets the letter with the next press, even on the last rung', () => {
    expect(letters(press(onSecond.reachedBy('phone', 'mail'), 'Wed 11 Mar 11:10'))).toBe(1)
    const done = unreached().attempted('Tue 10 Mar 10:05').onRung(4).reachedBy('phone', 'mail')
    expect(refusedBy(done.at('Wed 11 Mar 13:00').closedAs('could-not-reach'))).toEqual(['ladder-complete'])
    const sent = press(done, 'Wed 11 Mar 13:00')
    expect([letters(sent), rungOf(sent)]).toEqual([1, 4])
    expect(done.leftBy(sent).at('Wed 11 Mar 13:01').closedAs('could-not-reach').allowed).toBe(true)
  })

  test('a company with another ladder: closing asks for its own last rung', () => {
    const shorter = aRegulation().withParams('no-answer-ladder', { waits: ['1 wh'] })
    const deal = unreached().under(shorter)
    const first = press(deal, 'Tue 10 Mar 10:05')
    expect(refusedBy(deal.leftBy(first).at('Tue 10 Mar 10:06').closedAs('could-not-reach'))).toEqual(['ladder-complete'])
    const second = press(deal.leftBy(first), 'Tue 10 Mar 11:05')
    expect(dueOf(second)).toBe('close-or-find-channel Tue 10 Mar 13:05')
    expect(deal.leftBy(second).at('Tue 10 Mar 11:06').closedAs('could-not-reach').allowed).toBe(true)
  })
})

describe('[H2] the silent plan: after a talk the same button tries over three weeks', () => {
  test('in a day, in a week, in a week, then at three weeks of silence or in a week', () => {
    let deal = aDeal().inStage('taken').withOnlyTask('call').lastTalked('Mon 2 Mar 12:00')
    for (const [at, due] of [
      ['Tue 3 Mar 12:00', 'call Wed 4 Mar 12:00'],
      ['Wed 4 Mar 12:00', 'call Wed 11 Mar 18:00'],
      ['Wed 11 Mar 12:00', 'call Wed 18 Mar 18:00'],
      ['Fri 13 Mar 12:00', 'call Mon 23 Mar 18:00'],
      ['Mon 23 Mar 12:00', 'call Mon 30 Mar 18:00'],
    ] as const) {
      const answer = press(deal, at)
      expect(dueOf(answer)).toBe(due)
      deal = deal.leftBy(answer)
    }
  })

  test('a talk begins it anew', () => {
    const deal = aDeal().inStage('taken').withOnlyTask('call').lastTalked('Mon 2 Mar 12:00')
    const first = press(deal, 'Tue 3 Mar 12:00')
    const again = deal.leftBy(first).lastTalked('Wed 4 Mar 12:00')
    expect(dueOf(press(again, 'Thu 5 Mar 12:00'))).toBe('call Fri 6 Mar 12:00')
  })

  test('a client without a phone has no ladder, only this plan', () => {
    const deal = aDeal().reachedBy('mail').withOnlyTask('await-contacts', { id: 'call' })
    expect(dueOf(press(deal, 'Tue 10 Mar 12:00'))).toBe('await-contacts Wed 11 Mar 12:00')
  })
})
