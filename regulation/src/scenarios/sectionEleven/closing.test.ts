import { describe, expect, test } from 'vitest'
import { aDeal, colleague, happenedIn, head, moscow, refusedBy, tasksAfter } from '../../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants: closing and its review. */

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
