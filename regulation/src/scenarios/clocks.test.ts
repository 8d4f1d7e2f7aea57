import { describe, expect, test } from 'vitest'
import { clauseKinds } from '../clauses/index.ts'
import type { DealEvent } from '../events.ts'
import { aDeal, aRegulation, breachesIn, colleague, type DealCase, happenedIn, inMoscow, moscow, tasksAfter } from '../testing/index.ts'
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
