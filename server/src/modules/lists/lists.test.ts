import type { SavedView } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { caller, company, testApp } from '../../testing/app.ts'

const { app, services } = await testApp()
const { owner, hire } = await company(app)
const [anna, oleg] = [await hire('manager'), await hire('manager')]
const stranger = (await company(app)).owner

const view = { name: 'Мои просроченные', screen: 'board', query: { responsible: 'me', state: 'overdue' }, shared: false }
const viewsOf = async (by: typeof anna) => (await by.get<{ items: SavedView[] }>('/api/views')).body.items

describe('[L2] saved views', () => {
  test('one’s own are one’s own; a shared one is opened by everybody and changed by its author alone', async () => {
    const saved = await anna.post<SavedView>('/api/views', view)
    expect(saved.status).toBe(201)
    expect(saved.body).toMatchObject({ ...view, mine: true, version: 1 })
    expect(await viewsOf(oleg)).toEqual([])
    const { id } = saved.body
    expect((await oleg.patch(`/api/views/${id}`, { shared: true })).status).toBe(404)
    expect((await anna.patch(`/api/views/${id}`, { shared: true })).status).toBe(200)
    expect(await viewsOf(oleg)).toMatchObject([{ id, mine: false, owner: { id: anna.id }, query: view.query }])
    expect((await oleg.patch(`/api/views/${id}`, { name: 'Чужое' })).status).toBe(403)
    expect((await oleg.delete(`/api/views/${id}`)).status).toBe(403)
    expect(await viewsOf(stranger)).toEqual([])
    expect((await stranger.delete(`/api/views/${id}`)).status).toBe(404)
    expect((await anna.delete(`/api/views/${id}`)).status).toBe(204)
    expect(await viewsOf(anna)).toEqual([])
  })

  test('two windows of one person: the older edit is told both values', async () => {
    const { body } = await anna.post<SavedView>('/api/views', view)
    const edit = (name: string) =>
      anna.patch<{ yours: unknown; current: SavedView }>(`/api/views/${body.id}`, { name }, { 'if-match': '"1"' })
    expect((await edit('Первое')).status).toBe(200)
    const late = await edit('Второе')
    expect([late.status, late.body.yours, late.body.current.name]).toEqual([412, { name: 'Второе' }, 'Первое'])
    const bad = await anna.post<{ faults: { path: string }[] }>('/api/views', { ...view, name: '  ', screen: 'moon' })
    expect([bad.status, bad.body.faults.map(({ path }) => path)]).toEqual([400, ['/name', '/screen']])
  })
})

describe('[L3] taking a list out', () => {
  test('what is filtered, in the columns asked for; a formula is a text; money and dates as the company writes them', async () => {
    const deal = { fields: { platform: 'site' }, budget: { amount: 82_000_050, currency: 'RUB' } }
    await owner.post('/api/deals', { ...deal, title: '=HYPERLINK("http://evil.example")', company: { name: '+7 звонить; скорее' } })
    await owner.post('/api/deals', { title: 'Другая', fields: { platform: 'phone' } })
    const russian = caller(app, { ...owner.headers, 'accept-language': 'ru' })
    const answer = await russian.get<string>(
      '/api/exports/deals?field=platform:site&columns=title,client,budget,field:platform,campaign,created',
    )
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe('attachment; filename="deals-2026-03-10.csv"')
    expect(answer.body.split('\r\n')).toEqual([
      '\uFEFFСделка;Клиент;Бюджет;Площадка;Кампания;Создана',
      `"'=HYPERLINK(""http://evil.example"")";"'+7 звонить; скорее";820000,50;Сайт;;2026-03-10 10:00`,
      '',
    ])
  })

  test('page after page, in XLSX too, and all of it', async () => {
    for (let i = 0; i < 3; i++) await owner.post('/api/deals', { title: `Ещё ${i}` })
    const csv = await owner.get<string>('/api/exports/deals')
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(6)
    const xlsx = await owner.get<string>('/api/exports/deals?format=xlsx')
    expect([xlsx.status, xlsx.headers['content-type'], xlsx.body.slice(0, 2)]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'PK',
    ])
  })

  test('[L6] only by whom it is allowed to, and it is recorded without what was searched for', async () => {
    expect((await anna.get('/api/exports/deals')).status).toBe(403)
    expect((await (await hire('head')).get('/api/exports/deals')).status).toBe(403)
    const admin = await hire('admin')
    expect((await admin.get(`/api/exports/deals?state=overdue&q=${encodeURIComponent('Романова')}`)).status).toBe(200)
    const { withClient } = await import('../../platform/database/withClient.ts')
    const rows = await withClient(services.database.ownerUrl, async (client) => {
      await client.query('alter table journal no force row level security')
      const { rows } = await client.query<{ data: Record<string, unknown> }>(
        `select data from journal where stream_id = $1 and type = 'deals-exported'`,
        [admin.id],
      )
      return rows
    })
    expect(rows).toMatchObject([{ data: { format: 'csv', filter: { state: 'overdue' }, searched: true } }])
    expect(JSON.stringify(rows)).not.toContain('Романова')
  })

  test('a column or a filter that is not there is a fault, before anything is sent', async () => {
    expect((await owner.get('/api/exports/deals?columns=moon')).status).toBe(400)
    expect((await owner.get('/api/exports/deals?field=moon:full')).status).toBe(400)
  })
})
