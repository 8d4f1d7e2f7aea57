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
