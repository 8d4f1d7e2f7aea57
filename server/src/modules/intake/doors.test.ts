import type { Deal, Form, ReplayAnswer } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application } from '../../testing/company.ts'
import { done, sandbox, tasksOf } from '../../testing/sandbox.ts'
import { aForm, leadsOf, quarantineOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const { services } = world
const send = strangerOf(world)
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

describe('[C1 C6 C7] a form of a site', () => {
  test('[C1 C6] JSON: a lead with source, campaign and page, its deal on the exchange, the task to call', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { source: 'Сайт', tags: ['greet'] })
    const body = {
      name: 'Ольга',
      phone: '8 921 111-22-33',
      message: 'Нужны окна',
      page: 'https://okna.example/?utm_source=ya&utm_campaign=spring',
      color: 'белый',
    }
    const answer = await send(form.address, JSON.stringify(body))
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { arrived: true }])
    const [lead] = await leadsOf(owner)
    expect(lead).toMatchObject({
      name: 'Ольга',
      phone: '+79211112233',
      text: 'Нужны окна',
      source: 'Сайт',
      campaign: { utm_source: 'ya', utm_campaign: 'spring' },
      fields: { color: 'белый' },
      channel: 'form',
      status: 'converted',
    })
    const deal = done(await owner.get<Deal>(`/deals/${lead!.deal!.id}`))
    expect(tasksOf(deal)).toEqual(['call, Tue 10 Mar 10:30'])
  })

  test('[C1] a browser that sends the form itself is thanked with a page, or led to the one that the form names; a script gets JSON', async () => {
    const { owner } = await atTen()
    const [plain, own] = [await aForm(owner), await aForm(owner, { successUrl: 'https://okna.example/thanks' })]
    const visits = (form: Form, headers: Record<string, string>) =>
      send(form.address, 'phone=89211112233', 'application/x-www-form-urlencoded', { accept: 'text/html,*/*;q=0.8', ...headers })
    const thanked = await visits(plain, { referer: 'https://okna.example/?q="><script>', 'accept-language': 'ru' })
    expect([thanked.statusCode, thanked.headers['content-type']]).toEqual([201, 'text/html; charset=utf-8'])
    expect(thanked.body).toContain('Спасибо, заявка отправлена')
    expect(thanked.body).toContain('href="https://okna.example/?q=%22%3E%3Cscript%3E"')
    const hostile = await visits(plain, { referer: 'javascript:alert(1)', 'accept-language': 'en' })
    expect(hostile.body).toContain('Thank you')
    expect(hostile.body).not.toContain('href')
    const led = await visits(own, {})
    expect([led.statusCode, led.headers.location]).toEqual([303, 'https://okna.example/thanks'])
    expect((await send(plain.address, '{"phone":"89211112233"}')).json()).toMatchObject({ arrived: true })
  })

  test('[C1] form-encoded with a mapping of its own, and multipart', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { mapping: { Input_1: 'name', Input_2: 'phone', Input_3: 'product' } })
    expect(
      (
        await send(
          form.address,
          'Input_1=%D0%98%D0%B2%D0%B0%D0%BD&Input_2=%2B79215550001&Input_3=Двери&extra=1',
          'application/x-www-form-urlencoded',
        )
      ).statusCode,
    ).toBe(201)
    const parts = [
      '--b',
      'content-disposition: form-data; name="Input_1"',
      '',
      'Пётр',
      '--b',
      'content-disposition: form-data; name="Input_2"',
      '',
      '+79215550002',
      '--b--',
      '',
    ]
    expect((await send(form.address, parts.join('\r\n'), 'multipart/form-data; boundary=b')).statusCode).toBe(201)
    const leads = await leadsOf(owner)
    expect(leads.map(({ name, phone, product }) => [name, phone, product])).toEqual([
      ['Пётр', '+79215550002', null],
      ['Иван', '+79215550001', 'Двери'],
    ])
    expect(leads[1]!.fields).toEqual({ extra: '1' })
  })

  test('[C1] what can’t be understood waits, is seen, mended and played again; nobody loses anything', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    for (const [payload, type] of [
      ['{"name": ', 'application/json'],
      ['name,phone\nИван,1', 'text/csv'],
      ['{"text": "перезвоните"}', 'application/json'],
    ] as const) {
      expect((await send(form.address, payload, type)).statusCode).toBe(201)
    }
    expect((await send(form.address, Buffer.from([0xff, 0xfe, 0x00, 0x80]), 'application/json')).statusCode).toBe(201)
    const waiting = await quarantineOf(owner)
    expect(waiting.map(({ fault }) => fault.code)).toEqual(['not-text', 'no-contact', 'unknown-type', 'not-json'])
    const bad = await owner.post(`/quarantine/${waiting[1]!.id}/replay`, {})
    expect(bad.status).toBe(400)
    // What a person has typed wrong is told at its place.
    const wrong = await owner.post(`/quarantine/${waiting[1]!.id}/replay`, { parts: { phone: '12-34', email: 'почта' } })
    expect([wrong.status, wrong.problem.faults?.map(({ path }) => path)]).toEqual([400, ['/parts/phone', '/parts/email']])
    const answer = done(await owner.post<ReplayAnswer>(`/quarantine/${waiting[1]!.id}/replay`, { parts: { phone: '+79215550003' } }))
    expect(answer.becomes).toBe('deal')
    expect((await leadsOf(owner))[0]).toMatchObject({ phone: '+79215550003', text: 'перезвоните' })
    expect(await quarantineOf(owner)).toHaveLength(3)
    expect((await owner.post(`/quarantine/${waiting[1]!.id}/replay`, {})).status).toBe(404)
    done(await owner.post(`/quarantine/${waiting[0]!.id}/dismissal`, {}))
    expect(await quarantineOf(owner)).toHaveLength(2)
  })

  test.each([
    ['script', { name: '<script>alert(1)</script>', phone: '+79215550010' }],
    ['SQL', { name: `'; drop table lead; --`, phone: '+79215550011' }],
    ['null bytes', { name: 'Ив\u0000ан', phone: '+79215550012' }],
    ['right to left', { name: '\u202Eнавuи', phone: '+79215550013' }],
    ['half of a pair', { name: 'Иван \uD800', phone: '+79215550014' }],
    ['much text', { name: 'И'.repeat(5000), phone: '+79215550015', message: 'т'.repeat(50_000) }],
    ['another’s prototype', JSON.parse('{"__proto__": {"x": 1}, "phone": "+79215550016"}') as object],
  ])('[C1] hostile: %s is taken as text', async (_what, body) => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    expect((await send(form.address, JSON.stringify(body))).statusCode).toBe(201)
    const [lead] = await leadsOf(owner)
    expect(lead).toMatchObject({ phone: (body as { phone: string }).phone, status: 'converted' })
    expect(lead!.name ?? '').not.toContain('\0')
    expect((lead!.name ?? '').length).toBeLessThanOrEqual(200)
  })

  test('[C1 C6] what builders of sites send is understood by the names that they use; one with nobody to answer to waits', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    const sent = new URLSearchParams({
      Name: 'Ольга',
      Email: 'olga@dom.example',
      Phone: '+7 (921) 555-00-77',
      tranid: '1234:5678',
      formid: 'form42',
      COOKIES: 'tildauid=1; TILDAUTM=utm_source%3Dyandex%7C%7C%7Cutm_campaign%3D%D0%B2%D0%B5%D1%81%D0%BD%D0%B0%7C%7C%7C; a=%E0%A4',
    })
    expect((await send(form.address, sent.toString(), 'application/x-www-form-urlencoded')).statusCode).toBe(201)
    expect((await leadsOf(owner))[0]).toMatchObject({
      name: 'Ольга',
      email: 'olga@dom.example',
      phone: '+79215550077',
      campaign: { utm_source: 'yandex', utm_campaign: 'весна' },
      fields: { tranid: '1234:5678', formid: 'form42' },
    })
    const nested = { id: 'Ne4f', form: { text: 'Строка', checkbox: ['1', '3'] }, meta: { query: { utm_source: 'tappable' } } }
    expect((await send(form.address, JSON.stringify(nested))).statusCode).toBe(201)
    expect((await quarantineOf(owner)).map(({ fault, parts }) => [fault.code, parts.text])).toEqual([['no-contact', 'Строка']])
  })

  test('[C1] a phone that is none is kept as it was written', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    await send(form.address, JSON.stringify({ phone: 'позвоните мне', email: 'a@example.org' }))
    expect((await leadsOf(owner))[0]).toMatchObject({ phone: 'позвоните мне', phoneIsGood: false, email: 'a@example.org' })
  })

  test('[C1] too large is 413, empty is 400, an unknown or switched-off form 404', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner)
    expect((await send(form.address, 'x'.repeat(300_000))).statusCode).toBe(413)
    expect((await send(form.address, '')).statusCode).toBe(400)
    done(await owner.patch(`/forms/${form.id}`, { enabled: false }))
    expect((await send(form.address, '{}')).statusCode).toBe(404)
    expect((await send('/api/forms/nobody/submissions', '{}')).statusCode).toBe(404)
  })

  test('[C1] a trap filled in, or sent too fast: kept as a robot’s, and the robot is told nothing', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { secondsMin: 3 })
    const [trapped, fast] = [
      { phone: '+79215550020', website_url: 'http://spam' },
      { phone: '+79215550021', _seconds: '1' },
    ]
    expect((await send(form.address, JSON.stringify(trapped))).statusCode).toBe(201)
    expect((await send(form.address, JSON.stringify(fast))).statusCode).toBe(201)
    expect(await leadsOf(owner)).toEqual([])
    expect((await quarantineOf(owner)).map(({ state, fault }) => [state, fault.code])).toEqual([
      ['spam', 'robot'],
      ['spam', 'robot'],
    ])
  })

  test('[C1] thousands from one address: 429 with Retry-After, another address goes on', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { perMinute: 5 })
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => send(form.address, JSON.stringify({ phone: `+7921556${String(i).padStart(4, '0')}` }))),
    )
    const refused = answers.filter(({ statusCode }) => statusCode === 429)
    expect([answers.length - refused.length, refused.length]).toEqual([5, 35])
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0)
    expect(await leadsOf(owner)).toHaveLength(5)
  })

  test('[C1] pages of other sites: by the list of the form', async () => {
    const { owner } = await atTen()
    const form = await aForm(owner, { origins: ['https://okna.example'] })
    const from = (origin: string) => send(form.address, JSON.stringify({ phone: '+79215550030' }), 'application/json', { origin })
    expect((await from('https://evil.example')).statusCode).toBe(403)
    const good = await from('https://okna.example')
    expect([good.statusCode, good.headers['access-control-allow-origin']]).toEqual([201, 'https://okna.example'])
  })
})

