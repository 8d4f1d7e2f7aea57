import { describe, expect, test } from 'vitest'
import { aDeal, aRegulation, aTask, foundBy, happenedIn, lacksOf, refusedBy, tasksAfter } from '../testing/index.ts'

const filled = aDeal().withEverythingFilled()

describe('[D2] entering a stage sets its tasks', () => {
  test.each([
    ['new-request', 'taken', ['contact-and-qualify, Tue 10 Mar 10:30']],
    ['taken', 'qualified', ['prepare-proposal, Tue 10 Mar 14:00']],
    ['qualified', 'proposal-sent', ['handle-objections, Wed 11 Mar 10:00']],
    ['proposal-sent', 'proposal-discussed', ['next-step, Tue 17 Mar 18:00']],
    ['proposal-discussed', 'attempts', ['next-step, Tue 17 Mar 18:00']],
    ['attempts', 'start-agreed', ['contract-and-invoice, Wed 11 Mar 10:00']],
    [
      'start-agreed',
      'invoiced',
      ['check-contract, Wed 11 Mar 10:00', 'check-payment, Fri 13 Mar 10:00', 'check-signed-copy, Tue 24 Mar 10:00'],
    ],
    ['invoiced', 'started', []],
  ])('on Tuesday 10:00, %s → %s', (from, to, tasks) => {
    expect(tasksAfter(filled.inStage(from).moved(to))).toEqual(tasks)
  })

  test('a date that the client named stands instead of the term', () => {
    const task = aTask('next-step', { text: 'Back from holidays, call him then', due: 'Wed 20 May 12:00' })
    const answer = filled.inStage('proposal-sent').moved('proposal-discussed', { task })
    expect(tasksAfter(answer)).toEqual(['next-step, Wed 20 May 12:00'])
    expect(Object.values(answer.texts.tasks)).toEqual(['Back from holidays, call him then'])
  })

  test('of several tasks the date is that of the first', () => {
    const task = aTask('check-contract', { due: 'Mon 16 Mar 12:00' })
    expect(tasksAfter(filled.inStage('start-agreed').moved('invoiced', { task }))).toEqual([
      'check-contract, Mon 16 Mar 12:00',
      'check-payment, Fri 13 Mar 10:00',
      'check-signed-copy, Tue 24 Mar 10:00',
    ])
  })

  test('it goes to the responsible, or to whom the person named', () => {
    const colleague = '01920000-0000-7000-8000-000000000002'
    const given = filled.inStage('taken').moved('qualified', { task: aTask('prepare-proposal', { assigneeId: colleague }) })
    expect(given.deal?.openTasks).toMatchObject([{ assigneeId: colleague }])
    const own = filled.inStage('taken').moved('qualified')
    expect(own.deal?.openTasks).toMatchObject([{ assigneeId: own.deal!.responsibleId }])
  })
})

describe('[D2] an open task of the same kind is taken over with the earlier due', () => {
  test.each([
    ['its own is earlier', 'Tue 10 Mar 11:00', 'prepare-proposal, Tue 10 Mar 11:00'],
    ['the new one is earlier', 'Mon 16 Mar 11:00', 'prepare-proposal, Tue 10 Mar 14:00'],
  ])('%s', (_which, due, task) => {
    const answer = filled.inStage('taken').withTask('prepare-proposal', { due }).moved('qualified')
    expect(tasksAfter(answer)).toEqual([task])
  })

  test('a text given with the move replaces its text', () => {
    const task = aTask('prepare-proposal', { text: 'Two versions, with doors and without', due: 'Tue 10 Mar 13:00' })
    const answer = filled.inStage('taken').withTask('prepare-proposal', { textLength: 5 }).moved('qualified', { task })
    expect(answer.deal?.openTasks).toMatchObject([{ id: 'prepare-proposal', textLength: 36 }])
    expect(answer.texts.tasks).toEqual({ 'prepare-proposal': 'Two versions, with doors and without' })
  })
})

