import { describe, expect, test } from 'vitest'
import {
  aDeal,
  aRegulation,
  aTask,
  type DealCase,
  foundBy,
  happenedIn,
  head,
  inMoscow,
  lacksOf,
  moscow,
  refusedBy,
  tasksAfter,
} from '../testing/index.ts'

const filled = aDeal().withEverythingFilled()
const inTaken = filled.inStage('taken')
/** Heard for the last time on Monday 2 March at noon, in a talk. */
const talked = filled.inStage('proposal-sent').lastTalked('Mon 2 Mar 12:00')
const tries = ['Tue 3 Mar 12:00', 'Thu 5 Mar 12:00', 'Thu 12 Mar 12:00']
const gate = 'Mon 23 Mar 12:00'
const phoneOnly = (deal: DealCase) => deal.reachedBy('phone')
const withMail = (deal: DealCase) => deal.reachedBy('phone', 'mail')
const noPhone = (deal: DealCase) => deal.reachedBy('mail')

describe('[H2 C8] §8, who is silent: the six rows, each with what it needs and the nearest history without', () => {
  test.each<[row: string, history: DealCase, at: string, reason: string, refusals: string[]]>([
    ['T1: rung 4', phoneOnly(inTaken).onRung(4), 'Tue 10 Mar 12:00', 'could-not-reach', []],
    ['T1: rung 3', phoneOnly(inTaken).onRung(3), 'Tue 10 Mar 12:00', 'could-not-reach', ['ladder-complete']],
    ['T1: never called', phoneOnly(inTaken), 'Tue 10 Mar 12:00', 'could-not-reach', ['ladder-complete']],
    [
      'T1: three weeks of calls, off the ladder',
      phoneOnly(inTaken).attempted(...tries, gate),
      gate,
      'could-not-reach',
      ['ladder-complete'],
    ],
    ['T2: rung 4 and the letter', withMail(inTaken).letterSent().onRung(4), 'Tue 10 Mar 12:00', 'could-not-reach', []],
    ['T2: rung 4 without the letter', withMail(inTaken).onRung(4), 'Tue 10 Mar 12:00', 'could-not-reach', ['ladder-complete']],
    ['T2: the letter, rung 3', withMail(inTaken).letterSent().onRung(3), 'Tue 10 Mar 12:00', 'could-not-reach', ['ladder-complete']],
    [
      'T2: a messenger instead of mail needs no letter',
      inTaken.reachedBy('phone', 'messenger').onRung(4),
      'Tue 10 Mar 12:00',
      'could-not-reach',
      [],
    ],
    ['T3: as T5', phoneOnly(talked).attempted(...tries, gate), gate, 'could-not-reach', []],
    ['T3: one attempt', phoneOnly(talked).attempted(gate), gate, 'could-not-reach', ['attempts-before-closing']],
    ['T3: no attempt after three weeks', phoneOnly(talked).attempted(...tries), gate, 'could-not-reach', ['last-attempt-after-silence']],
    ['talked, and an e-mail is known', withMail(talked).attempted(...tries, gate), gate, 'could-not-reach', ['could-not-reach-phone-only']],
    ['never a phone', noPhone(inTaken).attempted(...tries, gate), gate, 'could-not-reach', ['could-not-reach-phone-only']],
    [
      'T4: three letters, one of them three weeks after the inquiry',
      noPhone(inTaken).attempted('mail Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00', 'mail Mon 23 Mar 10:00'),
      'Mon 23 Mar 10:00',
      'does-not-answer',
      [],
    ],
    [
      'T4: the third a minute too early',
      noPhone(inTaken).attempted('mail Tue 3 Mar 12:00', 'mail Thu 5 Mar 12:00', 'mail Mon 23 Mar 9:59'),
      'Mon 23 Mar 10:00',
      'does-not-answer',
      ['last-attempt-after-silence'],
    ],
    [
      'T4: two letters',
      noPhone(inTaken).attempted('mail Thu 5 Mar 12:00', 'mail Mon 23 Mar 10:00'),
      'Mon 23 Mar 10:00',
      'does-not-answer',
      ['attempts-before-closing'],
    ],
    ['T5: any channels', withMail(talked).attempted(...tries, gate), gate, 'does-not-answer', []],
    ['T5: phone only', phoneOnly(talked).attempted(...tries, gate), gate, 'does-not-answer', []],
    ['T5: two attempts', talked.attempted('Tue 3 Mar 12:00', gate), gate, 'does-not-answer', ['attempts-before-closing']],
    ['T5: nothing new', talked.attempted(...tries), gate, 'does-not-answer', ['last-attempt-after-silence']],
    [
      'T5: a day early',
      talked.attempted(...tries),
      'Sun 22 Mar 12:00',
      'does-not-answer',
      ['silence-before-closing', 'last-attempt-after-silence'],
    ],
    [
      'T5: nothing at all',
      talked,
      'Tue 3 Mar 12:00',
      'does-not-answer',
      ['attempts-before-closing', 'silence-before-closing', 'last-attempt-after-silence'],
    ],
    [
      'T5: he was heard on 12 March, and three weeks begin anew',
      talked
        .attempted(...tries)
        .heard('Thu 12 Mar 13:00')
        .attempted(gate),
      gate,
      'does-not-answer',
      ['attempts-before-closing', 'silence-before-closing', 'last-attempt-after-silence'],
    ],
    [
      'T5: his letter waits',
      talked.unanswered('Mon 2 Mar 13:00').attempted(...tries, 'Mon 23 Mar 13:00'),
      'Mon 23 Mar 13:00',
      'does-not-answer',
      ['nothing-unanswered'],
    ],
    ['T6: rung 4', phoneOnly(inTaken).onRung(4), 'Tue 10 Mar 12:00', 'does-not-answer', ['ladder-complete']],
    ['T6: three weeks of everything', withMail(inTaken).attempted(...tries, gate), gate, 'does-not-answer', ['ladder-complete']],
  ])('%s', (_row, history, at, reason, refusals) => {
    expect(refusedBy(history.at(at).closedAs(reason))).toEqual(refusals)
  })

  test('T6 is mended by the ladder, and when it is finished by the other reason alone', () => {
    const refusedOn = (rung: number) => inTaken.onRung(rung).closedAs('does-not-answer').refusals[0]
    const other = { act: 'closure', reason: 'could-not-reach' }
    const lacks = { what: 'other-reason', reason: 'could-not-reach' }
    expect(refusedOn(3)).toMatchObject({ lacks, mends: [{ act: 'no-answer' }, other] })
    expect(refusedOn(4)).toMatchObject({ lacks, mends: [other] })
  })

  test('every known channel should have been tried; as shipped it is only recorded', () => {
    const answer = withMail(talked)
      .attempted(...tries, gate)
      .at(gate)
      .closedAs('does-not-answer')
    expect(answer.allowed).toBe(true)
    expect(foundBy(answer)).toEqual(['every-channel-tried'])
    expect(lacksOf(answer, 'every-channel-tried')).toEqual({ what: 'channels', channels: ['mail'] })
  })
})

