import type { Deal, Form, LeadActAnswer, LeadCard, Merge, Page, QuarantineItem, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person, type Reply } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { drained } from './drain.ts'

const world = await application('2026-02-02T07:00:00Z')
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

let numbers = 0
const arrives = async (by: Person, body: Record<string, unknown>) =>
  done(await by.post<LeadActAnswer>('/leads', { channel: 'form', ...body }))
/** An inquiry of somebody new about something of his own, and the deal that is made of it. */
const somebody = async (by: Person, text: string, more: Record<string, unknown> = {}) => {
  const { id, deal } = await arrives(by, { name: text, phone: `+7921449${String(++numbers).padStart(4, '0')}`, text, ...more })
  return { leadId: id, dealId: deal!.id, contactId: deal!.contact!.id, companyId: deal!.company?.id ?? '' }
}
const dealOf = async (by: Person, id: string) => done(await by.get<Deal>(`/deals/${id}`))
const merged = async (by: Person, kind: string, into: string, id: string) => done(await by.post<Merge>(`/${kind}/${into}/merges`, { id }))
const takenBack = (by: Person, kind: string, into: string, merge: Merge) =>
  by.delete(`/${kind}/${into}/merges/${merge.id}`) as unknown as Promise<Reply<Merge>>

describe('[C2] merging one that has taken another in', () => {
  test.each([
    ['contacts', 'contactId'],
    ['companies', 'companyId'],
  ] as const)('[C2] %s: all goes along, with its history; taken back the latest first, each has his own again', async (kind, id) => {
    const { owner } = await atTen()
    const [a, b, c] = [
      await somebody(owner, 'Окна', { company: 'ООО «Альфа»' }),
      await somebody(owner, 'Двери', { company: 'ООО «Бета»' }),
      await somebody(owner, 'Крыша', { company: 'ООО «Гамма»' }),
    ]
    const owners = () =>
      Promise.all(
        [a, b, c].map(async ({ dealId }) => {
          const { contact, company } = await dealOf(owner, dealId)
          return kind === 'contacts' ? contact!.id : company!.id
        }),
      )
    const told = async (of: string) =>
      done(await owner.get<Timeline>(`/${kind}/${of}/timeline`))
        .items.filter(({ lead }) => lead)
        .map(({ text }) => text)
        .toSorted((one, other) => one!.localeCompare(other!))

    const first = await merged(owner, kind, a[id], b[id])
    const second = await merged(owner, kind, c[id], a[id])
    expect(await owners()).toEqual([c[id], c[id], c[id]])
    expect(await told(c[id])).toEqual(['Двери', 'Крыша', 'Окна'])
    // Who went in can neither take in nor go in again, and what he took in stays while he is merged.
    expect((await owner.post(`/${kind}/${a[id]}/merges`, { id: c[id] })).status).toBe(409)
    expect((await owner.post(`/${kind}/${c[id]}/merges`, { id: b[id] })).status).toBe(409)
    expect((await takenBack(owner, kind, a[id], first)).status).toBe(409)

    done(await takenBack(owner, kind, c[id], second))
    expect(await owners()).toEqual([a[id], a[id], c[id]])
    expect([await told(a[id]), await told(c[id])]).toEqual([['Двери', 'Окна'], ['Крыша']])
    done(await takenBack(owner, kind, a[id], first))
    expect(await owners()).toEqual([a[id], b[id], c[id]])
    expect([await told(a[id]), await told(b[id])]).toEqual([['Окна'], ['Двери']])
  })

  test('[C2] leads: the traces of all three go along, the histories tell it, and each gets its own back', async () => {
    const { owner, enact } = await atTen()
    await enact([{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }])
    const waits = async (text: string) =>
      (await arrives(owner, { name: text, phone: `+7921449${String(++numbers).padStart(4, '0')}`, text })).id
    const [a, b, c] = [await waits('Окна'), await waits('Двери'), await waits('Крыша')]
    const card = async (id: string) => done(await owner.get<LeadCard>(`/leads/${id}`))
    const texts = async (id: string) =>
      (await card(id)).traceList.map(({ text }) => text).toSorted((one, other) => one!.localeCompare(other!))

    const first = await merged(owner, 'leads', a, b)
    const second = await merged(owner, 'leads', c, a)
    expect(await texts(c)).toEqual(['Двери', 'Крыша', 'Окна'])
    expect((await owner.post(`/leads/${c}/merges`, { id: b })).status).toBe(409)
    expect((await owner.post(`/leads/${a}/merges`, { id: c })).status).toBe(409)
    expect((await takenBack(owner, 'leads', a, first)).status).toBe(409)
    done(await takenBack(owner, 'leads', c, second))
    done(await takenBack(owner, 'leads', a, first))
    expect([await texts(a), await texts(b), await texts(c)]).toEqual([['Окна'], ['Двери'], ['Крыша']])
    const types = (await card(a)).history.map(({ type }) => type)
    expect(types.filter((type) => type.startsWith('lead-merged') || type.startsWith('lead-unmerged'))).toEqual([
      'lead-unmerged',
      'lead-unmerged',
      'lead-merged',
      'lead-merged',
    ])
  })

  test('[C2 L7] two who merge the same pair at once, and two who take it back at once: one does it, the other hears why not', async () => {
    const { owner } = await atTen()
    const [a, b] = [await somebody(owner, 'Окна'), await somebody(owner, 'Двери')]
    const answers = await Promise.all([
      owner.post<Merge>(`/contacts/${a.contactId}/merges`, { id: b.contactId }),
      owner.post<Merge>(`/contacts/${b.contactId}/merges`, { id: a.contactId }),
    ])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
    const made = answers.find(({ status }) => status === 201)!.body
    const back = await Promise.all([1, 2].map(() => takenBack(owner, 'contacts', made.survivorId, made)))
    expect(back.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
    expect((await dealOf(owner, b.dealId)).contact!.id).toBe(b.contactId)
  })
})

describe('[C1] a replay after mending', () => {
  test('[C1 L7] two who mend the same arrival at once take it in once; one who has no right to it does nothing', async () => {
    const { owner, member } = await atTen()
    const manager = await member('manager')
    const form = done(await owner.post<Form>('/forms', { name: 'Сайт' }))
    const url = `/api/forms/${form.key}/submissions`
    await world.app.inject({ method: 'POST', url, payload: { message: 'Перезвоните' }, headers: { host: '127.0.0.1:3000' } })
    await drained()
    const [waiting] = done(await owner.get<Page<QuarantineItem>>('/quarantine')).items
    const replay = (by: Person) => by.post(`/quarantine/${waiting!.id}/replay`, { parts: { phone: '+79214491111' } })
    expect((await replay(manager)).status).toBe(403)
    const answers = await Promise.all([replay(owner), replay(owner), replay(owner)])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 404, 404])
    const leads = done(await owner.get<Page<LeadCard>>('/leads')).items
    expect(leads.map(({ phone, text, traces }) => [phone, text, traces])).toEqual([['+79214491111', 'Перезвоните', 1]])
  })
})