describe('[D2] the left stage’s task ends with the stage', () => {
  const deal = filled.inStage('taken').withTask('meeting')
  const endOf = (answer: ReturnType<typeof deal.moved>, id: string) =>
    answer.events.find((event) => (event.type === 'task-completed' || event.type === 'task-cancelled') && event.data.id === id)

  test('with a result it is completed', () => {
    const answer = deal.moved('qualified', { result: 'Wants it by May' })
    expect(endOf(answer, 'contact-and-qualify')).toMatchObject({ type: 'task-completed', data: { resultLength: 15 } })
    expect(answer.texts.results).toEqual({ 'contact-and-qualify': 'Wants it by May' })
    expect(foundBy(answer)).toEqual([])
  })

  test('without one it is cancelled as superseded, and the clause takes notice', () => {
    const answer = deal.moved('qualified')
    expect(endOf(answer, 'contact-and-qualify')).toMatchObject({ type: 'task-cancelled', data: { why: 'superseded' } })
    expect(foundBy(answer)).toEqual(['stage-task-result'])
    expect(lacksOf(answer, 'stage-task-result')).toMatchObject({ what: 'result', taskKind: 'contact-and-qualify' })
  })

  test('blanks are no result', () => {
    const answer = deal.moved('qualified', { result: '  ' })
    expect(endOf(answer, 'contact-and-qualify')).toMatchObject({ type: 'task-cancelled' })
    expect(foundBy(answer)).toEqual(['stage-task-result'])
  })

  test('a result that says nothing is refused', () => {
    expect(refusedBy(deal.moved('qualified', { result: 'ok' }))).toEqual(['result-note'])
  })

  test('going back asks for no result', () => {
    expect(foundBy(deal.moved('new-request', { reason: 'It was another deal' }))).toEqual([])
  })

  test('other open tasks stay', () => {
    const answer = deal.moved('qualified')
    expect(endOf(answer, 'meeting')).toBeUndefined()
    expect(tasksAfter(answer)).toEqual(['meeting, Tue 10 Mar 18:00', 'prepare-proposal, Tue 10 Mar 14:00'])
  })
})

describe('[D1 B1] winning', () => {
  const answer = filled.inStage('invoiced').withTask('meeting').moved('started', { result: 'Paid in full' })

  test('the deal is won and needs no task', () => {
    expect(answer.allowed).toBe(true)
    expect(answer.deal).toMatchObject({ status: 'won', stage: 'started', openTasks: [] })
  })

  test('tasks of the stage are completed with the result, others go on with the production order', () => {
    const ends = answer.events.flatMap((event) =>
      event.type === 'task-completed' ? [event.data.id] : event.type === 'task-cancelled' ? [`${event.data.id}: ${event.data.why}`] : [],
    )
    expect(ends).toEqual(['check-contract', 'check-payment', 'check-signed-copy', 'meeting: went-on'])
  })

  test('each is completed with its own result; of what nothing is said is superseded, and the clause names it', () => {
    const told = { 'check-contract': 'Signed by their head', 'check-payment': 'Paid on Monday' }
    const answer = filled.inStage('invoiced').moved('started', { results: told })
    expect(answer.texts.results).toEqual(told)
    expect(answer.events).toContainEqual(
      expect.objectContaining({ type: 'task-cancelled', data: { id: 'check-signed-copy', why: 'superseded' } }),
    )
    expect(lacksOf(answer, 'stage-task-result')).toMatchObject({ tasks: ['check-signed-copy'], needed: 3 })
    const all = filled.inStage('invoiced').moved('started', { results: { ...told, 'check-signed-copy': 'It is here' } })
    expect(foundBy(all)).toEqual([])
  })

  test('one of several results that says nothing is refused', () => {
    const results = { 'check-contract': 'Signed by their head', 'check-payment': 'ok' }
    expect(refusedBy(filled.inStage('invoiced').moved('started', { results }))).toEqual(['result-note'])
  })

  test('each ends once', () => {
    const silent = filled.inStage('invoiced').moved('started')
    expect(silent.events.filter(({ type }) => type === 'task-cancelled')).toHaveLength(3)
  })
})

