import { describe, expect, test } from 'vitest'
import { aDeal, aTask, lacksOf, refusedBy, tasksAfter } from '../../testing/index.ts'

/** The scenarios of the regulation's §11 with their instants: stages, and the terms and tasks that they set. */

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
