import type { ActAnswer, Deal } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { DAY_MS, type Instant, newId } from '@reglament/kernel'
import { decide } from '@reglament/regulation'
import { moscow } from '@reglament/regulation/testing'
import { inWorkspace } from '../../../platform/database.ts'
import { withClient } from '../../../platform/database/withClient.ts'
import { bookInForce } from '../../rulebook/index.ts'
import { apply } from '../apply.ts'
import { nextCheckAfter, receiverOf, situationOfNew } from '../situation.ts'
import { carrying } from '../../../testing/carrying.ts'
import { application, refusedBy, type Person } from '../../../testing/company.ts'
import { aClient, aDeal, aDealIn, closed, dealOf, done, moved, said, sandbox, tasksOf, told } from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

/** A manager may have so many deals; set as the owner of the schema, for there is no screen for it yet. */
const loadMax = (workspaceId: number, { id }: Person, most: number) =>
  withClient(app.database.ownerUrl, async (client) => {
    await client.query(`set app.workspace = '${workspaceId}'`)
    await client.query('update member set load_min = 0, load_max = $2 where id = $1', [id, most])
  })
/** A deal that he brings along from elsewhere, as an import does it, whatever his load. */
const adopts = (workspaceId: number, { id: memberId }: Person, now: Instant): Promise<string> =>
  inWorkspace(app.services, workspaceId, async (tx) => {
    const book = await bookInForce(tx, workspaceId)
    const client = { channels: { phone: true, mail: false, messenger: false }, wonDeals: 0 }
    const situation = situationOfNew(book, { memberId, role: 'owner' }, client, await receiverOf(tx, workspaceId, memberId))
    const dealId = newId()
    const card = { dealId, pipeline: 'sales', stage: 'qualified', title: 'Из прежней программы', contactId: null, companyId: null }
    const times = { createdAt: now, enteredAt: now, inquiryAt: now, closedAt: null, lossReason: null }
    const task = { kind: 'review-imported', text: '', dueAt: now + 5 * DAY_MS }
    const step = { kind: 'adopt' as const, ...card, ...times, status: 'open' as const, responsibleId: memberId, task }
    const { changes } = decide(book.regulation, { steps: [step] }, situation, now)
    const nextCheckAt = nextCheckAfter(book, situation, changes.after, now)
    await apply(tx, [{ ...changes, nextCheckAt }], { workspaceId, actorId: memberId, now, book })
    return dealId
  })
const assign = (by: Person, { id }: { id: string }, to: Person) => by.patch<ActAnswer>(`/deals/${id}`, { responsibleId: to.id })

describe('[D9] load, regulation §11', () => {
  test('[D9] row 22: at eighty a deal is not assigned by the API, and not made for oneself; the mends are said', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    // The usual eighty; that many deals are in the counts.
    const one = await aDeal(manager)
    await carrying(app.services, workspaceId, manager.id, 80)
    const other = await aDeal(owner)
    const refused = await assign(owner, other, manager)
    expect([refused.status, refusedBy(refused)]).toEqual([409, ['load-max']])
    expect(refused.problem.refusals![0]).toMatchObject({
      lacks: { what: 'room', memberId: manager.id, made: 80, needed: 80 },
      mends: [{ act: 'win' }, { act: 'closure' }, { act: 'give-back' }],
    })
    expect(refusedBy(await manager.post('/deals', { title: 'Восемьдесят первая' }))).toEqual(['load-max'])
    expect((await dealOf(owner, other)).responsible?.id).toBe(owner.id)
    expect((await manager.patch(`/deals/${one.id}`, { note: 'Ведёт он её по-прежнему' })).status).toBe(200)
  })

  test('[D9] row 22: with room for one, two deals assigned at once: one is, the other is refused', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    for (let round = 0; round < 4; round++) {
      await loadMax(workspaceId, manager, round + 1)
      const [one, other] = [await aDeal(owner), await aDeal(owner)]
      const both = await Promise.all([assign(owner, one, manager), assign(owner, other, manager)])
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
      expect(refusedBy(both.find(({ status }) => status === 409)!)).toEqual(['load-max'])
    }
    const { body } = await manager.get<{ load: { open: number; max: number } }>('/me')
    expect(body.load).toMatchObject({ open: 4, max: 4 })
  })

  test('[D9 I2] two that he makes at once, and one made while another is assigned: never more than he may have', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    await loadMax(workspaceId, manager, 1)
    const made = await Promise.all([1, 2, 3].map(() => manager.post('/deals', { title: 'Сразу несколько' })))
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
    await loadMax(workspaceId, manager, 2)
    const spare = await aDeal(owner)
    const mixed = await Promise.all([manager.post('/deals', { title: 'Ещё одна' }), assign(owner, spare, manager)])
    expect(mixed.filter(({ status }) => status === 409)).toHaveLength(1)
  })
})

