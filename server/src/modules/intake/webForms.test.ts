import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Form, Lead, Page, QuarantineItem, ReplayAnswer, WebhookInCreated } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { application, type Person } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { drained } from './drain.ts'

const data = process.env.REGLAMENT_TEST_DATA ?? ''
const world = await application('2026-02-02T07:00:00Z')
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

type Samples = {
  tilda: { contentType: string; fixedFields: string[]; paymentFieldsSeen: string[] }
  tappable: { id: string; form: Record<string, unknown>; meta: { story: string; query: Record<string, string> } }
}
const samples = (): Samples => JSON.parse(readFileSync(path.join(data, 'web-forms/samples.json'), 'utf8')) as Samples

async function send(address: string, payload: string, type: string) {
  const url = new URL(address, 'http://127.0.0.1:3000').pathname
  const answer = await world.app.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:3000', 'content-type': type } })
  await drained()
  expect(answer.statusCode).toBe(201)
}
const leadsOf = async (by: Person) => done(await by.get<Page<Lead>>('/leads')).items
const quarantineOf = async (by: Person) => done(await by.get<Page<QuarantineItem>>('/quarantine')).items

/** What stands in the fields of a builder of sites; the sample knows their names only. */
const tildaValues: Record<string, string> = {
  Name: 'Ольга',
  Email: 'olga@dom.example',
  Phone: '+7 (921) 555-00-78',
  tranid: '1234:5678',
  formid: 'form42',
  COOKIES: 'tildauid=1; TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_medium%3Dcpc',
  sum: '12500.00',
  paymentstatus: 'waiting',
  ref: 'REF-77',
}

describe.skipIf(!data)('[C1] the samples of forms on the web', () => {
  test('[C1] form-encoded by fixed names, the ones of a payment with them: each is a part, a mark of the campaign or kept as it came', async () => {
    const { tilda } = samples()
    const { owner } = await atTen()
    const form = done(await owner.post<Form>('/forms', { name: 'Сайт' }))
    const names = [...tilda.fixedFields, ...tilda.paymentFieldsSeen]
    // A name that the sample brings and this does not know would be sent as nothing.
    expect(names.filter((name) => tildaValues[name] === undefined)).toEqual([])
    const sent = new URLSearchParams(Object.fromEntries(names.map((name) => [name, tildaValues[name]!])))
    await send(form.address, sent.toString(), tilda.contentType)
    const [lead] = await leadsOf(owner)
    expect(lead).toMatchObject({
      name: 'Ольга',
      email: 'olga@dom.example',
      phone: '+79215550078',
      campaign: { utm_source: 'yandex', utm_medium: 'cpc' },
      // A sum that is paid is no budget that a client has named.
      budget: null,
      fields: { tranid: '1234:5678', formid: 'form42', sum: '12500.00', paymentstatus: 'waiting', ref: 'REF-77' },
      status: 'converted',
    })
  })

  test('[C1] nested JSON that names nobody to answer to: it waits with all that came, and is taken in when somebody writes down whom', async () => {
    const { tappable } = samples()
    const { owner } = await atTen()
    const form = done(await owner.post<Form>('/forms', { name: 'История' }))
    await send(form.address, JSON.stringify(tappable), 'application/json')
    // The vendor calls it a request; without a phone, an e-mail or an account nobody can be answered, so a person looks at it first.
    expect(await leadsOf(owner)).toEqual([])
    const [waiting] = await quarantineOf(owner)
    expect(waiting).toMatchObject({ fault: { code: 'no-contact' }, body: JSON.stringify(tappable) })
    const replayed = done(await owner.post<ReplayAnswer>(`/quarantine/${waiting!.id}/replay`, { parts: { phone: '+79215550079' } }))
    expect(replayed.becomes).toBe('deal')
    const [lead] = await leadsOf(owner)
    expect(lead).toMatchObject({
      phone: '+79215550079',
      text: `${String(tappable.form['text'])}\n${String(tappable.form['textarea'])}`,
      campaign: tappable.meta.query,
      fields: { 'form.checkbox': 'Option 1, Option 3', 'form.radio': 'Option 2', 'form.number': '100', 'meta.timezone': 'Europe/Brussels' },
    })
    expect(await quarantineOf(owner)).toEqual([])
    // Played again it is not there any more, and nothing is doubled.
    expect((await owner.post(`/quarantine/${waiting!.id}/replay`, { parts: { phone: '+79215550079' } })).status).toBe(404)
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([1])
  })

  test('[C1 L7] the same by a webhook that says what its paths mean: once, however often it is sent', async () => {
    const { tappable } = samples()
    const { owner } = await atTen()
    const mapping = { 'form.hidden': 'email', 'meta.story': 'page', 'form.textarea': 'text', 'form.text': 'product' }
    const hook = done(await owner.post<WebhookInCreated>('/webhooks-in', { name: 'Истории', idPath: 'id', mapping }))
    const body = { ...tappable, form: { ...tappable.form, hidden: 'visitor@story.example' } }
    await send(hook.address, JSON.stringify(body), 'application/json')
    await send(hook.address, JSON.stringify({ ...body, sentAgain: true }), 'application/json')
    const leads = await leadsOf(owner)
    expect(leads).toMatchObject([
      {
        email: 'visitor@story.example',
        product: tappable.form['text'],
        text: tappable.form['textarea'],
        page: tappable.meta.story,
        traces: 1,
      },
    ])
  })
})
