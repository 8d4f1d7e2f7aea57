import { DAY_MS, MINUTE_MS } from '@reglament/kernel'
import { beforeEach, describe, expect, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { statementsOf } from '../../platform/statementLog.ts'
import { caller, company, program, testApp, testPassword } from '../../testing/app.ts'
import type { Caller } from '../../testing/app.ts'

const { app, services } = await testApp()
const { owner, hire, id: workspaceId } = await company(app)
const manager = await hire('manager')
const stranger = caller(app)

const enter = (email: string, password = testPassword, more: object = {}) => stranger.post('/api/sessions', { email, password, ...more })
const statusOf = async (cookie: string | undefined) => (await caller(app, { cookie }).get('/api/me')).status

beforeEach(() => services.clock.pass(20 * MINUTE_MS)) // into the next span of the limits

describe('[L6] signing in', () => {
  test('opens a session in a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await enter(manager.email.toUpperCase())
    expect(answer).toMatchObject({ status: 201, body: { member: { id: manager.id }, workspace: { id: workspaceId } } })
    const header = String(answer.headers['set-cookie'])
    expect(header).toMatch(/^reglament=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await statusOf(answer.cookie)).toBe(200)
  })

  test('over https the cookie is Secure and bound to this host by its name', async () => {
    const { app: safe } = await testApp({ PUBLIC_URL: 'https://crm.example.ru', SIGN_UP: 'open' })
    const owner = { name: 'A', email: 'a@b.ru', password: testPassword }
    const answer = await caller(safe, { origin: 'https://crm.example.ru' }).post('/api/workspaces', { name: 'S', owner })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-reglament=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers['strict-transport-security']).toBeDefined()
    expect((await caller(safe, { cookie: answer.cookie }).get('/api/me')).status).toBe(200)
  })

  test('an unknown e-mail and a wrong password are told apart by nothing', async () => {
    const { requestId: one, ...unknown } = (await enter('nobody@example.ru')).body
    const { requestId: two, ...wrong } = (await enter(manager.email, 'not the password')).body
    expect(unknown).toEqual(wrong)
    expect(unknown).toMatchObject({ status: 401, detail: 'Wrong e-mail or password.' })
    expect(one).not.toBe(two)
  })

  test('a session that came with the request is not kept: its token ends, another begins', async () => {
    const planted = await enter(manager.email)
    const again = await caller(app, { cookie: planted.cookie }).post('/api/sessions', { email: owner.email, password: testPassword })
    expect(again.cookie).not.toBe(planted.cookie)
    expect([await statusOf(planted.cookie), await statusOf(again.cookie)]).toEqual([401, 200])
  })

  test('a token that nobody gave out opens nothing and is not taken over', async () => {
    const chosen = `reglament=${'A'.repeat(43)}`
    const answer = await caller(app, { cookie: chosen }).post('/api/sessions', { email: owner.email, password: testPassword })
    expect(answer.cookie).not.toBe(chosen)
    expect(await statusOf(chosen)).toBe(401)
  })

  test('signing out ends the session at once, and may be done twice', async () => {
    const { cookie } = await enter(manager.email)
    const leave = () => caller(app, { cookie }).delete('/api/sessions/current')
    const left = await leave()
    expect(left.status).toBe(204)
    expect(String(left.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970')
    expect([await statusOf(cookie), (await leave()).status]).toEqual([401, 204])
  })

  test('a session ends after a week without use, and after a month in any case', async () => {
    const { app, services } = await testApp()
    const { owner } = await company(app)
    const statusNow = async (who: Caller) => (await who.get('/api/me')).status
    for (const days of [6, 6]) {
      services.clock.pass(days * DAY_MS)
      expect(await statusNow(owner)).toBe(200)
    }
    services.clock.pass(7 * DAY_MS)
    expect(await statusNow(owner)).toBe(401)

    const { cookie } = await caller(app).post('/api/sessions', { email: owner.email, password: testPassword })
    const busy = caller(app, { cookie })
    const days = []
    for (let day = 0; day < 30; day += 5) {
      services.clock.pass(5 * DAY_MS)
      days.push(await statusNow(busy))
    }
    expect(days).toEqual([200, 200, 200, 200, 200, 401])
  })

  test('neither the token nor the password is in the database', async () => {
    const { cookie } = await enter(manager.email)
    const token = cookie!.split('=')[1]!
    const all = await withClient(services.database.ownerUrl, async (client) => {
      const sessions = await client.query(`select encode(token_hash, 'escape') as hash from session`)
      const identities = await client.query('select password_hash from identity')
      return [...sessions.rows, ...identities.rows]
    })
    expect(JSON.stringify(all)).not.toContain(token)
    expect(JSON.stringify(all)).not.toContain(testPassword)
    expect(all.at(-1).password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('who is asking costs one statement', async () => {
    const { statements } = await statementsOf(() => owner.get('/api/sign-up'))
    const { statements: me } = await statementsOf(() => owner.get('/api/me'))
    expect(statements).toHaveLength(1)
    expect(me.filter((it) => it.includes('actor_of_session'))).toHaveLength(1)
    expect(me).toHaveLength(8) // the actor; begin, member, workspace, memberships, the stamp of the book, load, commit
  })
})

describe('[L6] guessing passwords', () => {
  const guess = (email: string) => enter(email, 'a wrong guess')

  test('is stopped at the account, for every address, and the right password waits too', async () => {
    const victim = await hire('trainee')
    const guesses = []
    for (let count = 0; count < 10; count++) guesses.push((await guess(victim.email)).status)
    expect(new Set(guesses)).toEqual(new Set([401]))
    const refused = await enter(victim.email)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    services.clock.pass(15 * MINUTE_MS)
    expect((await enter(victim.email)).status).toBe(201)
  })

  test('many at once do not slip past the limit', async () => {
    const victim = await hire('trainee')
    const answers = await Promise.all(Array.from({ length: 25 }, () => guess(victim.email)))
    expect(answers.filter((it) => it.status === 401)).toHaveLength(10)
    expect(answers.filter((it) => it.status === 429)).toHaveLength(15)
  })

  test('of unknown accounts is counted in the same way, so the limit tells nothing either', async () => {
    for (let count = 0; count < 10; count++) await guess('ghost@example.ru')
    expect((await guess('ghost@example.ru')).status).toBe(429)
  })

  test('a sign-in that succeeds begins the count anew', async () => {
    const clumsy = await hire('trainee')
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 9; count++) await guess(clumsy.email)
      expect((await enter(clumsy.email)).status).toBe(201)
    }
  })

  test('is stopped at the address, over many accounts', async () => {
    const answers = []
    for (let count = 0; count < 101; count++) answers.push((await guess(`user${count}@example.ru`)).status)
    expect([answers.at(-2), answers.at(-1)]).toEqual([401, 429])
  }, 60_000)
})

describe('[L6] several workspaces, one person', () => {
  test('enters the one asked for, and no other', async () => {
    const second = await stranger.post<{ id: number }>('/api/workspaces', {
      name: 'Вторая',
      owner: { name: 'Анна', email: owner.email, password: testPassword },
    })
    expect(second.status).toBe(201)
    const entered = await enter(owner.email, testPassword, { workspaceId: second.body.id })
    expect(entered.body).toMatchObject({ workspace: { id: second.body.id }, workspaces: [{ id: workspaceId }, { id: second.body.id }] })
    expect((await enter(owner.email)).body).toMatchObject({ workspace: { id: workspaceId } })
    expect((await enter(manager.email, testPassword, { workspaceId: second.body.id })).status).toBe(401)
  })

  test("founding another one under somebody's e-mail needs his password", async () => {
    const taken = { name: 'Чужая', owner: { name: 'Вор', email: owner.email, password: 'my own long password' } }
    expect((await stranger.post('/api/workspaces', taken)).status).toBe(401)
    expect((await enter(owner.email)).status).toBe(201)
  })
})

describe('[L7] keys of programs', () => {
  test('act as their member within their scopes, until revoked', async () => {
    const reader = await program(app, owner, ['read'])
    expect((await reader.get('/api/members')).status).toBe(200)
    expect((await reader.patch('/api/me', { theme: 'dark' })).status).toBe(403)

    const writer = await program(app, owner)
    expect((await writer.patch('/api/me', { theme: 'dark' })).body).toMatchObject({ theme: 'dark' })
    expect((await owner.delete(`/api/api-keys/${writer.keyId}`)).status).toBe(204)
    expect((await writer.get('/api/me')).status).toBe(401)
  })

  test('are shown once, and listed without their text', async () => {
    const { body } = await owner.post<{ key: string; id: string }>('/api/api-keys', { name: 'Выгрузка', scopes: ['read'] })
    expect(body.key).toMatch(/^rgl_[\w-]{43}$/)
    const list = await owner.get<{ items: { id: string }[] }>('/api/api-keys')
    expect(list.body.items.find((it) => it.id === body.id)).toMatchObject({ name: 'Выгрузка', scopes: ['read'], revokedAt: null })
    expect(JSON.stringify(list.body)).not.toContain(body.key)
  })

  test('a key that is wrong does not fall back to the cookie beside it, nor is one taken from the address', async () => {
    expect((await owner.get('/api/me', { authorization: 'Bearer rgl_wrongwrongwrongwrong' })).status).toBe(401)
    const { headers } = await program(app, owner)
    const token = headers.authorization!.split(' ')[1]
    expect((await stranger.get(`/api/me?access_token=${token}`)).status).toBe(401)
  })

  test.for(['manager', 'head', 'quality-controller'] as const)('are not for a %s to make, see or revoke', async (role) => {
    const member = await hire(role)
    const { keyId } = await program(app, owner)
    expect((await member.post('/api/api-keys', { name: 'x', scopes: ['read'] })).status).toBe(403)
    expect((await member.get('/api/api-keys')).status).toBe(403)
    expect((await member.delete(`/api/api-keys/${keyId}`)).status).toBe(403)
  })
})
