import type { ActAnswer, MentionPage, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../testing/company.ts'

const { company } = await application()
const { owner, member } = await company()
const manager = await member('manager', 'Анна Лебедева')
const head = await member('head', 'Ирина Громова')
const controller = await member('quality-controller', 'Олег Контроль')
const stranger = await member('manager', 'Пётр Чужой')
const deal = (await manager.post<ActAnswer>('/deals', { title: 'Сайт клиники', fields: { platform: 'site' } })).body.deal

const timeline = async (kind = '') => (await manager.get<Timeline>(`/deals/${deal.id}/timeline${kind && `?kind=${kind}`}`)).body

describe('[L4] words between colleagues', () => {
  test('a comment stands in the timeline with who is called in it, and he hears of it until he has seen it', async () => {
    const said = await manager.post<ActAnswer>(`/deals/${deal.id}/comments`, {
      text: '  @Ирина Громова, дадим скидку?  ',
      mentions: [head.id, manager.id],
    })
    expect(said.status).toBe(201)
    expect((await timeline()).items[0]).toMatchObject({
      type: 'commented',
      kind: 'comments',
      text: '@Ирина Громова, дадим скидку?',
      by: { id: manager.id },
      mentions: expect.arrayContaining([{ id: head.id, name: 'Ирина Громова' }]),
    })
    const heard = (await head.get<MentionPage>('/mentions')).body
    expect(heard).toMatchObject({ unseen: 1, items: [{ deal: { id: deal.id }, by: { id: manager.id }, seen: false }] })
    // Nobody calls himself.
    expect((await manager.get<MentionPage>('/mentions')).body).toMatchObject({ unseen: 0, items: [] })

    expect((await head.post('/mentions/seen', { dealId: deal.id })).status).toBe(204)
    expect((await head.get<MentionPage>('/mentions')).body).toMatchObject({ unseen: 0, items: [{ seen: true }] })
  })

  test('a comment changes nothing that a colleague may be editing', async () => {
    const { version } = (await manager.post<ActAnswer>(`/deals/${deal.id}/comments`, { text: 'Просто слово' })).body.deal
    expect(version).toBe(deal.version)
  })

  test('the quality controller, who only looks, may say a word; who does not see the deal may not', async () => {
    expect((await controller.post(`/deals/${deal.id}/comments`, { text: 'Почему без бюджета?' })).status).toBe(201)
    const before = (await timeline('comments')).items.length
    expect((await stranger.post(`/deals/${deal.id}/comments`, { text: 'Моё мнение' })).status).toBe(404)
    expect((await timeline('comments')).items).toHaveLength(before)
  })

  test('nobody who does not work here is called', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000'
    const refused = await manager.post(`/deals/${deal.id}/comments`, { text: 'Эй', mentions: [head.id, nobody] })
    expect(refused).toMatchObject({ status: 400, problem: { faults: [{ path: '/mentions/1' }] } })
    expect((await manager.post(`/deals/${deal.id}/comments`, { text: ' ' })).status).toBe(400)
  })

  test('a second click under the same key says it once', async () => {
    const key = { 'idempotency-key': 'comment-once' }
    await manager.post(`/deals/${deal.id}/comments`, { text: 'Один раз' }, key)
    await manager.post(`/deals/${deal.id}/comments`, { text: 'Один раз' }, key)
    expect((await timeline('comments')).items.filter(({ text }) => text === 'Один раз')).toHaveLength(1)
  })
})

describe('[E5] [A4] one timeline, sifted by kind', () => {
  test('each kind shows its own, counted; what a clause did stands under the regulation too', async () => {
    const { counts, items } = await timeline()
    const ofRules = await timeline('rules')
    expect(counts).toMatchObject({ all: items.length, comments: (await timeline('comments')).items.length, rules: ofRules.items.length })
    expect(ofRules.items).toContainEqual(
      expect.objectContaining({ type: 'task-set', clause: 'first-response', clauseNumber: expect.any(String) }),
    )
    expect((await timeline('tasks')).items.every(({ type }) => type.startsWith('task-'))).toBe(true)
    expect((await manager.get(`/deals/${deal.id}/timeline?kind=gossip`)).status).toBe(400)
    // Whoever pages on counts no more.
    const { next } = await timeline()
    expect(next).toBeUndefined()
  })

  test('a communication says by what it went: a letter is no call', async () => {
    const say = (talk: Record<string, string>) => manager.post(`/deals/${deal.id}/interactions`, talk)
    expect((await say({ channel: 'mail', direction: 'out', outcome: 'sent', text: 'Отправила смету' })).status).toBe(201)
    expect((await say({ channel: 'sms', direction: 'out', outcome: 'sent', text: 'Напомнила о смете' })).status).toBe(201)
    const talks = (await timeline('talks')).items.filter(({ type }) => type === 'interaction-recorded')
    expect(talks.map(({ channel, outcome }) => [channel, outcome])).toEqual([
      ['sms', 'sent'],
      ['mail', 'sent'],
    ])
  })

  test('the owner sees what the manager sees', async () => {
    expect((await owner.get<Timeline>(`/deals/${deal.id}/timeline`)).body.items).toHaveLength((await timeline()).items.length)
  })
})
