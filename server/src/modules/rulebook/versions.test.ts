import type { ActAnswer, Breach, Draft, Page, RegulationInForce, RegulationVersion } from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application, refusedBy, type Person } from '../../testing/company.ts'
import { aClient, aDeal, done, iso, readBreaches, sandbox } from '../../testing/sandbox.ts'

const app = await application('2026-03-10T07:00:00Z')

const draft = (by: Person, ...changes: object[]) => by.post<Draft>('/regulation/drafts', { changes })
const enact = (by: Person, { id }: { id: string }) => by.post<RegulationVersion>(`/regulation/drafts/${id}/enactment`)
const versions = async (by: Person) => done(await by.get<{ items: RegulationVersion[] }>('/regulation/versions')).items
const faultsIn = async (asked: ReturnType<typeof draft>) => {
  const { status, problem } = await asked
  return [status, problem.faults?.map(({ path }) => path)]
}

describe('[A11] a draft is checked for sense at once, every fault with its place', () => {
  test('[A11] unknown clauses, clauses named twice, parameters out of range, parameters that are not there', async () => {
    const { owner } = await app.company()
    expect(await faultsIn(draft(owner, { clause: 'no-such-clause', mode: 'off' }))).toEqual([400, ['/changes/0/clause']])
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'off' }, { clause: 'lifetime', mode: 'warn' }))).toEqual([
      400,
      ['/changes/1/clause'],
    ])
    const [status, paths] = await faultsIn(
      draft(
        owner,
        { clause: 'lifetime', params: { prolongationsMax: 1e9 } },
        { clause: 'attempts-before-closing', params: { attemptsMin: 0, apartMinutes: -1 } },
        { clause: 'silence-end', params: { after: '99999999 w' } },
        { clause: 'open-task', params: { nothing: 1 } },
      ),
    )
    expect(status).toBe(400)
    expect(paths).toEqual(
      expect.arrayContaining([
        '/changes/0/params/prolongationsMax',
        '/changes/1/params/attemptsMin',
        '/changes/1/params/apartMinutes',
        '/changes/2/params/after',
        '/changes/3/params',
      ]),
    )
    for (const params of [
      { longest: ['3 mo'] },
      { longest: null },
      { longest: '0'.repeat(5000) },
      { longest: '-3 mo' },
      { longest: { $gt: 1 } },
    ])
      expect((await draft(owner, { clause: 'lifetime', params })).status).toBe(400)
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'sometimes' }))).toEqual([400, ['/changes/0/mode']])
    expect((await draft(owner)).status).toBe(400)
    expect((await draft(owner, ...Array.from({ length: 201 }, () => ({ clause: 'lifetime', mode: 'off' })))).status).toBe(400)
    expect(done(await owner.get<{ items: Draft[] }>('/regulation/drafts')).items).toEqual([])
  })

  test('[A12] steps lie ahead and come in the order of their dates', async () => {
    const { owner } = await sandbox(app, 'Tue 10.03 10:00')
    const from = (...dates: string[]) => ({ clause: 'lifetime', from: dates.map((at) => ({ mode: 'warn', at: iso(at) })) })
    expect(await faultsIn(draft(owner, from('Tue 10.03 10:00')))).toEqual([400, ['/changes/0/from/0/at']])
    expect(await faultsIn(draft(owner, from('Thu 12.03 10:00', 'Wed 11.03 10:00')))).toEqual([400, ['/changes/0/from/1/at']])
    expect((await draft(owner, from('Wed 11.03 10:00', 'Thu 12.03 10:00'))).status).toBe(201)
    expect((await draft(owner, from(...Array.from({ length: 5 }, (_, i) => `${20 + i}.03 10:00`)))).status).toBe(400)
  })

  test('[A5] a draft that changes nothing is none; one that does tells what, before and after', async () => {
    const { owner } = await app.company()
    expect(await faultsIn(draft(owner, { clause: 'lifetime', mode: 'enforce' }))).toEqual([400, ['/changes']])
    const made = done(
      await draft(owner, { clause: 'lifetime', mode: 'warn', params: { longest: '4 mo' } }, { clause: 'note-fresh', mode: 'off' }),
    )
    expect(made).toMatchObject({ basedOn: 1, enactedAs: null, author: 'Ирина Соколова' })
    expect(made.differences.map(({ clause, what, before, after }) => [clause, what, before, after])).toEqual(
      expect.arrayContaining([
        ['lifetime', 'mode', 'enforce', 'warn'],
        ['note-fresh', 'mode', 'observe', 'off'],
      ]),
    )
    expect(made.differences.find(({ what }) => what === 'params')).toMatchObject({
      before: { longest: '3 mo' },
      after: { longest: '4 mo', prolongBy: '1 mo' },
    })
  })
})

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

