import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fractionOf, isDrawn } from '../draw.ts'
import { checksOf } from '../checks.ts'
import { faultsOf } from '../compile.ts'
import {
  aDeal,
  aRegulation,
  type Answer,
  breachesIn,
  colleague,
  controller,
  type DealCase,
  happenedIn,
  head,
  lacksOf,
  moscow,
  RegulationCase,
  refusedBy,
  tasksAfter,
} from '../testing/index.ts'

const filled = aDeal().withEverythingFilled().inStage('qualified').withEvidence('letter.pdf').at('Thu 12 Mar 16:00')
const close = (deal: DealCase, reason = 'too-dear', more = {}) => deal.closedAs(reason, { evidence: ['letter.pdf'], ...more })
const lost = filled.leftBy(close(filled))
const every = (percent: number) => aRegulation().withParams('quality-sample', { percent })

describe('[H5] the verdict of a closing review', () => {
  test('confirmed: the loss is final, the task of the review ends with it', () => {
    const answer = lost.at('Fri 13 Mar 12:00').under(every(0)).reviewed('confirmed')
    expect(answer.allowed).toBe(true)
    expect(answer.deal).toMatchObject({ status: 'lost', openTasks: [], closure: { review: 'confirmed' } })
    expect(happenedIn(answer)).toEqual(['task-completed', 'review-given'])
  })

  test.each<[string, string | null]>([
    ['the same manager', '01920000-0000-7000-8000-000000000001'],
    ['another', colleague],
    ['the exchange', null],
  ])('returned to %s: open again in the stage that it left, with its task', (_to, responsibleId) => {
    const answer = lost.at('Fri 13 Mar 12:00').reviewed('returned', responsibleId)
    expect(answer.deal).toMatchObject({ status: 'open', stage: 'qualified', responsibleId, closure: null, lossReason: null })
    expect(tasksAfter(answer)).toEqual(['prepare-proposal, Fri 13 Mar 16:00'])
    expect(answer.deal!.onExchangeSince !== null).toBe(responsibleId === null)
  })

  test('[D9] row 28: returned to a member at his maximum is refused, to the exchange it passes', () => {
    const full = lost.underLoad(80, { max: 80 })
    expect(refusedBy(full.reviewed('returned', colleague))).toEqual(['load-max'])
    expect(full.reviewed('returned', colleague).changes.after).toBe(full.situation().deal)
    expect(lost.underLoad(79, { max: 80 }).reviewed('returned', colleague).allowed).toBe(true)
    expect(lost.reviewed('returned', null).allowed).toBe(true)
  })

  test('there is one verdict; an open deal has none to give', () => {
    const confirmed = lost.leftBy(lost.under(every(0)).reviewed('confirmed'))
    for (const deal of [confirmed, filled]) expect(lacksOf(deal.reviewed('confirmed'), 'foundation')).toEqual({ what: 'pending-review' })
  })

  test('its task does not end by hand', () => {
    const [task] = lost.situation().deal!.openTasks
    for (const kind of ['complete-task', 'cancel-task'] as const)
      expect(lacksOf(lost.asks({ kind, taskId: task!.id, result: 'All right' }), 'foundation')).toEqual({ what: 'verdict' })
  })
})

describe('[H5] a review that nobody gives', () => {
  const breach = 'closing-review, Mon 16 Mar 16:00'

  test('is a breach of who has to check it after two working days, and ends with the verdict', () => {
    expect(breachesIn(lost.swept(moscow('Mon 16 Mar 16:00') - 1))).toEqual([])
    const late = lost.swept('Mon 16 Mar 16:00')
    expect(breachesIn(late)).toEqual([breach])
    expect(late.deal.breaches).toMatchObject([{ clause: 'closing-review', memberId: head }])
    const answer = lost.leftBy(late).at('Tue 17 Mar 10:00').under(every(0)).reviewed('confirmed')
    expect(answer.deal?.breaches).toEqual([])
  })

  test('[D11] is none while he is away, and becomes one when he is back', () => {
    const away = lost.absent('Fri 13 Mar 9:00', 'Thu 19 Mar 9:00', null, head)
    expect(breachesIn(away.swept('Wed 18 Mar 12:00'))).toEqual([])
    expect(away.standingAt('Wed 18 Mar 12:00').nextCheckAt).toBe(moscow('Thu 19 Mar 9:00'))
    expect(breachesIn(away.swept('Thu 19 Mar 9:00'))).toEqual(['closing-review, Thu 19 Mar 09:00'])
  })

  test('the absence of the responsible does not put it off', () => {
    expect(breachesIn(lost.absent('Fri 13 Mar 9:00', 'Thu 19 Mar 9:00').swept('Mon 16 Mar 16:00'))).toEqual([breach])
  })
})

