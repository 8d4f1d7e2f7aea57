import type { ActAnswer, Breach, DayClosed, DayClosings, MyDay, NoticePage, Page } from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { moscow } from '@reglament/regulation/testing'
import { inWorkspace, type Tx } from '../../../platform/database.ts'
import { at } from '../../../platform/instantColumn.ts'
import { sweepEverything, sweepWorkspace } from '../../deals/index.ts'
import { application, type Person } from '../../../testing/company.ts'
import { memberWork } from './sweep.ts'
import { aClient, aDeal, closed, done, iso, openTasksOf, said, sandbox, talked, told } from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const mine = ['load-min', 'day-closing', 'daily-review']
/** Only these clauses speak; the others about members rest. */
const only = (...kept: string[]) =>
  Object.fromEntries(mine.filter((clause) => !kept.includes(clause)).map((clause) => [clause, 'off' as const]))
const resting = {
  overdue: 'off',
  'overdue-hand-over': 'off',
  'stage-stay': 'off',
  'touch-cadence': 'off',
  'incoming-answer': 'off',
} as const

/** Breaches of somebody as they are read aloud. */
async function broken(by: Person, clause: string, member: Person): Promise<string[]> {
  const { items } = done(await by.get<Page<Breach>>(`/breaches?clause=${clause}&member=${member.id}&limit=200`))
  return items
    .toReversed()
    .map(
      ({ about, from, until, mode, deal }) =>
        `${about}, ${said(from)} – ${until === null ? '' : said(until)}, ${mode}${deal ? ', of a deal' : ''}`,
    )
}

describe('[D9] under the minimum of load', () => {
  test('observed of a newcomer, then an alarm; with enough deals it ends', async () => {
    const { member, until, owner, modes, enact } = await sandbox(app, 'Mon 2.02 10:00')
    await modes({ ...only('load-min'), ...resting })
    await enact([{ clause: 'load-max', params: { managerMin: 1 } }])
    const manager = await member('manager')
    await until('Tue 3.02 10:00')
    expect(await broken(owner, 'load-min', manager)).toEqual(['newcomer, Tue 3 Feb 10:00 – , observe'])
    await until('Wed 4.03 10:00')
    expect(await broken(owner, 'load-min', manager)).toEqual([
      'newcomer, Tue 3 Feb 10:00 – Wed 4 Mar 10:00, observe',
      ', Wed 4 Mar 10:00 – , warn',
    ])
    // An observed one is not for his eyes; the alarm is.
    expect(await broken(manager, 'load-min', manager)).toEqual([', Wed 4 Mar 10:00 – , warn'])
    expect(done(await manager.get<MyDay>('/my-day')).load).toMatchObject({ open: 0, min: 1, belowSince: iso('Mon 2.02 10:00') })
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Wed 4.03 11:00')
    expect(await broken(manager, 'load-min', manager)).toEqual([', Wed 4 Mar 10:00 – Wed 4 Mar 10:00, warn'])

    // Closed again, the working day begins anew from that act.
    done(await closed(manager, deal, 'spam'))
    await until('Thu 5.03 10:59')
    expect(await broken(manager, 'load-min', manager)).toHaveLength(1)
    await until('Thu 5.03 11:00')
    const days = done(await owner.get<DayClosings>('/day-closings')).items.find((it) => it.member.id === manager.id)!
    expect(days.below).toEqual({ since: iso('Wed 4.03 11:00'), given: 0, taken: 1, won: 0, lost: 1, givenBack: 0, handedOver: 0 })
    expect(await broken(manager, 'load-min', manager)).toContain(', Thu 5 Mar 11:00 – , warn')
  })
})

