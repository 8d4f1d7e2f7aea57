import type { Form, Lead, Page, QuarantineItem } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { drained } from './drain.ts'

const world = await application('2026-02-02T07:00:00Z')
const { app } = world
const atTen = () => sandbox(world, 'Tue 10.03 10:00')
const aForm = async (by: Person, body: Record<string, unknown> = {}) => done(await by.post<Form>('/forms', { name: 'Сайт', ...body }))
const onlyLead = async (by: Person) => {
  const { items } = done(await by.get<Page<Lead>>('/leads'))
  expect(items).toHaveLength(1)
  return items[0]!
}

async function send(address: string, payload: string | Buffer, headers: Record<string, string>) {
  const url = new URL(address, 'http://127.0.0.1:3000').pathname
  const answer = await app.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: '127.0.0.1:3000', 'accept-language': 'ru', ...headers },
  })
  await drained()
  return answer
}
const encoded = { 'content-type': 'application/x-www-form-urlencoded' }
/** A text in windows-1251, as far as Russian letters go. */
const old = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0)!
      return code < 0x80 ? code : letter === 'ё' ? 0xb8 : code - 0x410 + 0xc0
    }),
  )

describe('[C1] pages in the alphabet of old', () => {
  const says = { name: 'Пётр Широков', text: 'Дайте цену на окна' }

  test('form-encoded', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const coded = (text: string) => [...old(text)].map((byte) => `%${byte.toString(16)}`).join('')
    await send(address, `name=${coded(says.name)}&phone=8+921+111-22-33&message=${coded(says.text)}`, encoded)
    expect(await onlyLead(owner)).toMatchObject(says)
  })

  test('multipart, beside a file; one in UTF-8 with a file is read as ever', async () => {
    const parts = (write: (text: string) => Buffer) =>
      Buffer.concat([
        Buffer.from('--b\r\ncontent-disposition: form-data; name="name"\r\n\r\n'),
        write(says.name),
        Buffer.from('\r\n--b\r\ncontent-disposition: form-data; name="phone"\r\n\r\n89211112233'),
        Buffer.from('\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'),
        Buffer.from([0xff, 0x00, 0xfe, 0x98]),
        Buffer.from('\r\n--b--\r\n'),
      ])
    for (const write of [old, (text: string) => Buffer.from(text)]) {
      const { owner } = await atTen()
      const { address } = await aForm(owner)
      await send(address, parts(write), { 'content-type': 'multipart/form-data; boundary=b' })
      expect(await onlyLead(owner)).toMatchObject({ name: says.name, fields: { file: '[a.bin]' } })
    }
  })

  test('JSON in the alphabet that it names; without a name the same bytes wait in the quarantine', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const body = old(`{"name":"${says.name}","phone":"89211112233"}`)
    await send(address, body, { 'content-type': 'application/json' })
    const { items } = done(await owner.get<Page<QuarantineItem>>('/quarantine'))
    expect(items.map(({ fault }) => fault.code)).toEqual(['not-text'])
    await send(address, body, { 'content-type': 'application/json; charset=windows-1251' })
    expect(await onlyLead(owner)).toMatchObject({ name: says.name })
  })
})

test('[C1] marks that turn a text round are not in what is shown', async () => {
  const { owner } = await atTen()
  const { address } = await aForm(owner)
  await send(address, JSON.stringify({ name: 'Ольга\u202Eкод\u2066', phone: '89211112233' }), { 'content-type': 'application/json' })
  expect((await onlyLead(owner)).name).toBe('Ольгакод')
})

test('[C1] what has a content type that is none is stored all the same', async () => {
  const { owner } = await atTen()
  const { address } = await aForm(owner)
  for (const [i, type] of ['json', '; charset=utf-8', 'text/html/x'].entries()) {
    const answer = await send(address, `{"phone":"8921111223${i}"}`, { 'content-type': type })
    expect([type, answer.statusCode]).toEqual([type, 201])
  }
  expect(done(await owner.get<Page<Lead>>('/leads')).items).toHaveLength(3)
})

describe('[C1] a refusal', () => {
  test('is a page for the visitor whose browser has sent the form, and a document for a script', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { origins: ['https://okna.example'], perMinute: 1 })
    const visits = (address: string, payload: string, headers: Record<string, string> = {}) =>
      send(address, payload, { ...encoded, accept: 'text/html,*/*;q=0.8', referer: 'https://okna.example/price', ...headers })
    const gone = await visits(form.address.replace(form.key, 'nobody'), 'phone=1')
    expect([gone.statusCode, gone.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(gone.body).toContain('Эта форма больше не принимает заявки.')
    expect(gone.body).toContain('href="https://okna.example/price"')
    const elsewhere = await visits(form.address, 'phone=89211112233', { origin: 'https://evil.example', referer: 'javascript:alert(1)' })
    expect([elsewhere.statusCode, elsewhere.body]).toEqual([403, expect.stringContaining('Эта форма не принимает заявки с этой страницы.')])
    expect(elsewhere.body).not.toContain('href')
    const huge = await visits(form.address, `phone=1&x=${'a'.repeat(300_000)}`)
    expect([huge.statusCode, huge.body]).toEqual([413, expect.stringContaining('Заявка слишком большая')])
    expect((await visits(form.address, 'phone=89211112233')).statusCode).toBe(201)
    const flood = await visits(form.address, 'phone=89211112234', { 'accept-language': 'en' })
    expect([flood.statusCode, flood.body]).toEqual([429, expect.stringContaining('Your request was not sent')])

    const script = await send(form.address, 'phone=89211112234', { ...encoded, origin: 'https://okna.example' })
    expect([script.statusCode, script.json()]).toEqual([429, expect.objectContaining({ status: 429 })])
    const { headers } = await send(form.address, `phone=${'1'.repeat(300_000)}`, { ...encoded, origin: 'https://okna.example' })
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
  })

  test('does not meet our own page, where a form of one site alone is tried out', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner, { origins: ['https://okna.example'] })
    const from = async (origin: string) => (await send(address, 'phone=89211112233', { ...encoded, origin })).statusCode
    expect(await from('http://127.0.0.1:3000')).toBe(201)
    expect(await from('http://127.0.0.1:3001')).toBe(403)
    expect(await from('null')).toBe(403)
  })
})

test('[C1] who opens the address of a form is told what it is for, and not whether there is such a form', async () => {
  const { owner } = await atTen()
  const { address, key } = await aForm(owner)
  const opens = (url: string) => app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:3000', 'accept-language': 'ru' } })
  const { pathname } = new URL(address)
  const [known, unknown] = [await opens(pathname), await opens(pathname.replace(key, 'nobody'))]
  expect([known.statusCode, known.headers.allow, known.headers['content-type']]).toEqual([405, 'POST, OPTIONS', 'text/html; charset=utf-8'])
  expect(known.body).toContain('Сюда форма сайта шлёт заявки')
  expect(unknown.body).toBe(known.body)
})