describe('[H2] two attempts of one kind within the hour count once', () => {
  const made = (...attempts: string[]) =>
    lacksOf(
      talked
        .attempted(...attempts)
        .at('Mon 30 Mar 12:00')
        .closedAs('does-not-answer'),
      'attempts-before-closing',
    )?.made ?? 'enough'

  test.each<[string, string[], number | 'enough']>([
    ['three calls within 40 minutes', ['Tue 24 Mar 12:00', 'Tue 24 Mar 12:20', 'Tue 24 Mar 12:40'], 1],
    ['the second at 59 minutes', ['Tue 24 Mar 12:00', 'Tue 24 Mar 12:59'], 1],
    ['the second at 60 minutes', ['Tue 24 Mar 12:00', 'Tue 24 Mar 13:00'], 2],
    ['each 50 minutes after the other: the third counts from the first', ['Tue 24 Mar 12:00', 'Tue 24 Mar 12:50', 'Tue 24 Mar 13:40'], 2],
    ['a call and a letter at once', ['Tue 24 Mar 12:00', 'mail Tue 24 Mar 12:01'], 2],
    ['a call and an SMS at once, both by phone', ['Tue 24 Mar 12:00', 'sms Tue 24 Mar 12:01'], 1],
    ['call, letter, message', ['Tue 24 Mar 12:00', 'mail Tue 24 Mar 12:00', 'chat Tue 24 Mar 12:00'], 'enough'],
  ])('%s', (_which, attempts, count) => {
    expect(made(...attempts)).toBe(count)
  })

  test('an automatic letter does not count', () => {
    const deal = talked
      .attempted('Wed 4 Mar 12:00', 'Tue 24 Mar 12:00')
      .happened('mail', 'out', 'sent', 'Fri 6 Mar 12:00', { automatic: true })
    expect(lacksOf(deal.at('Mon 30 Mar 12:00').closedAs('does-not-answer'), 'attempts-before-closing')).toMatchObject({
      made: 2,
      needed: 3,
    })
  })
})

