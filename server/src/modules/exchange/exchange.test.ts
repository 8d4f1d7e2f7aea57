import type { ActAnswer, Exchange, Release, ReleaseDeal, Page } from '@reglament/contract'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { withClient } from '../../platform/database/withClient.ts'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { manyDeals } from '../../testing/manyDeals.ts'
import { aClient, aDeal, aDealIn, dealOf, done, everything, iso, said, sandbox } from '../../testing/sandbox.ts'
import { slowed } from '../../testing/slowed.ts'
import { carryOutReleases } from './runRelease.ts'

const app = await application('2026-02-02T07:00:00Z')
const { services, database } = app

const limited = (workspaceId: number, { id }: Person, most: number) =>
  withClient(database.ownerUrl, async (client) => {
    await client.query(`set app.workspace = '${workspaceId}'`)
    await client.query('update member set load_min = 0, load_max = $2 where id = $1', [id, most])
  })
const take = (by: Person, { id }: { id: string }) => by.post<ActAnswer>(`/deals/${id}/taking`)
const giveBack = (by: Person, { id }: { id: string }, reason = 'Клиенту нужен тот, кто знает металл') =>
  by.post<ActAnswer>(`/deals/${id}/giving-back`, { reason })
const exchange = async (by: Person, query = '') => done(await by.get<Exchange>(`/exchange${query}`))
/** A deal that nobody has had. */
const aWaiting = (by: Person, body = {}) => aDeal(by, { responsibleId: null, contact: aClient(), ...body })
const loadOf = async (by: Person) => (await by.get<{ load: { open: number } }>('/me')).body.load.open
const statuses = (replies: readonly { status: number }[]) =>
  [...Map.groupBy(replies, ({ status }) => status)].map(([status, of]) => [status, of.length]).toSorted(([a], [b]) => a! - b!)

