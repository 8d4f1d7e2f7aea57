import type { Contact, LeadActAnswer, LeadReason, TimelineEntry, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import type { Person } from '../../testing/company.ts'
import { done, iso, sandbox, tasksOf } from '../../testing/sandbox.ts'
import { aPhone, arrives, leadCardOf, looking } from './testing/inquiries.ts'

const world = await application('2026-02-02T07:00:00Z')
const convert = (by: Person, id: string, body: Record<string, unknown> = {}) => by.post<LeadActAnswer>(`/leads/${id}/conversion`, body)

describe('[C4] a good lead becomes a deal', () => {
  test('[C4 C5] with everything it knew: client, company, source, product in the title, budget, text; once only', async () => {
    const { owner, member } = await looking(world)
    const manager = await member('manager')
    const lead = await arrives(manager, {
      email: 'olga@dom.example',
      company: 'ООО «Дом»',
      text: 'Нужны окна в коттедж',
      source: 'Поиск',
      channel: 'form',
      fields: { niche: 'Окна' },
    })
    expect(lead).toMatchObject({ becomes: 'lead', dealId: null, lead: { status: 'new' } })
    done(await manager.patch(`/leads/${lead.id}`, { status: 'in-work' }))
    const answer = done(await convert(manager, lead.id, { note: 'Готова смотреть смету в пятницу' }))
    expect(answer).toMatchObject({ becomes: 'deal', allowed: true, lead: { status: 'converted', responsible: { id: manager.id } } })
    expect(answer.deal).toMatchObject({
      pipeline: 'sales',
      stage: 'new-request',
      note: 'Готова смотреть смету в пятницу',
      responsible: { id: manager.id },
      fields: { platform: 'site', source: 'search', niche: 'Окна' },
      contact: { name: 'Ольга Климова' },
    })
    expect(answer.followings.map(({ clause, kind }) => [clause, kind])).toEqual([['first-response', 'call']])
    const twice = await convert(owner, lead.id)
    expect([twice.status, twice.problem.detail]).toEqual([409, 'Из этого обращения уже сделана сделка.'])
    const { items } = done(await owner.get<Page<TimelineEntry>>(`/deals/${answer.dealId}/timeline`))
    expect(items.length).toBeGreaterThan(0)
  })

  test('[C4] the company that was named is found by its name, or made; the contact is of it and keeps his extension', async () => {
    const { owner, modes } = await looking(world)
    await modes({ 'concrete-makes-deal': 'observe' })
    const known = done(await owner.post<{ id: string }>('/companies', { name: 'ООО Окна' }))
    const converted = async (company: string, phone: string) => {
      const lead = await arrives(owner, { company, phone, product: 'Сайт', text: 'Нужен сайт', campaign: { utm_source: 'ya' } })
      expect(lead.lead).toMatchObject({ company, phoneExtension: '123', status: 'new' })
      const { deal, lead: after } = done(await convert(owner, lead.id, {}))
      return { deal: deal!, lead: after }
    }
    const { deal, lead } = await converted('ООО Дом', `${aPhone()} доб. 123`)
    expect(deal).toMatchObject({ company: { name: 'ООО Дом' }, note: 'Нужен сайт' })
    expect(deal.title).toMatch(/^Сайт/)
    expect(lead).toMatchObject({ client: { id: deal.company!.id }, campaign: { utm_source: 'ya' }, phoneExtension: '123' })
    const contact = done(await owner.get<Contact>(`/contacts/${deal.contact!.id}`))
    expect(contact).toMatchObject({ companyId: deal.company!.id, ways: [{ kind: 'phone', extension: '123' }] })

    expect((await converted('ооо  окна', `${aPhone()} доб. 123`)).deal.company!.id).toBe(known.id)
    expect((await converted('ООО Дом', `${aPhone()} доб. 123`)).deal.company!.id).toBe(deal.company!.id)
  })

  test('[C2] the extension of a number that is known is written where none stood, and never over another', async () => {
    const { owner } = await looking(world)
    const phone = aPhone()
    const { id } = done(await owner.post<{ id: string }>('/contacts', { name: 'Ольга Климова', phone }))
    const extension = async () => done(await owner.get<Contact>(`/contacts/${id}`)).ways.map((way) => way.extension)
    expect(await extension()).toEqual([null])
    await arrives(owner, { phone: `${phone} доб. 45` })
    expect(await extension()).toEqual(['45'])
    await arrives(owner, { phone: `${phone} доб. 46` })
    expect(await extension()).toEqual(['45'])
  })

  test('[C2 C4] of a deal at once the company is made too, once for many that name it at the same time; a client who is known is of it from now on', async () => {
    const { owner } = await sandbox(world, 'Tue 10.03 10:00')
    const many = await Promise.all([1, 2, 3, 4].map(() => arrives(owner, { phone: aPhone(), company: 'АО «Лес»' })))
    const companies = many.map(({ deal }) => deal!.company!)
    expect(new Set(companies.map(({ id }) => id)).size).toBe(1)
    expect(companies[0]!.name).toBe('АО «Лес»')
    const contact = done(await owner.get<Contact>(`/contacts/${many[0]!.deal!.contact!.id}`))
    expect(contact.companyId).toBe(companies[0]!.id)

    // One who is known and of no company yet is of it from now on.
    const phone = aPhone()
    const first = await arrives(owner, { phone, product: 'Окна' })
    expect(first.deal!.company).toBeNull()
    const again = await arrives(owner, { phone, company: 'ООО Поле', product: 'Двери' })
    expect(again.becomes).toBe('deal')
    expect(done(await owner.get<Contact>(`/contacts/${first.deal!.contact!.id}`)).companyId).toBe(again.deal!.company!.id)
  })

  test.each([
    ['meeting', 'planned', 'hold-meeting'],
    ['proposal', undefined, undefined],
    ['contract', undefined, undefined],
    ['sale', undefined, undefined],
  ])('[C4] into the pipeline that fits: %s, the steps before it passed over', async (pipelineId, stage, task) => {
    const { owner } = await looking(world)
    const lead = await arrives(owner)
    const { deal } = done(await convert(owner, lead.id, { pipelineId, responsibleId: owner.id }))
    expect(deal!.pipeline).toBe(pipelineId)
    if (stage) expect(deal!.stage).toBe(stage)
    if (task) expect(tasksOf(deal!).map((it) => it.split(',')[0])).toContain(task)
  })

  test('[C4] bad input and a stranger’s things are refused with their place', async () => {
    const { owner, member } = await looking(world)
    const controller = await member('quality-controller')
    const lead = await arrives(owner)
    const faults = async (body: Record<string, unknown>) => (await convert(owner, lead.id, body)).problem.faults?.map(({ path }) => path)
    expect(await faults({ pipelineId: 'nowhere' })).toEqual(['/pipelineId'])
    expect(await faults({ contactId: lead.id })).toEqual(['/contactId'])
    expect(await faults({ responsibleId: lead.id })).toEqual(['/responsibleId'])
    expect(await faults({ dealId: lead.id })).toEqual(['/dealId'])
    expect((await convert(owner, lead.id, { dealId: lead.id, title: 'Обе' })).status).toBe(400)
    expect((await convert(controller, lead.id)).status).toBe(403)
    expect((await convert(owner, '01900000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await leadCardOf(owner, lead.id)).status).toBe('new')
  })

  test('[C2] “it is he”: bound by hand to a client that is known, the deal is his, and he is known by the new phone from now on', async () => {
    const { owner } = await looking(world)
    const { id: contactId } = done(await owner.post<{ id: string }>('/contacts', { name: 'Климова Ольга', email: 'olga@okna.example' }))
    const phone = aPhone()
    const lead = await arrives(owner, { phone })
    expect(lead.lead.contact).toBeNull()
    const bound = done(await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, { contactId }))
    expect(bound.lead.contact?.id).toBe(contactId)
    const { deal } = done(await convert(owner, lead.id))
    expect(deal!.contact!.id).toBe(contactId)
    const again = await arrives(owner, { phone, product: 'Двери' })
    expect(again.lead.contact?.id).toBe(contactId)
    const [last] = (await leadCardOf(owner, again.id)).history
    expect([last!.summary, last!.clause]).toEqual(['Пришло ещё раз, клиента узнали по телефону', 'one-inquiry-one-deal'])
    expect((await owner.patch(`/leads/${again.id}`, { contactId: lead.id })).status).toBe(409)
  })
})

describe('[C4] a bad lead is rejected', () => {
  test('[C4] for a reason of the list, with a comment; twice is a conflict; without a reason or with an unknown one it stays', async () => {
    const { owner, member } = await looking(world)
    const manager = await member('manager')
    const { items: reasons } = done(await owner.get<{ items: LeadReason[] }>('/lead-reasons'))
    expect(reasons.length).toBeGreaterThan(1)
    const lead = await arrives(manager, { channel: 'hand' })
    const reject = (body: Record<string, unknown>) => manager.post<LeadActAnswer>(`/leads/${lead.id}/rejection`, body)
    expect((await reject({})).status).toBe(400)
    expect((await reject({ reason: 'nothing-of-ours' })).problem.faults?.map(({ path }) => path)).toEqual(['/reason'])
    const answer = done(await reject({ reason: reasons[0]!.key, comment: 'Продаёт рекламу' }))
    expect(answer).toMatchObject({
      becomes: 'rejected',
      lead: { status: 'rejected', rejection: { reason: reasons[0]!.key, comment: 'Продаёт рекламу' } },
    })
    expect((await reject({ reason: reasons[0]!.key })).status).toBe(409)
    expect((await convert(manager, lead.id)).status).toBe(409)
    const [last] = (await leadCardOf(manager, lead.id)).history
    expect([last!.type, last!.by?.id]).toEqual(['lead-rejected', manager.id])
    const colleague = await member('manager')
    expect((await colleague.get(`/leads/${lead.id}`)).status).toBe(404)
  })
})

describe('[B7] the talk turns concrete', () => {
  test.each([
    ['a product', { product: 'Окна' }],
    ['a deadline', { deadline: 'к маю' }],
    ['a budget', { budget: { amount: 5_000_000, currency: 'RUB' } }],
  ])('[B7] %s recorded on a lead makes its deal in the same act, by the clause', async (_what, body) => {
    const { owner } = await looking(world)
    const lead = await arrives(owner)
    const answer = done(await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, body))
    expect(answer).toMatchObject({ becomes: 'deal', lead: { status: 'converted' }, deal: { stage: 'new-request' } })
    const made = (await leadCardOf(owner, lead.id)).history.find(({ type }) => type === 'lead-converted')
    expect(made).toMatchObject({ clause: 'concrete-makes-deal', clauseNumber: expect.stringMatching(/^\d+\.\d+$/) as unknown })
  })

  test.each([
    ['a talk about nothing', { text: 'Просто спросил, где вы' }],
    ['an empty product', { product: '   ' }],
    ['a budget of nothing', { budget: { amount: 0, currency: 'RUB' } }],
  ])('[B7] %s stays a lead', async (_what, body) => {
    const { owner } = await looking(world)
    const lead = await arrives(owner)
    const answer = await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, body)
    expect(done(answer)).toMatchObject({ becomes: 'lead', dealId: null })
  })

  test('[B7] an inquiry that names a product is a deal at once, also where others wait for qualification', async () => {
    const { owner } = await looking(world)
    expect((await arrives(owner, { product: 'Окна' })).becomes).toBe('deal')
    expect((await arrives(owner)).becomes).toBe('lead')
  })

  test('[B7] in mode warn it is offered: the answer and the card carry the offer, the deal is made by the person', async () => {
    const it = await looking(world)
    const { owner } = it
    await it.modes({ 'concrete-makes-deal': 'warn' })
    const lead = await arrives(owner)
    expect(lead.lead.offer).toBeNull()
    const answer = done(await owner.patch<LeadActAnswer>(`/leads/${lead.id}`, { deadline: 'к маю' }))
    expect(answer).toMatchObject({ becomes: 'lead', lead: { offer: { act: 'conversion', clause: 'concrete-makes-deal' } } })
    expect((await leadCardOf(owner, lead.id)).offer?.text).toBe('Названы товар, срок или бюджет: пора завести сделку.')
    const made = done(await convert(owner, lead.id))
    expect([made.becomes, made.lead.offer]).toEqual(['deal', null])
  })

  test('[B7] in mode observe neither', async () => {
    const it = await looking(world)
    await it.modes({ 'concrete-makes-deal': 'observe' })
    const lead = await arrives(it.owner, { product: 'Окна' })
    expect([lead.becomes, lead.lead.offer]).toEqual(['lead', null])
  })
})

describe('[C11] a request that carries the tag', () => {
  test('[C11 C1] greeted by mail and by SMS at once, on a deal and on a lead that waits; without the tag nothing goes out', async () => {
    for (const { owner } of [await sandbox(world, 'Tue 10.03 10:00'), await looking(world)]) {
      const greeted = await arrives(owner, { email: 'olga@dom.example', tags: ['greet'] })
      const plain = await arrives(owner, { email: 'ivan@dom.example' })
      const lettersOf = async ({ id }: { id: string }) =>
        (await leadCardOf(owner, id)).letters.map(({ template, kind }) => `${template} ${kind}`).toSorted()
      expect(await lettersOf(greeted)).toEqual(['greeting mail', 'greeting phone'])
      expect(await lettersOf(plain)).toEqual([])
    }
  })

  test('[C11 C4] greeted as a lead, it is not greeted anew when it becomes a deal', async () => {
    const { owner } = await looking(world)
    const greeted = await arrives(owner, { email: 'olga@dom.example', tags: ['greet'] })
    done(await convert(owner, greeted.id))
    expect((await leadCardOf(owner, greeted.id)).letters.map(({ kind }) => String(kind)).toSorted()).toEqual(['mail', 'phone'])
  })
})

describe('[C1] what is typed by hand or sent by a program', () => {
  const faultsOf = async (by: Person, body: Record<string, unknown>) => {
    const { status, problem } = await by.post('/leads', { name: 'Ольга Климова', ...body })
    return [status, problem?.faults?.map(({ path }) => path)]
  }

  test('[C1 E5] by hand an inquiry came in the last three working days; a program knows also of older ones, nobody of coming ones', async () => {
    const { owner } = await looking(world, 'Tue 10.03 12:00')
    expect(await faultsOf(owner, { inquiredAt: iso('Wed 4.03 11:59') })).toEqual([400, ['/inquiredAt']])
    expect(await faultsOf(owner, { inquiredAt: iso('Wed 4.03 12:00') })).toEqual([201, undefined])
    expect(await faultsOf(owner, { inquiredAt: iso('Wed 4.03 11:59'), channel: 'form' })).toEqual([201, undefined])
    for (const channel of ['hand', 'form'])
      expect(await faultsOf(owner, { inquiredAt: iso('Tue 10.03 12:01'), channel })).toEqual([400, ['/inquiredAt']])
  })

  test('[C1] a budget is not below nought, and no name turns round the list it stands in', async () => {
    const { owner } = await looking(world)
    const budget = (amount: number) => ({ budget: { amount, currency: 'RUB' } })
    expect(await faultsOf(owner, budget(-1))).toEqual([400, ['/budget/amount']])
    expect(await faultsOf(owner, budget(0))).toEqual([201, undefined])
    const { lead } = await arrives(owner, { name: '\u202EОльга\u2066', company: '\u202E' })
    expect([lead.name, lead.company]).toEqual(['Ольга', null])
    const edited = await owner.patch(`/leads/${lead.id}`, { ...budget(-5) })
    expect(edited.status).toBe(400)
  })
})
