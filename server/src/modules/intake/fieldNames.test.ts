import type { WebhookInCreated } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { aForm, leadsOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const send = strangerOf(world)
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

const encoded = (pairs: [string, string][]) => ({
  body: new URLSearchParams(pairs).toString(),
  type: 'application/x-www-form-urlencoded',
})
const inParts = (pairs: [string, string][]) => ({
  body: `${pairs.map(([name, text]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`).join('')}--b--\r\n`,
  type: 'multipart/form-data; boundary=b',
})

describe.each([
  ['form-encoded', encoded],
  ['multipart', inParts],
])('[C1] names of fields, %s', (_as, write) => {
  test('[C1] boxes ticked under one name are all kept, with brackets after it and without; an empty twin adds nothing', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    const { body, type } = write([
      ['phone', '89211112233'],
      ['services[]', 'Окна'],
      ['services[]', 'Двери'],
      ['time', ''],
      ['time', 'утром'],
      ['time', 'вечером'],
    ])
    await send(form.address, body, type)
    expect((await leadsOf(owner))[0]).toMatchObject({ phone: '+79211112233', fields: { services: 'Окна, Двери', time: 'утром, вечером' } })
  })

  test('[C1] a path in brackets is a path: it is known by its last name, and mapped as it is written there or with dots', async () => {
    const { owner } = await atTen()
    const mapping = { 'leads[add][0][custom][77]': 'product', 'leads.add.0.note': 'text' }
    const form = await aForm(owner, { mapping })
    const { body, type } = write([
      ['leads[add][0][name]', 'Ольга'],
      ['leads[add][0][phone]', '89211112234'],
      ['leads[add][0][custom][77]', 'Окна'],
      ['leads[add][0][note]', 'Нужно к маю'],
      ['leads[add][0][floor]', '5'],
      ['Телефон [обязательно]', ''],
    ])
    await send(form.address, body, type)
    expect((await leadsOf(owner))[0]).toMatchObject({
      name: 'Ольга',
      phone: '+79211112234',
      product: 'Окна',
      text: 'Нужно к маю',
      fields: { 'leads.add.0.floor': '5' },
    })
  })
})

test('[C1] a file that was not chosen is no field; one that was is told by its name', async () => {
  const { owner } = await atTen()
  const form = await aForm(owner)
  const file = (name: string, file: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: application/octet-stream\r\n\r\n\r\n`
  const body = `--b\r\ncontent-disposition: form-data; name="phone"\r\n\r\n89211112235\r\n${file('plan', '')}${file('photo', 'окно.jpg')}--b--\r\n`
  await send(form.address, body, 'multipart/form-data; boundary=b')
  expect((await leadsOf(owner))[0]!.fields).toEqual({ photo: '[окно.jpg]' })
})

test('[C1] lists and objects of JSON: texts of a list in one line, objects by their places', async () => {
  const { owner } = await atTen()
  const form = await aForm(owner, { mapping: { 'cart.0.title': 'product' } })
  const body = { contact: { phone: 89211112236 }, services: ['Окна', 'Двери'], cart: [{ title: 'Окно', count: 2 }], agree: true, empty: [] }
  await send(form.address, JSON.stringify(body))
  expect((await leadsOf(owner))[0]).toMatchObject({
    phone: '+79211112236',
    product: 'Окно',
    fields: { services: 'Окна, Двери', 'cart.0.count': '2', agree: 'true' },
  })
})

test('[C1 L7] the number of an event is found by a path in brackets as well', async () => {
  const { owner } = await atTen()
  const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'CRM', idPath: 'leads[add][0][id]' }))
  for (const note of ['раз', 'два']) {
    const { body, type } = encoded([
      ['leads[add][0][id]', '15'],
      ['leads[add][0][phone]', '89211112237'],
      ['leads[add][0][note]', note],
    ])
    expect((await send(hook.address, body, type)).statusCode).toBe(201)
  }
  expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([1])
})
