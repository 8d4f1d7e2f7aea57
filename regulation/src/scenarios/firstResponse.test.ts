import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, moscow, tasksAfter } from '../testing/index.ts'

describe('[C10 D2] a new deal gets its first task', () => {
  test('a phone is known: call within 30 working minutes', () => {
    expect(tasksAfter(aDeal().at('Tue 10 Mar 10:00').created())).toEqual(['call, Tue 10 Mar 10:30'])
  })

  test('no phone is known: contact the client another way', () => {
    expect(tasksAfter(aDeal().reachedBy('mail', 'messenger').created())).toEqual(['first-contact, Tue 10 Mar 10:30'])
  })

  test.each([
    ['on Saturday', 'Sat 14 Mar 11:00', 'call, Mon 16 Mar 09:30'],
    ['ten minutes before closing', 'Tue 10 Mar 17:50', 'call, Wed 11 Mar 09:20'],
    ['just before the holidays', 'Fri 6 Mar 17:45', 'call, Tue 10 Mar 09:15'],
  ])('%s', (_when, at, task) => {
    expect(tasksAfter(aDeal().at(at).created())).toEqual([task])
  })

  test('time runs from the inquiry, not from when the deal was made', () => {
    expect(tasksAfter(aDeal().inquired('Tue 10 Mar 09:40').at('Tue 10 Mar 10:00').created())).toEqual(['call, Tue 10 Mar 10:10'])
  })

  test('the company may give more time', () => {
    const regulation = aRegulation().withParams('first-response', { within: '2 wh' })
    expect(tasksAfter(aDeal().under(regulation).created())).toEqual(['call, Tue 10 Mar 12:00'])
  })

  test('on the exchange the task has nobody yet', () => {
    const { deal } = aDeal().onTheExchange().created()
    expect(deal?.openTasks).toMatchObject([{ assigneeId: null, clause: 'first-response', textLength: 0 }])
  })

  test('a deal that comes back to the first stage gets it anew, from its return', () => {
    const answer = aDeal().inStage('taken').at('Wed 11 Mar 12:00').moved('new-request', { reason: 'Nobody has called yet' })
    expect(tasksAfter(answer)).toEqual(['call, Wed 11 Mar 12:30'])
  })

  test('moving on ends it, whatever the company calls the clause', () => {
    const renamed = aRegulation()
      .withMode('first-response', 'off')
      .withClause({ key: 'answer-at-once', kind: 'first-response', mode: 'enforce', params: { within: '10 wmin' } })
    const created = aDeal().under(renamed).with({ platform: 'site' }).created()
    expect(created.deal?.openTasks).toMatchObject([{ clause: 'answer-at-once', dueAt: moscow('Tue 10 Mar 10:10') }])
    expect(tasksAfter(aDeal().under(renamed).leftBy(created).moved('taken'))).toEqual(['contact-and-qualify, Tue 10 Mar 10:30'])
  })
})
