import { describe, expect, test } from 'vitest'
import type { Step } from '../act.ts'
import { explainFinding } from '../explain.ts'
import { aDeal, aRegulation, type Answer, aTask, happenedIn, moscow, refusedBy, tasksAfter } from '../testing/index.ts'

const everythingOff = aRegulation().withOnly()
const free = aDeal().under(everythingOff).withEverythingFilled()
const lacking = ({ refusals }: Answer) => refusals.map(({ clause, lacks }) => `${clause}: ${lacks.what}`)
const interaction = { id: 'x', channel: 'call', direction: 'out', outcome: 'no-answer', at: moscow('Tue 10 Mar 10:00') } as const

describe('[B1 D1] what no company can switch off: with every clause off', () => {
  const won = free.leftBy(free.inStage('invoiced').moved('started'))
  const lost = free.leftBy(free.withEvidence('x').closedAs('too-dear', { evidence: ['x'] }))

  test.each<[string, Step, string]>([
    ['moved', { kind: 'move', to: 'taken', edits: {} }, 'stage-order: open-deal'],
    ['closed again', { kind: 'close', reason: 'too-dear', evidence: [] }, 'loss-reason: open-deal'],
    ['given a task', { kind: 'add-task', task: aTask() }, 'foundation: open-deal'],
    ['prolonged', { kind: 'prolong', until: moscow('Fri 20 Mar 12:00'), reason: 'He asks' }, 'foundation: open-deal'],
    ['called in vain', { kind: 'no-answer', taskId: 'call', interactionId: 'x' }, 'foundation: open-deal'],
  ])('a closed deal is not %s', (_what, step, refusal) => {
    for (const deal of [won, lost]) {
      const answer = deal.asks(step)
      expect(lacking(answer)).toEqual([refusal])
      expect(happenedIn(answer)).toEqual(['refused'])
      expect(lacking(deal.confirming().asks(step))).toEqual([refusal])
    }
  })

  test('its card is locked until it is reopened', () => {
    expect(lacking(lost.edited({ title: 'Windows and doors' }))).toEqual(['foundation: open-deal'])
  })

  test('what happens with the client is recorded, its responsible changed', () => {
    expect(lost.asks({ kind: 'record-interaction', interaction }).allowed).toBe(true)
    expect(lost.assignedTo('somebody').allowed).toBe(true)
  })

  test('lost is not entered by a move, and an open deal is not reopened', () => {
    expect(lacking(free.inStage('taken').moved('lost'))).toEqual(['stage-order: closure'])
    expect(lacking(free.reopened())).toEqual(['foundation: closed-deal'])
  })

  test.each<[string, Step]>([
    ['completed', { kind: 'complete-task', taskId: 'gone', result: 'Talked' }],
    ['cancelled', { kind: 'cancel-task', taskId: 'gone' }],
    ['changed', { kind: 'edit-task', taskId: 'gone', text: 'Ask about the budget' }],
    ['pressed', { kind: 'no-answer', taskId: 'gone', interactionId: 'x' }],
  ])('a task that has ended, or never was, is not %s', (_what, step) => {
    expect(lacking(free.inStage('taken').asks(step))).toEqual(['foundation: open-task'])
  })

  test('the same task is not completed twice in one act', () => {
    const done = { kind: 'complete-task', taskId: 'call', result: 'Talked' } as const
    expect(lacking(free.withTask('meeting').asks(done, done))).toEqual(['foundation: open-task'])
  })

  test('nothing is recorded of the future', () => {
    const deal = free.at('Tue 10 Mar 10:00')
    expect(deal.asks({ kind: 'record-interaction', interaction }).allowed).toBe(true)
    expect(lacking(deal.asks({ kind: 'record-interaction', interaction: { ...interaction, at: interaction.at + 1 } }))).toEqual([
      'foundation: past',
    ])
  })

  test('nobody is exempted from what is no clause, nor from the open task, which the database keeps', () => {
    const exempting = (clause: string) => aDeal().asks({ kind: 'exempt', clause, until: moscow('Fri 20 Mar 12:00'), reason: 'A test' })
    expect(lacking(exempting('no-such-clause'))).toEqual(['foundation: clause'])
    expect(lacking(exempting('open-task'))).toEqual(['foundation: clause'])
    expect(exempting('stage-order').allowed).toBe(true)
  })

  test('an exemption does not open it', () => {
    expect(lacking(free.inStage('taken').exempt('stage-order', 'Fri 20 Mar 12:00').moved('lost'))).toEqual(['stage-order: closure'])
  })

  test('a pipeline without a lost stage: its deals are not lost', () => {
    const [sales] = everythingOff.document.pipelines
    const stages = sales!.stages.filter(({ kind }) => kind !== 'lost')
    const order = aDeal()
      .under(everythingOff.withPipeline('orders', { kind: 'production', stages }))
      .inPipeline('orders')
    expect(lacking(order.closedAs('too-dear'))).toEqual(['loss-reason: lost-stage'])
  })

  test('a refusal is said in both languages', () => {
    const [finding] = free.inStage('taken').asks({ kind: 'cancel-task', taskId: 'gone' }).refusals
    expect(explainFinding(free.regulation, finding!, 'en')).toBe('This task has ended already')
    expect(explainFinding(free.regulation, finding!, 'ru')).toBe('Это дело уже завершено')
  })
})