describe('[D9] the head is told', () => {
  const notices = async (by: Person) =>
    done(await by.get<NoticePage>('/notices')).items.map(({ member, at, open, least, changes, over }) => ({
      member: member.id,
      at: said(at),
      open,
      least,
      changes,
      over,
    }))
  const none = { given: 0, taken: 0, won: 0, lost: 0, givenBack: 0, handedOver: 0 }

  test('once, with what came and went before; a newcomer is observed and nobody is told; seen is settled by whom it was told', async () => {
    const { member, until, owner, modes, enact, workspaceId } = await sandbox(app, 'Mon 2.02 10:00')
    await modes({ ...only('load-min'), ...resting })
    await enact([{ clause: 'load-max', params: { managerMin: 2 } }])
    const [manager, head] = [await member('manager'), await member('head')]
    const [kept, gone] = [await aDeal(manager, { contact: aClient() }), await aDeal(manager, { contact: aClient() })]
    await until('Tue 3.03 10:00')
    done(await closed(manager, gone, 'spam'))
    await until('Wed 4.03 09:59')
    expect([await notices(head), await notices(owner)]).toEqual([[], []])
    await until('Wed 4.03 10:00')
    // Once more by two processes: nobody hears twice.
    await Promise.all([sweepWorkspace(app.services, workspaceId, moscow('Wed 4.03 10:00')), sweepWorkspace(app.services, workspaceId, moscow('Wed 4.03 10:00'))]) // prettier-ignore
    const first = { member: manager.id, at: 'Wed 4 Mar 10:00', open: 1, least: 2, changes: { ...none, taken: 2, lost: 1 }, over: false }
    expect([await notices(head), await notices(owner), await notices(manager)]).toEqual([[first], [], []])

    const { items, unseen } = done(await head.get<NoticePage>('/notices'))
    expect([unseen, items[0]!.seen]).toEqual([1, false])
    expect((await owner.post(`/notices/${items[0]!.id}/seen`)).status).toBe(404)
    for (const _ of [1, 2]) expect((await head.post(`/notices/${items[0]!.id}/seen`)).status).toBe(204)
    expect(done(await head.get<NoticePage>('/notices'))).toMatchObject({ unseen: 0, items: [{ seen: true }] })

    const again = await aDeal(manager, { contact: aClient() })
    await until('Thu 5.03 10:00')
    expect((await notices(head)).map(({ over }) => over)).toEqual([true])
    done(await manager.post(`/deals/${kept.id}/giving-back`, { reason: 'Не справляюсь' }))
    done(await closed(manager, again, 'spam'))
    await until('Fri 6.03 10:00')
    expect((await notices(head))[0]).toMatchObject({ open: 0, changes: { ...none, taken: 1, lost: 2, givenBack: 1 }, over: false })
  })

  test('the head of the team, not another; his stand-in while he is away; an owner where there is no head', async () => {
    const { member, until, owner, modes, enact } = await sandbox(app, 'Mon 2.02 10:00')
    await modes({ ...only('load-min'), ...resting })
    await enact([{ clause: 'load-max', params: { managerMin: 1 } }])
    const lonely = await member('manager')
    await until('Wed 4.03 10:00')
    expect(await notices(owner)).toMatchObject([{ member: lonely.id, open: 0 }])
    const [first, second, controller] = [await member('head'), await member('head'), await member('quality-controller')]
    const team = done(await owner.post<{ id: string }>('/teams', { name: 'Второй отдел', headId: second.id }))
    const manager = await member('manager')
    done(await owner.patch(`/members/${manager.id}`, { teamId: team.id }))
    done(await owner.post('/absences', { memberId: second.id, from: iso('Wed 1.04 09:00'), until: iso('Thu 30.04 18:00'), standInId: first.id })) // prettier-ignore
    await until('Tue 7.04 10:00')
    expect([await notices(first), await notices(second), await notices(controller)]).toMatchObject([[{ member: manager.id }], [], []])
  })
})

