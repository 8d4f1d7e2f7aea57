import type { ActAnswer, Breach, Deal, Page, Task } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../../testing/company.ts'
import {
  aClient,
  aDeal,
  aDealIn,
  dealOf,
  done,
  iso,
  readBreaches,
  said,
  sandbox,
  talked,
  tasksOf,
  told,
  triedIn,
} from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const clockOf = ({ clocks }: Deal, clause: string) => {
  const clock = clocks.find((it) => it.clause === clause)
  return clock && said(clock.from)
}
const planned = async (by: Person, deal: { id: string }, dueAt: string, more: object = {}) =>
  done(await by.post<ActAnswer>('/tasks', { dealId: deal.id, text: 'Спросить о решении', dueAt: iso(dueAt), ...more })).deal

describe('[D5 A8] every deal is touched within two weeks, regulation §11', () => {
  test.for([
    ['Mon 20.04 15:00', 'Mon 4 May 18:00'],
    ['Sat 25.04 15:00', 'Tue 12 May 18:00'],
  ] as const)('[D5] row 17: touched %s, it is broken from %s', async ([touched, from]) => {
    const { member, owner, until, onlyWatching } = await sandbox(app, 'Mon 20.04 14:00')
    await onlyWatching('touch-cadence')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    await until(touched)
    const tried = await triedIn(manager, deal)
    expect(clockOf(tried, 'touch-cadence')).toBe(from)
    await until(from.replace('18:00', '17:59'))
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=touch-cadence`)).toEqual([])
    await until(from)
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=touch-cadence`)).toEqual([`touch-cadence, ${from}`])
  })

  test('[D5] the breach sets a task to touch the client, unless one is due earlier', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Mon 20.04 14:00')
    await onlyWatching('touch-cadence')
    const manager = await member('manager')
    const [alone, busy] = [await aDealIn(manager, 'taken'), await aDealIn(manager, 'taken')]
    for (const deal of [alone, busy]) {
      const due = deal === alone ? 'Fri 5.06 12:00' : 'Tue 5.05 12:00'
      const next = { text: 'Ждём ответа клиента', dueAt: iso(due) }
      done(await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Поговорили', next }))
    }
    await until('Mon 20.04 15:00')
    for (const deal of [alone, busy]) await triedIn(manager, deal)
    await until('Tue 5.05 11:00')
    expect(tasksOf(await dealOf(manager, alone))).toEqual(['touch, Wed 6 May 09:00', 'other, Fri 5 Jun 12:00'])
    expect(tasksOf(await dealOf(manager, busy))).toEqual(['other, Tue 5 May 12:00'])
  })
})

describe('[H8] the client thinks, regulation §11', () => {
  test('[H8] row 18: talked and no date named: a call in a week, at the closing of a working day', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Mon 20.04 10:00')
    await onlyWatching('thinking-weekly')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-discussed', { contact: aClient() })
    await until('Fri 24.04 16:00')
    expect(tasksOf(await talked(manager, deal))).toContain('call, Mon 4 May 18:00')
  })

  test('[D5 H8] row 19: a date that the client named replaces this clock, but never the touch clock', async () => {
    const { member, until, onlyWatching } = await sandbox(app, 'Mon 20.04 10:00')
    await onlyWatching('thinking-weekly', 'touch-cadence')
    const manager = await member('manager')
    const deal = await aDealIn(manager, 'proposal-discussed', { contact: aClient() })
    await until('Mon 20.04 15:00')
    const heard = await talked(manager, deal, { namedAt: iso('Wed 20.05 12:00') })
    expect(clockOf(heard, 'thinking-weekly')).toBeUndefined()
    const [own] = heard.tasks
    const next = { text: 'Позвонить, как просил клиент', kind: 'call', dueAt: iso('Wed 20.05 12:00') }
    const waiting = done(await manager.post<ActAnswer>(`/tasks/${own!.id}/completion`, { result: 'Просил в мае', next })).deal
    expect(tasksOf(waiting)).toEqual(['call, Wed 20 May 12:00'])
    expect(clockOf(waiting, 'touch-cadence')).toBe('Mon 4 May 18:00')
    await until('Tue 5.05 09:00')
    expect(tasksOf(await dealOf(manager, deal))).toContain('call, Wed 20 May 12:00')
    expect(await readBreaches(manager, `dealId=${deal.id}`)).toContain('touch-cadence, Mon 4 May 18:00')
  })
})

