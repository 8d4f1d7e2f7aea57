import type { ActAnswer, RegulationVersion } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { aClient, aDeal, dealOf, done, iso, readBreaches, said, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-03-10T07:00:00Z')
const put = (by: Person, now: string) => by.put<{ now: string }>('/sandbox/clock', { now })

describe('[K5] the clock of a sandbox', () => {
  test('[K5] of a real company it can’t be moved, and in a sandbox not by everybody', async () => {
    const real = await app.company()
    expect((await put(real.owner, iso('Wed 11.03 10:00'))).status).toBe(403)
    const { member, owner } = await sandbox(app, 'Tue 10.03 10:00')
    for (const role of ['manager', 'trainee', 'quality-controller', 'account-manager'] as const)
      expect((await put(await member(role), iso('Tue 10.03 11:00'))).status).toBe(403)
    const deal = await aDeal(owner)
    expect(said(deal.createdAt)).toBe('Tue 10 Mar 10:00')
    for (const role of ['head', 'admin'] as const) expect((await put(await member(role), iso('Tue 10.03 11:00'))).status).toBe(200)
  })

  test('[K5] it never goes back, not beyond five years, and takes only an instant', async () => {
    const { owner } = await sandbox(app, 'Tue 10.03 10:00')
    const refused = async (now: unknown) => {
      const { status, problem } = await owner.put('/sandbox/clock', { now })
      return [status, problem.faults?.[0]?.path]
    }
    expect(await refused(iso('Tue 10.03 09:59'))).toEqual([400, '/now'])
    expect(await refused('2031-03-20T00:00:00Z')).toEqual([400, '/now'])
    expect(await refused('9999-12-31T23:59:59Z')).toEqual([400, '/now'])
    expect(await refused('0001-01-01T00:00:00Z')).toEqual([400, '/now'])
    for (const nonsense of ['tomorrow', '2026-02-30T10:00:00Z', '2026-03-10', 12, null]) expect((await refused(nonsense))[0]).toBe(400)
    expect((await put(owner, iso('Tue 10.03 10:00'))).status).toBe(200)
    expect(said((await aDeal(owner)).createdAt)).toBe('Tue 10 Mar 10:00')
  })

  test('[K5] two who move it at once: one does, the other hears that it is being moved', async () => {
    const { owner, member } = await sandbox(app, 'Tue 10.03 10:00')
    const head = await member('head')
    for (let i = 0; i < 15; i++) await aDeal(owner, { contact: aClient() })
    const both = await Promise.all([put(owner, iso('Wed 1.04 10:00')), put(head, iso('Thu 2.04 10:00'))])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const arrived = both.find(({ status }) => status === 200)!.body.now
    expect(said((await aDeal(owner)).createdAt)).toBe(said(arrived))
  })

  test('[K5 L8] moving it moves nobody else’s time', async () => {
    const [one, other] = [await sandbox(app, 'Tue 10.03 10:00'), await sandbox(app, 'Tue 10.03 10:00')]
    const theirs = await aDeal(other.owner, { contact: aClient() })
    await one.until('Fri 20.03 10:00')
    expect(await readBreaches(other.owner, 'open=true')).toEqual([])
    expect((await dealOf(other.owner, theirs)).clocks.every(({ over }) => !over)).toBe(true)
  })

  test('[K5 A12] it stops at the steps of the regulation too, and what they change counts from there', async () => {
    const { owner, enact, until } = await sandbox(app, 'Tue 10.03 10:00')
    await enact([{ clause: 'stage-stay', mode: 'off', from: [{ mode: 'enforce', at: iso('Thu 12.03 13:00') }] }])
    const deal = await aDeal(owner, { contact: aClient() })
    await until('Fri 13.03 10:00')
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=stage-stay`)).toEqual(['stage-stay, Tue 10 Mar 14:00'])
    const { items } = done(await owner.get<{ items: RegulationVersion[] }>('/regulation/versions'))
    expect(items.map(({ number, inForce, recheck }) => [number, inForce, recheck])).toEqual([
      [2, true, { deals: 1, done: 1, finished: true }],
      [1, false, null],
    ])
  })

  test('[K5] what is done between two moves happens at the instant where it stands', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    const deal = await aDeal(owner, { contact: aClient() })
    await until('Tue 10.03 10:20')
    const later = done(await owner.post<ActAnswer>(`/tasks/${deal.tasks[0]!.id}/no-answer`)).deal
    expect(said(later.tasks[0]!.dueAt)).toBe('Tue 10 Mar 11:20')
    await until('Tue 10.03 11:19')
    expect(await readBreaches(owner, `dealId=${deal.id}`)).toEqual([])
    await until('Tue 10.03 11:20')
    expect(await readBreaches(owner, `dealId=${deal.id}`)).toEqual(['overdue, Tue 10 Mar 11:20'])
  })
})
