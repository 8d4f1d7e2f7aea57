import type { Deal, LeadActAnswer, LeadPage, Merge, Suggestion } from '@reglament/contract'
import type { Static } from 'typebox'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { aPhone, arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')
const rejected = async (by: Person, id: string) =>
  done(await by.post<LeadActAnswer>(`/leads/${id}/rejection`, { reason: 'spam', comment: 'Похоже на рекламу' }))
const reopened = (by: Person, id: string) => by.post<LeadActAnswer>(`/leads/${id}/reopening`, {})
const waiting = async (by: Person) => done(await by.get<Static<typeof LeadPage>>('/leads?status=new,in-work')).items.map(({ id }) => id)

describe('[C1 C4] a lead that was rejected by mistake', () => {
  test('[C4] is open again as it stood, told in its history; its first answer counts from the inquiry, and who did not answer is late', async () => {
    const it = await looking(world)
    const { owner } = it
    const lead = await arrives(owner)
    await rejected(owner, lead.id)
    await it.until('Tue 10.03 11:00')
    const again = done(await reopened(owner, lead.id))
    expect(again).toMatchObject({ becomes: 'lead', lead: { status: 'new', rejection: null, closedAt: null, firstAnswer: { late: true } } })
    const card = await leadCardOf(owner, lead.id)
    expect([card.history[0]!.type, card.history[0]!.summary]).toEqual(['lead-reopened', 'Возвращено в работу'])
    expect(await waiting(owner)).toEqual([lead.id])
    expect((await reopened(owner, lead.id)).status).toBe(409)
    expect(done(await owner.post<LeadActAnswer>(`/leads/${lead.id}/conversion`, {})).becomes).toBe('deal')
    expect((await reopened(owner, lead.id)).problem.detail).toBe('Из этого обращения уже сделана сделка.')
  })

  test('[C4 L6] taken up before, it is in work again, his who had it; a colleague does not see it, a controller only looks', async () => {
    const { owner, member } = await looking(world)
    const [manager, colleague, controller] = [await member('manager'), await member('manager'), await member('quality-controller')]
    const lead = await arrives(manager, { channel: 'hand' })
    done(await manager.patch(`/leads/${lead.id}`, { status: 'in-work' }))
    await rejected(manager, lead.id)
    expect((await reopened(colleague, lead.id)).status).toBe(404)
    expect((await reopened(controller, lead.id)).status).toBe(403)
    const again = done(await reopened(manager, lead.id))
    expect(again.lead).toMatchObject({ status: 'in-work', responsible: { id: manager.id }, firstAnswer: { late: false } })

    // Of somebody who is gone it is nobody's, so that it is taken.
    await rejected(manager, lead.id)
    done(await owner.patch(`/members/${manager.id}`, { deactivated: true }))
    expect(done(await reopened(owner, lead.id)).lead).toMatchObject({ status: 'new', responsible: null })
  })
})

describe('[C2] merging loses no inquiry that waits', () => {
  const merge = (by: Person, into: string, id: string) => by.post<Merge>(`/leads/${into}/merges`, { id })
  const offered = async (by: Person, id: string) =>
    done(await by.get<{ items: Suggestion[] }>(`/leads/${id}/suggestions`)).items.find(({ kind }) => kind === 'lead')?.merge

  test('[C2 C1] it goes into no rejected one: the rejected goes into it, and taken back it is rejected again', async () => {
    const { owner } = await looking(world)
    const phone = aPhone()
    const first = await arrives(owner, { phone, source: 'Яндекс', deadline: '' })
    await rejected(owner, first.id)
    const second = await arrives(owner, { phone, text: 'Хочу купить' })
    expect(second.becomes).toBe('lead')
    expect(await offered(owner, second.id)).toEqual({ survivorId: second.id, mergedId: first.id })
    expect((await merge(owner, first.id, second.id)).status).toBe(409)
    expect(await waiting(owner)).toEqual([second.id])
    const made = done(await merge(owner, second.id, first.id))
    expect(await leadCardOf(owner, second.id)).toMatchObject({ status: 'new', traces: 2, source: 'Яндекс' })
    done((await owner.delete(`/leads/${second.id}/merges/${made.id}`)) as never)
    expect(await leadCardOf(owner, second.id)).toMatchObject({ traces: 1, source: null })
    expect((await leadCardOf(owner, first.id)).status).toBe('rejected')
  })

  test('[C2 B6] an open deal hears of it; a closed one is not used again', async () => {
    const { owner } = await looking(world)
    const phone = aPhone()
    const first = await arrives(owner, { phone, product: 'Окна' })
    const second = await arrives(owner, { email: 'olga@dom.example', text: 'Когда начнёте?' })
    done(await merge(owner, first.id, second.id))
    const { items } = done(await owner.get<{ items: { type: string }[] }>(`/deals/${first.dealId}/timeline`))
    expect(items.map(({ type }) => type)).toContain('inquiry-added')

    const third = await arrives(owner, { email: 'olga2@dom.example' })
    done(await owner.post<{ deal: Deal }>(`/deals/${first.dealId}/closure`, { reason: 'spam' }))
    const refused = await merge(owner, first.id, third.id)
    expect([refused.status, refused.problem.detail]).toEqual([
      409,
      'Сделка этого обращения закрыта, а второе ещё ждёт ответа: ему нужна своя сделка.',
    ])
    expect(await waiting(owner)).toEqual([third.id])
  })
})