describe('[H1] spam, not ours, duplicate: no deal at all', () => {
  test.each([
    ['spam', 'new-request', 'no talk', true],
    ['spam', 'new-request', 'a talk', false],
    ['spam', 'taken', 'no talk', true],
    ['spam', 'taken', 'a talk', false],
    ['spam', 'qualified', 'no talk', false],
    ['not-ours', 'new-request', 'a talk', true],
    ['not-ours', 'taken', 'a talk', true],
    ['not-ours', 'qualified', 'no talk', false],
    ['not-ours', 'invoiced', 'no talk', false],
  ])('%s in %s, %s: %o', (reason, stage, talk, allowed) => {
    const deal = filled.inStage(stage)
    const answer = (talk === 'a talk' ? deal.lastTalked('Tue 3 Mar 12:00') : deal).closedAs(reason)
    expect(refusedBy(answer)).toEqual(allowed ? [] : ['loss-reason'])
  })

  test.each<[string, Parameters<DealCase['closedAs']>[1], boolean]>([
    ['another deal of the same client', { duplicateOf: 'other', duplicateIsOfSameClient: true }, true],
    ['a deal of another client', { duplicateOf: 'other', duplicateIsOfSameClient: false }, false],
    ['a deal of which nobody has looked whose it is', { duplicateOf: 'other' }, false],
    ['itself', { duplicateOf: aDeal().situation().deal!.dealId, duplicateIsOfSameClient: true }, false],
    ['none', {}, false],
  ])('a duplicate of %s', (_what, more, allowed) => {
    expect(refusedBy(filled.inStage('qualified').closedAs('duplicate', more))).toEqual(allowed ? [] : ['loss-reason'])
  })

  test.each(['spam', 'not-ours', 'duplicate'])('%s: no letter, no task of review; it may be drawn as a sample', (reason) => {
    const answer = aDeal().closedAs(reason, { duplicateOf: 'other', duplicateIsOfSameClient: true })
    expect(happenedIn(answer)).toEqual(['task-cancelled', 'deal-lost'])
    expect(answer.deal?.closure?.review).toBe('sample')
  })
})

describe('[H1 H9] the client refused: at any stage, and proved', () => {
  const wrote = filled.inStage('qualified').unanswered('Mon 9 Mar 12:00').attempted('mail Mon 9 Mar 13:00').at('Thu 12 Mar 16:00')
  const evidence = ['mail Mon 9 Mar 12:00']

  test.each(['too-dear', 'chose-others', 'no-need', 'terms'])('%s: with his letter it is lost, without it is refused', (reason) => {
    expect(refusedBy(wrote.closedAs(reason))).toEqual(['loss-evidence'])
    const answer = wrote.closedAs(reason, { evidence })
    expect(answer.allowed).toBe(true)
    expect(answer.deal).toMatchObject({
      status: 'lost',
      stage: 'lost',
      lossReason: reason,
      closure: { stage: 'qualified', review: 'pending' },
    })
    expect(answer.events.find(({ type }) => type === 'letter-queued')).toMatchObject({
      clause: 'closing-letter',
      data: { template: 'deal-closed' },
    })
    expect(tasksAfter(answer)).toEqual(['check-closing, Mon 16 Mar 16:00'])
  })

  test.each<[string, DealCase, string[], boolean]>([
    ['a recorded talk', filled.lastTalked('Mon 9 Mar 12:00', { id: 'talk', hasRecording: true }), ['talk'], true],
    ['a talk without a recording', filled.lastTalked('Mon 9 Mar 12:00', { id: 'talk' }), ['talk'], false],
    ['a file put into the card', filled.withEvidence('letter.pdf'), ['letter.pdf'], true],
    ['our own letter', filled.attempted('mail Mon 9 Mar 12:00'), ['mail Mon 9 Mar 12:00'], false],
    ['something of another deal', filled.withEvidence('letter.pdf'), ['other.pdf'], false],
    ['one of the card and one of another', filled.withEvidence('letter.pdf'), ['letter.pdf', 'other.pdf'], false],
  ])('proved by %s', (_what, deal, picked, allowed) => {
    expect(refusedBy(deal.closedAs('too-dear', { evidence: picked }))).toEqual(allowed ? [] : ['loss-evidence'])
  })

  test('a refusal names what is in the card to be picked', () => {
    expect(lacksOf(filled.withEvidence('letter.pdf').closedAs('too-dear'), 'loss-evidence')).toEqual({
      what: 'evidence',
      inCard: ['letter.pdf'],
    })
  })

  test.each<[string, string | undefined, boolean]>([
    ['a date he named', 'Wed 20 May 12:00', true],
    ['no date', undefined, false],
    ['now', 'Thu 12 Mar 16:00', false],
    ['yesterday', 'Wed 11 Mar 12:00', false],
    ['twelve months ahead, to the day', 'Fri 12 Mar 2027 16:00', true],
    ['twelve months ahead, late on that day', 'Fri 12 Mar 2027 23:00', true],
    ['a day later', 'Sat 13 Mar 2027 9:00', false],
    ['in hundreds of years', '12 Mar 2299 9:00', false],
  ])('postponed to %s', (_when, until, allowed) => {
    expect(refusedBy(wrote.closedAs('postponed', { evidence, ...(until === undefined ? {} : { until }) }))).toEqual(
      allowed ? [] : ['loss-reason'],
    )
  })

  test('postponed twelve months from 29 February ends on the 28th', () => {
    const deal = filled.createdOn('Mon 28 Feb 2028 12:00').withEvidence('letter.pdf').at('Tue 29 Feb 2028 12:00')
    const closed = (until: string) => deal.closedAs('postponed', { evidence: ['letter.pdf'], until }).allowed
    expect([closed('Wed 28 Feb 2029 18:00'), closed('Thu 1 Mar 2029 9:00')]).toEqual([true, false])
  })

  test('everything that is lacking is said at once', () => {
    expect(refusedBy(filled.inStage('qualified').unanswered('Mon 9 Mar 12:00').closedAs('postponed'))).toEqual([
      'loss-reason',
      'loss-evidence',
      'nothing-unanswered',
    ])
  })
})