describe('[L3] an adopted deal stands where its status says', () => {
  test.each([
    ['open', 'invoiced', 'open', 'invoiced', null],
    ['lost', 'invoiced', 'lost', 'lost', 'invoiced'],
    ['won', 'invoiced', 'won', 'started', 'invoiced'],
    ['lost', 'lost', 'lost', 'lost', null],
    ['open', 'lost', 'lost', 'lost', null],
    ['open', 'started', 'won', 'started', null],
  ] as const)('told %s in %s: %s in %s', (status, stage, becomes, stands, leftStage) => {
    const { deal } = aDeal().inStage(stage).imported({ status })
    expect(deal).toMatchObject({ status: becomes, stage: stands, leftStage })
    expect(deal!.closedAt === null).toBe(becomes === 'open')
  })
})

describe('[A3 A10] an act of several steps', () => {
  const deal = aDeal().inStage('taken').withTask('call').withTask('meeting')

  test('its record names the move, wherever it stands', () => {
    const answer = deal.asks({ kind: 'move', to: 'proposal-sent', edits: {} }, { kind: 'add-task', task: aTask() })
    expect(answer.events[0]).toMatchObject({ type: 'refused', data: { act: 'move', to: 'proposal-sent' } })
    const completed = deal.completed('call', 'Talked', { thenMoved: 'proposal-sent' })
    expect(completed.events[0]).toMatchObject({ type: 'refused', data: { act: 'move', to: 'proposal-sent' } })
  })

  test('a clause met twice is told as it was met first; all come in the order of the document', () => {
    const verdict = deal.asks(
      { kind: 'complete-task', taskId: 'meeting', result: 'ok' },
      { kind: 'complete-task', taskId: 'call', result: '' },
      { kind: 'move', to: 'proposal-sent', edits: {} },
    )
    expect(refusedBy(verdict)).toEqual(['stage-order', 'required-fields', 'note-present', 'result-note'])
    expect(verdict.refusals.at(-1)?.lacks).toEqual({ what: 'result', needed: 3, made: 2 })
  })
})

describe('[D2] a task that comes with a move', () => {
  const task = aTask('meeting', { text: 'Show him the samples', due: 'Thu 12 Mar 15:00' })

  test('becomes a task of its own kind where the stage sets none', () => {
    const bare = aDeal()
      .under(aRegulation().withStage('qualified', { tasks: [] }))
      .withEverythingFilled()
      .inStage('taken')
    const answer = bare.moved('qualified', { task })
    expect(tasksAfter(answer)).toEqual(['meeting, Thu 12 Mar 15:00'])
    expect(Object.values(answer.texts.tasks)).toEqual(['Show him the samples'])
  })

  test('and where the clause that sets them is off, or only observed', () => {
    for (const mode of ['off', 'observe'] as const) {
      const deal = aDeal().under(aRegulation().withMode('stage-task', mode)).withEverythingFilled().inStage('taken')
      expect(tasksAfter(deal.moved('qualified', { task }))).toEqual(['meeting, Thu 12 Mar 15:00'])
    }
  })

  test('going back to the first stage it stands beside the first response', () => {
    const answer = aDeal().inStage('taken').moved('new-request', { reason: 'Not ours yet', task })
    expect(tasksAfter(answer)).toEqual(['call, Tue 10 Mar 10:30', 'meeting, Thu 12 Mar 15:00'])
  })
})

