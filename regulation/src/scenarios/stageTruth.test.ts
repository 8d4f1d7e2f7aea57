import { describe, expect, test } from 'vitest'
import { aDeal, inMoscow } from '../testing/index.ts'

describe('[B10] [B12] qualification answered while in taken', () => {
  const taken = aDeal().inStage('taken').at('Tue 10 Mar 11:00')
  const answering = (complete: boolean, stage = 'taken') =>
    ({ kind: 'answer-question', question: 'need', textLength: 9, stage, complete }) as const
  const brokenFrom = (deal: typeof taken) =>
    deal
      .standingAt('Tue 10 Mar 18:00')
      .breaches.filter(({ clause }) => clause === 'stage-truth')
      .map(({ from }) => inMoscow(from))

  test('the last answer breaks it from that very instant; typing on begins nothing anew; an emptied one mends it', () => {
    const done = taken.leftBy(taken.asks(answering(true)))
    expect(brokenFrom(done)).toEqual(['Tue 10 Mar 11:00'])
    const later = done.at('Tue 10 Mar 12:00')
    const typed = later.leftBy(later.asks(answering(true)))
    expect(brokenFrom(typed)).toEqual(['Tue 10 Mar 11:00'])
    expect(brokenFrom(typed.leftBy(typed.asks(answering(false))))).toEqual([])
  })

  test('answers to what a later stage asks say nothing about this one', () => {
    expect(brokenFrom(taken.leftBy(taken.asks(answering(true, 'proposal-sent'))))).toEqual([])
  })
})
