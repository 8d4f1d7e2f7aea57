import type { ClientChange, Contact, Deal, LeadActAnswer, Merge } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person, type Reply } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { aPhone, arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')
const contactOf = async (by: Person, id: string) => done(await by.get<Contact>(`/contacts/${id}`))
const wants = async (by: Person, id: string, wish: Record<string, boolean>) => done(await by.patch<Contact>(`/contacts/${id}`, wish))

describe('[C1 H4] who has asked for no calls or no mail', () => {
  test('[L7] is marked on his card by hand, and unmarked; his deals and open inquiries know it, and who did it is kept', async () => {
    const { owner } = await sandbox(world, 'Tue 10.03 10:00')
    const { deal } = await arrives(owner, { email: 'olga@dom.example' })
    const { id } = deal!.contact!
    expect(await wants(owner, id, { doNotCall: true })).toMatchObject({ doNotCall: true, doNotMail: false })
    expect(done(await owner.get<Deal>(`/deals/${deal!.id}`)).contact).toMatchObject({ doNotCall: true, doNotMail: false })
    const { items } = done(await owner.get<{ items: ClientChange[] }>(`/contacts/${id}/changes`))
    expect(items[0]!.changes).toEqual([{ what: 'doNotCall', before: null, after: 'yes' }])
    expect((await wants(owner, id, { doNotCall: false })).doNotCall).toBe(false)
    expect(done(await owner.get<Deal>(`/deals/${deal!.id}`)).contact).toMatchObject({ doNotCall: false })
  })

  test('[C4] on an inquiry of somebody new: the deal made of it and its contact have it', async () => {
    const { owner } = await looking(world)
    const lead = await arrives(owner)
    expect(done(await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, { doNotCall: true })).lead.doNotCall).toBe(true)
    const { deal } = done(await owner.post<LeadActAnswer>(`/leads/${lead.id}/conversion`, {}))
    expect(deal!.contact!.doNotCall).toBe(true)
  })

  test('[C4] on an inquiry of somebody who is known: his card has it at once; chosen as the client later, he has it then', async () => {
    const { owner } = await looking(world)
    const phone = aPhone()
    const { id } = done(await owner.post<Contact>('/contacts', { name: 'Ольга Климова', phone }))
    const lead = await arrives(owner, { phone })
    done(await owner.patch(`/leads/${lead.id}`, { doNotMail: true }))
    expect((await contactOf(owner, id)).doNotMail).toBe(true)
    await wants(owner, id, { doNotMail: false })
    expect((await leadCardOf(owner, lead.id)).doNotMail).toBe(false)

    const other = await arrives(owner)
    done(await owner.patch(`/leads/${other.id}`, { doNotCall: true }))
    done(await owner.post(`/leads/${other.id}/conversion`, { contactId: id }))
    expect((await contactOf(owner, id)).doNotCall).toBe(true)
  })

  test('[C2] is asked no more under the card that his went into; taken apart, each is as he was', async () => {
    const { owner } = await looking(world)
    const [one, other] = await Promise.all(
      ['Ольга', 'Климова'].map(async (name) => done(await owner.post<Contact>('/contacts', { name, phone: aPhone() })).id),
    )
    await wants(owner, other!, { doNotCall: true })
    const merge = done(await owner.post<Merge>(`/contacts/${one}/merges`, { id: other }))
    expect(await contactOf(owner, one!)).toMatchObject({ doNotCall: true, doNotMail: false })
    done((await owner.delete(`/contacts/${one}/merges/${merge.id}`)) as unknown as Reply<Merge>)
    expect([(await contactOf(owner, one!)).doNotCall, (await contactOf(owner, other!)).doNotCall]).toEqual([false, true])

    const [first, second] = [await arrives(owner), await arrives(owner)]
    done(await owner.patch(`/leads/${second.id}`, { doNotMail: true }))
    const leads = done(await owner.post<Merge>(`/leads/${first.id}/merges`, { id: second.id }))
    expect((await leadCardOf(owner, first.id)).doNotMail).toBe(true)
    done((await owner.delete(`/leads/${first.id}/merges/${leads.id}`)) as unknown as Reply<Merge>)
    expect((await leadCardOf(owner, first.id)).doNotMail).toBe(false)
  })
})

test('[C7] whose phone was learned meanwhile, or who wants no mail, is not asked for it again the next day', async () => {
  const it = await looking(world)
  const { owner } = it
  const asked = async (email: string) => (await arrives(owner, { phone: undefined, email })).id
  const [silent, called, unwilling] = [await asked('a@dom.example'), await asked('b@dom.example'), await asked('c@dom.example')]
  done(await owner.patch(`/leads/${called}`, { phone: aPhone() }))
  done(await owner.patch(`/leads/${unwilling}`, { doNotMail: true }))
  await it.until('Wed 11.03 12:00')
  const letters = async (id: string) => (await leadCardOf(owner, id)).letters.length
  expect([await letters(silent), await letters(called), await letters(unwilling)]).toEqual([2, 1, 1])
})