describe('[H1] dropped by rules, and reasons that are none', () => {
  test.each<[string, Parameters<DealCase['closedAs']>[1], boolean]>([
    ['a criterion of the list and a comment', { criterion: 'too-small', comment: 'Two windows only' }, true],
    ['the decision at the end of its life', { criterion: 'lifetime', comment: 'Nothing has moved for three months' }, true],
    ['no criterion', { comment: 'Two windows only' }, false],
    ['a criterion of nobody’s list', { criterion: 'bad-mood', comment: 'Two windows only' }, false],
    ['no comment', { criterion: 'too-small' }, false],
    ['a blank comment', { criterion: 'too-small', comment: '  ' }, false],
  ])('%s', (_what, more, allowed) => {
    const answer = filled.inStage('qualified').closedAs('by-rules', more)
    expect(refusedBy(answer)).toEqual(allowed ? [] : ['loss-reason'])
    if (allowed) expect(answer.deal?.closure?.review).toBe('pending')
  })

  test.each(['', 'not-stated', 'no-such-reason'])('“%s” is no reason that a person can give', (reason) => {
    expect(refusedBy(filled.closedAs(reason))).toEqual(['loss-reason'])
  })
})

describe('[H4 H5] what a closing leaves', () => {
  const closable = filled.withEvidence('letter.pdf')
  const close = (deal: DealCase) => deal.closedAs('too-dear', { evidence: ['letter.pdf'] })
  const letterOf = (deal: DealCase) => close(deal).events.find((event) => event.type === 'letter-queued')?.data

  test.each<[string, ('phone' | 'mail' | 'messenger')[], string | null]>([
    ['mail before the messenger', ['phone', 'messenger', 'mail'], 'mail'],
    ['the messenger before SMS', ['phone', 'messenger'], 'messenger'],
    ['SMS', ['phone'], 'phone'],
    ['none is known: recorded all the same', [], null],
  ])('the letter goes by %s', (_which, channels, kind) => {
    expect(letterOf(closable.reachedBy(...channels))).toEqual({ template: 'deal-closed', kind })
  })

  test('open tasks are cancelled; the review goes to him who reviews, and to nobody if nobody is there', () => {
    const answer = close(closable.withTask('meeting'))
    expect(answer.deal?.openTasks).toMatchObject([{ kind: 'check-closing', assigneeId: head, clause: 'closing-review' }])
    expect(close(closable.withHead(head, null)).deal?.openTasks).toMatchObject([{ kind: 'check-closing', assigneeId: null }])
  })

  test('a task may be completed and the deal closed in one act', () => {
    const answer = closable
      .inStage('taken')
      .asks(
        { kind: 'complete-task', taskId: 'contact-and-qualify', result: 'It is too dear for him' },
        { kind: 'close', reason: 'too-dear', evidence: ['letter.pdf'] },
      )
    expect(answer.allowed).toBe(true)
    expect(answer.deal?.status).toBe('lost')
  })

  test('his answer to the closing letter waits for the last responsible, and shows in the deal', () => {
    const closed = closable.leftBy(close(closable))
    const answer = closed.at('Sun 15 Mar 12:00').recorded({ channel: 'mail', direction: 'in', outcome: 'received' })
    expect(answer.deal).toMatchObject({ status: 'lost', unanswered: [{ kind: 'mail' }], talkedAt: moscow('Sun 15 Mar 12:00') })
    expect(answer.deal!.heardAt).toBeGreaterThan(answer.deal!.closedAt!)
    expect(closed.leftBy(answer).standingAt('Mon 16 Mar 11:00').breaches).toContainEqual(
      expect.objectContaining({ clause: 'incoming-answer', from: moscow('Mon 16 Mar 11:00'), memberId: answer.deal!.responsibleId }),
    )
  })
})