describe('[I4] taking', () => {
  test('[I4] row 23: a hundred members with room take one deal at once: one 201, ninety-nine 409 by `taking`', async () => {
    const { owner, member } = await sandbox(app, 'Thu 12.03 11:00')
    const takers = await Promise.all(Array.from({ length: 10 }, () => member('manager')))
    const deal = await aWaiting(owner)
    // Ten members, ten times each: a hundred requests at once.
    const replies = await Promise.all(Array.from({ length: 100 }, (_, i) => take(takers[i % 10]!, deal)))
    expect(statuses(replies)).toEqual([
      [201, 1],
      [409, 99],
    ])
    const refused = replies.filter(({ status }) => status === 409)
    expect(refused.every((reply) => refusedBy(reply).includes('taking'))).toBe(true)
    const winner = replies.find(({ status }) => status === 201)!.body.deal.responsible!.id
    expect((await dealOf(owner, deal)).responsible!.id).toBe(winner)
    const loads = await Promise.all(takers.map(loadOf))
    expect(loads.filter((load) => load === 1)).toHaveLength(1)
    expect(loads.filter((load) => load > 1)).toEqual([])
  })

  test('[D9 I4] row 22: with room for one, two takes at once: one is his, one is refused by `load-max`; never more than he may have', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    await limited(workspaceId, manager, 3)
    const deals = await Promise.all(Array.from({ length: 8 }, () => aWaiting(owner)))
    const replies = await Promise.all(deals.map((deal) => take(manager, deal)))
    expect(statuses(replies)).toEqual([
      [201, 3],
      [409, 5],
    ])
    expect(replies.filter(({ status }) => status === 409).map(refusedBy)).toEqual(Array.from({ length: 5 }, () => ['load-max']))
    expect(await loadOf(manager)).toBe(3)
  })

  test('[I4 D9] many take many at once, some with hardly any room: no deal has two takers, nobody exceeds his maximum', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const takers = await Promise.all([1, 2, 3, 4, 5].map(() => member('manager')))
    const rooms = [0, 1, 2, 4, 80]
    for (const [i, taker] of takers.entries()) await limited(workspaceId, taker, rooms[i]!)
    const deals = await Promise.all(Array.from({ length: 12 }, () => aWaiting(owner)))
    const replies = await Promise.all(deals.flatMap((deal) => takers.map((taker) => take(taker, deal))))
    const won = replies.filter(({ status }) => status === 201)
    expect(new Set(won.map(({ body }) => body.id)).size).toBe(won.length)
    for (const [i, taker] of takers.entries()) {
      const his = await loadOf(taker)
      expect(his).toBeLessThanOrEqual(rooms[i]!)
      expect(won.filter(({ body }) => body.deal.responsible!.id === taker.id)).toHaveLength(his)
    }
    expect((await exchange(owner)).counts.waiting).toBe(12 - won.length)
  })

  test('[I4] pressed twice with one key it is taken once, and the answer comes again', async () => {
    const { owner, member } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    const deal = await aWaiting(owner)
    const key = { 'idempotency-key': 'take-it' }
    const [first, second] = [
      await manager.post(`/deals/${deal.id}/taking`, {}, key),
      await manager.post(`/deals/${deal.id}/taking`, {}, key),
    ]
    expect([first.status, second.status, second.headers['idempotent-replay']]).toEqual([201, 201, 'true'])
  })

  test('[I4] who only looks does not take; the trainee sees what he may take, and is refused the rest', async () => {
    const { owner, member } = await sandbox(app, 'Thu 12.03 11:00')
    const [trainee, controller, manager] = [await member('trainee'), await member('quality-controller'), await member('manager')]
    const small = await aWaiting(owner, { title: 'Малая', budget: { amount: 300_000_00, currency: 'RUB' } })
    const large = await aWaiting(owner, { title: 'Большая', budget: { amount: 900_000_00, currency: 'RUB' } })
    expect((await take(controller, small)).status).toBe(403)
    expect((await exchange(trainee)).items.map(({ id }) => id)).toEqual([small.id])
    // What is told is what is listed.
    expect((await exchange(trainee)).counts.waiting).toBe(1)
    expect((await exchange(manager)).items.map(({ id, mayTake }) => [id, mayTake])).toEqual([
      [small.id, true],
      [large.id, true],
    ])
    expect(refusedBy(await take(trainee, large))).toEqual(['taking'])
    expect((await take(trainee, small)).status).toBe(201)
  })

  test('[I1] the acts of a waiting deal say beforehand whether one may take it; nothing else is offered to a manager', async () => {
    const { owner, member, workspaceId } = await sandbox(app, 'Thu 12.03 11:00')
    const manager = await member('manager')
    const deal = await aWaiting(owner)
    const acts = async () =>
      done(await manager.get<{ acts: { act: string; allowed: boolean; refusals: { clause: string }[] }[] }>(`/deals/${deal.id}/acts`)).acts
    expect((await acts()).map(({ act, allowed }) => [act, allowed])).toEqual([['take', true]])
    await limited(workspaceId, manager, 0)
    expect((await acts())[0]).toMatchObject({ allowed: false, refusals: [{ clause: 'load-max' }] })
  })
})

