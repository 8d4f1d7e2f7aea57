import { describe, expect, test } from 'vitest'
import { corridorOf } from '../corridor.ts'
import { releaseTerms } from '../clauses/release.ts'
import { explainFinding } from '../explain.ts'
import { judge } from '../judge.ts'
import {
  aDeal,
  aRegulation,
  aTask,
  breachesIn,
  colleague,
  inMoscow,
  lacksOf,
  moscow,
  moscowCalendar,
  refusedBy,
  tasksAfter,
} from '../testing/index.ts'
import { head, member } from '../testing/toldDeal.ts'

const filled = aDeal().withEverythingFilled()
/** Somebody else's until Monday 2 March; now on the exchange. */
const waiting = filled.inStage('taken').of(colleague).onTheExchangeSince('Mon 2 Mar 10:00', 'given-back')

describe('[I4] taking', () => {
  test('it is his who takes it, with its tasks; those that were overdue are due four working hours from then', () => {
    const taken = waiting.withOnlyTask('call', { due: 'Fri 6 Mar 12:00', assigneeId: null }).at('Tue 10 Mar 15:00').taken()
    expect(taken.allowed).toBe(true)
    expect(taken.deal).toMatchObject({ responsibleId: member, onExchangeSince: null, takenAt: moscow('Tue 10 Mar 15:00') })
    expect(taken.deal!.openTasks[0]).toMatchObject({ assigneeId: member })
    expect(tasksAfter(taken)).toEqual(['call, Wed 11 Mar 10:00'])
  })

  test.each(['off', 'observe', 'warn', 'enforce'] as const)(
    'a deal that somebody has is not taken, also with the clause in mode %s',
    (mode) => {
      const taken = filled.under(aRegulation().withMode('taking', mode)).inStage('taken').of(colleague).taken()
      expect([refusedBy(taken), lacksOf(taken, 'taking')?.what]).toEqual([['taking'], 'on-exchange'])
      expect(explainFinding(aRegulation().compiled(), taken.refusals[0]!, 'ru')).toBe('Сделку уже взял другой')
    },
  )

  test('a closed deal is not taken', () => {
    expect(refusedBy(filled.inStage('started').of(null).taken())).toContain('taking')
  })

  test.each([
    ['attempts', 500_000_00, true],
    ['attempts', 500_000_01, false],
    ['start-agreed', 100_00, false],
    ['invoiced', 100_00, false],
    ['new-request', null, true],
  ] as const)('a trainee and a deal in %s with a budget of %s', (stage, budget, may) => {
    const deal = filled.inStage(stage).of(colleague).budgeted(budget).onTheExchangeSince('Mon 2 Mar 10:00')
    expect(deal.by('trainee').taken().allowed).toBe(may)
    expect(deal.by('manager').taken().allowed).toBe(true)
  })

  test('an amount is compared in whole units of its own currency', () => {
    const yen = filled
      .inStage('taken')
      .of(null)
      .edited({ budget: { amount: 500_000, currency: 'JPY' } })
    expect(aDeal().leftBy(yen).by('trainee').taken().allowed).toBe(true)
  })

  test('[C3] a reserved deal waits for its manager; from the end of the term anybody takes it', () => {
    const reserved = waiting.reservedFor(head, 'Tue 10 Mar 11:00')
    const early = reserved.at('Tue 10 Mar 10:59').taken()
    expect([refusedBy(early), early.refusals[0]!.passesAt]).toEqual([['taking'], moscow('Tue 10 Mar 11:00')])
    expect(reserved.at('Tue 10 Mar 11:00').taken().allowed).toBe(true)
    expect(waiting.reservedFor(member, 'Tue 10 Mar 11:00').at('Tue 10 Mar 10:59').taken().deal!.reserved).toBe(null)
  })

  test('a limit of takes a day is off as shipped; where it is on, it passes with the day', () => {
    expect(waiting.havingTaken(40).taken().allowed).toBe(true)
    const limited = waiting.under(aRegulation().withParams('taking', { takesPerDayMax: 5 }))
    expect(limited.havingTaken(4).taken().allowed).toBe(true)
    const fifth = limited.havingTaken(5).taken()
    expect([refusedBy(fifth), inMoscow(fifth.refusals[0]!.passesAt!)]).toEqual([['taking'], 'Wed 11 Mar 00:00'])
  })

  test('[D9] at the maximum nobody takes, and the three ways out are said', () => {
    const full = waiting.underLoad(80).taken()
    expect(refusedBy(full)).toEqual(['load-max'])
    expect(full.refusals[0]!.mends).toEqual([{ act: 'win' }, { act: 'closure' }, { act: 'give-back' }])
    expect(waiting.underLoad(79).taken().allowed).toBe(true)
  })
})