describe('[H5 B8 H4] reopening', () => {
  const lost = (() => {
    const deal = filled.inStage('qualified').withEvidence('letter.pdf').attempted('Mon 9 Mar 12:00')
    return deal.leftBy(deal.closedAs('too-dear', { evidence: ['letter.pdf'] })).at('Mon 16 Mar 12:00')
  })()

  test('to the stage that it left, with its task anew; the review is no more', () => {
    const answer = lost.reopened()
    expect(answer.deal).toMatchObject({ status: 'open', stage: 'qualified', closure: null, lossReason: null, closedAt: null, attempts: [] })
    expect(tasksAfter(answer)).toEqual(['prepare-proposal, Mon 16 Mar 16:00'])
    expect(answer.events.find(({ type }) => type === 'task-cancelled')).toMatchObject({ data: { why: 'superseded' } })
  })

  test('a new request is answered anew', () => {
    const spam = aDeal().leftBy(aDeal().closedAs('spam')).at('Mon 16 Mar 12:00')
    expect(tasksAfter(spam.reopened())).toEqual(['call, Mon 16 Mar 12:30'])
  })

  test('returned to somebody else, or to the exchange', () => {
    expect(lost.reopened('somebody').deal).toMatchObject({ responsibleId: 'somebody', openTasks: [{ assigneeId: 'somebody' }] })
    expect(lost.reopened(null).deal).toMatchObject({ responsibleId: null, onExchangeSince: moscow('Mon 16 Mar 12:00') })
  })

  test('a won deal goes back to the stage before', () => {
    const won = filled.leftBy(filled.inStage('invoiced').moved('started'))
    expect(won.reopened().deal).toMatchObject({ status: 'open', stage: 'invoiced', closedAt: null })
  })

  test('one that came lost from elsewhere, and of which no stage is known, begins at the first', () => {
    const adopted = filled.leftBy(filled.inStage('lost').imported())
    expect(adopted.reopened().deal).toMatchObject({ status: 'open', stage: 'new-request' })
  })

  test('where no task is set, it asks for one', () => {
    const bare = lost.under(aRegulation().withMode('stage-task', 'off'))
    expect(refusedBy(bare.reopened())).toEqual(['open-task'])
    expect(bare.reopened(undefined, { next: aTask() }).allowed).toBe(true)
  })

  test('its clocks begin anew: touch, silence, the note; lifetime ends at the earliest in a month', () => {
    const old = filled.createdOn('Mon 12 Jan 12:00').inStage('qualified').withEvidence('letter.pdf').lastTalked('Mon 12 Jan 13:00')
    const closed = old.leftBy(old.at('Mon 23 Mar 12:00').closedAs('too-dear', { evidence: ['letter.pdf'] })).at('Mon 6 Apr 12:00')
    const reopened = closed.leftBy(closed.reopened())
    expect(reopened.standingAt('Mon 6 Apr 12:00').breaches).toEqual([])
    const from = Object.fromEntries(reopened.standingAt('Mon 6 Jul 12:00').breaches.map((it) => [it.clause, inMoscow(it.from)]))
    expect(from).toMatchObject({
      'touch-cadence': 'Mon 20 Apr 18:00',
      attention: 'Mon 27 Apr 18:00',
      lifetime: 'Wed 6 May 18:00',
      'silence-end': 'Mon 1 Jun 18:00',
    })
  })
})
