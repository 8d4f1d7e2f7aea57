import type { ActAnswer, ClientChange, ClientDeals, Company, Contact, Page, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../../testing/company.ts'

const { company } = await application()
const { owner, member } = await company()
const manager = await member('manager', 'Анна Лебедева')
const colleague = await member('manager', 'Пётр Чужой')
const controller = await member('quality-controller')

const firm = (await owner.post<Company>('/companies', { name: 'Клиника «Ромашка»' })).body
const maria = (await owner.post<Contact>('/contacts', { name: 'Мария Ким', phone: '8 (343) 234-56-78', companyId: firm.id })).body
const deal = async (by: typeof manager, title: string, amount: number) =>
  (
    await by.post<ActAnswer>('/deals', {
      title,
      contactId: maria.id,
      companyId: firm.id,
      budget: { amount, currency: 'RUB' },
      fields: { platform: 'site' },
    })
  ).body.deal
const mine = await deal(manager, 'Сайт', 150_000_00)
const his = await deal(colleague, 'Приложение', 900_000_00)
const edit = (contact: Contact, body: Record<string, unknown>, version?: number, by = manager) =>
  by.patch<Contact>(`/contacts/${contact.id}`, body, version === undefined ? {} : { 'if-match': `"${version}"` })

describe('[E5] the whole path of a client', () => {
  test('his deals with what they come to; those of a colleague are counted and not shown', async () => {
    const seen = (await manager.get<ClientDeals>(`/contacts/${maria.id}/deals`)).body
    expect(seen).toMatchObject({
      items: [{ id: mine.id, stageName: 'Новая заявка', responsible: { name: 'Анна Лебедева' } }],
      open: { count: 1, sums: [{ amount: 150_000_00, currency: 'RUB' }] },
      won: { count: 0, sums: [] },
      hidden: 1,
    })
    const all = (await owner.get<ClientDeals>(`/companies/${firm.id}/deals`)).body
    expect(all).toMatchObject({ open: { count: 2, sums: [{ amount: 1_050_000_00 }] }, hidden: 0 })
    expect(all.items.map(({ id }) => id)).toEqual([his.id, mine.id])
  })

  test('all his deals in one timeline, the latest first, each entry with its deal; page by page without a gap', async () => {
    for (let i = 0; i < 30; i += 1) {
      await manager.post(`/deals/${mine.id}/comments`, { text: `Слово ${i}` })
      await colleague.post(`/deals/${his.id}/comments`, { text: `Другое ${i}` })
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page: Timeline = (await owner.get<Timeline>(`/companies/${firm.id}/timeline${after === undefined ? '' : `?after=${after}`}`))
        .body
      seen.push(...page.items.map(({ id }) => id))
      expect(page.items.every(({ deal: of }) => of?.id === mine.id || of?.id === his.id)).toBe(true)
      after = page.next
    } while (after !== undefined)
    expect(seen.length).toBeGreaterThan(60)
    expect(seen).toEqual(seen.toSorted((a, b) => Number(b) - Number(a)))
    expect(new Set(seen).size).toBe(seen.length)
    const ofManager = (await manager.get<Timeline>(`/contacts/${maria.id}/timeline?kind=comments`)).body.items
    expect(ofManager).toHaveLength(30)
    expect(ofManager.every(({ text }) => text!.startsWith('Слово'))).toBe(true)
  })
})

describe('[E5] his inquiries stand on his path', () => {
  test('each where it came in, with its channel, source, what became of it and the way to it; those of colleagues are not told', async () => {
    const phone = '+79165550101'
    const her = (await owner.post<Contact>('/contacts', { name: 'Вера Длинная', phone })).body
    const came = async (by: typeof manager, text: string) =>
      (await by.post<{ lead: { id: string } }>('/leads', { name: 'Вера', phone, text, source: 'Выставка' })).body
    await came(manager, 'Нужен сайт')
    const path = async (by: typeof manager, more = '') => (await by.get<Timeline>(`/contacts/${her.id}/timeline${more}`)).body.items
    const [entry] = (await path(owner)).filter(({ lead }) => lead)
    expect(entry).toMatchObject({ type: 'lead-received', kind: 'talks', text: 'Нужен сайт', lead: { channel: 'hand', source: 'Выставка' } })
    expect(entry!.summary).toMatch(/^Обращение записано вручную, источник: Выставка — /)
    expect((await path(owner, '?kind=tasks')).some(({ lead }) => lead)).toBe(false)
    expect((await path(owner, '?kind=talks')).some(({ lead }) => lead?.id === entry!.lead!.id)).toBe(true)
    // It is Anna's, and a colleague sees nothing of it.
    expect((await path(manager)).some(({ lead }) => lead)).toBe(true)
    expect((await path(colleague)).some(({ lead }) => lead)).toBe(false)
    // What became of it stands there with the deal; what came later stands above.
    const later = (await manager.post<ActAnswer>('/deals', { title: 'После', contactId: her.id })).body.deal
    const all = await path(manager)
    const told = all.find(({ lead }) => lead)!
    expect(told).toMatchObject({ lead: { status: 'converted' }, summary: expect.stringContaining('стало сделкой') })
    expect(told.deal).toBeDefined()
    expect(all.findIndex(({ deal: of }) => of?.id === later.id)).toBeLessThan(all.indexOf(told))
    expect(all.map(({ id }) => Number(id))).toEqual(all.map(({ id }) => Number(id)).toSorted((a, b) => b - a))
  })
})

describe('[L4] two people edit one client', () => {
  test('an edit makes a version; the older one hears both values and changes nothing', async () => {
    const { body: before } = await manager.get<Contact>(`/contacts/${maria.id}`)
    const changed = await edit(before, { position: ' Управляющая ', email: 'M.Kim@Clinic.example' }, before.version)
    expect(changed).toMatchObject({
      status: 200,
      body: { position: 'Управляющая', email: 'm.kim@clinic.example', version: before.version + 1 },
      headers: { etag: `"${before.version + 1}"` },
    })
    expect(await edit(before, { position: 'Директор' }, before.version, colleague)).toMatchObject({
      status: 412,
      problem: { yours: { position: 'Директор' }, current: { position: 'Управляющая' } },
    })
    expect((await manager.get<Contact>(`/contacts/${maria.id}`)).body).toEqual(changed.body)
  })

  test('what was changed, from what to what and by whom, can be read', async () => {
    const { items } = (await controller.get<Page<ClientChange>>(`/contacts/${maria.id}/changes`)).body
    expect(items[0]).toMatchObject({
      by: { name: 'Анна Лебедева' },
      changes: expect.arrayContaining([{ what: 'position', before: null, after: 'Управляющая' }]),
    })
    const other = (await owner.post<Company>('/companies', { name: 'Другая клиника' })).body
    await edit(maria, { companyId: other.id })
    await edit(maria, { companyId: firm.id })
    const { items: now } = (await manager.get<Page<ClientChange>>(`/contacts/${maria.id}/changes`)).body
    expect(now[0]!.changes).toEqual([{ what: 'company', before: 'Другая клиника', after: 'Клиника «Ромашка»' }])
  })

  test('his zone is told by his phone until somebody sets it', async () => {
    expect(maria).toMatchObject({ phone: '+73432345678', timeZone: 'Asia/Yekaterinburg', timeZoneOwn: false })
    expect((await edit(maria, { timeZone: 'Asia/Omsk' })).body).toMatchObject({ timeZone: 'Asia/Omsk', timeZoneOwn: true })
    expect((await edit(maria, { timeZone: null })).body).toMatchObject({ timeZone: 'Asia/Yekaterinburg', timeZoneOwn: false })
    expect(await edit(maria, { timeZone: 'Mars/Olympus' })).toMatchObject({ status: 400, problem: { faults: [{ path: '/timeZone' }] } })
  })

  test('every bad value is told with its place, and nothing of it is written', async () => {
    const { body: before } = await manager.get<Contact>(`/contacts/${maria.id}`)
    expect(await edit(maria, { phone: '12', name: 'Другая' })).toMatchObject({ status: 400, problem: { faults: [{ path: '/phone' }] } })
    expect((await edit(maria, { companyId: '01890000-0000-7000-8000-000000000000' })).status).toBe(400)
    expect((await edit(maria, {})).status).toBe(400)
    expect((await edit(maria, { name: ' ' })).status).toBe(400)
    expect((await owner.patch(`/companies/${firm.id}`, { site: 'javascript:alert(1)' })).status).toBe(400)
    expect((await manager.get<Contact>(`/contacts/${maria.id}`)).body).toEqual(before)
  })

  test('the quality controller reads and changes nothing', async () => {
    expect((await edit(maria, { name: 'Контроль' }, undefined, controller)).status).toBe(403)
    expect((await controller.patch(`/companies/${firm.id}`, { name: 'Контроль' })).status).toBe(403)
    expect((await controller.get<Contact>(`/contacts/${maria.id}`)).body.name).toBe('Мария Ким')
  })

  test('a company keeps its site and its people', async () => {
    const changed = await manager.patch<Company>(`/companies/${firm.id}`, { site: 'https://romashka.example', inn: '7701234567' })
    expect(changed.body).toMatchObject({ site: 'https://romashka.example', inn: '7701234567', version: 2 })
    const people = (await manager.get<Page<Contact>>(`/contacts?companyId=${firm.id}`)).body.items
    expect(people.map(({ name }) => name)).toEqual(['Мария Ким'])
  })

  test('a new phone is a way to him again: the wrong one is forgotten', async () => {
    await manager.post(`/deals/${mine.id}/interactions`, { channel: 'call', direction: 'out', outcome: 'wrong-number' })
    expect((await edit(maria, { phone: '+7 916 765-43-21' })).body).toMatchObject({ phone: '+79167654321', timeZone: null })
  })
})
