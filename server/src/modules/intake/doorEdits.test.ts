import type { Form, WebhookIn, WebhookInCreated } from '@reglament/contract'
import { expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { aForm, leadsOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const send = strangerOf(world)
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

test('[C1 L7] of two who change a door at once one is told what the other has saved', async () => {
  const { owner, member } = await atTen()
  const admin = await member('admin')
  const form = await aForm(owner)
  const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Квиз' }))
  for (const path of [`/forms/${form.id}`, `/webhooks-in/${hook.id}`]) {
    const saved = await Promise.all(
      [owner, admin].map((by, i) => by.patch<Form & { current: Form }>(path, { source: `Источник ${i}` }, { 'if-match': '"1"' })),
    )
    const [good, stale] = saved.toSorted((a, b) => a.status - b.status)
    expect([good!.status, stale!.status]).toEqual([200, 412])
    expect(stale!.body.current).toMatchObject({ version: 2, source: good!.body.source })
  }
})

test('[C1] a form gets another address: what stands at the old one is refused, what came through it stays', async () => {
  const { owner, member } = await atTen()
  const form = await aForm(owner)
  expect((await send(form.address, '{"phone":"89211112233"}')).statusCode).toBe(201)
  const renewed = done(await owner.post<Form>(`/forms/${form.id}/address`, {}))
  expect(renewed.address).not.toBe(form.address)
  expect(renewed.snippet).toContain(renewed.address)
  expect((await send(form.address, '{"phone":"89211112234"}')).statusCode).toBe(404)
  expect((await send(renewed.address, '{"phone":"89211112235"}')).statusCode).toBe(201)
  expect(await leadsOf(owner)).toHaveLength(2)
  expect(done(await owner.get<Form>(`/forms/${form.id}`))).toMatchObject({ submissions: 2, version: 2 })
  expect((await (await member('manager')).post(`/forms/${form.id}/address`, {})).status).toBe(403)
  expect((await (await atTen()).owner.post(`/forms/${form.id}/address`, {})).status).toBe(404)
})

test('[C1 L7] the address of a webhook that was lost is replaced; mapping, signature and what came stay, and it is shown once', async () => {
  const { owner } = await atTen()
  const signature = { kind: 'token', header: 'X-Token', secret: 'a word that nobody knows' }
  const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Квиз', mapping: { tel: 'phone' }, signature }))
  const renewed = done(await owner.post<WebhookInCreated>(`/webhooks-in/${hook.id}/address`, {}))
  const sends = async (address: string) =>
    (await send(address, '{"tel":"89211112233"}', 'application/json', { 'x-token': signature.secret })).statusCode
  expect(await sends(hook.address)).toBe(404)
  expect((await send(renewed.address, '{"tel":"89211112233"}')).statusCode).toBe(401)
  expect(await sends(renewed.address)).toBe(201)
  expect(done(await owner.get<{ items: WebhookIn[] }>('/webhooks-in')).items[0]).not.toHaveProperty('address')
  expect(renewed).toMatchObject({ mapping: { tel: 'phone' }, signature: { kind: 'token', header: 'X-Token' }, version: 2 })
})

test('[C1] what waits of a door that was removed is mended all the same', async () => {
  const { owner } = await atTen()
  const form = await aForm(owner, { source: 'Сайт' })
  await send(form.address, '{"name":"Илья"}')
  expect((await owner.delete(`/forms/${form.id}`)).status).toBe(204)
  const { items } = done(await owner.get<{ items: { id: string; viaName: string }[] }>('/quarantine'))
  expect(items.map(({ viaName }) => viaName)).toEqual(['Сайт'])
  done(await owner.post(`/quarantine/${items[0]!.id}/replay`, { parts: { phone: '+79215550003' } }))
  expect((await leadsOf(owner))[0]).toMatchObject({ name: 'Илья', phone: '+79215550003' })
})