describe('[H5] reopening, regulation §4 and §7', () => {
  const lose = async (by: Person, deal: Deal) => {
    const { items } = done(await by.get<{ items: { id: string; direction: string }[] }>(`/deals/${deal.id}/interactions`))
    const evidence = items.filter(({ direction }) => direction === 'in').map(({ id }) => id)
    return done(await closed(by, deal, 'no-need', { evidence })).deal
  }
  /** In proposal-sent since 12 March, three attempts made, lost on 16 March. */
  const lostDeal = async () => {
    const company = await sandbox(app, 'Thu 12.03 11:00')
    await company.onlyWatching('lifetime')
    const manager = await company.member('manager')
    const deal = await aDealIn(manager, 'proposal-sent', { contact: aClient({ mail: true }) })
    done(await told(manager, deal, 'mail', 'in', 'received'))
    done(await told(manager, deal, 'mail', 'out', 'sent'))
    done(await told(manager, deal, 'call', 'out', 'talked'))
    done(await told(manager, deal, 'call', 'out', 'no-answer'))
    await company.until('Mon 16.03 12:00')
    await lose(manager, deal)
    return { ...company, manager, deal }
  }
  const reopen = (by: Person, deal: Deal, more = {}) =>
    by.post<ActAnswer>(`/deals/${deal.id}/reopening`, { reason: 'Клиент передумал', ...more })

  test('[H5 D2] it goes back to the stage that it left, with the task of that stage anew, and attempts from zero', async () => {
    const { manager, deal, until } = await lostDeal()
    await until('Tue 17.03 10:00')
    const open = done(await reopen(manager, deal)).deal
    expect(open).toMatchObject({ status: 'open', stage: 'proposal-sent', closedAt: null, lossReason: null })
    expect(tasksOf(open)).toEqual(['handle-objections, Wed 18 Mar 10:00'])
    expect(open.visits.map(({ stage }) => stage)).toEqual(['new-request', 'taken', 'qualified', 'proposal-sent', 'lost', 'proposal-sent'])
    const refused = await closed(manager, open, 'does-not-answer')
    expect(refused.problem.refusals!.find(({ clause }) => clause === 'attempts-before-closing')!.lacks).toMatchObject({ made: 0 })
    const again = await reopen(manager, open)
    expect([again.status, again.problem.detail]).toEqual([409, 'Заново открывают только закрытую сделку.'])
  })

  test('[B8] its life ends at its old end, or a month after reopening if that is later', async () => {
    const [early, late] = [await lostDeal(), await lostDeal()]
    const endOf = ({ clocks }: Deal) => said(clocks.find(({ clause }) => clause === 'lifetime')!.from)
    await early.until('Tue 17.03 10:00')
    expect(endOf(done(await reopen(early.manager, early.deal)).deal)).toBe('Mon 15 Jun 18:00')
    await late.until('Wed 10.06 10:00')
    expect(endOf(done(await reopen(late.manager, late.deal)).deal)).toBe('Fri 10 Jul 18:00')
  })

  test('[D9] row 28: returned to somebody without room it is refused; to the exchange it goes', async () => {
    const { owner, manager, deal, workspaceId, member } = await lostDeal()
    const colleague = await member('manager')
    await loadMax(workspaceId, manager, 0)
    await loadMax(workspaceId, colleague, 0)
    expect(refusedBy(await reopen(manager, deal))).toEqual(['load-max'])
    expect(refusedBy(await reopen(owner, deal, { responsibleId: colleague.id }))).toEqual(['load-max'])
    expect((await reopen(manager, deal, { responsibleId: colleague.id })).status).toBe(403)
    expect((await dealOf(owner, deal)).status).toBe('lost')
    const open = done(await reopen(owner, deal, { responsibleId: null })).deal
    expect([open.status, open.responsible]).toEqual(['open', null])
  })

  test('[B2] a won deal is reopened to the stage that it left, and the client is new again', async () => {
    const { owner } = await sandbox(app, 'Thu 12.03 11:00')
    const deal = await aDealIn(owner, 'invoiced', { contact: aClient() })
    const won = await moved(owner, deal, 'started')
    expect([won.status, won.contact?.returning]).toEqual(['won', true])
    const open = done(await reopen(owner, won)).deal
    expect([open.status, open.stage, open.contact?.returning]).toEqual(['open', 'invoiced', false])
    expect(open.tasks.length).toBeGreaterThan(0)
  })
})