describe('[A1] modes of a clause that is watched, regulation §1', () => {
  /** A request that nobody answers, in a company where the clause stands in this mode. */
  const overdueIn = async (mode: string) => {
    const company = await sandbox(app, 'Tue 10.03 10:00')
    const [manager, head, controller] = [
      await company.member('manager'),
      await company.member('head'),
      await company.member('quality-controller'),
    ]
    const changes = [
      { clause: 'stage-stay', mode: 'off' },
      { clause: 'overdue', mode: 'observe' },
      { clause: 'overdue-hand-over', mode },
    ]
    done(await enact(company.owner, done(await draft(company.owner, ...changes.filter((it) => it.mode !== 'enforce')))))
    const deal = await aDeal(manager, { contact: aClient() })
    await company.until('Thu 12.03 12:00')
    const seenBy = (person: Person) => readBreaches(person, `dealId=${deal.id}&clause=overdue-hand-over`)
    const responsible = done(await company.owner.get<{ responsible: { id: string } | null }>(`/deals/${deal.id}`)).responsible
    return { ...company, manager, head, controller, deal, seenBy, responsible }
  }

  test('[A1] off: nobody sees a breach and nothing follows', async () => {
    const { seenBy, owner, manager, responsible } = await overdueIn('off')
    expect([await seenBy(owner), responsible?.id]).toEqual([[], manager.id])
  })

  test('[A1] observe: heads and controllers see it, the manager does not; nothing follows, and it is recorded', async () => {
    const { seenBy, owner, head, controller, manager, responsible, deal, workspaceId } = await overdueIn('observe')
    for (const above of [owner, head, controller]) expect(await seenBy(above)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30'])
    expect([await seenBy(manager), responsible?.id]).toEqual([[], manager.id])
    const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
      sql`select data from journal where workspace_id = ${workspaceId} and stream_id = ${deal.id} and type = 'would-do'`.execute(tx),
    )
    expect(rows).toEqual([{ data: { kind: 'responsible-changed' } }])
  })

  test('[A1] warn: the manager sees it too; nothing follows', async () => {
    const { seenBy, owner, manager, responsible } = await overdueIn('warn')
    for (const person of [owner, manager]) expect(await seenBy(person)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30'])
    expect(responsible?.id).toBe(manager.id)
  })

  test('[A1] enforce: its consequence runs', async () => {
    const { seenBy, owner, responsible } = await overdueIn('enforce')
    expect(await seenBy(owner)).toEqual(['overdue-hand-over, Thu 12 Mar 10:30 – Thu 12 Mar 10:30'])
    expect(responsible).toBeNull()
  })

  test('[A12] in steps: observed, then warned of, then enforced, each from its date, and seen accordingly', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const from = [
      { mode: 'observe', at: iso('Wed 11.03 10:00') },
      { mode: 'warn', at: iso('Thu 12.03 10:00') },
      { mode: 'enforce', at: iso('Fri 13.03 10:00') },
    ]
    const changes = [
      { clause: 'note-present', mode: 'off', from },
      { clause: 'stage-stay', mode: 'off', from },
      { clause: 'overdue-hand-over', mode: 'off' },
    ]
    done(await enact(owner, done(await draft(owner, ...changes))))
    const deal = await aDeal(manager, { contact: aClient(), fields: { platform: 'site', niche: 'Медицина', source: 'search' } })
    done(await manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', result: 'Дозвонились' }))
    const bare = (more = {}) => manager.post<ActAnswer>(`/deals/${deal.id}/stage-moves`, { to: 'qualified', result: 'Поговорили', ...more })
    const back = () => manager.post(`/deals/${deal.id}/stage-moves`, { to: 'taken', reason: 'Ошиблись этапом' })
    const modeNow = async () =>
      done(await owner.get<RegulationInForce>('/regulation')).clauses.find(({ key }) => key === 'note-present')!.mode

    expect([await modeNow(), (await bare()).status]).toEqual(['off', 201])
    done(await back())
    await until('Wed 11.03 10:00')
    const observed = await bare()
    expect([await modeNow(), observed.status, observed.body.findings.map(({ clause }) => clause)]).toEqual([
      'observe',
      201,
      ['note-present'],
    ])
    done(await back())
    await until('Thu 12.03 10:00')
    expect([await modeNow(), refusedBy(await bare()), (await bare({ confirmed: true })).status]).toEqual(['warn', ['note-present'], 201])
    done(await back())
    await until('Fri 13.03 10:00')
    expect([await modeNow(), refusedBy(await bare({ confirmed: true }))]).toEqual(['enforce', ['note-present']])
    expect((await versions(owner)).map(({ number, inForce }) => [number, inForce])).toEqual([
      [2, true],
      [1, false],
    ])
  })

  test('[A12] a breach that stands while its clause goes from observed to warned of becomes visible to its member', async () => {
    const { owner, member, until } = await sandbox(app, 'Tue 10.03 10:00')
    const manager = await member('manager')
    const from = [{ mode: 'warn', at: iso('Thu 12.03 10:00') }]
    done(
      await enact(
        owner,
        done(await draft(owner, { clause: 'stage-stay', mode: 'observe', from }, { clause: 'overdue-hand-over', mode: 'off' })),
      ),
    )
    const deal = await aDeal(manager, { contact: aClient() })
    await until('Wed 11.03 10:00')
    const seen = () => readBreaches(manager, `dealId=${deal.id}&clause=stage-stay`)
    expect(await seen()).toEqual([])
    expect(await readBreaches(owner, `dealId=${deal.id}&clause=stage-stay`)).toEqual(['stage-stay, Tue 10 Mar 14:00'])
    await until('Thu 12.03 10:00')
    expect(await seen()).toEqual(['stage-stay, Tue 10 Mar 14:00'])
    const [breach] = done(await manager.get<Page<Breach>>(`/breaches?dealId=${deal.id}&clause=stage-stay`)).items
    expect(breach!.mode).toBe('warn')
  })
})
