import type { ActAnswer, DayClosed, DayClosings, Incoming, Interaction, MyDay, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { statementsOf } from '../../platform/statementLog.ts'
import { application, type Person } from '../../testing/company.ts'
import { aClient, aDeal, aDealIn, closed, done, iso, openTasksOf, said, sandbox, talked, told, triedIn } from '../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const dayOf = async (by: Person) => done(await by.get<MyDay>('/my-day'))
const queueOf = async (by: Person, of = 'mine') => done(await by.get<Incoming>(`/incoming?of=${of}`))
const titles = (rows: readonly { deal: { title: string } }[]) => rows.map(({ deal }) => deal.title)
const complete = (by: Person, taskId: string, more: Record<string, unknown> = {}) =>
  by.post<ActAnswer>(`/tasks/${taskId}/completion`, { result: 'Поговорили', ...more })

describe('[D8] my day', () => {
  test('[D7 D4 D8] in the order in which it is to be done: incoming, overdue, today, to review, done', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const waiting = await aDeal(manager, { title: 'Ждёт ответа', contact: aClient() })
    const late = await aDealIn(manager, 'qualified', { title: 'Просрочена', contact: aClient() })
    const later = await aDealIn(manager, 'proposal-sent', { title: 'Завтра', contact: aClient() })
    done(await told(manager, waiting, 'mail', 'in', 'received', { text: 'А скидка будет?' }))
    await until('Tue 10.03 15:00')
    const day = await dayOf(manager)
    expect(day.day).toBe('2026-03-10')
    expect(said(day.closesAt!)).toBe('Tue 10 Mar 18:00')
    expect(day.incoming.map(({ deal, text, answerBy }) => [deal.title, text, said(answerBy!)])).toEqual([
      ['Ждёт ответа', 'А скидка будет?', 'Tue 10 Mar 12:00'],
    ])
    // The first call was due at 10:30, the proposal at 14:00, the objections tomorrow at 10:00.
    expect(titles(day.overdue)).toEqual(['Ждёт ответа', 'Просрочена'])
    expect(day.today).toEqual([])
    expect(titles(day.tomorrow.first)).toEqual(['Завтра'])
    expect(day.tomorrow).toMatchObject({ day: '2026-03-11', count: 1 })
    expect(day.left.map(({ kind }) => kind)).toEqual(['incoming', 'task', 'task'])

    const [task] = await openTasksOf(manager, late)
    done(await complete(manager, task!.id, { next: { text: 'Спросить про договор', dueAt: iso('Tue 10.03 17:00') } }))
    const after = await dayOf(manager)
    expect(titles(after.overdue)).toEqual(['Ждёт ответа'])
    expect(titles(after.today)).toEqual(['Просрочена'])
    expect(after.done.map(({ result }) => result)).toContain('Поговорили')
    expect(later.stage).toBe('proposal-sent')
  })

  test('[D8] a deal counts as looked at once its card was opened or it was acted on, by the day of the company', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const one = await aDeal(manager, { title: 'Одна', contact: aClient() }).catch(() =>
      aDeal(manager, { title: 'Одна', contact: aClient() }),
    )
    const other = await aDeal(manager, { title: 'Другая', contact: aClient() })
    expect((await dayOf(manager)).reviewed).toMatchObject({ looked: 2, active: 2 })
    await until('Wed 11.03 00:00')
    expect((await dayOf(manager)).reviewed).toMatchObject({ looked: 0, active: 2, touched: 0 })
    expect((await manager.post(`/deals/${one.id}/views`)).status).toBe(204)
    expect((await manager.post(`/deals/${one.id}/views`)).status).toBe(204)
    await until('Wed 11.03 10:00')
    await triedIn(manager, other)
    const { reviewed, review, touches } = await dayOf(manager)
    expect(reviewed).toMatchObject({ looked: 2, active: 2, touched: 1, suitable: 2 })
    expect(titles(review)).toEqual([])
    expect(touches).toEqual({ calls: 1, letters: 0, messages: 0, meetings: 0 })
  })

  test('[A4 D4] what the regulation will do next: the clocks with their consequence in words', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    await aDeal(manager, { title: 'Первая', contact: { name: 'Ольга', phone: '+79125550099' } })
    const { fate } = await dayOf(manager)
    expect(fate.slice(0, 3).map(({ at, clause, text, deals }) => [said(at), clause, text, deals.map(({ name }) => name)])).toEqual([
      ['Tue 10 Mar 10:30', 'overdue', 'дело станет просроченным', ['Ольга']],
      ['Tue 10 Mar 14:00', 'stage-stay', 'сделка застрянет в этапе, это увидит руководитель', ['Ольга']],
      ['Tue 10 Mar 14:30', 'overdue', 'просрочку увидит руководитель', ['Ольга']],
    ])
  })

  test('[D8 C10] inquiries given to him that are no deal yet, who waits longest first, until they are answered; of nobody else', async () => {
    const { owner, member, enact } = await sandbox(app, 'Tue 10.03 10:00')
    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const [manager, other] = [await member('manager'), await member('manager')]
    const sends = async (body: Record<string, unknown>) =>
      done(await owner.post<{ id: string }>('/leads', { channel: 'form', responsibleId: manager.id, ...body })).id
    const later = await sends({ phone: '+79125550188', text: 'Нужны окна', inquiredAt: iso('Tue 10.03 9:50') })
    const first = await sends({ name: 'Ольга', company: 'Дом', phone: '+79125550189', source: 'Поиск', inquiredAt: iso('Tue 10.03 9:40') })
    const { leads, clauses } = await dayOf(manager)
    expect(leads.map(({ id }) => id)).toEqual([first, later])
    expect(leads[0]).toMatchObject({ title: 'Ольга', company: 'Дом', source: 'Поиск' })
    expect(said(leads[0]!.answerBy!)).toBe('Tue 10 Mar 10:10')
    expect(clauses['first-response']).toBeDefined()
    expect((await dayOf(other)).leads).toEqual([])
    done(await manager.patch(`/leads/${first}`, { status: 'in-work' }))
    expect((await dayOf(manager)).leads.map(({ id }) => id)).toEqual([later])
  })

  test('[A9] as many statements for a dozen deals as for one', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:00')
    const [busy, idle] = [await member('manager'), await member('manager')]
    for (let n = 0; n < 12; n++) await told(busy, await aDeal(busy, { title: `Сделка ${n}`, contact: aClient() }), 'mail', 'in', 'received')
    await aDeal(idle, { contact: aClient() })
    const countOf = async (by: Person, url: string) => (await statementsOf(() => by.get(url))).statements.length
    expect(await countOf(busy, '/my-day')).toBe(await countOf(idle, '/my-day'))
    expect(await countOf(busy, '/my-day')).toBe(14)
    expect(await countOf(busy, '/incoming')).toBe(await countOf(idle, '/incoming'))
    expect(await countOf(busy, '/incoming')).toBeLessThanOrEqual(8)
  })
})