describe('[D9 L3] more than he may have by adoption', () => {
  test('[D9] the breach ends when he has no more than he may have, on whichever deal he got room', async () => {
    const { owner, member, workspaceId, until, breaches, onlyWatching } = await sandbox(app, 'Thu 12.03 11:00')
    await onlyWatching()
    const manager = await member('manager')
    await loadMax(workspaceId, manager, 2)
    const own = [await aDeal(manager, { contact: aClient() }), await aDeal(manager, { contact: aClient() })]
    const adopted = await adopts(workspaceId, manager, moscow('Thu 12.03 11:00'))
    await until('Thu 12.03 11:05')
    expect(await breaches(`dealId=${adopted}&clause=load-max`)).toEqual(['load-max, Thu 12 Mar 11:00'])
    expect(refusedBy(await manager.post('/deals', { title: 'Ещё одна' }))).toEqual(['load-max'])
    // Room comes from another deal than the adopted one.
    done(await closed(manager, own[0]!, 'spam'))
    await until('Thu 12.03 11:10')
    const [ended] = await breaches(`dealId=${adopted}&clause=load-max`)
    expect(ended).toMatch(/^load-max, Thu 12 Mar 11:00 – Thu 12 Mar 11:(0[5-9]|10)$/)
    expect(refusedBy(await manager.post('/deals', { title: 'Ещё одна' }))).toEqual(['load-max'])
    expect((await dealOf(owner, { id: adopted })).responsible?.id).toBe(manager.id)
  })
})

