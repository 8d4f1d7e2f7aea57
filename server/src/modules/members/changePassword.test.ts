import { DAY_MS } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import { caller, company, testApp, testPassword } from '../../testing/app.ts'

const { app, services } = await testApp()
const { owner, hire } = await company(app)
const stranger = caller(app)
const next = 'совсем другое слово'

const signIn = (email: string, password: string) => stranger.post('/api/sessions', { email, password })
const resetOf = (id: string, by = owner) => by.post<{ link: string; until: string }>(`/api/members/${id}/password-reset`)
const use = (link: string, password = next) => stranger.post('/api/password-resets/use', { token: link.split('#')[1], password })

describe('[L6] changing my password', () => {
  test('takes the present one, and signs out everywhere but here', async () => {
    const member = await hire('manager')
    const elsewhere = caller(app, { cookie: (await signIn(member.email, testPassword)).cookie! })
    const change = (body: object) => member.ask('PUT', '/api/me/password', body)
    expect(await change({ current: 'не тот пароль', next })).toMatchObject({ status: 400, body: { faults: [{ path: '/current' }] } })
    expect(await change({ current: testPassword, next: 'Password123' })).toMatchObject({
      status: 400,
      body: { faults: [{ path: '/next' }] },
    })
    expect((await elsewhere.get('/api/me')).status).toBe(200)

    expect((await change({ current: testPassword, next })).status).toBe(204)
    expect([(await member.get('/api/me')).status, (await elsewhere.get('/api/me')).status]).toEqual([200, 401])
    expect([(await signIn(member.email, testPassword)).status, (await signIn(member.email, next)).status]).toEqual([401, 201])
  })

  test('is no way to guess it', async () => {
    const member = await hire('manager')
    const guess = () => member.ask('PUT', '/api/me/password', { current: 'не тот пароль', next })
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(400)
    expect((await guess()).status).toBe(429)
  })

  test('two at once leave one password', async () => {
    const member = await hire('manager')
    const change = (to: string) => member.ask('PUT', '/api/me/password', { current: testPassword, next: to })
    const answers = await Promise.all([change('первое новое слово'), change('второе новое слово')])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect([400, 409]).toContain(answers.find(({ status }) => status !== 204)?.status)
  })
})

describe('[L6] where I am signed in', () => {
  test('is listed, and all but this session are ended', async () => {
    const member = await hire('manager')
    const elsewhere = caller(app, { cookie: (await signIn(member.email, testPassword)).cookie! })
    const list = () => member.get<{ items: { current: boolean }[] }>('/api/sessions')
    expect((await list()).body.items.filter(({ current }) => current)).toHaveLength(1)
    expect((await list()).body.items).toHaveLength(2)
    expect((await member.delete('/api/sessions/others')).status).toBe(204)
    expect((await member.delete('/api/sessions/others')).status).toBe(204)
    expect((await list()).body.items).toMatchObject([{ current: true }])
    expect([(await member.get('/api/me')).status, (await elsewhere.get('/api/me')).status]).toEqual([200, 401])
    expect((await owner.get('/api/me')).status).toBe(200)
  })
})

describe('[L6] a password set anew by a link', () => {
  test('works once, ends every session, and lets in; until then the old one stays', async () => {
    const member = await hire('manager')
    const { status, body } = await resetOf(member.id)
    expect([status, body.link]).toEqual([201, expect.stringMatching(/\/password#[\w-]{43}$/)])
    expect((await member.get('/api/me')).status).toBe(200)
    expect(await use(body.link, '1234567890')).toMatchObject({ status: 400, body: { faults: [{ path: '/password' }] } })

    const answers = await Promise.all([use(body.link), use(body.link)])
    expect(answers.map((it) => it.status).toSorted((a, b) => a - b)).toEqual([201, 404])
    const entered = answers.find((it) => it.status === 201)!
    expect((await caller(app, { cookie: entered.cookie! }).get('/api/me')).body).toMatchObject({ member: { id: member.id } })
    expect((await member.get('/api/me')).status).toBe(401)
    expect([(await signIn(member.email, testPassword)).status, (await signIn(member.email, next)).status]).toEqual([401, 201])
  })

  test('ends by a newer link, after a day, with the access of the member, and by a change of his own', async () => {
    const [one, two, three] = [await hire('manager'), await hire('manager'), await hire('manager')]
    const [first, second] = [await resetOf(one.id), await resetOf(one.id)]
    expect((await use(first.body.link)).status).toBe(404)

    const ofTwo = await resetOf(two.id)
    await owner.patch(`/api/members/${two.id}`, { deactivated: true })
    await owner.patch(`/api/members/${two.id}`, { deactivated: false })
    expect((await use(ofTwo.body.link)).status).toBe(404)

    const ofThree = await resetOf(three.id)
    await three.ask('PUT', '/api/me/password', { current: testPassword, next })
    expect((await use(ofThree.body.link)).status).toBe(404)

    expect(Date.parse(second.body.until) - services.clock.real()).toBe(DAY_MS)
    services.clock.pass(DAY_MS)
    expect((await use(second.body.link)).status).toBe(404)
  })

  test('is made by owners and admins; of an owner by an owner; of oneself, of the uninvited and of the shut out by nobody', async () => {
    const [admin, head, gone] = [await hire('admin'), await hire('head'), await hire('manager')]
    await owner.patch(`/api/members/${gone.id}`, { deactivated: true })
    const invited = await owner.post<{ id: string }>('/api/members', { name: 'Новый', email: 'new@example.ru', role: 'manager' })
    expect((await resetOf(head.id, admin)).status).toBe(201)
    expect((await resetOf(admin.id, head)).status).toBe(403)
    expect((await resetOf(owner.id, admin)).status).toBe(403)
    expect([(await resetOf(owner.id)).status, (await resetOf(gone.id)).status, (await resetOf(invited.body.id)).status]).toEqual([
      409, 409, 409,
    ])
  })

  test('[L8] is not given for a person who works in another company too, nor does it work once he does', async () => {
    const member = await hire('manager')
    const { body } = await resetOf(member.id)
    const mine = { name: 'Второй дом', owner: { name: 'Пётр', email: member.email, password: testPassword } }
    expect((await stranger.post('/api/workspaces', mine)).status).toBe(201)
    expect((await use(body.link)).status).toBe(404)
    expect(await resetOf(member.id)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('another company') } })
    expect((await signIn(member.email, testPassword)).status).toBe(201)
  })

  test('who holds an invitation is told from who was never invited', async () => {
    const made = await owner.post<{ id: string; invitedUntil: string }>('/api/members', {
      name: 'Гость',
      email: 'guest@example.ru',
      role: 'manager',
    })
    const listed = async () =>
      (await owner.get<{ items: { id: string; canSignIn: boolean; invitedUntil: string | null }[] }>('/api/members')).body.items.find(
        ({ id }) => id === made.body.id,
      )
    expect(await listed()).toMatchObject({ canSignIn: false, invitedUntil: made.body.invitedUntil })
    services.clock.pass(4 * DAY_MS)
    await listed() // or his session were over for want of use
    services.clock.pass(3 * DAY_MS)
    expect(await listed()).toMatchObject({ canSignIn: false, invitedUntil: null })
  })
})