describe('[D7] incoming', () => {
  test('the oldest first, each answered, called back or dismissed with a reason; then it is empty', async () => {
    const { member, until, owner } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const [first, second, third] = [
      await aDeal(manager, { title: 'Первая', contact: aClient({ mail: true }) }),
      await aDeal(manager, { title: 'Вторая', contact: aClient() }),
      await aDeal(manager, { title: 'Третья', contact: aClient() }),
    ]
    await until('Tue 10.03 11:00')
    done(await told(manager, second, 'call', 'in', 'missed'))
    await until('Tue 10.03 11:05')
    done(await told(manager, first, 'mail', 'in', 'received', { at: iso('Tue 10.03 10:40') }))
    done(await told(manager, third, 'chat', 'in', 'received', { text: 'Ау' }))
    const queue = await queueOf(manager)
    expect(queue.items.map(({ deal, channel, missedCall }) => [deal.title, channel, missedCall])).toEqual([
      ['Первая', 'mail', false],
      ['Вторая', 'call', true],
      ['Третья', 'chat', false],
    ])
    expect(queue.counts).toEqual({ mine: 3, team: null, all: null })
    expect((await queueOf(owner, 'all')).counts).toEqual({ mine: 0, team: null, all: 3 })

    // A missed call is answered by any call back, reached or not; a letter by a letter.
    await triedIn(manager, second)
    done(await told(manager, first, 'call', 'out', 'no-answer'))
    expect(titles((await queueOf(manager)).items)).toEqual(['Первая', 'Третья'])
    done(await told(manager, first, 'mail', 'out', 'sent', { text: 'Скидка десять процентов' }))
    const [last] = (await queueOf(manager)).items
    expect((await manager.post(`/incoming/${last!.id}/dismissal`, { reason: ' ' })).status).toBe(400)
    done(await manager.post(`/incoming/${last!.id}/dismissal`, { reason: 'Ошибся окном' }))
    expect((await manager.post(`/incoming/${last!.id}/dismissal`, { reason: 'Ещё раз' })).status).toBe(409)
    const empty = await queueOf(manager)
    expect([empty.items, empty.handledToday]).toEqual([[], 3])
  })

  test('[D7] what is written down late and lies before our answer does not wait; what lies after it does', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 12:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient({ mail: true }) })
    done(await told(manager, deal, 'mail', 'out', 'sent'))
    await until('Tue 10.03 13:00')
    done(await told(manager, deal, 'mail', 'in', 'received', { at: iso('Tue 10.03 11:59') }))
    expect((await queueOf(manager)).items).toEqual([])
    done(await told(manager, deal, 'messenger', 'in', 'received', { at: iso('Tue 10.03 11:59') }))
    done(await told(manager, deal, 'mail', 'in', 'received', { at: iso('Tue 10.03 12:01') }))
    expect((await queueOf(manager)).items.map(({ channel, at }) => [channel, said(at)])).toEqual([
      ['messenger', 'Tue 10 Mar 11:59'],
      ['mail', 'Tue 10 Mar 12:01'],
    ])
  })

  test('[L6] nobody reads the queue of another; his head does', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 12:00')
    const [manager, colleague, head] = [await member('manager'), await member('manager'), await member('head')]
    done(await told(manager, await aDeal(manager, { title: 'Чужая', contact: aClient() }), 'mail', 'in', 'received'))
    expect((await queueOf(colleague, 'all')).items).toEqual([])
    expect(titles((await queueOf(head, 'team')).items)).toEqual(['Чужая'])
    expect((await queueOf(head)).items).toEqual([])
  })

  test('[D11] who stands in answers for the absent', async () => {
    const { member, owner } = await sandbox(app, 'Tue 10.03 12:00')
    const [manager, standIn] = [await member('manager'), await member('manager')]
    done(await told(manager, await aDeal(manager, { title: 'В отпуске', contact: aClient() }), 'mail', 'in', 'received'))
    done(
      await owner.post('/absences', {
        memberId: manager.id,
        from: iso('Tue 10.03 12:00'),
        until: iso('Wed 18.03 09:00'),
        standInId: standIn.id,
      }),
    )
    expect(titles((await queueOf(standIn)).items)).toEqual(['В отпуске'])
    expect(titles((await dayOf(standIn)).incoming)).toEqual(['В отпуске'])
  })
})

