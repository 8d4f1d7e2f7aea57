import { describe, expect, test } from 'vitest'
import { judge } from '../judge.ts'
import { aDeal, aRegulation, aTask, refusedBy, tasksAfter } from '../testing/index.ts'

describe('[A3] everything found is said at once', () => {
  test('order, fields, note and an empty result in one act', () => {
    const verdict = aDeal().moved('invoiced', { result: 'ok' })
    expect(refusedBy(verdict)).toEqual(['stage-order', 'required-fields', 'note-present', 'result-note'])
  })

  test('each clause once, though two steps of the act break it', () => {
    const deal = aDeal().withEverythingFilled().inStage('taken').withTask('call').withTask('meeting')
    const verdict = deal.asks(
      { kind: 'complete-task', taskId: 'call', result: '' },
      { kind: 'complete-task', taskId: 'meeting', result: '' },
      { kind: 'complete-task', taskId: 'contact-and-qualify', result: '' },
    )
    expect(refusedBy(verdict)).toEqual(['open-task', 'result-note'])
  })

  test('every finding has its clause, its number in the document, its mode and a way to mend it', () => {
    const { findings } = aDeal().moved('qualified')
    expect(findings.map(({ clause, mode }) => `${clause}: ${mode}`)).toEqual([
      'stage-order: enforce',
      'required-fields: enforce',
      'note-present: enforce',
      'stage-task-result: observe',
    ])
    for (const { clause, number, mends } of findings) {
      const [section, place] = number.split('.').map(Number) as [number, number]
      expect(aRegulation().placeOf(clause)).toBe(`/sections/${section - 1}/clauses/${place - 1}`)
      expect(mends).not.toHaveLength(0)
    }
  })
})

describe('[A3] an act of several steps is judged as a whole', () => {
  const deal = aDeal().withEverythingFilled().inStage('taken')

  test('two moves along the arrows pass together', () => {
    const answer = deal.asks({ kind: 'move', to: 'qualified', edits: {} }, { kind: 'move', to: 'proposal-sent', edits: {} })
    expect(answer.allowed).toBe(true)
    expect(answer.deal).toMatchObject({ stage: 'proposal-sent', visits: 3 })
  })

  test('one bad step refuses them all', () => {
    const answer = deal.asks({ kind: 'move', to: 'qualified', edits: {} }, { kind: 'move', to: 'invoiced', edits: {} })
    expect(refusedBy(answer)).toEqual(['stage-order'])
    expect(answer.deal).toMatchObject({ stage: 'taken' })
  })

  test('a judgement, like the decision, tells apart the tasks that the act itself plans', () => {
    const unplanned = aDeal().under(aRegulation().withMode('stage-task', 'off')).withEverythingFilled()
    const answer = unplanned.created({}, { next: aTask('meeting'), thenMoved: 'taken' })
    const { act, situation, now } = answer.asked
    expect(tasksAfter(answer)).toEqual(['meeting, Tue 10 Mar 18:00'])
    expect(judge(unplanned.regulation, act, situation, now)).toEqual({ allowed: true, findings: answer.findings, refusals: [] })
  })
})

describe('[A10] what may be done now agrees with what is judged', () => {
  const stages = [...aDeal().regulation.pipelines.get('sales')!.stages.keys()]

  describe.each([
    ['empty', aDeal()],
    ['filled', aDeal().withEverythingFilled()],
  ])('a deal whose card is %s', (_card, told) => {
    test.each(stages)('in %s', (stage) => {
      const deal = told.inStage(stage)
      const possible = deal.possibleActs()
      const moves = possible.filter(({ act }) => act === 'move')
      expect(moves.map(({ to }) => to)).toEqual(stages)
      for (const { to, verdict } of moves) {
        expect(verdict).toEqual(judge(deal.regulation, deal.act({ kind: 'move', to: to!, edits: {} }), deal.situation(), deal.now))
      }
      const completions = possible.filter(({ act }) => act === 'complete-task')
      expect(completions.map(({ taskId }) => taskId)).toEqual(deal.situation().deal!.openTasks.map(({ id }) => id))
      for (const { taskId, verdict } of completions) {
        const act = deal.act({ kind: 'complete-task', taskId: taskId!, result: '' })
        expect(verdict).toEqual(judge(deal.regulation, act, deal.situation(), deal.now))
      }
    })
  })

  test('what a form in the same act can give is mendable; the order of stages is not', () => {
    const moves = aDeal().inStage('taken').possibleActs()
    const mendable = moves.filter(({ act, mendable }) => act === 'move' && mendable).map(({ to, direction }) => `${direction} ${to}`)
    expect(mendable).toEqual(['back new-request', 'forward qualified'])
  })

  test('what is only warned of can be gone through by confirming', () => {
    const deal = aDeal().under(aRegulation().withMode('stage-order', 'warn')).withEverythingFilled()
    const skip = deal.possibleActs().find(({ to }) => to === 'qualified')!
    expect(skip).toMatchObject({ verdict: { allowed: false }, mendable: true })
  })

  test.each(['started', 'lost'])('no move is allowed to a deal in %s before it is reopened', (stage) => {
    const moves = aDeal()
      .withEverythingFilled()
      .inStage(stage)
      .possibleActs()
      .filter(({ act }) => act === 'move')
    expect(moves).toHaveLength(stages.length)
    expect(moves.filter(({ verdict, mendable }) => verdict.allowed || mendable)).toEqual([])
  })
})
