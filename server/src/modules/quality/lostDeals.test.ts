import type { LostCampaign, Deal, LeadActAnswer, LostDealPage, LostSummary } from '@reglament/contract'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sweepWorkspace } from '../deals/index.ts'
import { inWorkspace } from '../../platform/database.ts'
import { application, type Person } from '../../testing/company.ts'
import { closed, dealOf, done, iso, sandbox } from '../../testing/sandbox.ts'
import { moscow } from '@reglament/regulation/testing'
import { begins, fill, lostBy } from './testing/losses.ts'

const app = await application('2026-02-02T07:00:00Z')

describe('[H9] a postponed deal comes back', () => {
  const newDeals = async (by: Person, lost: Deal) =>
    done(await by.get<{ items: Deal[] }>('/deals?limit=200')).items.filter(({ title, id }) => title === lost.title && id !== lost.id)

  test('[H9] on its date, to the same manager, linked, with its card; exactly once with three sweepers', async () => {
    const { workspaceId, owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    const lost = await lostBy(manager, 'postponed', { until: iso('Mon 6.04 12:00') })
    await Promise.all([1, 2, 3].map(() => sweepWorkspace(app.services, workspaceId, moscow('Mon 6.04 12:00') - 1)))
    expect(await newDeals(owner, lost)).toEqual([])
    await Promise.all([1, 2, 3].map(() => sweepWorkspace(app.services, workspaceId, moscow('Mon 6.04 12:00'))))
    await sweepWorkspace(app.services, workspaceId, moscow('Tue 7.04 12:00'))
    const found = await newDeals(owner, lost)
    expect(found).toHaveLength(1)
    const back = await dealOf(owner, found[0]!)
    expect(back).toMatchObject({
      stage: 'new-request',
      responsible: { id: manager.id },
      note: lost.note,
      budget: lost.budget,
      contact: { id: lost.contact!.id },
    })
    expect(back.tasks).toHaveLength(1)
    const [row] = await inWorkspace(app.services, workspaceId, (tx) =>
      tx.selectFrom('deal').select('linked_from').where('workspace_id', '=', workspaceId).where('id', '=', back.id).execute(),
    )
    expect(row!.linked_from).toBe(lost.id)
  })

  test('[H9 D9] whose manager has no room it lands on the exchange, with the sandbox clock too', async () => {
    const { owner, member, until, onlyWatching, workspaceId } = await sandbox(app, begins)
    await onlyWatching()
    const manager = await member('manager')
    const lost = await lostBy(manager, 'postponed', { until: iso('Mon 6.04 12:00') })
    await fill(app.services, workspaceId, manager.id)
    await until('Mon 13.04 12:00')
    expect(await newDeals(owner, lost)).toMatchObject([{ responsible: null, stage: 'new-request' }])
  })
})

describe('[H7] the base of lost deals', () => {
  test('[H7] segments by reason, sum, source and niche; counted and summed', async () => {
    const { owner, member } = await sandbox(app, begins)
    const manager = await member('manager')
    await lostBy(manager)
    await lostBy(manager, 'chose-others')
    const found = async (query: string) => done(await owner.get<LostDealPage>(`/lost-deals?${query}`)).items.length
    expect([await found(''), await found('reason=too-dear'), await found('reason=too-dear,chose-others')]).toEqual([2, 1, 2])
    expect([await found('source=search'), await found('source=cold'), await found(`niche=${encodeURIComponent('Медицина')}`)]).toEqual([
      2, 0, 2,
    ])
    expect([await found('sumFrom=82000000&currency=RUB'), await found('sumFrom=82000001')]).toEqual([2, 0])
    expect([await found(`closedTo=${iso(begins)}`), await found(`closedFrom=${iso(begins)}`)]).toEqual([0, 2])
    const summary = done(await owner.get<LostSummary>('/lost-deals/summary'))
    expect(summary).toMatchObject({ count: 2, more: false, sums: [{ amount: 164_000_000, currency: 'RUB' }] })
    expect((await manager.get('/lost-deals')).status).toBe(403)
  })

  test('[H7] by what the inquiry asked for, in any case and by a part of it', async () => {
    const { owner } = await sandbox(app, begins)
    const { body } = await owner.post<LeadActAnswer>('/leads', { name: 'Олег', phone: '+7 921 700-10-01', product: 'Тёплые окна ПВХ' })
    const deal = done(await owner.get<Deal>(`/deals/${body.lead.deal!.id}`))
    done(await closed(owner, deal, 'spam'))
    const asked = async (product: string) =>
      done(await owner.get<LostDealPage>(`/lost-deals?product=${encodeURIComponent(product)}`)).items.map(({ deal: { id } }) => id)
    expect([await asked('теплые ОКНА'), await asked('двери'), await asked(' ')]).toEqual([[deal.id], [], [deal.id]])
  })

  test('[H7] a campaign makes linked deals at its pace, each once, and tells what came of them', async () => {
    const { workspaceId, owner, member, until, onlyWatching } = await sandbox(app, begins)
    await onlyWatching()
    const manager = await member('manager')
    for (const reason of ['too-dear', 'too-dear', 'terms']) await lostBy(manager, reason)
    const body = { name: 'Весна', kind: 'deals', perDay: 2, segment: { reasons: ['too-dear', 'terms'] } }
    expect((await manager.post('/campaigns', body)).status).toBe(403)
    expect((await owner.post('/campaigns', { ...body, segment: { reasons: ['spam'] } })).status).toBe(400)
    const begun = done(await owner.post<LostCampaign>('/campaigns', body))
    const now = async () => done(await owner.get<LostCampaign>(`/campaigns/${begun.id}`))
    expect(begun).toMatchObject({ state: 'running', targets: 3, done: 0 })
    await until('Thu 12.03 15:01')
    expect(await now()).toMatchObject({ done: 2, open: 2, nextAt: iso('Fri 13.03 15:00') })
    await Promise.all([1, 2, 3].map(() => sweepWorkspace(app.services, workspaceId, moscow('Thu 12.03 15:01'))))
    expect(await now()).toMatchObject({ done: 2 })
    await until('Mon 16.03 12:00')
    expect(await now()).toMatchObject({ done: 3, skipped: 0, open: 3, state: 'finished', nextAt: null })
  })

  test('[H7] letters go to whom a mail is known and are no attempts; a stopped campaign goes no further', async () => {
    const { owner, member, until, workspaceId } = await sandbox(app, begins)
    const manager = await member('manager')
    const [one] = [await lostBy(manager), await lostBy(manager)]
    const begun = done(await owner.post<LostCampaign>('/campaigns', { name: 'Письма', kind: 'letters', perDay: 1, segment: {} }))
    await until('Thu 12.03 15:01')
    done(await owner.post(`/campaigns/${begun.id}/ending`))
    expect((await owner.post(`/campaigns/${begun.id}/ending`)).status).toBe(409)
    await until('Mon 16.03 12:00')
    expect(done(await owner.get<LostCampaign>(`/campaigns/${begun.id}`))).toMatchObject({ state: 'stopped', done: 1 })
    const { rows } = await inWorkspace(app.services, workspaceId, (tx) =>
      sql<{
        count: number
      }>`select count(*)::integer as count from letter where workspace_id = ${workspaceId} and template = 'reactivation'`.execute(tx),
    )
    expect(rows[0]!.count).toBe(1)
    expect(one.status).toBe('lost')
  })
})
