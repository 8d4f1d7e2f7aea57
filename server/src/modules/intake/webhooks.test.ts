import type { Lead, Page, QuarantineItem, WebhookInCreated, DoorSample, WebhookTried } from '@reglament/contract'
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import type { Person } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { drained } from './drain.ts'

const world = await application('2026-02-02T07:00:00Z')
const { app } = world

/** A stranger's browser or program sends something, and it has been taken in, which happens after the answer. */
async function send(address: string, payload: string | Buffer, type = 'application/json', headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: new URL(address, 'http://127.0.0.1:3000').pathname,
    payload,
    headers: { host: '127.0.0.1:3000', 'content-type': type, ...headers },
  })
  await drained()
  return answer
}
const leadsOf = async (by: Person) => done(await by.get<Page<Lead>>('/leads?limit=200')).items
const quarantineOf = async (by: Person) => done(await by.get<Page<QuarantineItem>>('/quarantine')).items
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

describe('[C1 L7] a webhook', () => {
  test('[C1 L7] a path of its own, an event once by its number, HMAC over the bytes', async () => {
    const { owner } = await atTen()
    const secret = 'очень тайное слово'
    const hook = done(
      await owner.post<WebhookInCreated>('/webhooks-in', {
        name: 'Квиз',
        idPath: 'event.id',
        mapping: { 'data.contact.tel': 'phone', 'data.q1': 'product' },
        signature: { kind: 'hmac-sha256', header: 'X-Signature', secret },
      }),
    )
    const body = JSON.stringify({ event: { id: 7 }, data: { contact: { tel: '+79215550060' }, q1: 'Окна' } })
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    expect((await send(hook.address, body)).statusCode).toBe(401)
    expect((await send(hook.address, body, 'application/json', { 'x-signature': '0'.repeat(64) })).statusCode).toBe(401)
    expect((await send(hook.address, body, 'application/json', { 'x-signature': `sha256=${signature}` })).statusCode).toBe(201)
    expect((await send(hook.address, body, 'application/json', { 'x-signature': signature })).statusCode).toBe(201)
    expect((await leadsOf(owner)).map(({ phone, product, traces }) => [phone, product, traces])).toEqual([['+79215550060', 'Окна', 1]])
    const listed = JSON.stringify(done(await owner.get('/webhooks-in')))
    expect(listed).not.toContain(secret)
  })
})

describe('[C1 L7] a webhook is tried where it is set up', () => {
  const secret = 'очень тайное слово'
  const body = JSON.stringify({ name: 'Проверка', phone: '+79215550061' })
  const trialOf = async (by: Person, id: string) => by.post<WebhookTried>(`/webhooks-in/${id}/trials`, { body })

  test.each([
    ['unsigned', null, null],
    ['by a token', { kind: 'token', header: 'X-Token', secret }, { header: 'X-Token', value: null }],
    [
      'by HMAC',
      { kind: 'hmac-sha256', header: 'X-Signature', secret },
      { header: 'X-Signature', value: createHmac('sha256', secret).update(body).digest('hex') },
    ],
  ])('[C1 L7] %s: it becomes an inquiry, twice pressed once; what is told signs the same bytes', async (_how, signature, signed) => {
    const { owner } = await atTen()
    const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Квиз', ...(signature && { signature }) }))
    const tried = done(await trialOf(owner, hook.id))
    expect(tried).toMatchObject({ arrived: true, signed })
    expect(done(await trialOf(owner, hook.id)).id).toBe(tried.id)
    await drained()
    expect((await leadsOf(owner)).map(({ phone, traces }) => [phone, traces])).toEqual([['+79215550061', 1]])
    const sample = done(await owner.get<DoorSample>(`/webhooks-in/${hook.id}/sample`))
    expect(sample.became).toMatchObject({ id: tried.id, state: 'processed' })
    expect(JSON.stringify(tried)).not.toContain(secret)
  })

  test('[L6] one that is off says so; a manager tries nothing', async () => {
    const { owner, member } = await atTen()
    const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Квиз', enabled: false }))
    expect((await trialOf(owner, hook.id)).status).toBe(409)
    expect((await trialOf(await member('manager'), hook.id)).status).toBe(403)
  })
})

describe('[C1] a webhook of unknown shape', () => {
  test.each([
    ['a list', '[{"phone": "+79215550080"}]', 'application/json', 'lead'],
    ['a number', '42', 'application/json', 'not-json'],
    ['nothing in it', '{}', 'application/json', 'no-contact'],
    ['an array of numbers', '[1, 2, 3]', 'application/json', 'no-contact'],
    ['deep', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 'application/json', 'no-contact'],
    ['XML', '<lead><phone>+79215550081</phone></lead>', 'application/xml', 'unknown-type'],
    ['a picture', '\u0089PNG', 'image/png', 'unknown-type'],
    ['no content type that is known', 'phone=+79215550082', 'x/y; charset=koi8-r', 'unknown-type'],
  ])('[C1] %s: stored, and either taken in or seen in the quarantine', async (_what, body, type, becomes) => {
    const { owner } = await atTen()
    const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Неизвестно что' }))
    expect((await send(hook.address, body, type)).statusCode).toBe(201)
    const waiting = await quarantineOf(owner)
    expect(becomes === 'lead' ? (await leadsOf(owner)).map(({ phone }) => phone) : waiting.map(({ fault }) => fault.code)).toEqual([
      becomes === 'lead' ? '+79215550080' : becomes,
    ])
    const sample = done(await owner.get<DoorSample>(`/webhooks-in/${hook.id}/sample`))
    expect(sample.receivedAt).not.toBeNull()
    expect(sample.became).toMatchObject(
      becomes === 'lead'
        ? { state: 'processed', fault: null, leadId: (await leadsOf(owner))[0]!.id }
        : { state: 'waiting', fault: waiting[0]!.fault.text, leadId: null },
    )
  })
})
