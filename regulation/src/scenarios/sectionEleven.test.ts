import { describe, expect, test } from 'vitest'
import { clocksOf } from '../clocksOf.ts'
import { DAY_MS, dutyAt, parseTerm } from '@reglament/kernel'
import {
  aDeal,
  type Answer,
  aRegulation,
  aTask,
  breachesIn,
  colleague,
  happenedIn,
  head,
  inMoscow,
  lacksOf,
  moscow,
  moscowCalendar,
  recordedIn,
  refusedBy,
  tasksAfter,
} from '../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants, as far as the product records their facts. */

describe('[B2 B3 A3] row 1: an empty new request is moved over a stage', () => {
  const verdict = aDeal().inStage('new-request').moved('qualified')

  test('order, fields and note refuse, all together', () => {
    expect(refusedBy(verdict)).toEqual(['stage-order', 'required-fields', 'note-present'])
  })

  test('each says what is lacking and how to mend it', () => {
    expect(verdict.refusals.map(({ lacks, mends }) => ({ lacks, mends }))).toEqual([
      { lacks: { what: 'stage', stages: ['taken'] }, mends: [{ act: 'move', to: 'taken' }] },
      {
        lacks: { what: 'fields', fields: ['platform', 'niche', 'source'], kept: false },
        mends: [{ act: 'fill-fields', fields: ['platform', 'niche', 'source'] }],
      },
      { lacks: { what: 'note', needed: 10, made: 0 }, mends: [{ act: 'write-note', needed: 10 }] },
    ])
  })
})

describe('[B2] row 2: over the optional stage, and back', () => {
  const filled = aDeal().withEverythingFilled()

  test('the client agrees at once: proposal-sent → start-agreed is allowed and sets contract-and-invoice', () => {
    const answer = filled.inStage('proposal-sent').moved('start-agreed')
    expect(answer.allowed).toBe(true)
    expect(tasksAfter(answer)).toEqual(['contract-and-invoice, Wed 11 Mar 10:00'])
  })

  test('back without a reason is refused', () => {
    expect(refusedBy(filled.inStage('attempts').moved('proposal-sent'))).toEqual(['back-needs-reason'])
  })

  test('back with a reason is allowed and sets handle-objections anew', () => {
    const answer = filled.inStage('attempts').moved('proposal-sent', { reason: 'Asks for another proposal' })
    expect(answer.allowed).toBe(true)
    expect(tasksAfter(answer)).toEqual(['handle-objections, Wed 11 Mar 10:00'])
  })
})

test('[B3] row 3: in proposal-sent the budget can’t be emptied', () => {
  const verdict = aDeal().withEverythingFilled().inStage('proposal-sent').edited({ budget: null })
  expect(refusedBy(verdict)).toEqual(['required-fields'])
  expect(lacksOf(verdict, 'required-fields')).toEqual({ what: 'fields', fields: ['budget'], kept: true })
})

describe('[D2 A8] row 4: terms run in working time', () => {
  const filled = aDeal().withEverythingFilled()

  test('into taken on Fri 6.03 17:50: ten minutes on Friday, twenty after the holiday', () => {
    const answer = filled.at('Fri 6.03 17:50').moved('taken')
    expect(tasksAfter(answer)).toEqual(['contact-and-qualify, Tue 10 Mar 09:20'])
  })

  test('into qualified on the short Thu 30.04 15:00: two hours, then two after the holidays', () => {
    const answer = filled.createdOn('Wed 29.04 12:00').inStage('taken').at('Thu 30.04 15:00').moved('qualified')
    expect(tasksAfter(answer)).toEqual(['prepare-proposal, Mon 4 May 11:00'])
  })

  test('into proposal-sent on Fri 8.05 17:30, closed at 17:00: a working day from the next opening', () => {
    const answer = filled.createdOn('Thu 7.05 12:00').inStage('qualified').at('Fri 8.05 17:30').moved('proposal-sent')
    expect(tasksAfter(answer)).toEqual(['handle-objections, Wed 13 May 09:00'])
  })
})

describe('[D1] row 5: the last task is completed', () => {
  const deal = aDeal().inStage('taken').withEverythingFilled()

  test('bare: refused', () => {
    expect(refusedBy(deal.completed('contact-and-qualify', 'Talked'))).toEqual(['open-task'])
  })

  test('with the next task: allowed', () => {
    const answer = deal.completed('contact-and-qualify', 'Talked', { next: aTask('call', { due: 'Thu 12 Mar 15:00' }) })
    expect(answer.allowed).toBe(true)
    expect(tasksAfter(answer)).toEqual(['call, Thu 12 Mar 15:00'])
  })

  test('with a move in the act: allowed', () => {
    const answer = deal.completed('contact-and-qualify', 'Talked', { thenMoved: 'qualified' })
    expect(answer.allowed).toBe(true)
    expect(tasksAfter(answer)).toEqual(['prepare-proposal, Tue 10 Mar 14:00'])
  })
})

