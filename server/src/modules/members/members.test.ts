import { DAY_MS } from '@reglament/kernel'
import { describe, expect, test } from 'vitest'
import { caller, company, program, testApp, testPassword } from '../../testing/app.ts'

const { app } = await testApp()
const { owner, hire } = await company(app)
const admin = await hire('admin')
const stranger = caller(app)

type MemberBody = { id: string; role: string; canSignIn: boolean; deactivatedAt: string | null; invitation?: string; name: string }
const newcomer = (more: object = {}) => ({
  name: 'Новичок',
  email: `n${Math.random().toString(36).slice(2)}@example.ru`,
  role: 'manager',
  ...more,
})
const memberNow = async (id: string) => (await owner.get<{ items: MemberBody[] }>('/api/members')).body.items.find((it) => it.id === id)
const tokenOf = (invitation: string | undefined) => invitation!.split('#')[1]!
const accept = (token: string, password = 'совсем другое слово') => stranger.post('/api/invitations/accept', { token, password })

describe('[L6] members are managed by owners and admins', () => {
  test.for(['manager', 'trainee', 'head', 'quality-controller', 'account-manager'] as const)(
    'a %s is refused, and nothing changes',
    async (role) => {
      const member = await hire(role)
      const colleague = await hire('manager')
      expect((await member.post('/api/members', newcomer())).status).toBe(403)
      expect((await member.patch(`/api/members/${colleague.id}`, { role: 'owner' })).status).toBe(403)
      expect((await member.patch(`/api/members/${member.id}`, { role: 'owner' })).status).toBe(403)
      expect((await member.post(`/api/members/${colleague.id}/invitation`, {})).status).toBe(403)
      expect(await memberNow(colleague.id)).toMatchObject({ role: 'manager' })
      expect(await memberNow(member.id)).toMatchObject({ role })
    },
  )

  test('an admin adds and changes, but makes and unmakes no owner', async () => {
    const added = await admin.post<MemberBody>('/api/members', newcomer({ password: testPassword }))
    expect(added).toMatchObject({ status: 201, body: { role: 'manager', canSignIn: true } })
    expect(await admin.patch(`/api/members/${added.body.id}`, { role: 'head', name: 'Глава' })).toMatchObject({
      status: 200,
      body: { role: 'head', name: 'Глава' },
    })
    expect((await admin.post('/api/members', newcomer({ role: 'owner' }))).status).toBe(403)
    expect((await admin.patch(`/api/members/${added.body.id}`, { role: 'owner' })).status).toBe(403)
    expect((await admin.patch(`/api/members/${owner.id}`, { role: 'manager' })).status).toBe(403)
    expect((await admin.patch(`/api/members/${owner.id}`, { deactivated: true })).status).toBe(403)
    expect(await memberNow(owner.id)).toMatchObject({ role: 'owner', deactivatedAt: null })
  })

  test('nobody changes his own role or access', async () => {
    expect((await admin.patch(`/api/members/${admin.id}`, { role: 'head' })).status).toBe(403)
    expect((await admin.patch(`/api/members/${admin.id}`, { deactivated: true })).status).toBe(403)
    expect((await admin.patch(`/api/members/${admin.id}`, { name: 'Админ' })).status).toBe(200)
  })

  test('the last owner stays; two owners who unmake each other leave one', async () => {
    const other = await hire('owner')
    const answers = await Promise.all([
      owner.patch(`/api/members/${other.id}`, { role: 'manager' }),
      other.patch(`/api/members/${owner.id}`, { role: 'manager' }),
    ])
    const winners = answers.filter((it) => it.status === 200)
    expect(winners).toHaveLength(1)
    expect([403, 409]).toContain(answers.find((it) => it.status !== 200)?.status)
    const last = winners[0] === answers[0] ? owner : other
    if (last === other) await other.patch(`/api/members/${owner.id}`, { role: 'owner' })
    expect(await memberNow(owner.id)).toMatchObject({ role: 'owner' })
  })

  test('the same e-mail twice is an explained conflict; a body has no more than the contract says', async () => {
    const one = newcomer()
    await owner.post('/api/members', one)
    expect(await owner.post('/api/members', { ...one, email: one.email.toUpperCase() })).toMatchObject({
      status: 409,
      body: { detail: 'There is a member with this e-mail already.' },
    })
    expect((await owner.post('/api/members', newcomer({ workspaceId: 1 }))).status).toBe(400)
    expect((await owner.patch(`/api/members/${admin.id}`, { email: 'x@y.ru' })).status).toBe(400)
    expect(await owner.post('/api/members', newcomer({ teamId: '01890000-0000-7000-8000-000000000000' }))).toMatchObject({
      status: 409,
      body: { detail: 'There is no such team.' },
    })
  })

  test('a password that everybody tries first is refused', async () => {
    for (const password of ['Password123', 'йцукенгшщз', 'aaaaaaaaaaaa', '1234567890']) {
      expect(await owner.post('/api/members', newcomer({ password }))).toMatchObject({
        status: 400,
        body: { faults: [{ path: '/password' }] },
      })
    }
  })
})

