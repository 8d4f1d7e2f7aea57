import type { Contact, Deal, LeadActAnswer, LeadCard, Merge, Suggestion } from '@reglament/contract'
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
    // Who edits the one that is gone is told where it went; nothing is changed.
    const edited = await owner.patch(`/contacts/${b}`, { name: 'Ольга К.' })
    expect([edited.status, edited.problem.current]).toMatchObject([409, { id: b, mergedInto: a, name: 'Климова Ольга' }])
    // Who writes by the other's e-mail is known as the survivor.
    const third = await arrives(owner, { email: 'olga@okna.example', channel: 'form', product: 'Двери' })
    expect(third.lead.contact!.id).toBe(a)
    const undone = await remove(owner, `/contacts/${a}/merges/${merged.id}`)
    expect(done(undone).undoneAt).not.toBeNull()
    expect([await contactOf(second.dealId!), await contactOf(first.dealId!)]).toEqual([b, a])
    expect((await remove(owner, `/contacts/${a}/merges/${merged.id}`)).status).toBe(409)
    done(await owner.get<Contact>(`/contacts/${b}`))
  })

  test('[C2] two companies become one with their people and deals, found by either INN; taken back', async () => {
    const { owner } = await atTen()
    const first = await arrives(owner, {
      name: 'Пётр',
      phone: '+79217770031',
      company: 'ООО «Ромашка»',
      inn: '7707083893',
      channel: 'form',
    })
    const companies = ['Ромашка Плюс', 'Ромашка плюс'].map((name) => owner.post<{ id: string }>('/companies', { name }))
    const [one, other] = (await Promise.all(companies)).map((reply) => done(reply).id) as [string, string]
    const person = done(await owner.post<Contact>('/contacts', { name: 'Мария', companyId: other }))
    const deal = done(await owner.post<{ deal: Deal }>('/deals', { title: 'Окна', contactId: person.id, companyId: other })).deal
    const merged = done(await owner.post<Merge>(`/companies/${one}/merges`, { id: other }))
    expect(merged.moved).toMatchObject({ deals: 1, contacts: 1 })
    expect(done(await owner.get<Contact>(`/contacts/${person.id}`)).companyId).toBe(one)
    expect(done(await owner.get<Deal>(`/deals/${deal.id}`)).company?.id).toBe(one)
    expect(done(await owner.get<{ mergedInto: string | null }>(`/companies/${other}`)).mergedInto).toBe(one)
    expect((await owner.post(`/companies/${one}/merges`, { id: other })).status).toBe(409)
    const edited = await owner.patch(`/companies/${other}`, { name: 'Ромашка' })
    expect([edited.status, edited.problem.current]).toMatchObject([409, { id: other, mergedInto: one }])
    done(await remove(owner, `/companies/${one}/merges/${merged.id}`))
    expect(done(await owner.get<Contact>(`/contacts/${person.id}`)).companyId).toBe(other)
    expect(done(await owner.get<Deal>(`/deals/${deal.id}`)).company?.id).toBe(other)
    expect(first.becomes).toBe('deal')
  })

  test('[C2] two leads become one with all traces and what either knew; who comes again by the other’s phone is that one; taken back', async () => {
    const { owner, enact } = await atTen()
    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const one = await arrives(owner, { name: 'Ольга', email: 'olga@dom.example', channel: 'form' })
    const other = await arrives(owner, { name: 'Климова', phone: '+79217770041', channel: 'form' })
    const before = done(await owner.get<LeadCard>(`/leads/${one.id}`))
    const merged = done(await owner.post<Merge>(`/leads/${one.id}/merges`, { id: other.id }))
    const card = done(await owner.get<LeadCard>(`/leads/${one.id}`))
    expect(card).toMatchObject({ name: 'Ольга', email: 'olga@dom.example', phone: '+79217770041', traces: 2 })
    expect([card.traceList.length, card.history[0]!.type]).toEqual([2, 'lead-merged'])
    expect(done(await owner.get<LeadCard>(`/leads/${other.id}`))).toMatchObject({ mergedInto: one.id })
    expect((await owner.post(`/leads/${other.id}/conversion`, {})).status).toBe(409)
    expect((await owner.post(`/leads/${one.id}/merges`, { id: other.id })).status).toBe(409)

    const again = await arrives(owner, { phone: '8 921 777-00-41', channel: 'form' })
    expect([again.becomes, again.id]).toEqual(['lead-trace', one.id])
    done(await remove(owner, `/leads/${one.id}/merges/${merged.id}`))
    const after = done(await owner.get<LeadCard>(`/leads/${one.id}`))
    // The trace that came since stays.
    expect({ phone: after.phone, traces: after.traces }).toEqual({ phone: before.phone, traces: before.traces + 1 })
    expect(done(await owner.get<LeadCard>(`/leads/${other.id}`))).toMatchObject({ mergedInto: null, traces: 1, phone: '+79217770041' })
  })

  test('[C2] a lead goes into the one that has the deal, not the other way round; two deals stay two', async () => {
    const { owner } = await atTen()
    const withDeal = await arrives(owner, { name: 'Ольга', phone: '+79217770051', channel: 'form' })
    const other = await arrives(owner, { name: 'Илья', phone: '+79217770052', channel: 'form' })
    expect((await owner.post(`/leads/${withDeal.id}/merges`, { id: other.id })).status).toBe(409)
    const { items } = done(await owner.get<{ items: Suggestion[] }>(`/leads/${withDeal.id}/suggestions`))
    expect(items.filter(({ kind, merge }) => kind === 'lead' && merge !== null)).toEqual([])
  })

  test('[C2 L6] a manager merges neither a colleague’s client nor a colleague’s lead', async () => {
    const { owner, member, enact } = await atTen()
    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const [anna, boris] = [await member('manager'), await member('manager')]
    const hers = await arrives(anna, { name: 'Ольга', phone: '+79217770061' })
    const his = await arrives(boris, { name: 'Ольга', phone: '+79217770062' })
    expect((await anna.post(`/leads/${hers.id}/merges`, { id: his.id })).status).toBe(400)
    const [a, b] = [
      done(await owner.post<Contact>('/contacts', { name: 'А' })),
      done(await owner.post<Contact>('/contacts', { name: 'Б' })),
    ]
    done(await owner.post('/deals', { title: 'Его', contactId: b.id, responsibleId: boris.id }))
    expect((await anna.post(`/contacts/${a.id}/merges`, { id: b.id })).status).toBe(403)
    done(await owner.post(`/contacts/${a.id}/merges`, { id: b.id }))
    const found = done(await owner.get<{ items: { id: string }[] }>('/contacts?q=Б'))
    expect(found.items.map(({ id }) => id)).not.toContain(b.id)
  })

  test('[C2] merged while its client writes: what arrives is bound to the survivor', async () => {
    const { owner } = await atTen()
    const first = await arrives(owner, { name: 'Ольга', phone: '+79217770071', channel: 'form', product: 'Окна' })
    const second = await arrives(owner, { name: 'Ольга К.', phone: '+79217770072', channel: 'form', product: 'Окна' })
    const [a, b] = [first.lead.contact!.id, second.lead.contact!.id]
    const [, ...later] = await Promise.all([
      owner.post<Merge>(`/contacts/${a}/merges`, { id: b }),
      ...['Двери', 'Полы', 'Крыша'].map((product) => arrives(owner, { phone: '+79217770072', channel: 'form', product })),
    ])
    const contacts = await Promise.all(later.map(async ({ dealId }) => done(await owner.get<Deal>(`/deals/${dealId}`)).contact?.id))
    expect(contacts).toEqual([a, a, a])
  })

  test('[C2] two that wait under one name, in whatever order of its words, are likely one; a first name alone says nothing', async () => {
    const { owner, enact } = await atTen()
    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const first = await arrives(owner, { name: 'Ольга Климова', phone: '+79217770051', channel: 'form' })
    const second = await arrives(owner, { name: 'климова  Ольга', email: 'olga@dom.example', channel: 'form' })
    await arrives(owner, { name: 'Ольга', phone: '+79217770052', channel: 'form' })
    const { items } = done(await owner.get<{ items: Suggestion[] }>(`/leads/${second.id}/suggestions`))
    expect(items.map(({ kind, id, sure, same }) => [kind, id, sure, same.map(({ what }) => what)])).toEqual([
      ['lead', first.id, false, ['name']],
    ])
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