describe('[C1] the code of a form', () => {
  test('[C1] it asks for what was put together, by the names of the site, and nothing in it runs', async () => {
    const { owner } = await atTen()
    const plain = await aForm(owner)
    expect(plain.fields.map(({ part }) => part)).toEqual(['name', 'phone', 'email', 'text'])
    const form = await aForm(owner, {
      fields: [
        { part: 'product', label: 'Что <b>нужно</b>?', required: true },
        { part: 'phone', label: 'Ваш "номер"', required: true },
      ],
      button: 'Хочу',
      mapping: { Input_2: 'phone' },
    })
    expect(form.snippet).toContain('<label>Что &lt;b>нужно&lt;/b>?<br><input name="product" required></label>')
    expect(form.snippet).toContain('<input name="Input_2" required type="tel" autocomplete="tel">')
    expect(form.snippet).toContain('<button>Хочу</button>')
    expect(form.snippet).not.toContain('name="email"')
  })

  test('[C1] one by which nobody could be answered, or that asks twice, is refused with its place', async () => {
    const { owner } = await atTen()
    const field = (part: string) => ({ part, label: part, required: false })
    const form = await aForm(owner)
    for (const fields of [[field('name')], [field('phone'), field('phone')], []]) {
      expect((await owner.post('/forms', { name: 'Сайт', fields })).status).toBe(400)
      const edited = await owner.patch<{ faults: { path: string }[] }>(`/forms/${form.id}`, { fields })
      expect([edited.status, edited.body.faults[0]?.path]).toEqual([400, '/fields'])
    }
  })
})