describe('[D11] absence', () => {
  const away = async (role: 'manager' | 'head' = 'manager') => {
    const company = await sandbox(app, 'Mon 16.03 10:00')
    const [manager, standIn] = [await company.member('manager'), await company.member(role)]
    await company.onlyWatching('overdue-hand-over')
    const deal = await aDealIn(manager, 'taken', { contact: aClient() })
    const absence = {
      memberId: manager.id,
      standInId: standIn.id,
      from: '2026-03-17T07:00:00Z',
      until: '2026-03-20T15:00:00Z',
    }
    return { ...company, manager, standIn, deal, absence }
  }

  test('[D11] when it begins his tasks go to the stand-in, due not before the closing of that day; the deal stays his', async () => {
    const { owner, manager, standIn, deal, absence, until } = await away()
    const recorded = done(await owner.post<{ id: string; begun: boolean }>('/absences', absence))
    expect(recorded.begun).toBe(false)
    await until('Tue 17.03 09:59')
    const task = async () => (await dealOf(owner, deal)).tasks[0]!
    expect([(await task()).assignee?.id, said((await task()).dueAt)]).toEqual([manager.id, 'Mon 16 Mar 10:30'])
    expect((await standIn.get(`/deals/${deal.id}`)).status).toBe(404)
    await until('Tue 17.03 10:00')
    expect([(await task()).assignee?.id, said((await task()).dueAt)]).toEqual([standIn.id, 'Tue 17 Mar 18:00'])
    expect((await dealOf(owner, deal)).responsible?.id).toBe(manager.id)
    // The stand-in sees it, works it, and finds it in his lists; when the absence is over he does not any more.
    const next = { text: 'Перезвонить после отпуска', dueAt: '2026-03-23T09:00:00Z' }
    done(await standIn.post(`/tasks/${(await task()).id}/completion`, { result: 'Поговорил за коллегу', next }))
    const list = done(await standIn.get<{ items: { id: string }[] }>('/deals'))
    expect(list.items.map(({ id }) => id)).toContain(deal.id)
    await until('Fri 20.03 18:00')
    expect((await standIn.get(`/deals/${deal.id}`)).status).toBe(404)
    expect(done(await owner.get<{ items: { begun: boolean }[] }>('/absences')).items).toMatchObject([{ begun: true }])
  })

  test('[D11] what is planned for an absent colleague on somebody else’s deal is his stand-in’s at once', async () => {
    const { owner, member, manager, standIn, absence, until } = await away()
    done(await owner.post<{ id: string }>('/absences', absence))
    await until('Wed 18.03 11:00')
    const other = await member('manager')
    const deal = await aDeal(other, { contact: aClient() })
    const task = { dealId: deal.id, text: 'Посчитайте смету по вашему шаблону', dueAt: '2026-03-19T09:00:00Z', assigneeId: manager.id }
    done(await owner.post<ActAnswer>('/tasks', task))
    const { tasks } = await dealOf(owner, deal)
    expect(tasks.find(({ text }) => text === task.text)?.assignee?.id).toBe(standIn.id)
    // Back from leave he is given what is planned for him.
    await until('Mon 23.03 11:00')
    done(await owner.post<ActAnswer>('/tasks', { ...task, text: 'Проверьте договор с клиентом', dueAt: '2026-03-24T09:00:00Z' }))
    const later = await dealOf(owner, deal)
    expect(later.tasks.find(({ text }) => text?.startsWith('Проверьте'))?.assignee?.id).toBe(manager.id)
  })

  test('[D11] no duty of the absent is a breach while he is away; what fell due meanwhile is due when he is back', async () => {
    const { owner, deal, manager, absence, until, breaches } = await away()
    const { standInId: _, ...alone } = absence
    const next = { text: 'Позвонить в четверг утром', dueAt: '2026-03-19T07:00:00Z' }
    done(await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Поговорили', next }))
    done(await owner.post('/absences', alone))
    await until('Fri 20.03 17:59')
    expect(await breaches(`dealId=${deal.id}`)).toEqual([])
    await until('Mon 23.03 17:00')
    expect(await breaches(`dealId=${deal.id}&clause=overdue`)).toEqual(['overdue, Fri 20 Mar 18:00'])
  })

  test('[D11] an absence recorded late mends what it explains', async () => {
    const { owner, deal, absence, until, breaches } = await away()
    await until('Tue 17.03 12:00')
    expect(await breaches(`dealId=${deal.id}&clause=overdue`)).toEqual(['overdue, Mon 16 Mar 10:30'])
    done(await owner.post('/absences', { ...absence, from: '2026-03-16T06:00:00Z', standInId: null }))
    await until('Tue 17.03 12:01')
    expect(await breaches(`dealId=${deal.id}&clause=overdue`)).toEqual(['overdue, Mon 16 Mar 10:30 – Tue 17 Mar 12:00'])
  })

  test('[D11] while the clause only watches nothing is handed over; who is back early is asked for his duties again', async () => {
    const { owner, manager, deal, absence, until, breaches, modes } = await away()
    await modes({ 'stand-in': 'observe' })
    const recorded = done(await owner.post<{ id: string }>('/absences', absence))
    const next = { text: 'Позвонить в четверг утром', dueAt: '2026-03-19T07:00:00Z' }
    done(await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Поговорили', next }))
    await until('Wed 18.03 12:00')
    expect((await dealOf(owner, deal)).tasks[0]!.assignee?.id).toBe(manager.id)
    done(await owner.post(`/absences/${recorded.id}/ending`))
    await until('Thu 19.03 17:00')
    expect(await breaches(`dealId=${deal.id}&clause=overdue`)).toEqual(['overdue, Thu 19 Mar 10:00'])
  })

  test('[D11] who may record it, and what is no absence', async () => {
    const { owner, manager, standIn, member, absence } = await away()
    const admin = await member('admin')
    const other = await app.company()
    // A colleague's is the head's matter; his own he records himself, and nobody sees it but he and those above.
    expect((await manager.post('/absences', { ...absence, memberId: standIn.id, standInId: null })).status).toBe(403)
    expect(done(await standIn.get<{ items: unknown[] }>('/absences')).items).toEqual([])
    const own = done(
      await manager.post<{ id: string }>('/absences', { ...absence, from: '2026-05-12T06:00:00Z', until: '2026-05-13T15:00:00Z' }),
    )
    expect(done(await manager.get<{ items: { id: string }[] }>('/absences')).items).toMatchObject([{ id: own.id }])
    expect((await standIn.post(`/absences/${own.id}/ending`)).status).toBe(404)
    done(await manager.post(`/absences/${own.id}/ending`))
    expect((await manager.post(`/absences/${own.id}/ending`)).status).toBe(409)
    expect(done(await manager.get<{ items: unknown[] }>('/absences')).items).toEqual([])
    for (const [more, path] of [
      [{ until: absence.from }, '/until'],
      [{ until: '2028-03-20T15:00:00Z' }, '/until'],
      [{ from: '2026-03-02T07:00:00Z', until: '2026-03-05T07:00:00Z' }, '/until'],
      [{ standInId: manager.id }, '/standInId'],
      [{ standInId: other.owner.id }, '/standInId'],
      [{ memberId: other.owner.id }, '/memberId'],
    ] as const) {
      const wrong = await owner.post('/absences', { ...absence, ...more })
      expect([wrong.status, wrong.problem.faults?.map((it) => it.path)]).toEqual([400, [path]])
    }
    expect((await admin.post('/absences', absence)).status).toBe(201)
    expect((await owner.post('/absences', absence)).status).toBe(409)
    expect((await owner.post('/absences', { ...absence, memberId: standIn.id, standInId: manager.id })).status).toBe(409)
    const twice = { ...absence, from: '2026-04-01T07:00:00Z', until: '2026-04-02T07:00:00Z' }
    const both = await Promise.all([owner.post('/absences', twice), admin.post('/absences', twice)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  })
})