const talk = { channel: 'call', direction: 'out', outcome: 'talked' } as const

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

describe('[H1 H4 H5] rows 26–29: closing', () => {
  test('row 26: spam in new-request leaves no letter and no review; in qualified it is refused', () => {
    const spam = aDeal().closedAs('spam')
    expect(happenedIn(spam)).toEqual(['task-cancelled', 'deal-lost'])
    expect(tasksAfter(spam)).toEqual([])
    expect(refusedBy(aDeal().withEverythingFilled().inStage('qualified').closedAs('spam'))).toEqual(['loss-reason'])
  })

  const dear = aDeal().withEverythingFilled().inStage('proposal-sent').unanswered('Tue 10.03 9:00').attempted('mail Tue 10.03 10:00')
  const closing = dear.at('Thu 12.03 16:00')
  const evidence = ['mail Tue 10.03 9:00']

  test('row 27: too-dear without / with the client’s mail, on Thu 12.03 16:00', () => {
    expect(refusedBy(closing.closedAs('too-dear'))).toEqual(['loss-evidence'])
    const lost = closing.closedAs('too-dear', { evidence })
    expect(lost.deal?.status).toBe('lost')
    expect(happenedIn(lost)).toContain('letter-queued')
    expect(tasksAfter(lost)).toEqual(['check-closing, Mon 16 Mar 16:00'])
    expect(lost.deal?.openTasks).toMatchObject([{ assigneeId: head }])
  })

  test('row 28: the review of the head’s own deal goes to the quality controller; returned to a full member it is refused, to the exchange not', () => {
    const lost = closing.withHead(head, 'quality-controller').closedAs('too-dear', { evidence })
    expect(lost.deal?.openTasks).toMatchObject([{ kind: 'check-closing', assigneeId: 'quality-controller' }])
    const reviewed = closing.leftBy(lost).at('Fri 13.03 12:00')
    expect(refusedBy(reviewed.underLoad(80, { max: 80 }).reopened(colleague))).toEqual(['load-max'])
    const returned = reviewed.reopened(null)
    expect(returned.deal).toMatchObject({ status: 'open', stage: 'proposal-sent', responsibleId: null })
  })

  test('row 29: he answers the closing letter on day 5: it waits for the last responsible, and the review sees it', () => {
    const lost = closing.leftBy(closing.closedAs('too-dear', { evidence }))
    const answered = lost.at('Tue 17.03 12:00').recorded({ channel: 'mail', direction: 'in', outcome: 'received' })
    expect(answered.deal?.unanswered).toMatchObject([{ kind: 'mail', at: moscow('Tue 17.03 12:00') }])
    expect(answered.deal!.heardAt).toBeGreaterThan(answered.deal!.closure!.at)
    expect(lost.leftBy(answered).reopened().deal).toMatchObject({ status: 'open', stage: 'proposal-sent' })
  })
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

describe('[E3 D2] row 30: the proposal was sent on Thu 12.03 16:00', () => {
  const book = aRegulation().recording().withOnly('proposal-opened', 'overdue').withMode('proposal-opened', 'enforce')
  const sent = aDeal()
    .under(book)
    .withEverythingFilled()
    .inStage('proposal-sent')
    .withOnlyTask('handle-objections', { due: 'Fri 13.03 16:00' })
    .proposalSent('Thu 12.03 16:00')
  const opens = (at: string) => sent.at(at).recordedFact({ type: 'proposal-opened', at: moscow(at), data: { id: 'proposal' } })

  test('opened Fri 10:05: the one task is due 10:35', () => {
    const opened = opens('Fri 13.03 10:05')
    expect(tasksAfter(opened)).toEqual(['handle-objections, Fri 13 Mar 10:35'])
    // Opened again in the evening, it says nothing new.
    const again = sent
      .leftBy(opened)
      .at('Fri 13.03 10:20')
      .recordedFact({ type: 'proposal-opened', at: moscow('Fri 13.03 10:20'), data: { id: 'proposal' } })
    expect(tasksAfter(again)).toEqual(['handle-objections, Fri 13 Mar 10:35'])
    expect(sent.leftBy(opened).atInstant(moscow('Fri 13.03 10:20')).livedUntil('Fri 13.03 10:34').events).toEqual([])
  })

  test('unopened: it becomes remind at 16:00, due 18:00, without a breach, and once', () => {
    const before = sent.at('Thu 12.03 16:00').livedUntil(moscow('Fri 13.03 16:00') - 1)
    expect(before.events).toEqual([])
    const lived = sent.at('Thu 12.03 16:00').livedUntil('Fri 13.03 16:00')
    expect(tasksAfter(lived)).toEqual(['remind, Fri 13 Mar 18:00'])
    expect(lived.deal.openTasks).toMatchObject([{ id: 'handle-objections' }])
    expect(breachesIn(lived)).toEqual([])
    const later = sent.at('Thu 12.03 16:00').livedUntil('Tue 17.03 18:00')
    expect(breachesIn(later)).toEqual(['overdue (handle-objections), Fri 13 Mar 18:00'])
    expect(later.events.filter(({ clause }) => clause === 'proposal-opened').map(({ type }) => type)).toEqual(['fell-due', 'task-changed'])
  })

  test('told by phone there is nothing to open', () => {
    const voiced = aDeal()
      .under(book)
      .withEverythingFilled()
      .inStage('proposal-sent')
      .withOnlyTask('handle-objections', { due: 'Mon 16.03 16:00' })
      .proposalSent('Thu 12.03 16:00', { voiced: true })
    expect(voiced.at('Thu 12.03 16:00').livedUntil('Fri 13.03 18:00').events).toEqual([])
  })

  test('as shipped it waits: nothing is asked of a product that does not know of openings', () => {
    const waiting = sent.under(aRegulation().withOnly('proposal-opened'))
    expect(waiting.at('Thu 12.03 16:00').livedUntil('Tue 17.03 18:00').events).toEqual([])
    expect(waiting.regulation.clause('proposal-opened')).toMatchObject({ mode: 'observe', waits: true })
  })
})

describe('[B10 G4] row 33: the first invoice is paid in full', () => {
  const book = aRegulation().recording().withMode('payment-moves', 'enforce').withMode('paid-before-start', 'enforce')
  const pays = (stage: string, amount = 100_000_00) =>
    aDeal()
      .under(book)
      .withEverythingFilled()
      .inStage(stage)
      .invoiced('Tue 3.03 12:00')
      .at('Tue 10.03 10:00')
      .recordedFact({ type: 'payment-received', at: moscow('Tue 10.03 10:00'), data: { invoiceId: 'invoice', amount } })

  test('in invoiced: moved to started, won, and the production order is opened', () => {
    const paid = pays('invoiced')
    expect(paid.deal).toMatchObject({ status: 'won', stage: 'started', closedAt: moscow('Tue 10.03 10:00') })
    expect(paid.changes.opens).toMatchObject([{ after: { pipeline: 'production', stage: 'documents' } }])
  })

  test('paid in part it stays; the rest moves it', () => {
    expect(pays('invoiced', 99_999_99).deal).toMatchObject({ status: 'open', stage: 'invoiced' })
  })

  test('in qualified: it stays, stage-truth is broken, and the way is gone step by step', () => {
    const paid = pays('qualified')
    expect(paid.deal).toMatchObject({ status: 'open', stage: 'qualified' })
    expect(breachesIn(paid)).toContain('stage-truth (started), Tue 10 Mar 10:00')
    const next = aDeal()
      .leftBy(paid)
      .possibleActs()
      .filter(({ act, verdict }) => act === 'move' && verdict.allowed)
    expect(next.map(({ to }) => to)).toEqual(['proposal-sent'])
  })

  test('something lacks for the start: not moved, and the responsible has to mend it', () => {
    const strict = aDeal()
      .under(book.withMode('stage-task-result', 'enforce'))
      .withEverythingFilled()
      .inStage('invoiced')
      .invoiced('Tue 3.03 12:00')
      .recordedFact({ type: 'payment-received', at: moscow('Tue 10.03 10:00'), data: { invoiceId: 'invoice', amount: 100_000_00 } })
    expect(strict.deal).toMatchObject({ status: 'open', stage: 'invoiced' })
    expect(tasksAfter(strict)).toContain('mend-and-move, Tue 10 Mar 14:00')
  })
})

test('times of these scenarios are read and said in the same words', () => {
  expect(inMoscow(moscow('Fri 6.03 17:50'))).toBe('Fri 6 Mar 17:50')
  expect(moscow('6 Mar 17:50')).toBe(Date.parse('2026-03-06T17:50+03:00'))
  expect(inMoscow(moscow('Fri 7 Mar 2025 00:05'))).toBe('Fri 7 Mar 2025 00:05')
  expect(() => moscow('Sat 6 Mar 17:50')).toThrow('a Fri, not a Sat')
})