describe('[L6] losing access', () => {
  test('ends sessions, keys and invitations at once, and coming back brings none of them back', async () => {
    const leaver = await hire('admin')
    const key = await program(app, leaver)
    await owner.patch(`/api/members/${leaver.id}`, { deactivated: true })
    expect([(await leaver.get('/api/me')).status, (await key.get('/api/me')).status]).toEqual([401, 401])
    expect((await stranger.post('/api/sessions', { email: leaver.email, password: testPassword })).status).toBe(401)

    expect((await owner.patch(`/api/members/${leaver.id}`, { deactivated: false })).body).toMatchObject({ deactivatedAt: null })
    expect([(await leaver.get('/api/me')).status, (await key.get('/api/me')).status]).toEqual([401, 401])
    expect((await stranger.post('/api/sessions', { email: leaver.email, password: testPassword })).status).toBe(201)
  })

  test('a change of role works at the next request', async () => {
    const member = await hire('admin')
    await owner.patch(`/api/members/${member.id}`, { role: 'manager' })
    expect((await member.post('/api/members', newcomer())).status).toBe(403)
  })
})

describe('[L6] invitations', () => {
  test('let one person in, once', async () => {
    const invited = await owner.post<MemberBody>('/api/members', newcomer())
    expect(invited.body).toMatchObject({
      canSignIn: false,
      invitation: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/invitation#[\w-]{43}$/),
    })
    const token = tokenOf(invited.body.invitation)
    const read = () => stranger.post('/api/invitations/read', { token })
    expect(await read()).toMatchObject({
      status: 200,
      body: { name: invited.body.name, email: expect.stringContaining('@'), known: false },
    })
    const both = await Promise.all([accept(token), accept(token)])
    expect(both.map((it) => it.status).toSorted((a, b) => a - b)).toEqual([201, 404])
    const me = await caller(app, { cookie: both.find((it) => it.status === 201)!.cookie }).get('/api/me')
    expect(me.body).toMatchObject({ member: { id: invited.body.id, canSignIn: true } })
    expect((await accept(token)).status).toBe(404)
    expect((await read()).status).toBe(404)
  })

  test('end after a week, by a newer one, and with the access of the member', async () => {
    const { app, services } = await testApp()
    const owner = await program(app, (await company(app)).owner) // a key, for it outlives the week
    const accept = (token: string) => caller(app).post('/api/invitations/accept', { token, password: testPassword })
    const invite = async () => (await owner.post<MemberBody>('/api/members', newcomer())).body
    const late = await invite()
    services.clock.pass(7 * DAY_MS)
    expect((await accept(tokenOf(late.invitation))).status).toBe(404)

    const again = await owner.post<MemberBody>(`/api/members/${late.id}/invitation`, {})
    expect(again.status).toBe(201)
    const newest = await owner.post<MemberBody>(`/api/members/${late.id}/invitation`, { email: `other-${late.id}@example.ru` })
    expect((await accept(tokenOf(again.body.invitation))).status).toBe(404)
    expect((await accept(tokenOf(newest.body.invitation))).status).toBe(201)
    expect((await owner.post(`/api/members/${late.id}/invitation`, {})).status).toBe(409)

    const fired = await invite()
    await owner.patch(`/api/members/${fired.id}`, { deactivated: true })
    expect((await accept(tokenOf(fired.invitation))).status).toBe(404)
  })

  test('a person known on this installation keeps his password and joins by a yes of his own', async () => {
    const elsewhere = await company(app)
    const joined = await owner.post<MemberBody>(
      '/api/members',
      newcomer({ email: elsewhere.owner.email, password: 'a password of my own' }),
    )
    expect(joined.body).toMatchObject({ canSignIn: false, invitation: expect.any(String) })
    const token = tokenOf(joined.body.invitation)
    expect((await accept(token, 'a password of my own')).status).toBe(401)
    expect((await stranger.post('/api/sessions', { email: elsewhere.owner.email, password: 'a password of my own' })).status).toBe(401)
    expect((await accept(token, testPassword)).body).toMatchObject({
      workspaces: expect.arrayContaining([{ id: elsewhere.id, name: 'Ромашка' }]),
    })
  })

  test('is a guess of 256 bits', async () => {
    expect((await accept('A'.repeat(43))).status).toBe(404)
    expect((await accept('short')).status).toBe(400)
  })
})