describe('[D10] closing the day', () => {
  test('what is left is listed and carried over only with a reason for each; the head sees it', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const [manager, head] = [await member('manager'), await member('head')]
    const deal = await aDeal(manager, { title: 'Окна', contact: aClient() })
    done(await told(manager, deal, 'mail', 'in', 'received'))
    await until('Tue 10.03 17:30')
    const bare = await manager.post<DayClosed>('/my-day/closing', {})
    expect([bare.status, (bare.problem.current as { left: { kind: string }[] }).left.map(({ kind }) => kind)]).toEqual([
      409,
      ['incoming', 'task'],
    ])
    const { left } = await dayOf(manager)
    const [letter, call] = left
    const half = await manager.post('/my-day/closing', { carried: [{ kind: 'incoming', id: letter!.id, reason: 'Жду расчёт от завода' }] })
    expect(half.status).toBe(409)
    expect((await openTasksOf(manager, deal)).map(({ dueAt }) => said(dueAt))).toEqual(['Tue 10 Mar 10:30'])
    const carried = [
      { kind: 'incoming', id: letter!.id, reason: 'Жду расчёт от завода' },
      { kind: 'task', id: call!.id, reason: 'Клиент просил завтра' },
    ]
    expect((await manager.post('/my-day/closing', { carried: [{ ...carried[0], reason: ' ' }, carried[1]] })).status).toBe(400)
    expect(done(await manager.post<DayClosed>('/my-day/closing', { carried }))).toMatchObject({ day: '2026-03-10', carried: 2 })
    // Said again nothing is done twice.
    expect(done(await manager.post<DayClosed>('/my-day/closing', { carried }))).toMatchObject({ carried: 0 })
    // The same time of the next working day, counted from now for what was overdue.
    expect((await openTasksOf(manager, deal)).map(({ dueAt }) => said(dueAt))).toEqual(['Wed 11 Mar 17:30'])
    const day = await dayOf(manager)
    expect([day.closed === null, day.left, day.incoming.length]).toEqual([false, [], 1])

    const seen = done(await head.get<DayClosings>('/day-closings'))
    const his = seen.items.find((it) => it.member.id === manager.id)!
    expect(his.carried.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['incoming', 'Жду расчёт от завода'],
      ['task', 'Клиент просил завтра'],
    ])
    expect(his).toMatchObject({ left: { incoming: 1, tasks: 0 }, reviewed: { looked: 1, active: 1 } })
    expect((await manager.get('/day-closings')).status).toBe(403)
    expect((await head.get('/day-closings?day=2026-02-30')).status).toBe(400)
  })

  test('two closings at once carry each thing over once', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Tue 10.03 17:30')
    const { left } = await dayOf(manager)
    const carried = left.map(({ kind, id }) => ({ kind, id, reason: 'Не успел' }))
    const both = await Promise.all([1, 2].map(() => manager.post<DayClosed>('/my-day/closing', { carried })))
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both.map(({ body }) => body.carried).toSorted((a, b) => a - b)).toEqual([0, 1])
    expect(await openTasksOf(manager, deal)).toHaveLength(1)
  })

  test('[H4] what waits on a closed deal waits for him who had it', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { title: 'Спам', contact: aClient() })
    done(await closed(manager, deal, 'spam'))
    done(await told(manager, deal, 'mail', 'in', 'received', { text: 'Это ошибка' }))
    expect((await queueOf(manager)).items.map((it) => [it.deal.title, it.deal.status])).toEqual([['Спам', 'lost']])
    expect((await manager.get<Page<Interaction>>(`/deals/${deal.id}/interactions`)).status).toBe(200)
    await talked(manager, await aDeal(manager, { contact: aClient() }))
  })
})