describe('[C4 B1] pipelines other than sales', () => {
  const [sales] = aRegulation().document.pipelines
  const stages = sales!.stages
    .filter(({ key }) => ['taken', 'qualified', 'started'].includes(key))
    .map((stage) => ({
      ...stage,
      required: [],
      forward: stage.key === 'taken' ? ['qualified'] : stage.key === 'qualified' ? ['started'] : [],
    }))
  const renamed = stages.map((stage) => (stage.key === 'qualified' ? { ...stage, name: { ru: 'Цех', en: 'Workshop' } } : stage))
  const regulation = aRegulation().withPipeline('orders', { kind: 'production', stages: renamed })
  const order = aDeal().under(regulation).inPipeline('orders')

  test('an order gets the task of its first stage when it is made, and no first response', () => {
    expect(tasksAfter(order.created())).toEqual(['contact-and-qualify, Tue 10 Mar 10:30'])
  })

  test('it obeys open-task, result-note, overdue and stage-stay, and no clock of sales', () => {
    const clauses = order
      .withTask('call', { due: 'Tue 3 Mar 12:00' })
      .standingAt('Mon 29 Jun 12:00')
      .breaches.map(({ clause }) => clause)
    expect([...new Set(clauses)].toSorted()).toEqual(['overdue', 'stage-stay'])
    expect(refusedBy(order.withOnlyTask('call').completed('call', 'ok'))).toEqual(['open-task', 'result-note'])
  })

  test('it does not count as load', () => {
    expect(order.underLoad(80, { max: 80 }).assignedTo('somebody').allowed).toBe(true)
  })

  test('it may go to any stage, with nothing filled in: no order of stages, no required fields', () => {
    expect(order.moved('started').allowed).toBe(true)
    expect(refusedBy(order.inStage('qualified').moved('taken'))).toEqual([])
  })

  test('a stage is called as in its own pipeline', () => {
    const selling = aRegulation().withPipeline('orders', { stages: renamed })
    const [finding] = aDeal().under(selling).inPipeline('orders').moved('started').refusals
    expect(explainFinding(regulation.compiled(), finding!, 'en', 'orders')).toBe('Stages go in order: “Workshop” first')
    expect(explainFinding(regulation.compiled(), finding!, 'en', 'sales')).toBe('Stages go in order: “Qualified” first')
  })
})

describe('[I4] taking a deal from the exchange', () => {
  test('its overdue tasks are due in four working hours, others stay; the touch clock begins anew', () => {
    const waiting = aDeal()
      .withEverythingFilled()
      .inStage('qualified')
      .withOnlyTask('call', { due: 'Tue 3 Mar 12:00' })
      .withTask('meeting', { due: 'Fri 20 Mar 12:00' })
      .onTheExchangeSince('Fri 6 Mar 12:00')
    const taken = waiting.at('Mon 16 Mar 10:00').assignedTo('somebody')
    expect(tasksAfter(taken)).toEqual(['call, Mon 16 Mar 14:00', 'meeting, Fri 20 Mar 12:00'])
    expect(taken.deal!.openTasks.map(({ assigneeId }) => assigneeId)).toEqual(['somebody', 'somebody'])
    const touch = waiting.under(aRegulation().withOnly('touch-cadence')).leftBy(taken)
    expect(touch.standingAt('Mon 16 Mar 10:00').nextCheckAt).toBe(moscow('Mon 30 Mar 18:00'))
  })

  test('handing on from one to another changes no due', () => {
    expect(tasksAfter(aDeal().withOnlyTask('call', { due: 'Tue 3 Mar 12:00' }).assignedTo('somebody'))).toEqual(['call, Tue 3 Mar 12:00'])
  })
})