describe('[C7] row 31: an e-mail only', () => {
  const lettersOf = (workspaceId: number) =>
    inWorkspace(services, workspaceId, (tx) =>
      tx
        .selectFrom('letter')
        .select(['template', 'queued_at', 'lead_id', 'deal_id'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('queued_at')
        .execute(),
    )
  const times = (letters: { queued_at: number }[]) => letters.map(({ queued_at }) => new Date(queued_at).toISOString())

  test.each([
    ['a deal at once', true],
    ['a lead that waits for qualification', false],
  ])('[C7] Sat 14.03 11:00, %s: the letter at once, the second on Tue 17.03 09:00, and no third', async (_what, dealAtOnce) => {
    const { owner, workspaceId, until, enact, onlyWatching } = await sandbox(world, 'Sat 14.03 11:00')
    await onlyWatching()
    if (!dealAtOnce) await enact([{ clause: 'one-inquiry-one-deal', params: { sameWithinHours: 72, lostWithinDays: 30, dealAtOnce } }])
    const form = await aForm(owner)
    await send(form.address, JSON.stringify({ email: 'klient@example.org' }))
    expect((await leadsOf(owner))[0]!.status).toBe(dealAtOnce ? 'converted' : 'new')
    await until('Tue 17.03 08:59')
    expect(times(await lettersOf(workspaceId))).toEqual(['2026-03-14T08:00:00.000Z'])
    await until('Fri 20.03 12:00')
    const letters = await lettersOf(workspaceId)
    expect(letters.map(({ template }) => template)).toEqual(['contact-data-request', 'contact-data-request'])
    expect(times(letters)).toEqual(['2026-03-14T08:00:00.000Z', '2026-03-17T06:00:00.000Z'])
  })

  test('[C7] asked while it was a lead, and a deal by hand on the same day: the second on Tue 17.03 09:00, and no third', async () => {
    const { owner, workspaceId, until, enact, onlyWatching } = await sandbox(world, 'Sat 14.03 11:00')
    await onlyWatching()
    await enact([{ clause: 'one-inquiry-one-deal', params: { sameWithinHours: 72, lostWithinDays: 30, dealAtOnce: false } }])
    const form = await aForm(owner)
    await send(form.address, JSON.stringify({ email: 'klient@example.org' }))
    await until('Sat 14.03 12:30')
    const [lead] = await leadsOf(owner)
    const { deal } = done(await owner.post<{ deal: Deal }>(`/leads/${lead!.id}/conversion`, {}))
    expect(tasksOf(deal)).toEqual(['await-contacts, Tue 17 Mar 09:00'])
    expect(times(await lettersOf(workspaceId))).toEqual(['2026-03-14T08:00:00.000Z'])
    await until('Fri 20.03 12:00')
    expect(times(await lettersOf(workspaceId))).toEqual(['2026-03-14T08:00:00.000Z', '2026-03-17T06:00:00.000Z'])
  })

  test('[C7] heard meanwhile: no second letter', async () => {
    const { owner, workspaceId, until, onlyWatching } = await sandbox(world, 'Sat 14.03 11:00')
    await onlyWatching()
    const form = await aForm(owner)
    await send(form.address, JSON.stringify({ email: 'klient@example.org' }))
    await until('Mon 16.03 12:00')
    await send(form.address, JSON.stringify({ email: 'klient@example.org', phone: '+79215550070' }))
    await until('Fri 20.03 12:00')
    expect(await lettersOf(workspaceId)).toHaveLength(1)
  })
})

describe('[L6] who sets up', () => {
  test('[L6] a manager sees neither forms nor the quarantine', async () => {
    const { member } = await atTen()
    const manager = await member('manager')
    for (const url of ['/forms', '/webhooks-in', '/quarantine']) expect((await manager.get(url)).status).toBe(403)
    expect((await manager.post('/forms', { name: 'Моя' })).status).toBe(403)
  })
})