describe('[I2] giving back', () => {
  test('[I1 I2 I4] it waits with its reason and past managers; who gave it back pauses for three working days', async () => {
    const { owner, member, until, onlyWatching } = await sandbox(app, 'Thu 5.03 10:00')
    await onlyWatching()
    const [manager, other] = [await member('manager'), await member('manager')]
    const deal = await aDealIn(manager, 'taken', { contact: aClient() })
    expect((await manager.post(`/deals/${deal.id}/giving-back`, { reason: ' ' })).status).toBe(400)
    expect((await giveBack(other, deal)).status).toBe(404)
    done(await giveBack(manager, deal))
    expect((await giveBack(owner, deal)).status).toBe(409)
    const [item] = (await exchange(manager)).items
    expect(item).toMatchObject({
      why: 'given-back',
      reason: 'Клиенту нужен тот, кто знает металл',
      past: [{ id: manager.id }],
      mayTake: false,
    })
    expect(item!.refusals.map(({ clause, passesAt }) => [clause, said(passesAt!)])).toEqual([['own-return-pause', 'Wed 11 Mar 10:00']])
    expect((await exchange(other)).items[0]!.mayTake).toBe(true)
    await until('Wed 11.03 09:59')
    expect(refusedBy(await take(manager, deal))).toEqual(['own-return-pause'])
    await until('Wed 11.03 10:00')
    const taken = done(await take(manager, deal)).deal
    // Its task was due on 5 March: he has four working hours for it.
    expect(taken.tasks.map(({ dueAt, assignee }) => [said(dueAt), assignee!.id])).toEqual([['Wed 11 Mar 14:00', manager.id]])
    const { counts } = await exchange(manager)
    expect(counts).toMatchObject({ waiting: 0, takenToday: 1 })
  })

  test('[I2] by an edit of the card: the responsible says why, the journal keeps no words', async () => {
    const { member, workspaceId } = await sandbox(app, 'Thu 5.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager)
    const bare = await manager.patch(`/deals/${deal.id}`, { responsibleId: null })
    expect([bare.status, bare.problem.faults?.[0]?.path]).toEqual([400, '/reason'])
    done(await manager.patch(`/deals/${deal.id}`, { responsibleId: null, reason: 'Ухожу в другой отдел' }))
    const rows = await inWorkspace(services, workspaceId, (tx) =>
      sql<{ data: object }>`select data from journal where workspace_id = ${workspaceId} and type = 'responsible-changed'`.execute(tx),
    )
    expect(rows.rows).toEqual([{ data: { from: manager.id, to: null, why: 'given-back', reasonLength: 20 } }])
  })

  test('[I1] row 24: waiting since Friday 17:00 it is the head’s breach on Tuesday at noon; pages go by who waits longest', async () => {
    const { owner, until, onlyWatching, breaches } = await sandbox(app, 'Fri 6.03 17:00')
    await onlyWatching('exchange-wait')
    const deal = await aWaiting(owner)
    const rest = await Promise.all([1, 2, 3, 4].map(() => aWaiting(owner)))
    expect(said((await exchange(owner)).items[0]!.waitsUntil!)).toBe('Tue 10 Mar 12:00')
    await until('Tue 10.03 11:59')
    expect(await breaches(`dealId=${deal.id}`)).toEqual([])
    await until('Tue 10.03 12:00')
    expect(await breaches(`dealId=${deal.id}`)).toEqual(['exchange-wait, Tue 10 Mar 12:00'])
    const first = await exchange(owner, '?limit=2')
    const second = await exchange(owner, `?limit=2&after=${first.next}`)
    const third = await exchange(owner, `?limit=2&after=${second.next}`)
    const seen = [...first.items, ...second.items, ...third.items].map(({ id }) => id)
    expect(new Set(seen)).toEqual(new Set([deal.id, ...rest.map(({ id }) => id)]))
    expect([seen.length, third.next]).toEqual([5, undefined])
    expect((await owner.get('/exchange?after=nonsense')).status).toBe(400)
  })
})

describe('[D4] overdue for too long', () => {
  test('[D4] row 21: from qualified to the exchange, once, and the exchange says why; in start-agreed the head decides', async () => {
    const { owner, member, until, onlyWatching } = await sandbox(app, 'Tue 10.03 10:00')
    await onlyWatching('overdue-hand-over')
    const manager = await member('manager')
    const [early, late] = [
      await aDealIn(manager, 'qualified', { contact: aClient() }),
      await aDealIn(manager, 'start-agreed', { contact: aClient() }),
    ]
    for (const { tasks } of [early, late]) done(await manager.patch(`/tasks/${tasks[0]!.id}`, { dueAt: iso('Wed 11.03 15:00') }))
    await until('Fri 13.03 14:59')
    expect((await exchange(owner)).items).toEqual([])
    await until('Fri 13.03 15:00')
    const { items } = await exchange(owner)
    expect(items.map(({ id, why, clause, past }) => [id, why, clause!.key, past[0]!.id])).toEqual([
      [early.id, 'overdue', 'overdue-hand-over', manager.id],
    ])
    const stays = await dealOf(owner, late)
    expect([stays.responsible!.id, stays.tasks.some(({ kind }) => kind === 'decide-deal')]).toEqual([manager.id, true])
    expect(refusedBy(await take(manager, early))).toEqual(['own-return-pause'])
  })
})

// ── Release ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const mark = (by: Person, release: { id: string }, dealId: string) =>
  by.put<Release>(`/exchange/releases/${release.id}/marks/${dealId}`, {})
const whereTheyAre = (workspaceId: number) =>
  inWorkspace(services, workspaceId, async (tx) => {
    const { rows } = await sql<{ id: string | null; deals: number }>`
      select responsible_id::text as id, count(*)::integer as deals from deal where workspace_id = ${workspaceId} and status = 'open'
      group by 1`.execute(tx)
    return new Map(rows.map(({ id, deals }) => [id, deals]))
  })

/** A sandbox manager with sixty deals of the first stage, and what else is told. */
async function overloaded(deals = 60) {
  const company = await sandbox(app, 'Mon 16.03 10:00')
  await company.onlyWatching()
  await company.modes({ overdue: 'off' })
  const manager = await company.member('manager')
  const ids = await manyDeals(services, {
    workspaceId: company.workspaceId,
    memberId: manager.id,
    now: moscow('Mon 16.03 10:00'),
    count: deals,
  })
  return { ...company, manager, ids }
}

describe('[I3] the release drill', () => {
  test('[I3] row 25: sixty deals, twelve marked: forty-eight on the exchange at the closing of the next day; undone until Thursday 9:00', async () => {
    const { owner, manager, ids, until, workspaceId, member } = await overloaded()
    const late = await aDealIn(manager, 'start-agreed', { ...everything, contact: aClient() })
    const release = done(await owner.post<Release>('/exchange/releases', {}))
    expect([said(release.deadline), release.keep, release.state]).toEqual(['Tue 17 Mar 18:00', 20, 'open'])
    for (const id of ids.slice(0, 12)) done(await mark(manager, release, id))
    const preview = done(await owner.get<Release>(`/exchange/releases/${release.id}`))
    expect(preview.members).toEqual([expect.objectContaining({ open: 61, marked: 12, always: 1, goes: 48 })])
    const mine = done(await manager.get<{ items: Release[] }>('/exchange/releases?open=true')).items[0]!
    expect([mine.mine!.marked.toSorted(), mine.mine!.goes, mine.mayManage]).toEqual([ids.slice(0, 12).toSorted(), 48, false])
    await until('Tue 17.03 17:59')
    expect((await exchange(owner)).counts.waiting).toBe(0)
    await until('Tue 17.03 18:00')
    expect((await exchange(owner)).counts.waiting).toBe(48)
    expect(await whereTheyAre(workspaceId)).toEqual(new Map<string | null, number>([[null, 48], [manager.id, 13]])) // prettier-ignore
    expect((await dealOf(owner, late)).responsible!.id).toBe(manager.id)
    const ran = done(await owner.get<Release>(`/exchange/releases/${release.id}`))
    expect([ran.state, said(ran.undoUntil!), ran.members[0]!.gone]).toEqual(['done', 'Thu 19 Mar 09:00', 48])
    expect((await exchange(owner)).items[0]).toMatchObject({ why: 'release', clause: { key: 'release' }, past: [{ id: manager.id }] })
    expect((await mark(manager, release, ids[0]!)).status).toBe(409)
    // Whoever has room may take, the former manager too.
    const other = await member('manager')
    const [one, two] = (await exchange(other)).items
    done(await take(other, one!))
    done(await take(manager, two!))
    await until('Thu 19.03 08:59')
    const undone = done(await owner.post<Release>(`/exchange/releases/${release.id}/undoing`))
    expect([undone.state, undone.members[0]]).toEqual(['undone', expect.objectContaining({ returned: 46, taken: 2, gone: 0 })])
    expect(await whereTheyAre(workspaceId)).toEqual(new Map<string | null, number>([[other.id, 1], [manager.id, 60]])) // prettier-ignore
    expect((await owner.post(`/exchange/releases/${release.id}/undoing`)).status).toBe(409)
  })

  test('[I3] at Thursday 9:00 it is too late to undo', async () => {
    const { owner, until, ids } = await overloaded(2)
    expect(ids).toHaveLength(2)
    const release = done(await owner.post<Release>('/exchange/releases', { keep: 0 }))
    expect((await owner.post(`/exchange/releases/${release.id}/undoing`)).status).toBe(409)
    await until('Thu 19.03 09:00')
    expect((await owner.post(`/exchange/releases/${release.id}/undoing`)).status).toBe(409)
  })

  test('[I3] marks over N are refused by the clause, also two at once; a mark taken back makes room; a late stage needs none', async () => {
    const { owner, manager, ids, member } = await overloaded(5)
    const late = await aDealIn(manager, 'start-agreed', { ...everything, contact: aClient() })
    const release = done(await owner.post<Release>('/exchange/releases', { keep: 2 }))
    done(await mark(manager, release, ids[0]!))
    done(await mark(manager, release, ids[0]!))
    const both = await Promise.all([mark(manager, release, ids[1]!), mark(manager, release, ids[2]!)])
    expect(statuses(both)).toEqual([
      [200, 1],
      [409, 1],
    ])
    expect(refusedBy(both.find(({ status }) => status === 409)!)).toEqual(['release'])
    done(await owner.delete(`/exchange/releases/${release.id}/marks/${ids[0]}`))
    expect(done(await mark(manager, release, ids[3]!)).mine!.marked).toHaveLength(2)
    expect((await mark(manager, release, late.id)).status).toBe(409)
    const stranger = await member('manager')
    expect((await mark(stranger, release, ids[4]!)).status).toBe(404)
    expect((await stranger.get(`/exchange/releases/${release.id}`)).status).toBe(404)
    const { items } = done(await manager.get<Page<ReleaseDeal>>(`/exchange/releases/${release.id}/deals`))
    expect(items.map(({ state }) => state).toSorted()).toEqual(['always', 'goes', 'goes', 'goes', 'marked', 'marked'])
  })

  test('[I3] who opens one, whom, until when; one release a person at a time; called off nothing happens', async () => {
    const { owner, manager, until, member, workspaceId } = await overloaded(3)
    const controller = await member('quality-controller')
    expect((await manager.post('/exchange/releases')).status).toBe(403)
    expect((await controller.post('/exchange/releases')).status).toBe(403)
    for (const [body, path] of [
      [{ deadline: iso('Mon 16.03 10:00') }, '/deadline'],
      [{ deadline: iso('Mon 15.06 10:00') }, '/deadline'],
      [{ memberIds: [controller.id] }, '/memberIds/0'],
      [{ memberIds: ['01890000-0000-7000-8000-000000000000'] }, '/memberIds/0'],
    ] as const) {
      const wrong = await owner.post('/exchange/releases', body)
      expect([wrong.status, wrong.problem.faults?.[0]?.path]).toEqual([400, path])
    }
    const release = done(await owner.post<Release>('/exchange/releases', { keep: 0 }))
    expect((await owner.post('/exchange/releases', { memberIds: [manager.id] })).status).toBe(409)
    expect((await manager.post(`/exchange/releases/${release.id}/cancellation`)).status).toBe(403)
    expect(done(await owner.post<Release>(`/exchange/releases/${release.id}/cancellation`)).state).toBe('cancelled')
    await until('Wed 18.03 12:00')
    expect(await whereTheyAre(workspaceId)).toEqual(new Map([[manager.id, 3]]))
    expect((await owner.post('/exchange/releases', { memberIds: [manager.id] })).status).toBe(201)
  })

  test('[I3 D9] undone, nobody gets more than he may have: the others stay on the exchange', async () => {
    const { owner, manager, until, workspaceId } = await overloaded(5)
    const release = done(await owner.post<Release>('/exchange/releases', { keep: 0 }))
    await until('Tue 17.03 18:00')
    await limited(workspaceId, manager, 3)
    const undone = done(await owner.post<Release>(`/exchange/releases/${release.id}/undoing`))
    expect(undone.members[0]).toMatchObject({ returned: 3, noRoom: 2 })
    expect(await loadOf(manager)).toBe(3)
  })

  test('[I3 A9] killed in the middle, and carried on by three at once: each deal goes once', async () => {
    const { owner, manager, workspaceId, ids } = await overloaded(700)
    done(await owner.post<Release>('/exchange/releases', { keep: 0 }))
    const now = moscow('Tue 17.03 18:00')
    const { kill, hurry } = await slowed(database, 'update on release_deal')
    const outcomes = await Promise.allSettled([...[1, 2].map(() => carryOutReleases(services, workspaceId, now)), kill()])
    expect(outcomes.at(-1)!.status).toBe('fulfilled')
    await hurry()
    await Promise.all([1, 2, 3].map(() => carryOutReleases(services, workspaceId, now)))
    expect(await whereTheyAre(workspaceId)).toEqual(new Map([[null, 700]]))
    const { rows } = await inWorkspace(services, workspaceId, (tx) =>
      sql<{ events: number; deals: number }>`
        select count(*)::integer as events, count(distinct stream_id)::integer as deals from journal
        where workspace_id = ${workspaceId} and type = 'responsible-changed'`.execute(tx),
    )
    expect(rows[0]).toEqual({ events: ids.length, deals: ids.length })
    expect(await loadOf(manager)).toBe(0)
  })
})