describe('[H6] losses that quality control calls back about', () => {
  const called = (deal: DealCase) => deal.situation().deal!.closure?.sample

  test.each([
    [0, undefined],
    [100, 'drawn'],
  ])('of %i %% of confirmed losses: %s', (percent, sample) => {
    const deal = lost.under(every(percent)).at('Fri 13 Mar 12:00')
    const confirmed = deal.leftBy(deal.reviewed('confirmed'))
    expect(called(confirmed)).toBe(sample)
    expect(confirmed.standingAt('Wed 18 Mar 12:00').breaches).toMatchObject(
      sample ? [{ clause: 'quality-sample', from: moscow('Wed 18 Mar 12:00'), memberId: controller }] : [],
    )
  })

  test('[H4] row 26: spam sets no letter and no review; drawn, it is a matter of quality control', () => {
    const spam = aDeal().under(every(100)).closedAs('spam')
    expect(spam.deal?.closure?.sample).toBe('drawn')
    for (const answer of [spam, aDeal().under(every(0)).closedAs('spam')])
      expect([answer.deal?.openTasks, happenedIn(answer).includes('letter-queued')]).toEqual([[], false])
    expect(refusedBy(aDeal().withEverythingFilled().inStage('qualified').closedAs('spam'))).toEqual(['loss-reason'])
  })

  test('a loss that waits for its review is not drawn yet', () => {
    expect(called(filled.under(every(100)).leftBy(close(filled.under(every(100)))))).toBeUndefined()
  })

  test('drawn by seed: the same losses whoever draws, others with another seed, about so many as the share says', () => {
    const drawnOf = (seed: number) => Array.from({ length: 5000 }, (_, i) => isDrawn(`${seed} deal ${i}`, 20))
    expect(drawnOf(1)).toEqual(drawnOf(1))
    expect(drawnOf(1)).not.toEqual(drawnOf(2))
    for (const seed of [1, 2, 3]) {
      const share = drawnOf(seed).filter(Boolean).length / 50
      expect(share).toBeGreaterThan(17.5)
      expect(share).toBeLessThan(22.5)
    }
    fc.assert(fc.property(fc.string(), (text) => fractionOf(text) >= 0 && fractionOf(text) < 1 && fractionOf(text) === fractionOf(text)))
  })

  const drawn = lost.leftBy(lost.under(every(0)).reviewed('confirmed')).drawn('Tue 17 Mar 16:00')

  test('the client did refuse: the loss stays', () => {
    const answer = drawn.calledBack('real')
    expect(answer.deal).toMatchObject({ status: 'lost', openTasks: [], closure: { sample: 'real' } })
  })

  test('nobody answered: the loss stays to be called about, from the date of the clause and by the same deadline', () => {
    const answer = drawn.at('Fri 13 Mar 12:00').calledBack('no-answer', { note: 'Гудки' })
    expect(answer.deal).toMatchObject({ status: 'lost', closure: { sample: 'drawn', sampleDueAt: moscow('Tue 17 Mar 16:00') } })
    expect(answer.events.filter(({ type }) => type.startsWith('sample')).map(({ type, data }) => [type, data])).toEqual([
      ['sample-missed', { by: answer.deal === null ? '' : expect.any(String) }],
      ['sample-again', { from: moscow('Mon 16 Mar 12:00') }],
    ])
    // A regulation from before the date was known asks for none.
    const older = drawn.under(aRegulation().withParams('quality-sample', { again: undefined })).calledBack('no-answer')
    expect(older.events.map(({ type }) => type)).toEqual(['sample-missed'])
  })

  test('nobody answers as often as the clause asks for: the call ends as not reached, and no breach is left; without a number it never does', () => {
    const thrice = drawn.under(aRegulation().withParams('quality-sample', { percent: 100, tries: 3 }))
    const missed = (deal: DealCase, when: string) => {
      const answer = deal.at(when).calledBack('no-answer')
      return {
        next: deal.at(when).leftBy(answer),
        happened: answer.events.map(({ type }) => type).filter((type) => type.startsWith('sample')),
      }
    }
    const again = ['sample-missed', 'sample-again']
    const first = missed(thrice, 'Fri 13 Mar 12:00')
    // Again on the same day: written down, but it is none of the three.
    const early = missed(first.next, 'Fri 13 Mar 12:05')
    // At any hour of the day on which it is due.
    const second = missed(early.next, 'Mon 16 Mar 10:00')
    expect([first.happened, early.happened, second.happened]).toEqual([again, ['sample-missed'], again])
    const breaches = (deal: DealCase) => deal.standingAt('Wed 18 Mar 12:00').breaches.map(({ clause }) => clause)
    expect(breaches(second.next)).toEqual(['quality-sample'])
    const third = missed(second.next, 'Wed 18 Mar 12:00')
    expect(third.happened).toEqual(['sample-missed', 'sample-ended'])
    expect(called(third.next)).toBe('not-reached')
    expect(breaches(third.next)).toEqual([])
    expect(lacksOf(third.next.calledBack('real'), 'foundation')).toEqual({ what: 'drawn-sample' })

    const shipped = missed(missed(missed(drawn, 'Fri 13 Mar 12:00').next, 'Mon 16 Mar 12:00').next, 'Tue 17 Mar 12:00')
    expect([shipped.happened, breaches(shipped.next)]).toEqual([again, ['quality-sample']])
  })

  test('a false loss is open again for another manager or on the exchange, and counts for who closed it', () => {
    for (const responsibleId of [colleague, null]) {
      const answer = drawn.calledBack('false', { falseLoss: 'disliked-manager', responsibleId })
      expect(answer.deal).toMatchObject({ status: 'open', stage: 'qualified', responsibleId })
      expect(answer.events.find(({ type }) => type === 'sample-called')?.data).toMatchObject({
        verdict: 'false',
        falseLoss: 'disliked-manager',
        member: lost.situation().deal!.closure!.by,
      })
    }
  })

  test('never back to the same manager, and only with a kind of the list', () => {
    const same = drawn.calledBack('false', { responsibleId: drawn.situation().deal!.responsibleId })
    expect([refusedBy(same), lacksOf(same, 'quality-sample')]).toEqual([['quality-sample'], { what: 'another-manager' }])
    expect(lacksOf(drawn.calledBack('false', { falseLoss: 'bad-mood' }), 'quality-sample')).toEqual({
      what: 'false-loss',
      known: ['disliked-manager', 'not-worked', 'guessed'],
    })
  })

  test('a company’s own list counts instead', () => {
    const document = { ...aRegulation().document, falseLosses: [{ key: 'lied', name: { ru: 'Обманул', en: 'Lied' } }] }
    const own = drawn.under(new RegulationCase(document))
    expect(own.calledBack('false', { falseLoss: 'lied' }).allowed).toBe(true)
    expect(own.calledBack('false', { falseLoss: 'guessed' }).allowed).toBe(false)
  })

  test('a kind that was retired is chosen no more, and one always stays to choose', () => {
    const { document } = aRegulation()
    const without = (...retired: string[]) => ({
      ...document,
      falseLosses: document.falseLosses!.map((kind) => (retired.includes(kind.key) ? { ...kind, retired: true } : kind)),
    })
    const answer = drawn.under(new RegulationCase(without('guessed'))).calledBack('false', { falseLoss: 'guessed' })
    expect(lacksOf(answer, 'quality-sample')).toEqual({ what: 'false-loss', known: ['disliked-manager', 'not-worked'] })
    expect(faultsOf(without('guessed'))).toEqual([])
    expect(faultsOf(without('guessed', 'not-worked', 'disliked-manager')).map(({ path }) => path)).toEqual(['/falseLosses'])
  })

  test('nobody calls about what was not drawn', () => {
    expect(lacksOf(lost.calledBack('real'), 'foundation')).toEqual({ what: 'drawn-sample' })
  })
})