describe('[D1] the last open task', () => {
  const deal = filled.inStage('taken').withOnlyTask('call')

  test('can’t be cancelled bare', () => {
    const answer = deal.cancelled('call')
    expect(refusedBy(answer)).toEqual(['open-task'])
    expect(answer.refusals[0]?.mends).toEqual([{ act: 'plan-task' }, { act: 'move', to: 'qualified' }, { act: 'closure' }])
  })

  test('can be cancelled when the next one is planned in the same act, in any order', () => {
    const task = aTask('meeting')
    expect(deal.asks({ kind: 'cancel-task', taskId: 'call' }, { kind: 'add-task', task }).allowed).toBe(true)
    expect(deal.asks({ kind: 'add-task', task }, { kind: 'cancel-task', taskId: 'call' }).allowed).toBe(true)
  })

  test('one of two can be cancelled', () => {
    expect(deal.withTask('meeting').cancelled('call').allowed).toBe(true)
  })

  test('a move with its result sets the next by itself', () => {
    expect(deal.completed('call', 'Wants a proposal', { thenMoved: 'qualified' }).allowed).toBe(true)
  })

  test('a move where no task is set asks for one', () => {
    const regulation = aRegulation().withMode('stage-task', 'off')
    const alone = aDeal().under(regulation).withEverythingFilled().inStage('taken')
    expect(refusedBy(alone.moved('qualified'))).toEqual(['open-task'])
    expect(refusedBy(alone.moved('qualified', { next: aTask() }))).toEqual([])
  })

  test('an adopted deal without a task may be moved on and edited', () => {
    const bare = filled.adopted().inStage('taken').withoutTasks()
    expect(bare.moved('qualified').allowed).toBe(true)
    expect(bare.edited({ title: 'Windows and doors' }).allowed).toBe(true)
  })
})

describe('[D3] the result of a task', () => {
  const deal = filled.inStage('taken').withTask('call')

  test.each([
    ['', ['result-note']],
    ['ok', ['result-note']],
    ['  ok  ', ['result-note']],
    ['yes', []],
  ])('“%s”', (result, refusals) => {
    expect(refusedBy(deal.completed('call', result))).toEqual(refusals)
  })

  test('it is kept beside the journal, which knows only its length', () => {
    const answer = deal.completed('call', ' Wants a proposal ')
    expect(answer.texts.results).toEqual({ call: 'Wants a proposal' })
    expect(answer.events[0]).toMatchObject({ type: 'task-completed', data: { id: 'call', resultLength: 16 } })
    expect(happenedIn(answer)).toEqual(['task-completed'])
  })
})

describe('[D1] a task made by hand says what to do', () => {
  const deal = filled.inStage('taken').withTask('call')

  test.each([
    ['123456789', ['task-says-what']],
    ['1234567890', []],
  ])('planned as “%s”', (text, findings) => {
    expect(foundBy(deal.planned(aTask('call', { text })))).toEqual(findings)
  })

  test('changing its text asks the same; changing only its time does not', () => {
    expect(foundBy(deal.replanned('call', { text: 'call' }))).toEqual(['task-says-what'])
    const later = deal.replanned('call', { due: 'Thu 12 Mar 15:00' })
    expect(foundBy(later)).toEqual([])
    expect(tasksAfter(later)).toContain('call, Thu 12 Mar 15:00')
  })
})

describe('[I1] open work follows the deal', () => {
  const colleague = '01920000-0000-7000-8000-000000000002'
  const third = '01920000-0000-7000-8000-000000000003'

  test('tasks of the old responsible go to the new one, what another was given stays with him', () => {
    const answer = filled.inStage('taken').withTask('measurement', { assigneeId: third }).assignedTo(colleague)
    expect(answer.deal).toMatchObject({ responsibleId: colleague, openTasks: [{ assigneeId: colleague }, { assigneeId: third }] })
  })

  test('on the exchange they have nobody, and who takes the deal takes them', () => {
    const given = filled.inStage('taken').assignedTo(null)
    expect(given.deal).toMatchObject({ responsibleId: null, openTasks: [{ assigneeId: null }] })
    expect(filled.leftBy(given).assignedTo(colleague).deal).toMatchObject({ openTasks: [{ assigneeId: colleague }] })
  })

  test('to him who has it already: nothing happens', () => {
    const deal = filled.inStage('taken')
    expect(happenedIn(deal.assignedTo(deal.situation().deal!.responsibleId))).toEqual([])
  })
})