describe('[I4] the pause of who had it', () => {
  const backFor = (why: 'given-back' | 'overdue' | 'silence' | 'release') =>
    filled.inStage('taken').onTheExchangeSince('Thu 5 Mar 10:00', why)

  test.each(['given-back', 'overdue', 'silence'] as const)('%s: three working days', (why) => {
    const early = backFor(why).at('Wed 11 Mar 09:59').taken()
    expect([refusedBy(early), inMoscow(early.refusals[0]!.passesAt!)]).toEqual([['own-return-pause'], 'Wed 11 Mar 10:00'])
    expect(backFor(why).at('Wed 11 Mar 10:00').taken().allowed).toBe(true)
  })

  test('none after a release', () => expect(backFor('release').at('Thu 5 Mar 10:00').taken().allowed).toBe(true))

  test('it is his own: others take it at once, and it goes on when somebody else gives the deal back meanwhile', () => {
    const others = filled.inStage('taken').of(colleague).onTheExchangeSince('Mon 9 Mar 10:00', 'given-back')
    expect(others.taken().allowed).toBe(true)
    const again = aDeal().leftBy({ deal: { ...backFor('given-back').situation().deal!, responsibleId: colleague } })
    expect(refusedBy(again.onTheExchangeSince('Fri 6 Mar 12:00', 'given-back').taken())).toEqual(['own-return-pause'])
  })
})

describe('[I2] giving back', () => {
  test('the deal waits on the exchange with its tasks, and remembers whose it was', () => {
    const back = filled.inStage('taken').givenBack()
    expect(back.deal).toMatchObject({ responsibleId: null, onExchangeSince: moscow('Tue 10 Mar 10:00') })
    expect(back.deal!.openTasks.map(({ assigneeId }) => assigneeId)).toEqual([null])
    expect(back.deal!.left).toEqual([{ memberId: member, at: moscow('Tue 10 Mar 10:00'), why: 'given-back', toExchange: true }])
    expect(back.texts.handOverReason).toBe('The client wants somebody who knows metal')
    expect(JSON.stringify(back.events)).not.toContain('metal')
  })

  test('what is on the exchange is not given back again', () => expect(waiting.givenBack().allowed).toBe(false))
})

describe('[I3] release', () => {
  const terms = releaseTerms(aRegulation().compiled())!

  test('as shipped: twenty are kept, until the closing of the next working day, undone within a working day', () => {
    expect(terms.keep).toBe(20)
    expect(inMoscow(terms.deadline(moscowCalendar, moscow('Mon 16 Mar 10:00')))).toBe('Tue 17 Mar 18:00')
    expect(inMoscow(terms.deadline(moscowCalendar, moscow('Fri 6 Mar 17:50')))).toBe('Tue 10 Mar 18:00')
    expect(inMoscow(terms.undoUntil(moscowCalendar, moscow('Tue 17 Mar 18:00')))).toBe('Thu 19 Mar 09:00')
  })

  test('there is none while the clause is off', () => expect(releaseTerms(aRegulation().withMode('release', 'off').compiled())).toBe(null))

  test('undone it is his again, with its tasks, none of them overdue; without room it stays on the exchange', () => {
    const gone = filled.inStage('taken').withOnlyTask('call', { due: 'Wed 11 Mar 12:00' }).asks({ kind: 'release', releaseId: 'r' })
    expect(gone.deal).toMatchObject({ responsibleId: null, left: [{ memberId: member, why: 'release' }] })
    const undoing = aDeal().leftBy(gone).by('system').at('Wed 11 Mar 15:00')
    const undone = undoing.asks({ kind: 'undo-release', releaseId: 'r', responsibleId: member })
    expect(undone.deal!.responsibleId).toBe(member)
    expect(tasksAfter(undone)).toEqual(['call, Wed 11 Mar 18:00'])
    expect(refusedBy(undoing.underLoad(80).asks({ kind: 'undo-release', releaseId: 'r', responsibleId: member }))).toEqual(['load-max'])
  })
})