describe('[H9] a postponed deal', () => {
  const postponed = filled.leftBy(close(filled, 'postponed', { until: 'Mon 6 Apr 12:00' }))
  const returned = ({ events }: Pick<Answer, 'events'>) => events.filter(({ type }) => type === 'deal-returned')

  test('comes back at its instant and not before', () => {
    expect(returned(postponed.swept(moscow('Mon 6 Apr 12:00') - 1))).toEqual([])
    expect(returned(postponed.swept('Mon 6 Apr 12:00'))).toMatchObject([{ clause: 'postponed-returns' }])
    expect(postponed.livedUntil('Tue 7 Apr 12:00').events.filter(({ type }) => type === 'deal-returned')).toHaveLength(1)
  })

  test('once, also after downtime, and when it was looked at meanwhile', () => {
    const late = postponed.swept('Mon 20 Apr 12:00')
    expect(returned(late)).toHaveLength(1)
    expect(returned(postponed.leftBy(late).swept('Tue 21 Apr 12:00'))).toEqual([])
  })

  test('something else that happens on the day does not lose it', () => {
    const wrote = postponed.at('Mon 6 Apr 12:00').recorded({ channel: 'mail', direction: 'in', outcome: 'received' })
    const after = postponed.leftBy(wrote)
    expect(after.standingAt('Mon 6 Apr 12:00').nextCheckAt).toBe(moscow('Mon 6 Apr 12:00'))
    expect(returned(after.swept('Mon 6 Apr 12:01'))).toHaveLength(1)
  })

  test('reopened before its date it does not come back', () => {
    const open = postponed.leftBy(postponed.at('Mon 30 Mar 12:00').reopened())
    expect(returned(open.swept('Mon 6 Apr 12:00'))).toEqual([])
  })
})

