import type { ActAnswer, ClientChange, Contact, Deal, Found, Lead, Page } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../../testing/company.ts'

const { company } = await application()
const { owner, member } = await company()
const manager = await member('manager', 'Анна Лебедева')
const controller = await member('quality-controller')

let digits = 9_160_000_000
const phoneNumber = () => `+7${(digits += 1_237)}`
const person = async (name: string, phone = phoneNumber(), more: object = {}) =>
  (await owner.post<Contact>('/contacts', { name, phone, ...more })).body
const ways = (id: string) => `/contacts/${id}/ways`
const oneWay = (id: string, way: string) => `${ways(id)}/${encodeURIComponent(way)}`
const read = async (id: string) => (await manager.get<Contact>(`/contacts/${id}`)).body
const short = ({ ways: list }: Contact) =>
  list.map(({ kind, value, main, wrongAt }) => `${main ? '*' : ''}${kind}:${value}${wrongAt ? ' wrong' : ''}`)

describe('[E5] a client has several phones, e-mails and accounts', () => {
  test('each is kept as it is compared; the first of its kind is the main one', async () => {
    const { id, phone, version } = await person('Мария Ким')
    await manager.post(ways(id), { kind: 'phone', value: '8 (343) 234-56-78 доб. 12' })
    await manager.post(ways(id), { kind: 'mail', value: ' M.Kim@Clinic.Example ' })
    const { status, body, headers } = await manager.post<Contact>(ways(id), { kind: 'messenger', value: 'telegram:@M_Kim' })
    expect(status).toBe(200)
    expect(short(body)).toEqual([`*phone:${phone}`, 'phone:+73432345678', '*mail:m.kim@clinic.example', 'messenger:telegram:m_kim'])
    expect(body.ways[1]).toMatchObject({ extension: '12' })
    expect(body).toMatchObject({ phone, email: 'm.kim@clinic.example', version: version + 3 })
    expect(headers.etag).toBe(`"${version + 3}"`)
    const { items } = (await controller.get<Page<ClientChange>>(`/contacts/${id}/changes`)).body
    expect(items.map(({ changes }) => changes[0])).toEqual([
      { what: 'messenger', before: null, after: 'telegram:m_kim' },
      { what: 'email', before: null, after: 'm.kim@clinic.example' },
      { what: 'phone', before: null, after: '+73432345678' },
    ])
  })

  test('another one becomes the main one; the former stays; without the main one the next that leads to him takes its place', async () => {
    const { id, phone } = await person('Олег Рудин')
    const [second, third] = [phoneNumber(), phoneNumber()]
    await manager.post(ways(id), { kind: 'phone', value: second })
    expect((await manager.post<Contact>(ways(id), { kind: 'phone', value: third, main: true })).body.phone).toBe(third)
    await manager.patch(oneWay(id, `phone:${phone}`), { wrong: true })
    const { body } = await manager.delete<Contact>(oneWay(id, `phone:${third}`))
    expect(short(body)).toEqual([`*phone:${second}`, `phone:${phone} wrong`])
    expect((await manager.patch<Contact>(oneWay(id, `phone:${phone}`), { main: true, wrong: false })).body.phone).toBe(phone)
    expect((await manager.patch<Contact>(`/contacts/${id}`, { phone: null })).body.phone).toBe(second)
  })

  test('what is no phone, no e-mail and no account is told with its place, and nothing is written', async () => {
    const before = await person('Без лишнего')
    for (const body of [
      { kind: 'phone', value: '12' },
      { kind: 'mail', value: 'не почта' },
      { kind: 'messenger', value: 'ivanov' },
      { kind: 'phone', value: before.phone! },
    ])
      expect(await manager.post(ways(before.id), body)).toMatchObject({ status: 400, problem: { faults: [{ path: '/value' }] } })
    expect((await manager.patch(oneWay(before.id, `phone:${before.phone}`), { value: 'позвоните' })).status).toBe(400)
    expect((await manager.patch(oneWay(before.id, 'phone:+79990000000'), { wrong: true })).status).toBe(404)
    expect((await manager.delete(oneWay(before.id, 'carrier-pigeon'))).status).toBe(404)
    expect(await read(before.id)).toEqual(before)
  })

  test('[C2] what is known of another client is refused with his name; who says that it is both of theirs writes it', async () => {
    const [first, second] = [await person('Первая Хозяйка'), await person('Второй Хозяин')]
    const further = phoneNumber()
    await manager.post(ways(first.id), { kind: 'phone', value: further })
    for (const value of [first.phone!, further]) {
      const refused = { status: 409, problem: { current: { contact: { id: first.id, name: 'Первая Хозяйка' } } } }
      expect(await manager.post(ways(second.id), { kind: 'phone', value })).toMatchObject(refused)
      expect(await manager.patch(oneWay(second.id, `phone:${second.phone}`), { value })).toMatchObject(refused)
      expect(await manager.patch(`/contacts/${second.id}`, { phone: value })).toMatchObject(refused)
    }
    expect(short(await read(second.id))).toEqual([`*phone:${second.phone}`])
    expect((await manager.post(ways(second.id), { kind: 'phone', value: further, shared: true })).status).toBe(200)
  })

  test('[L4] a stale edit changes nothing; the second click does nothing twice', async () => {
    const { id, version, phone } = await person('Двое Сразу')
    const [mine, his] = [phoneNumber(), phoneNumber()]
    const stamp = { 'if-match': `"${version}"` }
    const once = { ...stamp, 'idempotency-key': 'one-more-phone' }
    expect((await manager.post(ways(id), { kind: 'phone', value: mine }, once)).status).toBe(200)
    expect((await manager.post<Contact>(ways(id), { kind: 'phone', value: mine }, once)).body.version).toBe(version + 1)
    expect(await owner.post(ways(id), { kind: 'phone', value: his }, stamp)).toMatchObject({
      status: 412,
      problem: { yours: { value: his }, current: { version: version + 1 } },
    })
    expect((await owner.patch(oneWay(id, `phone:${phone}`), { wrong: true }, stamp)).status).toBe(412)
    expect((await owner.delete(oneWay(id, `phone:${phone}`), stamp)).status).toBe(412)
    expect(short(await read(id))).toEqual([`*phone:${phone}`, `phone:${mine}`])
    // Two at once, without a version: each is written, none is lost.
    const more = [phoneNumber(), phoneNumber(), phoneNumber()]
    await Promise.all(more.map((value) => manager.post(ways(id), { kind: 'phone', value })))
    expect((await read(id)).ways).toHaveLength(5)
  })

  test('the quality controller reads and changes nothing', async () => {
    const before = await person('Под Надзором')
    expect((await controller.post(ways(before.id), { kind: 'mail', value: 'a@b.example' })).status).toBe(403)
    expect((await controller.patch(oneWay(before.id, `phone:${before.phone}`), { wrong: true })).status).toBe(403)
    expect((await controller.delete(oneWay(before.id, `phone:${before.phone}`))).status).toBe(403)
    expect((await controller.get<Contact>(`/contacts/${before.id}`)).body).toEqual(before)
  })
})