describe('[D9] the corridor stands in one place', () => {
  const nothingOwn = { min: null, max: null }
  const book = aRegulation().compiled()

  test.each([
    ['manager', 50, 80],
    ['trainee', 0, 25],
    ['head', null, null],
    ['owner', null, null],
    ['account-manager', null, null],
  ] as const)('%s: from %s to %s', (role, min, max) => expect(corridorOf(book, role, nothingOwn)).toEqual({ min, max }))

  test('a person may have figures of his own, and his maximum may be off', () => {
    expect(corridorOf(book, 'manager', { min: 10, max: 20 })).toEqual({ min: 10, max: 20 })
    expect(corridorOf(book, 'manager', { min: null, max: 20, maxOff: true })).toEqual({ min: 50, max: null })
    expect(corridorOf(book, 'head', { min: null, max: 5 })).toEqual({ min: null, max: 5 })
  })

  test('small firms switch the maximum off for all; a clause that is off bounds nobody', () => {
    expect(corridorOf(aRegulation().withParams('load-max', { managerMax: 0 }).compiled(), 'manager', nothingOwn).max).toBe(null)
    expect(corridorOf(aRegulation().withMode('load-max', 'off').compiled(), 'manager', { min: 1, max: 2 })).toEqual({ min: 1, max: null })
  })
})

describe('[D9 L3] adoption above the maximum', () => {
  const adopted = (openDeals: number) =>
    aDeal().withEverythingFilled().inStage('taken').underLoad(openDeals).imported({ task: aTask(), responsibleId: colleague })

  test('is recorded as a breach of who got the deal, and not refused', () => {
    expect(breachesIn(adopted(79))).toEqual([])
    const above = adopted(80)
    expect(above.allowed).toBe(true)
    expect(above.deal!.breaches).toEqual([
      { clause: 'load-max', about: '', from: moscow('Tue 10 Mar 10:00'), memberId: colleague, enforced: true },
    ])
  })

  test('lasts while the deal is open in his hands', () => {
    const his = aDeal().leftBy(adopted(80))
    expect(his.swept('Wed 11 Mar 10:00').deal.breaches.some(({ clause }) => clause === 'load-max')).toBe(true)
    expect(his.assignedTo(null).deal!.breaches.some(({ clause }) => clause === 'load-max')).toBe(false)
  })
})

describe('[D11] the stand-in', () => {
  const away = filled.inStage('taken').absent('Mon 9 Mar 9:00', 'Fri 13 Mar 18:00', colleague)

  test('gets what is planned for who is away; the deal stays his, and who is back plans for himself', () => {
    const planned = away.planned(aTask('meeting'))
    expect(planned.deal!.openTasks.map(({ assigneeId }) => assigneeId)).toEqual([colleague, colleague])
    expect(planned.deal!.responsibleId).toBe(member)
    const back = filled.inStage('taken').absent('Mon 9 Mar 9:00', 'Tue 10 Mar 10:00', colleague).planned(aTask('meeting'))
    expect(back.deal!.openTasks.map(({ assigneeId }) => assigneeId)).toEqual([member, member])
  })
})

test('[I4] whatever order two take it in, one has it', () => {
  const first = waiting.taken()
  const { act, situation } = aDeal().leftBy(first).by('manager').taken().asked
  expect(judge(aDeal().regulation, act, situation, moscow('Tue 10 Mar 10:00')).allowed).toBe(false)
})
