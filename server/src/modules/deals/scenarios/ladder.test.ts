import type { ActAnswer, Deal, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, refusedBy } from '../../../testing/company.ts'
import { aClient, aDeal, closed, dealOf, done, sandbox, said, tasksOf, told } from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

/** Nobody answers; the button on the call task. */
const noAnswer = async (by: Parameters<typeof aDeal>[0], { tasks }: Deal) =>
  done(await by.post<ActAnswer>(`/tasks/${tasks[0]!.id}/no-answer`))

describe('[C8] the no-answer ladder, regulation §11', () => {
  test('[C8 H2] row 7: four no-answers, rung by rung; could-not-reach is allowed at the last of them and not a minute before', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const dues: string[] = []
    for (const at of ['Tue 10.03 10:05', 'Tue 10.03 11:10', 'Wed 11.03 11:15']) {
      await until(at)
      dues.push(said((await noAnswer(manager, deal)).deal.tasks[0]!.dueAt))
    }
    expect(dues).toEqual(['Tue 10 Mar 11:05', 'Wed 11 Mar 11:10', 'Wed 11 Mar 12:15'])

    await until('Wed 11.03 12:19')
    const early = await closed(manager, deal, 'could-not-reach')
    expect(refusedBy(early)).toEqual(['ladder-complete'])
    expect(early.problem.refusals![0]).toMatchObject({ lacks: { what: 'ladder', made: 3, needed: 4 }, passesAt: null })

    await until('Wed 11.03 12:20')
    const last = await noAnswer(manager, deal)
    expect(tasksOf(last.deal)).toEqual(['close-or-find-channel, Wed 11 Mar 14:20'])
    // What the task was called then stays so: only the last change made another task of it.
    const { items } = done(await manager.get<Timeline>(`/deals/${deal.id}/timeline`))
    const changes = items.filter(({ type }) => type === 'task-changed').map(({ summary }) => summary.includes('Закрыть сделку'))
    expect(changes).toEqual([true, false, false, false])
    const lost = done(await closed(manager, deal, 'could-not-reach')).deal
    expect(lost).toMatchObject({ status: 'lost', lossReason: 'could-not-reach', stage: 'lost' })
    expect((await dealOf(owner, deal)).status).toBe('lost')
  })

  test('[C8] row 8: pressed again too early, the rung and the due stay; the answer says from when it counts', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Tue 10.03 10:05')
    await noAnswer(manager, deal)
    await until('Tue 10.03 10:20')
    const again = await noAnswer(manager, deal)
    expect(tasksOf(again.deal)).toEqual(['call, Tue 10 Mar 11:05'])
    expect(again.findings.map(({ clause, countsFrom }) => [clause, said(countsFrom!)])).toEqual([['no-answer-ladder', 'Tue 10 Mar 10:55']])
    expect(again.refusals).toEqual([])
    await until('Tue 10.03 10:55')
    expect(tasksOf((await noAnswer(manager, deal)).deal)).toEqual(['call, Wed 11 Mar 10:55'])
  })

  test('[D7] row 9: he rings back on rung 2 and is missed: the ladder starts over, and nothing may be closed', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    for (const at of ['Tue 10.03 10:05', 'Tue 10.03 11:10']) {
      await until(at)
      await noAnswer(manager, deal)
    }
    await until('Tue 10.03 14:00')
    const rang = done(await told(manager, deal, 'call', 'in', 'missed')).deal
    expect(tasksOf(rang)).toEqual(['call-back, Tue 10 Mar 14:30'])
    const lost = await closed(manager, deal, 'could-not-reach')
    expect(refusedBy(lost).toSorted()).toEqual(['ladder-complete', 'nothing-unanswered'])
    expect(lost.problem.refusals!.find(({ clause }) => clause === 'ladder-complete')!.lacks).toMatchObject({ made: 0, needed: 4 })
  })

  test('[H2] row 10: phone and e-mail, never reached: the letter goes once with the first rung, and only could-not-reach is the door', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient({ mail: true }) })
    for (const at of ['Tue 10.03 10:05', 'Tue 10.03 11:10', 'Wed 11.03 11:15', 'Wed 11.03 12:20']) {
      await until(at)
      await noAnswer(manager, deal)
    }
    const wrongDoor = await closed(manager, deal, 'does-not-answer')
    expect(refusedBy(wrongDoor)).toEqual(['ladder-complete'])
    expect(wrongDoor.problem.refusals![0]!.mends).toContainEqual({
      act: 'closure',
      reason: 'could-not-reach',
    })
    expect((await closed(manager, deal, 'could-not-reach')).status).toBe(201)
  })
})

describe('[C8 L7] the button pressed twice', () => {
  test('[C8 L7] under one Idempotency-Key it is one attempt; without, the second is recorded and counts from later', async () => {
    const { member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const url = `/tasks/${deal.tasks[0]!.id}/no-answer`
    await until('Tue 10.03 10:05')
    const key = { 'idempotency-key': 'press-1' }
    const [first, second] = [await manager.post<ActAnswer>(url, {}, key), await manager.post<ActAnswer>(url, {}, key)]
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
    const interactions = () => manager.get<{ items: unknown[] }>(`/deals/${deal.id}/interactions`)
    expect((await interactions()).body.items).toHaveLength(1)

    const both = await Promise.all([manager.post<ActAnswer>(url), manager.post<ActAnswer>(url)])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect((await interactions()).body.items).toHaveLength(3)
    expect(tasksOf(await dealOf(manager, deal))).toEqual(['call, Tue 10 Mar 11:05'])
  })

  test('[C8 L7] two at once on a fresh deal climb one rung', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:05')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const url = `/tasks/${deal.tasks[0]!.id}/no-answer`
    const both = await Promise.all([manager.post<ActAnswer>(url), manager.post<ActAnswer>(url)])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both.map(({ body }) => body.findings.length).toSorted((a, b) => a - b)).toEqual([0, 1])
    expect(tasksOf(await dealOf(manager, deal))).toEqual(['call, Tue 10 Mar 11:05'])
  })

  test('[C8 L7] on a task that has ended it is a conflict, and on a closed deal too', async () => {
    const { member } = await sandbox(app, 'Tue 10.03 10:05')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    const [task] = deal.tasks
    const next = { text: 'Выслать примеры работ', dueAt: '2026-03-12T07:00:00Z' }
    done(await manager.post(`/tasks/${task!.id}/completion`, { result: 'Поговорили', next }))
    const ended = await manager.post(`/tasks/${task!.id}/no-answer`)
    expect([ended.status, ended.problem.detail]).toEqual([409, 'Это дело уже закрыто. Обновите карточку.'])
    expect((await manager.post(`/tasks/${crypto.randomUUID()}/no-answer`)).status).toBe(404)
    done(await closed(manager, deal, 'by-rules', { criterion: 'too-small', comment: 'Меньше нашей суммы' }))
    const [review] = (await dealOf(manager, deal)).tasks
    expect([review!.kind, (await manager.post(`/tasks/${review!.id}/no-answer`)).status]).toEqual(['check-closing', 409])
  })
})