describe('[L9] founding a company', () => {
  const founding = (more: object = {}) => ({
    name: 'Новая',
    owner: { name: 'О', email: `o${Math.random()}@example.ru`, password: testPassword },
    ...more,
  })

  test('is open on a loopback address without PUBLIC_URL', async () => {
    expect((await stranger.get('/api/sign-up')).body).toEqual({ open: true, empty: false })
  })

  test('behind PUBLIC_URL is for the first only, even when two come at once', async () => {
    const { app } = await testApp({ PUBLIC_URL: 'http://crm.example.ru' })
    const somebody = caller(app, { origin: 'http://crm.example.ru' })
    expect((await somebody.get('/api/sign-up')).body).toEqual({ open: true, empty: true })
    const both = await Promise.all([somebody.post('/api/workspaces', founding()), somebody.post('/api/workspaces', founding())])
    expect(both.map((it) => it.status).toSorted((a, b) => a - b)).toEqual([201, 403])
    expect((await somebody.get('/api/sign-up')).body).toEqual({ open: false, empty: false })
    expect((await somebody.post('/api/workspaces', founding())).status).toBe(403)
  })

  test('with SIGN_UP=open is open, and limited by address', async () => {
    const { app } = await testApp({ PUBLIC_URL: 'http://crm.example.ru', SIGN_UP: 'open' })
    const far = () =>
      app.inject({ method: 'POST', url: '/api/workspaces', remoteAddress: '203.0.113.9', payload: { ...founding(), currency: 'XXQ' } })
    const answers = []
    for (let count = 0; count < 21; count++) answers.push((await far()).statusCode)
    expect([answers.at(-2), answers.at(-1)]).toEqual([400, 429])
  })

  test('names every fault at once', async () => {
    const answer = await stranger.post('/api/workspaces', {
      ...founding({ timeZone: 'Europe/Atlantis', currency: 'QQQ' }),
      owner: { name: 'O', email: 'o@o.ru', password: 'qwertyuiop' },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { faults: [{ path: '/timeZone' }, { path: '/currency' }, { path: '/owner/password' }] },
    })
  })

  test('[A2] brings the regulation with it', async () => {
    const fresh = await company(app)
    const { body } = await fresh.owner.get<{ items: { key: string }[] }>('/api/pipelines')
    expect(body.items.map((it) => it.key)).toContain('sales')
  })
})

test('[L5] a member has a language and a look of his own', async () => {
  const member = await hire('manager')
  expect((await member.patch('/api/me', { locale: 'en', theme: 'dark' })).body).toMatchObject({ locale: 'en', theme: 'dark' })
  expect((await member.get('/api/me')).body).toMatchObject({ locale: 'en', theme: 'dark' })
  expect((await member.patch('/api/me', { role: 'owner' })).status).toBe(400)
})