describe('[B8] prolonging a deal', () => {
  const due = (deal: DealCase) =>
    deal.lastTalked('Mon 15 Jun 12:00').withTask('decide-lifetime', { assigneeId: head, due: 'Tue 16 Jun 18:00' }).at('Tue 16 Jun 10:00')

  test('ends the head’s decision', () => {
    const answer = due(filled.withOnlyTask('call', { due: 'Wed 17 Jun 12:00' })).prolonged('Wed 1 Jul 10:00')
    expect(answer.allowed).toBe(true)
    expect(answer.deal!.openTasks.map(({ kind }) => kind)).toEqual(['call'])
  })

  test('where nothing else is planned, the manager gets the next step', () => {
    const answer = due(filled.withoutTasks()).prolonged('Wed 1 Jul 10:00')
    expect(answer.deal!.openTasks).toMatchObject([{ kind: 'next-step', assigneeId: filled.situation().deal!.responsibleId }])
  })
})

describe('[H5 A10] the closing clauses as a ticked list', () => {
  const checks = (deal: DealCase, reason: string, evidence: string[] = []) =>
    checksOf(deal.regulation, deal.act({ kind: 'close', reason, evidence }), deal.situation(), deal.now).map(
      ({ clause, state }) => `${clause}: ${state}`,
    )

  test('a proved refusal', () => {
    expect(checks(filled, 'too-dear', ['letter.pdf'])).toEqual(['loss-reason: kept', 'loss-evidence: kept', 'nothing-unanswered: kept'])
  })

  test('a silent client let go too early', () => {
    const silent = filled.lastTalked('Mon 2 Mar 12:00').attempted('Thu 5 Mar 12:00').exempt('silence-before-closing', 'Mon 6 Apr 12:00')
    expect(checks(silent, 'does-not-answer')).toEqual(
      expect.arrayContaining(['attempts-before-closing: broken', 'silence-before-closing: exempt', 'nothing-unanswered: kept']),
    )
  })
})