describe('[B8] a deal lives three months, regulation §11', () => {
  test('[B8] row 20: the head’s decision arises at the first closing of a working day after them', async () => {
    const { member, owner, until, onlyWatching } = await sandbox(app, 'Thu 12.03 11:00')
    await onlyWatching('lifetime')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    expect(clockOf(deal, 'lifetime')).toBe('Mon 15 Jun 18:00')
    await until('Mon 15.06 17:59')
    expect(tasksOf(await dealOf(owner, deal)).join()).not.toContain('decide-lifetime')
    await until('Mon 15.06 18:00')
    const old = await dealOf(owner, deal)
    expect(tasksOf(old)).toContain('decide-lifetime, Wed 17 Jun 09:00')
    expect(old.tasks.find(({ kind }) => kind === 'decide-lifetime')!.assignee?.id).toBe(owner.id)
    // Decided: prolonged, the breach is mended.
    done(await owner.post(`/deals/${deal.id}/prolongation`, { until: iso('Mon 13.07 12:00'), reason: 'Клиент ждёт бюджета' }))
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=lifetime`)).toEqual(['lifetime, Mon 15 Jun 18:00 – Mon 15 Jun 18:00'])
  })
})

describe('[D4] overdue, regulation §11', () => {
  /** A deal whose only task is due on Wednesday 11 March at 15:00. */
  const dueOnWednesday = async (stage: string) => {
    const company = await sandbox(app, 'Tue 10.03 10:00')
    await company.onlyWatching('overdue-hand-over')
    const manager = await company.member('manager')
    let deal = await aDealIn(manager, stage, { contact: aClient() })
    deal = await planned(manager, deal, 'Wed 11.03 15:00', { kind: 'meeting' })
    for (const { id } of deal.tasks.filter(({ kind }) => kind !== 'meeting'))
      deal = done(await manager.post<ActAnswer>(`/tasks/${id}/completion`, { result: 'Сделано' })).deal
    return { ...company, manager, deal }
  }

  test('[D4] row 21: the manager’s breach at once, the head sees it after four working hours, the exchange after two working days', async () => {
    const { manager, owner, until, deal, member } = await dueOnWednesday('qualified')
    const head = await member('head')
    await until('Wed 11.03 14:59')
    expect(await readBreaches(manager, `dealId=${deal.id}`)).toEqual([])
    await until('Wed 11.03 15:00')
    expect(await readBreaches(manager, `dealId=${deal.id}`)).toEqual(['overdue, Wed 11 Mar 15:00'])
    await until('Thu 12.03 09:59')
    expect(await readBreaches(head, `dealId=${deal.id}`)).toEqual([])
    await until('Thu 12.03 10:00')
    expect(await readBreaches(head, `dealId=${deal.id}`)).toEqual(['overdue, Wed 11 Mar 15:00'])
    await until('Fri 13.03 14:59')
    expect((await dealOf(owner, deal)).responsible?.id).toBe(manager.id)
    await until('Fri 13.03 15:00')
    const left = await dealOf(owner, deal)
    expect([left.responsible, left.tasks.map(({ assignee }) => assignee)]).toEqual([null, [null]])
    expect(await readBreaches(owner, `dealId=${deal.id}`)).toEqual([
      'overdue, Wed 11 Mar 15:00 – Fri 13 Mar 15:00',
      'overdue-hand-over, Fri 13 Mar 15:00 – Fri 13 Mar 15:00',
    ])
  })

  test('[D4] row 21: completed a minute before, it stays', async () => {
    const { manager, owner, until, deal } = await dueOnWednesday('qualified')
    await until('Fri 13.03 14:59')
    const next = { text: 'Выслать смету клиенту', dueAt: iso('Mon 16.03 12:00') }
    done(await manager.post(`/tasks/${deal.tasks[0]!.id}/completion`, { result: 'Встретились', next }))
    await until('Mon 16.03 11:00')
    expect((await dealOf(owner, deal)).responsible?.id).toBe(manager.id)
    expect(await readBreaches(manager, `dealId=${deal.id}`)).toEqual(['overdue, Wed 11 Mar 15:00 – Fri 13 Mar 14:59'])
  })

  test('[D4] row 21: in start-agreed the head decides instead', async () => {
    const { manager, owner, until, deal } = await dueOnWednesday('start-agreed')
    await until('Fri 13.03 15:00')
    const late = await dealOf(owner, deal)
    expect(late.responsible?.id).toBe(manager.id)
    expect(tasksOf(late)).toContain('decide-deal, Mon 16 Mar 15:00')
  })

  test('[I1] row 24: on the exchange since Friday evening it is the head’s breach four working hours later', async () => {
    const { owner, until, onlyWatching, breaches } = await sandbox(app, 'Fri 6.03 17:00')
    await onlyWatching('exchange-wait')
    const deal = await aDeal(owner, { responsibleId: null, contact: aClient() })
    expect(clockOf(deal, 'exchange-wait')).toBe('Tue 10 Mar 12:00')
    await until('Tue 10.03 11:59')
    expect(await breaches(`clause=exchange-wait`)).toEqual([])
    await until('Tue 10.03 12:00')
    expect(await breaches(`clause=exchange-wait&member=${owner.id}`)).toEqual(['exchange-wait, Tue 10 Mar 12:00'])
  })
})

test('[B9 D4] the earliest clock is named on the card, in the reader’s language', async () => {
  const { member } = await sandbox(app, 'Tue 10.03 10:00')
  const manager = await member('manager')
  const deal = await aDeal(manager, { contact: aClient() })
  expect(deal.clocks.map(({ clause, from, over }) => [clause, said(from), over]).slice(0, 3)).toEqual([
    ['overdue', 'Tue 10 Mar 10:30', false],
    ['stage-stay', 'Tue 10 Mar 14:00', false],
    ['overdue-hand-over', 'Thu 12 Mar 10:30', false],
  ])
  expect(deal.clocks[0]).toMatchObject({ about: deal.tasks[0]!.id, title: expect.stringMatching(/[а-я]/) as string })
  // While it runs a clock bears its own name: that of the clause says what is broken.
  expect(deal.clocks.slice(0, 3).map(({ name }) => name)).toEqual(['Дело', 'Этап', 'Передача другому'])
  const froms = deal.clocks.map(({ from }) => from)
  expect(froms).toEqual(froms.toSorted())
  expect((await dealOf(manager, deal)).clocks).toEqual(deal.clocks)
})

describe('[K5] a clock put forward in one go', () => {
  type Seen = { breaches: unknown[]; tasks: unknown[]; journal: unknown[]; deals: unknown[] }

  /** The same beginning in two companies: a few deals in different stages, somebody away. */
  async function aBeginning() {
    const company = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await company.member('manager')
    await aDeal(manager, { title: 'Новая', contact: aClient() })
    await aDealIn(manager, 'qualified', { title: 'Квалифицирован', contact: aClient({ mail: true }) })
    const discussed = await aDealIn(manager, 'proposal-discussed', { title: 'Обсудили', contact: aClient({ mail: true }) })
    await talked(manager, discussed)
    const agreed = await aDealIn(manager, 'start-agreed', { title: 'Согласован', contact: aClient() })
    done(await told(manager, agreed, 'mail', 'in', 'received'))
    await aDeal(company.owner, { title: 'На бирже', responsibleId: null })
    const head = await company.member('head')
    const absence = { memberId: manager.id, standInId: head.id, from: iso('Wed 18.03 09:00'), until: iso('Fri 20.03 18:00') }
    done(await company.owner.post('/absences', absence))
    await company.enact([{ clause: 'attention', from: [{ mode: 'observe', at: iso('Mon 16.03 12:00') }] }])
    return company
  }

  /** All that is there, without ids and the instants of recording. */
  async function seen({ owner }: { owner: Person }): Promise<Seen> {
    const deals = done(await owner.get<Page<{ id: string; title: string }>>('/deals?limit=200')).items
    const titles = new Map(deals.map(({ id, title }) => [id, title]))
    const breaches = done(await owner.get<Page<Breach>>('/breaches?limit=200')).items
    const tasks = done(await owner.get<Page<Task>>('/tasks?limit=200')).items
    const journal = await Promise.all(
      deals.map(async ({ id, title }) => {
        const { items } = done(await owner.get<Page<{ type: string; at: string; clause: string | null }>>(`/deals/${id}/timeline`))
        return items.map(({ type, at, clause }) => [title, type, at, clause])
      }),
    )
    return {
      deals: await Promise.all(
        deals.map(async ({ id }) => {
          const { title, stage, status, responsible, closedAt, clocks } = await dealOf(owner, { id })
          return { title, stage, status, responsible: responsible?.name, closedAt, clocks: clocks.map(({ clause, from, over }) => [clause, from, over]) } // prettier-ignore
        }),
      ),
      breaches: breaches
        .map(({ clause, deal, from, until, mode, member }) => [titles.get(deal?.id ?? clause), clause, from, until, mode, member?.name])
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      tasks: tasks
        .map(({ dealId, kind, dueAt, createdAt, cancelledAt, assignee, clause }) => [
          titles.get(dealId),
          kind,
          dueAt,
          createdAt,
          cancelledAt,
          assignee?.name,
          clause,
        ]) // prettier-ignore
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
      journal,
    }
  }

  test('[K5 D4] row 35: three weeks in one call leave the same rows with the same instants as day by day', async () => {
    const [atOnce, byDay] = [await aBeginning(), await aBeginning()]
    await atOnce.until('Wed 1.04 10:00')
    for (let day = 11; day <= 31; day++) await byDay.until(`${day}.03 10:00`)
    await byDay.until('Wed 1.04 10:00')
    const [one, other] = [await seen(atOnce), await seen(byDay)]
    expect(one.breaches.length).toBeGreaterThan(8)
    expect(one).toEqual(other)
  })

  test('[K5 D4] the D4 row in one call: breach, head, exchange, the head’s breach of the exchange', async () => {
    const { member, owner, until, breaches } = await sandbox(app, 'Tue 10.03 10:05')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Wed 1.04 10:00')
    expect((await dealOf(owner, deal)).responsible).toBeNull()
    expect(await breaches(`dealId=${deal.id}`)).toEqual([
      'overdue, Tue 10 Mar 10:35 – Thu 12 Mar 10:35',
      'stage-stay, Tue 10 Mar 14:05',
      'overdue-hand-over, Thu 12 Mar 10:35 – Thu 12 Mar 10:35',
      'exchange-wait, Thu 12 Mar 14:35',
      'attention, Tue 31 Mar 18:00',
    ])
  })
})