describe('[L1] [C2] he is known by any of them', () => {
  test('the search and the list find him by a further phone in any spelling, e-mail and account, until it is taken away', async () => {
    const { id } = await person('Редкая Птица')
    await manager.post(ways(id), { kind: 'phone', value: '+7 812 455-66-77' })
    await manager.post(ways(id), { kind: 'mail', value: 'ptitsa@lastochka.example' })
    await manager.post(ways(id), { kind: 'mail', value: 'zimorodok@sinitsa.example' })
    await manager.post(ways(id), { kind: 'messenger', value: 'telegram:zimorodok_77' })
    const found = async (q: string) => (await manager.get<Found>(`/search?q=${encodeURIComponent(q)}`)).body.contacts.map((it) => it.id)
    const listed = async (q: string) =>
      (await manager.get<Page<Contact>>(`/contacts?q=${encodeURIComponent(q)}`)).body.items.map((it) => it.id)
    for (const q of ['8 (812) 455-66-77', '4556677', 'zimorodok@sinitsa', 'zimorodok_77', 'Редкая']) expect(await found(q), q).toEqual([id])
    for (const q of ['8 812 455', '+7 812 455-66-77', 'zimorodok@']) expect(await listed(q), q).toEqual([id])
    await manager.patch(`/contacts/${id}`, { name: 'Редкая Пташка' })
    expect(await found('8124556677')).toEqual([id])
    await manager.delete(oneWay(id, 'phone:+78124556677'))
    expect([await found('8124556677'), await listed('8 812 455')]).toEqual([[], []])
  })

  test('an inquiry from his further phone is his', async () => {
    const { id } = await person('Узнаваемый Клиент')
    const further = phoneNumber()
    await manager.post(ways(id), { kind: 'phone', value: further })
    const { body } = await manager.post<{ lead: Lead }>('/leads', { name: 'Кто-то', phone: further, text: 'Перезвоните' })
    const lead = body.lead ?? (body as unknown as Lead)
    expect(lead.contact?.id).toBe(id)
  })

  test('the card of his deal shows them, those that lead nowhere too; a wrong one is no way for the rules', async () => {
    const { id, phone } = await person('Карточный Игрок')
    const further = phoneNumber()
    await manager.post(ways(id), { kind: 'phone', value: further })
    const { deal } = (await manager.post<ActAnswer>('/deals', { title: 'С двумя телефонами', contactId: id })).body
    await manager.post(`/deals/${deal.id}/interactions`, { channel: 'call', direction: 'out', outcome: 'wrong-number' })
    const card = (await manager.get<Deal>(`/deals/${deal.id}`)).body
    expect(card.contact!.ways).toMatchObject([
      { value: phone, main: true, wrongAt: expect.any(String) },
      { value: further, main: false, wrongAt: null },
    ])
  })

  test('[H2] of several phones the one that was dialled is wrong; with the last one gone he has no phone for the rules', async () => {
    const { id, phone } = await person('Два Номера', undefined, { email: 'two@numbers.example' })
    const further = phoneNumber()
    await manager.post(ways(id), { kind: 'phone', value: further })
    const { deal } = (await manager.post<ActAnswer>('/deals', { title: 'Дозваниваемся', contactId: id })).body
    const wrong = { channel: 'call', direction: 'out', outcome: 'wrong-number' }
    const says = (body: object) => manager.post(`/deals/${deal.id}/interactions`, { ...wrong, ...body })
    expect(await says({ way: '+79990001122' })).toMatchObject({ status: 400, problem: { faults: [{ path: '/way' }] } })
    expect((await says({ way: further })).status).toBe(201)
    expect(short(await read(id))).toEqual([`*phone:${phone}`, `phone:${further} wrong`, '*mail:two@numbers.example'])
    const phoneKnown = async () =>
      (await manager.get<Deal>(`/deals/${deal.id}`)).body.contact!.ways.some(({ kind, wrongAt }) => kind === 'phone' && wrongAt === null)
    expect(await phoneKnown()).toBe(true)
    // Without a name it is the one that still led to him.
    expect((await says({})).status).toBe(201)
    expect(await phoneKnown()).toBe(false)
    expect(short(await read(id))).toContain(`*phone:${phone} wrong`)
  })
})
