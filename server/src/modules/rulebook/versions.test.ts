import type { Draft, RegulationFigures, RegulationInForce, RegulationVersion } from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aClient, aDeal, done, iso, readBreaches, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-03-10T07:00:00Z')

const draft = (by: Person, ...changes: object[]) => by.post<Draft>('/regulation/drafts', { changes })
const enact = (by: Person, { id }: { id: string }) => by.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`)
const versions = async (by: Person) => done(await by.get<{ items: RegulationVersion[] }>('/regulation/versions')).items

describe('[A5] versions', () => {
  test('[A5 L6] only a head, the owner or an admin changes the regulation; others read it', async () => {
    const { owner, member } = await app.company()
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    for (const role of ['manager', 'trainee', 'quality-controller', 'account-manager'] as const) {
      const person = await member(role)
      expect((await draft(person, { clause: 'note-fresh', mode: 'warn' })).status).toBe(403)
      expect((await person.get('/regulation/drafts')).status).toBe(403)
      expect((await enact(person, made)).status).toBe(403)
      expect((await person.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    }
    for (const role of ['head', 'admin'] as const)
      expect((await draft(await member(role), { clause: 'note-fresh', mode: 'warn' })).status).toBe(201)
    expect((await versions(owner)).map(({ number }) => number)).toEqual([1])
  })

  test('[A5] two heads who enact at once: the second hears that the regulation has changed; a draft comes in force once', async () => {
    const { owner, member } = await app.company()
    const head = await member('head')
    const [one, other] = [
      done(await draft(owner, { clause: 'note-fresh', mode: 'off' })),
      done(await draft(head, { clause: 'note-fresh', mode: 'warn' })),
    ]
    const both = await Promise.all([enact(owner, one), enact(head, other)])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)!.problem.detail).toContain('составьте черновик заново')
    expect((await versions(owner)).map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, true],
      [1, false],
    ])
    const winner = both[0].status === 201 ? one : other
    expect((await enact(owner, winner)).status).toBe(409)
    expect((await enact(owner, { id: crypto.randomUUID() })).status).toBe(404)
    const drafts = done(await owner.get<{ items: Draft[] }>('/regulation/drafts')).items
    expect(drafts.filter(({ enactedAs }) => enactedAs === 2).map(({ id }) => id)).toEqual([winner.id])
  })

  test('[A5] every event of the journal carries the version by which it was judged', async () => {
    const { owner, workspaceId } = await app.company()
    const deal = await aDeal(owner)
    done(await enact(owner, done(await draft(owner, { clause: 'stage-task-result', mode: 'enforce' }))))
    const refused = await owner.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', fields: { platform: 'site' } })
    expect(refusedBy(refused)).toEqual(['stage-task-result'])
    const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
      sql`select type, regulation_version as version from journal where workspace_id = ${workspaceId} order by position`.execute(tx),
    )
    expect(rows).toEqual([
      { type: 'deal-created', version: 1 },
      { type: 'task-set', version: 1 },
      { type: 'book-changed', version: 2 },
      { type: 'refused', version: 2 },
    ])
    expect((await owner.get<RegulationInForce>('/regulation')).body).toMatchObject({ version: 2, author: 'Ирина Соколова' })
  })

  test('[A5] open deals are looked at again by the new version, with progress; closed ones are let be', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    const deals = [await aDeal(owner, { contact: aClient() }), await aDeal(owner, { contact: aClient() }), await aDeal(owner)]
    done(await owner.post(`/deals/${deals[2]!.id}/closure`, { reason: 'spam' }))
    await until('Tue 10.03 13:00')
    expect(await readBreaches(owner, 'clause=stage-stay')).toEqual([])
    done(await enact(owner, done(await draft(owner, { clause: 'overdue', mode: 'off' }))))
    expect((await versions(owner))[0]!.recheck).toEqual({ deals: 2, done: 0, finished: false })
    await until('Tue 10.03 13:01')
    expect((await versions(owner))[0]!.recheck).toEqual({ deals: 2, done: 2, finished: true })
    // The clause is gone, and so are its breaches, from the instant at which it went.
    expect(await readBreaches(owner, 'clause=overdue')).toEqual([
      'overdue, Tue 10 Mar 10:30 – Tue 10 Mar 13:00',
      'overdue, Tue 10 Mar 10:30 – Tue 10 Mar 13:00',
    ])
  })

  test('[A5] a version that comes while the last is still being re-checked takes its place', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    await aDeal(owner, { contact: aClient() })
    for (const mode of ['warn', 'observe']) done(await enact(owner, done(await draft(owner, { clause: 'overdue', mode }))))
    await until('Tue 10.03 10:01')
    expect((await versions(owner)).map(({ recheck }) => recheck?.finished ?? null)).toEqual([true, true, null])
  })
})

describe('[A5] a version that comes in force on a date', () => {
  const states = async (by: Person) => (await versions(by)).map(({ number, state }) => [number, state])
  const tomorrow = { from: iso('Wed 11.03 10:00') }

  test('until then the present one judges; on the day it comes by itself, and open deals are looked at again', async () => {
    const { owner, until } = await sandbox(app, 'Tue 10.03 10:00')
    await aDeal(owner, { contact: aClient() })
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    const past = await owner.post(`/regulation/drafts/${made.id}/enactment`, { from: iso('Tue 10.03 10:00') })
    expect([past.status, past.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/from']])
    done(await owner.post(`/regulation/drafts/${made.id}/enactment`, tomorrow))
    expect(await states(owner)).toEqual([
      [2, 'ahead'],
      [1, 'in-force'],
    ])
    const other = done(await draft(owner, { clause: 'lifetime', mode: 'warn' }))
    expect((await enact(owner, other)).problem.detail).toContain('Уже назначена версия')
    await until('Wed 11.03 09:59')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    await until('Wed 11.03 10:00')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(2)
    expect(await states(owner)).toEqual([
      [2, 'in-force'],
      [1, 'former'],
    ])
    expect((await versions(owner))[0]!.recheck).toMatchObject({ deals: 1, finished: true })
    expect((await owner.get(`/regulation/drafts`)).status).toBe(200)
  })

  test('it can be called off until it has come; its number is not given again', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const made = done(await draft(owner, { clause: 'note-fresh', mode: 'off' }))
    done(await owner.post(`/regulation/drafts/${made.id}/enactment`, tomorrow))
    const withdraw = (by: Person, number: number) => by.delete(`/regulation/versions/${number}`)
    expect((await withdraw(await member('manager'), 2)).status).toBe(403)
    expect([(await withdraw(owner, 2)).status, (await withdraw(owner, 2)).status, (await withdraw(owner, 7)).status]).toEqual([
      204, 409, 404,
    ])
    await until('Thu 12.03 10:00')
    expect((await owner.get<RegulationInForce>('/regulation')).body.version).toBe(1)
    done(await enact(owner, done(await draft(owner, { clause: 'lifetime', mode: 'warn' }))))
    expect(await states(owner)).toEqual([
      [3, 'in-force'],
      [2, 'withdrawn'],
      [1, 'former'],
    ])
  })
})

describe('[K1] figures of the last 30 days beside the clauses', () => {
  test('refusals and breaches of all deals, for who sees them all; a manager has none', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const deal = await aDeal(manager, { contact: aClient() })
    expect(refusedBy(await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'qualified' }))).toContain('stage-order')
    await until('Tue 10.03 12:00')
    const { items } = done(await owner.get<RegulationFigures>('/regulation/figures'))
    expect(items.find(({ clause }) => clause === 'stage-order')).toMatchObject({ refused: 1, breaches: 0 })
    expect(items.find(({ clause }) => clause === 'overdue')).toMatchObject({ refused: 0, breaches: 1, open: 1 })
    expect((await manager.get('/regulation/figures')).status).toBe(403)
    await until('Wed 15.04 12:00')
    const later = done(await owner.get<RegulationFigures>('/regulation/figures')).items
    expect(later.find(({ clause }) => clause === 'stage-order')?.refused ?? 0).toBe(0)
  })
})