describe('[D10] the closing of the day', () => {
  test('what is left is a breach from the closing until it is handled; carried over with a reason it is none', async () => {
    const { member, until, modes } = await sandbox(app, 'Tue 10.03 10:00')
    await modes({ ...only('day-closing'), ...resting })
    const [manager, careful] = [await member('manager'), await member('manager')]
    const deal = await aDeal(manager, { contact: aClient() })
    const other = await aDeal(careful, { contact: aClient() })
    done(await told(careful, other, 'mail', 'in', 'received'))
    await until('Tue 10.03 17:59')
    const { left } = done(await careful.get<MyDay>('/my-day'))
    const carried = left.map(({ kind, id }) => ({ kind, id, reason: 'Жду расчёт' }))
    done(await careful.post<DayClosed>('/my-day/closing', { carried }))
    expect(await broken(manager, 'day-closing', manager)).toEqual([])
    await until('Tue 10.03 18:00')
    expect(await broken(manager, 'day-closing', manager)).toEqual(['2026-03-10, Tue 10 Mar 18:00 – , warn'])
    expect(await broken(careful, 'day-closing', careful)).toEqual([])

    await until('Wed 11.03 11:00')
    const [task] = await openTasksOf(manager, deal)
    done(
      await manager.post<ActAnswer>(`/tasks/${task!.id}/completion`, {
        result: 'Поговорили',
        next: { text: 'Прислать смету', dueAt: iso('Fri 20.03 12:00') },
      }),
    )
    await until('Wed 11.03 18:00')
    expect(await broken(manager, 'day-closing', manager)).toEqual(['2026-03-10, Tue 10 Mar 18:00 – Wed 11 Mar 11:00, warn'])
    // The letter was put off for a day, not for ever; the task went to the same time of the next day.
    expect(await broken(careful, 'day-closing', careful)).toEqual(['2026-03-11, Wed 11 Mar 18:00 – , warn'])
  })
})

describe('[D8] the daily review', () => {
  test('a deal that nobody opened is a breach of that evening; opened, it is none', async () => {
    const { member, until, modes } = await sandbox(app, 'Mon 16.03 10:00')
    await modes({ ...only('daily-review'), ...resting })
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    await talked(manager, deal)
    const [task] = await openTasksOf(manager, deal)
    done(await manager.patch(`/tasks/${task!.id}`, { dueAt: iso('Fri 27.03 12:00') }))
    await until('Tue 17.03 18:00')
    expect(await broken(manager, 'daily-review', manager)).toEqual(['2026-03-17, Tue 17 Mar 18:00 – , warn'])
    await until('Wed 18.03 12:00')
    expect(await broken(manager, 'daily-review', manager)).toEqual(['2026-03-17, Tue 17 Mar 18:00 – Wed 18 Mar 09:00, warn'])
    expect((await manager.post(`/deals/${deal.id}/views`)).status).toBe(204)
    await until('Wed 18.03 20:00')
    expect(await broken(manager, 'daily-review', manager)).toHaveLength(1)
  })
})

describe('[J7] a clause broken three times in a month', () => {
  /** A deal whose first call is left undone. */
  const neglected = (by: Person) => aDeal(by, { contact: aClient() })

  test('is given to the quality controller exactly once, whoever sweeps; he writes down what was agreed', async () => {
    const { member, until, modes, workspaceId } = await sandbox(app, 'Tue 10.03 10:00')
    await modes({ ...only(), 'overdue-hand-over': 'off', 'stage-stay': 'off', 'touch-cadence': 'off' })
    const [manager, controller] = [await member('manager'), await member('quality-controller')]
    const talksOf = async () =>
      done(await controller.get<MyDay>('/my-day')).repeated.map(({ clause, breaches, month, dueAt }) => [
        clause,
        breaches,
        month,
        said(dueAt),
      ])
    await neglected(manager)
    await neglected(manager)
    await until('Tue 10.03 11:00')
    expect(await talksOf()).toEqual([])
    await neglected(manager)
    await until('Tue 10.03 11:29')
    expect(await talksOf()).toEqual([])
    await until('Tue 10.03 11:30')
    expect(await talksOf()).toEqual([['overdue', 3, '2026-03', 'Thu 12 Mar 11:30']])

    await neglected(manager)
    await until('Tue 10.03 15:00')
    await Promise.all([1, 2, 3].map(() => sweepEverything(app.services)))
    expect(await talksOf()).toHaveLength(1)
    expect(workspaceId).toBeGreaterThan(0)

    const [talk] = done(await controller.get<MyDay>('/my-day')).repeated
    expect((await manager.post(`/repeated-breaches/${talk!.id}/completion`, { result: 'Сам с собой' })).status).toBe(403)
    expect((await controller.post(`/repeated-breaches/${talk!.id}/completion`, { result: ' ' })).status).toBe(400)
    done(await controller.post(`/repeated-breaches/${talk!.id}/completion`, { result: 'Звонить до обеда' }))
    expect(await talksOf()).toEqual([])
  })
})

