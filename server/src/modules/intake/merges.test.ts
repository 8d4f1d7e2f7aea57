import type { Contact, Deal, LeadActAnswer, Merge, Suggestion } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person, type Reply } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'

const world = await application('2026-02-02T07:00:00Z')
const atTen = () => sandbox(world, 'Tue 10.03 10:00')
const arrives = async (by: Person, body: Record<string, unknown>) => done(await by.post<LeadActAnswer>('/leads', body))

const remove = (by: Person, url: string) => by.delete(url) as unknown as Promise<Reply<Merge>>

describe('[C2] merging', () => {
  test('[C2] two contacts become one with all their deals; twice is a conflict; taken back, each has his own again', async () => {
    const { owner } = await atTen()
    const first = await arrives(owner, { name: 'Ольга Климова', phone: '+79217770001', channel: 'form' })
    const second = await arrives(owner, { name: 'Климова Ольга', email: 'olga@okna.example', channel: 'form' })
    const [a, b] = [first.lead.contact!.id, second.lead.contact!.id]
    const merged = done(await owner.post<Merge>(`/contacts/${a}/merges`, { id: b }))
    expect(merged).toMatchObject({ survivorId: a, mergedId: b, moved: { deals: 1, leads: 1, points: 1 } })
    const contactOf = async (id: string) => done(await owner.get<Deal>(`/deals/${id}`)).contact?.id
    expect(await contactOf(second.dealId!)).toBe(a)
    expect((await owner.post(`/contacts/${a}/merges`, { id: b })).status).toBe(409)
    expect((await owner.post(`/contacts/${b}/merges`, { id: a })).status).toBe(409)
    expect((await owner.post(`/contacts/${a}/merges`, { id: a })).status).toBe(400)
    // Who writes by the other's e-mail is known as the survivor.
    const third = await arrives(owner, { email: 'olga@okna.example', channel: 'form', product: 'Двери' })
    expect(third.lead.contact!.id).toBe(a)
    const undone = await remove(owner, `/contacts/${a}/merges/${merged.id}`)
    expect(done(undone).undoneAt).not.toBeNull()
    expect([await contactOf(second.dealId!), await contactOf(first.dealId!)]).toEqual([b, a])
    expect((await remove(owner, `/contacts/${a}/merges/${merged.id}`)).status).toBe(409)
    done(await owner.get<Contact>(`/contacts/${b}`))
  })

  test('[C2] likely ones are offered with what is the same and what differs', async () => {
    const { owner } = await atTen()
    await arrives(owner, { name: 'Ольга Климова', phone: '+79217770011', company: 'Ромашка', channel: 'form' })
    const second = await arrives(owner, { name: 'Ольга Климава', phone: '+79217770012', channel: 'form' })
    const { items } = done(await owner.get<{ items: Suggestion[] }>(`/leads/${second.id}/suggestions`))
    const [likely] = items.filter(({ kind }) => kind === 'contact')
    expect(likely).toMatchObject({ name: 'Ольга Климова', sure: false })
    expect(likely!.differs.map(({ what }) => what)).toEqual(['name', 'phone'])
  })
})
