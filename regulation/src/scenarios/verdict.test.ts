import { describe, expect, test } from 'vitest'
import { judge } from '../judge.ts'
import { aDeal, aTask, foundBy, refusedBy } from '../testing/index.ts'

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
    expect(findings.map(({ clause, number, mode }) => `${number} ${clause}: ${mode}`)).toEqual([
      '2.1 stage-order: enforce',
      '2.4 required-fields: enforce',
      '2.5 note-present: enforce',
      '3.3 stage-task-result: observe',
    ])
    for (const { mends } of findings) expect(mends).not.toHaveLength(0)
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

  test('a judgement and a decision tell tasks that the act itself plans apart', () => {
    const bare = aDeal().under(aRegulation().withMode('stage-task', 'off')).withEverythingFilled()
    const made = bare.created({}, aTask('meeting'))
    const steps = [
      { kind: 'create', dealId: made.deal!.dealId, title: 'Windows', ...madeAs(made.deal!) },
      { kind: 'add-task', task: aTask('meeting') },
      { kind: 'move', to: 'taken', edits: enough },
    ] as const
    const verdict = judge(bare.regulation, { steps }, { ...bare.situation(), deal: null }, bare.now)
    expect(refusedBy(verdict)).toEqual([])
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

  test.each(['started', 'lost'])('no move is allowed to a deal in %s before it is reopened', (stage) => {
    const moves = aDeal().withEverythingFilled().inStage(stage).possibleActs()
    expect(moves).toHaveLength(stages.length)
    expect(moves.filter(({ verdict, mendable }) => verdict.allowed || mendable)).toEqual([])
  })
})
