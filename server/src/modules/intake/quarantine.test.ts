import type { QuarantineItem, ReplayAnswer } from '@reglament/contract'
import { expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { aForm, leadsOf, quarantineOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const send = strangerOf(world)
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

test('[C1] the list has the beginning of what is long; one has all that came, as large as a door takes it, and what is read in it', async () => {
  const { owner } = await atTen()
  const form = await aForm(owner)
  const basket = '🪟окно; '.repeat(18_000)
  const body = JSON.stringify({ basket, name: 'Илья Дальний', message: 'перезвоните' })
  expect(Buffer.byteLength(body)).toBeGreaterThan(250_000)
  expect((await send(form.address, body)).statusCode).toBe(201)
  await send(form.address, JSON.stringify({ name: 'Короткая' }))
  const [short, long] = await quarantineOf(owner)
  expect(short).toMatchObject({ whole: true, parts: { name: 'Короткая' } })
  expect(long).toMatchObject({ whole: false, parts: {}, bytes: Buffer.byteLength(body) })
  expect(long!.body).toHaveLength(2000)
  expect(body.startsWith(long!.body.slice(0, -1))).toBe(true)

  const one = done(await owner.get<QuarantineItem>(`/quarantine/${long!.id}`))
  expect(one).toMatchObject({ whole: true, body, parts: { name: 'Илья Дальний', text: 'перезвоните' } })
  expect(done(await owner.get<QuarantineItem>(`/quarantine/${short!.id}`))).toEqual(short)
  const answer = done(await owner.post<ReplayAnswer>(`/quarantine/${long!.id}/replay`, { parts: { phone: '+79215550003' } }))
  expect(answer.becomes).toBe('deal')
  expect((await leadsOf(owner))[0]).toMatchObject({ name: 'Илья Дальний', text: 'перезвоните' })
  // It waits no more.
  expect((await owner.get(`/quarantine/${long!.id}`)).status).toBe(404)
})

test('[C1] what is no text is told as such, whole too; a text of another alphabet is read as it was meant', async () => {
  const { owner } = await atTen()
  const form = await aForm(owner)
  await send(form.address, Buffer.alloc(30_000, 0xfe))
  await send(form.address, Buffer.from('{"name":"\xcf\xb8\xf2\xf0"}', 'latin1'), 'application/json; charset=windows-1251')
  const [old, binary] = await quarantineOf(owner)
  expect(old).toMatchObject({ body: '{"name":"Пётр"}', parts: { name: 'Пётр' }, fault: { code: 'no-contact' } })
  expect(binary).toMatchObject({ whole: false, parts: {}, fault: { code: 'not-text' } })
  const one = done(await owner.get<QuarantineItem>(`/quarantine/${binary!.id}`))
  expect(one).toMatchObject({ whole: true, parts: {}, fault: { code: 'not-text' }, bytes: 30_000 })
})

test('[L6] one of the quarantine is seen by those who set the company up, and by nobody of another', async () => {
  const { owner, member } = await atTen()
  const form = await aForm(owner)
  await send(form.address, '{"name":"Тайна"}')
  const [item] = await quarantineOf(owner)
  expect((await (await member('manager')).get(`/quarantine/${item!.id}`)).status).toBe(403)
  expect((await (await atTen()).owner.get(`/quarantine/${item!.id}`)).status).toBe(404)
})