describe('[K5 A9] clauses about members and the clock of a sandbox', () => {
  test('one call leaves the same rows as day by day', async () => {
    const tell = async (days: string[]) => {
      const { member, until, owner, modes } = await sandbox(app, 'Mon 16.03 10:00')
      await modes({ ...resting })
      const manager = await member('manager')
      await aDeal(manager, { contact: aClient() })
      await told(manager, await aDeal(manager, { contact: aClient() }), 'mail', 'in', 'received')
      for (const day of days) await until(day)
      return Promise.all(mine.map((clause) => broken(owner, clause, manager)))
    }
    const atOnce = await tell(['Fri 20.03 12:00'])
    expect(atOnce).toEqual(await tell(['Tue 17.03 08:00', 'Tue 17.03 18:00', 'Wed 18.03 18:00', 'Thu 19.03 03:00', 'Fri 20.03 12:00']))
    expect(atOnce[0]).toEqual(['newcomer, Tue 17 Mar 10:00 – , observe'])
    expect(atOnce[1]).toEqual(['2026-03-16, Mon 16 Mar 18:00 – , warn'])
    expect(atOnce[2]).toEqual([
      '2026-03-17, Tue 17 Mar 18:00 – Wed 18 Mar 09:00, warn',
      '2026-03-18, Wed 18 Mar 18:00 – Thu 19 Mar 09:00, warn',
      '2026-03-19, Thu 19 Mar 18:00 – Fri 20 Mar 09:00, warn',
    ])
  })
})

describe('[D9] who has no more deals than he may have again', () => {
  test('his deals are looked at; whoever holds one of them and waits for him is not waited for in a circle', async () => {
    const { workspaceId, member, onlyWatching } = await sandbox(app, 'Tue 10.03 10:00')
    await onlyWatching()
    const manager = await member('manager')
    const { id: deal } = await aDeal(manager, { contact: aClient() })
    const now = moscow('Tue 10.03 10:00')
    const next = async (tx: Tx) =>
      (
        await sql<{ at: number | null }>`select next_check_at as at from deal where workspace_id = ${workspaceId} and id = ${deal}`.execute(
          tx,
        )
      ).rows[0]!.at
    await inWorkspace(app.services, workspaceId, async (tx) => {
      await sql`insert into breach (workspace_id, id, clause, about, deal_id, member_id, from_at, mode, regulation_version, opened_at)
        values (${workspaceId}, gen_random_uuid(), 'load-max', '', ${deal}, ${manager.id}, ${at(now)}, 'enforce', 1, ${at(now)})`.execute(
        tx,
      )
      await sql`update member set next_check_at = ${at(now)} where workspace_id = ${workspaceId} and id = ${manager.id}`.execute(tx)
      expect(await next(tx)).not.toBe(now)
    })
    let looking: Promise<number> | undefined
    await inWorkspace(app.services, workspaceId, async (tx) => {
      await sql`select from deal where workspace_id = ${workspaceId} and id = ${deal} for update`.execute(tx)
      looking = memberWork.carryOut(app.services, workspaceId, now)
      await vi.waitFor(async () => {
        const { rows } = await sql`select from pg_locks where not granted and not pg_backend_pid() = pid`.execute(tx)
        expect(rows).toHaveLength(1)
      })
      await sql`select from member where workspace_id = ${workspaceId} and id = ${manager.id} for no key update nowait`.execute(tx)
    })
    expect(await looking).toBe(1)
    expect(await inWorkspace(app.services, workspaceId, next)).toBe(now)
  })
})
