import { describe, expect, test } from 'vitest'
import { fold } from '../evolve.ts'
import { aDeal, aRegulation, aTask, breachesIn, colleague, inMoscow, moscow, refusedBy, tasksAfter } from '../testing/index.ts'

const accountManager = '01920000-0000-7000-8000-0000000000a1'

describe('[C4 G5] winning a sale opens its production order', () => {
  const sale = aDeal()
    .createdOn('Mon 2 Mar 10:00')
    .withEverythingFilled()
    .inStage('invoiced')
    .withTask('meeting', { due: 'Fri 13 Mar 12:00' })
    .withTask('measurement', { due: 'Fri 13 Mar 15:00', assigneeId: colleague })
    .withAccountManager(accountManager)
    .moved('started', { result: 'Paid in full' })
  const [order] = sale.changes.opens!

  test('linked, in the first stage, with the client, the fields and the account manager', () => {
    expect(order!.after).toMatchObject({
      pipeline: 'production',
      stage: 'documents',
      status: 'open',
      responsibleId: accountManager,
      linkedFrom: sale.deal!.dealId,
      livesFrom: moscow('Mon 2 Mar 10:00'),
      budget: sale.deal!.budget,
      fields: sale.deal!.fields,
    })
  })

  test('open tasks go along, with what the stage asks; what was somebody else’s stays his', () => {
    expect(sale.deal!.openTasks).toEqual([])
    expect(tasksAfter({ deal: order!.after })).toEqual([
      'collect-documents, Wed 11 Mar 10:00',
      'meeting, Fri 13 Mar 12:00',
      'measurement, Fri 13 Mar 15:00',
    ])
    expect(order!.after!.openTasks.map(({ assigneeId }) => assigneeId)).toEqual([accountManager, accountManager, colleague])
  })

  test('a task given with the winning move is not dropped: it goes to the order', () => {
    const given = aDeal()
      .withEverythingFilled()
      .inStage('invoiced')
      .moved('started', { result: 'Paid in full', task: aTask('call', { text: 'Agree on the day of work', due: 'Thu 12 Mar 15:00' }) })
    expect(given.allowed).toBe(true)
    expect(tasksAfter({ deal: given.changes.opens![0]!.after })).toContain('call, Thu 12 Mar 15:00')
    expect(Object.values(given.texts.tasks)).toEqual(['Agree on the day of work'])
  })

  test('where no deal comes next such a task is refused in words', () => {
    const alone = aDeal().under(aRegulation().withMode('won-opens-next', 'off')).withEverythingFilled().inStage('invoiced')
    const answer = alone.moved('started', { task: aTask('call') })
    expect(answer.refusals.map(({ lacks }) => lacks.what)).toEqual(['no-task-when-won'])
    expect(alone.moved('started', { result: 'Paid in full' }).changes.opens).toBeUndefined()
  })

  test('without an account manager the order stays with the seller', () => {
    const kept = aDeal().withEverythingFilled().inStage('invoiced').moved('started')
    expect(kept.changes.opens![0]!.after!.responsibleId).toBe(kept.deal!.responsibleId)
  })

  test('the order obeys task and stay, and no clock of sales', () => {
    const lived = aDeal().leftBy({ deal: order!.after }).livedUntil('Mon 29 Jun 18:00')
    expect(new Set(breachesIn(lived).map((breach) => breach.split(/[ ,]/)[0]))).toEqual(new Set(['overdue', 'stage-stay']))
    expect(lived.deal).toMatchObject({ status: 'open', responsibleId: accountManager })
  })

  test('[B13] both journals fold to both deals', () => {
    expect(fold(order!.events)).toStrictEqual(order!.after)
  })
})

describe('[C4] pipelines in line', () => {
  test.each([
    ['meeting', ['held'], 'proposal'],
    ['proposal', ['sent', 'agreed'], 'contract'],
    ['contract', ['with-client', 'signed'], 'sale'],
    ['sale', ['prepayment', 'work', 'quality-check', 'feedback', 'final-payment', 'done'], null],
  ])('%s, gone through, opens %3$s', (pipeline, way, next) => {
    let deal = aDeal().inPipeline(pipeline)
    let answer = deal.created()
    expect(answer.allowed).toBe(true)
    for (const to of way) {
      deal = deal.leftBy(answer)
      answer = deal.moved(to, { result: 'Done as agreed' })
      expect(refusedBy(answer)).toEqual([])
    }
    expect(answer.deal!.status).toBe('won')
    expect(answer.changes.opens?.map(({ after }) => after!.pipeline) ?? []).toEqual(next === null ? [] : [next])
    if (next !== null) expect(answer.changes.opens![0]!.after!.responsibleId).toBe(answer.deal!.responsibleId)
  })

  test('[B8] the life of the next deal counts from the first', () => {
    const meeting = aDeal().createdOn('Thu 12 Mar 11:00').inPipeline('meeting').at('Mon 13 Apr 12:00')
    const won = meeting.moved('held', { result: 'They want a proposal' })
    const proposal = aDeal().leftBy({ deal: won.changes.opens![0]!.after })
    const only = proposal.under(aRegulation().withOnly('lifetime')).atInstant(moscow('Mon 13 Apr 12:00'))
    expect(inMoscow(only.standingAt('Mon 13 Apr 12:00').nextCheckAt!)).toBe('Mon 15 Jun 18:00')
    expect(only.situation().deal!.heardAt).toBe(won.deal!.heardAt)
  })

  test('[D1] with every task of stages off the next deal has one all the same', () => {
    const bare = aDeal().under(aRegulation().withMode('stage-task', 'off')).inPipeline('meeting').withOnlyTask('call')
    const won = bare.moved('held', { result: 'They want a proposal' })
    const done = bare.completed('call', 'They want a proposal', { thenMoved: 'held' })
    expect(tasksAfter({ deal: won.changes.opens![0]!.after })).toEqual(['call, Tue 10 Mar 18:00'])
    expect(tasksAfter({ deal: done.changes.opens![0]!.after })).toEqual(['take-over, Wed 11 Mar 10:00'])
  })
})
