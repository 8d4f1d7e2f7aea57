import net from 'node:net'
import { Problem as ProblemDocument } from '@reglament/contract'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { caller, company, program, testServices, testShell } from '../../testing/app.ts'
import type { Caller } from '../../testing/app.ts'
import { inWorkspace, openDatabase } from '../database.ts'
import { forbidden, refuseStale, tooMany } from './index.ts'
import { performAct } from './act.ts'

const services = await testServices()
const Note = Type.Object(
  {
    text: Type.Optional(Type.String({ maxLength: 20 })),
    count: Type.Optional(Type.Integer({ minimum: 1 })),
    kind: Type.Optional(Type.Union([Type.Literal('a'), Type.Literal('b')])),
    at: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
    inner: Type.Optional(Type.Object({ id: Type.String({ format: 'uuid' }) }, { additionalProperties: false })),
  },
  { additionalProperties: false },
)
const app = await testShell(services, async (app) => {
  app.post('/echo', { schema: { body: Note } }, (request, reply) =>
    performAct(request, reply, async () => ({ status: 201, body: request.body })),
  )
  app.get(
    '/list',
    { schema: { querystring: Type.Object({ id: Type.Optional(Type.Array(Type.Integer())) }, { additionalProperties: false }) } },
    (request) => request.query,
  )
  app.patch('/note', (request) => (refuseStale(request, 3, { text: 'mine' }, { text: 'theirs' }), {}))
  app.get('/refused', (_request, reply) => reply.refuse({ allowed: false, findings: [], refusals: [finding] }))
  app.get('/forbidden', () => { throw forbidden({ ru: 'Нет', en: 'No' }) }) // prettier-ignore
  app.get('/too-many', () => { throw tooMany(7) }) // prettier-ignore
  app.get('/fault', () => { throw new Error('password=secret at /etc/passwd') }) // prettier-ignore
  app.get<{ Querystring: { sql: string } }>('/sql', ({ actor, query }) =>
    inWorkspace(services, actor.workspaceId, (tx) => sql.raw(query.sql).execute(tx)),
  )
})
const finding = {
  clause: 'note', kind: 'note', number: '1.1', mode: 'enforce' as const, text: 'Write a note.',
  lacks: { what: 'note' }, mends: [{ act: 'write-note' }], passesAt: null,
} // prettier-ignore

const { owner } = await company(app)
const key = await program(app, owner)

/** The database asked to raise an error of this code. */
const raising = (code: string, constraint = '') =>
  `/api/sql?sql=${encodeURIComponent(`do $$ begin raise exception 'secret_table' using errcode = '${code}', constraint = '${constraint}'; end $$`)}`

describe('[L7] every answer other than yes is a problem document', () => {
  const asked: [number, string, (who: Caller) => ReturnType<Caller['get']>][] = [
    [400, 'invalid', (who) => who.post('/api/echo', { count: 0 })],
    [401, 'unauthenticated', () => caller(app).get('/api/list')],
    [403, 'forbidden', (who) => who.get('/api/forbidden')],
    [404, 'not-found', (who) => who.get('/api/nothing-here')],
    [404, 'not-found', (who) => who.ask('PUT', '/api/echo', {})],
    [409, 'verdict', (who) => who.get('/api/refused')],
    [409, 'conflict', (who) => who.get(raising('23505', 'told_once'))],
    [412, 'stale', (who) => who.patch('/api/note', {}, { 'if-match': '"2"' })],
    [413, 'too-large', (who) => who.post('/api/echo', { text: 'x'.repeat(1_100_000) })],
    [415, 'unsupported-type', (who) => who.post('/api/echo', 'text=x', { 'content-type': 'application/x-www-form-urlencoded' })],
    [415, 'unsupported-type', (who) => who.post('/api/echo', '{}', { 'content-type': 'text/plain' })],
    [429, 'too-many', (who) => who.get('/api/too-many')],
    [500, 'fault', (who) => who.get('/api/fault')],
    [503, 'unavailable', (who) => who.get(raising('57P01'))],
  ]
  test.for(asked)('%i %s', async ([status, kind, ask]) => {
    const answer = await ask(owner)
    expect(answer).toMatchObject({ status, body: { type: `urn:reglament:problem:${kind}`, status } })
    expect(Check(ProblemDocument, answer.body)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'content-language': 'en',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("script-src 'self'"),
    })
    if (status === 429 || status === 503) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|passwd|told_once|\.ts:/)
  })

  test('in Russian and in English, as the request asks, else as the member speaks', async () => {
    const text = async (language: string) => (await owner.get('/api/nothing', { 'accept-language': language })).body.detail
    expect(await text('ru-RU,ru;q=0.9,en;q=0.8')).toBe('Такого здесь нет.')
    expect(await text('en-GB')).toBe('There is no such thing here.')
    await owner.patch('/api/me', { locale: 'en' })
    const member = await owner.get('/api/forbidden', { 'accept-language': 'fr' })
    expect(member.body.detail).toBe('No')
  })

  test('every fault of the input is named with its path', async () => {
    const { body } = await owner.post('/api/echo', {
      text: 'x'.repeat(21),
      count: 'one',
      kind: 'c',
      at: 'now',
      inner: { id: 1, more: 2 },
      role: 'owner',
    })
    expect(body.faults).toEqual(
      expect.arrayContaining([
        { path: '/text', message: 'At most 20 characters.' },
        { path: '/count', message: 'Expected: a whole number.' },
        { path: '/kind', message: 'One of: a, b.' },
        { path: '/at', message: expect.stringContaining('RFC 3339') },
        { path: '/inner/id', message: 'Expected: a text.' },
        { path: '/inner/more', message: 'There is no such field here.' },
        { path: '/role', message: 'There is no such field here.' },
      ]),
    )
    expect(body.faults).toHaveLength(7)
  })

  test('a list in an address may be a list of one; a number in a body may not be a text', async () => {
    expect((await owner.get('/api/list?id=5')).body).toEqual({ id: [5] })
    expect((await owner.get('/api/list?id=x')).body.faults).toEqual([{ path: '?id/0', message: 'Expected: a whole number.' }])
    expect((await owner.post('/api/echo', { count: '5' })).status).toBe(400)
  })

  test('[C5] the last line of the database is an explained conflict', async () => {
    expect(await owner.get(raising('RG001'))).toMatchObject({ status: 409, body: { detail: 'An open deal must keep an open task.' } })
    expect(await owner.get(raising('23503', 'unheard_of'))).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not there') },
    })
    expect(await owner.get(raising('23P01'))).toMatchObject({ status: 409 })
    expect(await owner.get(raising('55P03'))).toMatchObject({ status: 409 })
    expect(await owner.get(raising('22003'))).toMatchObject({ status: 400 })
    expect(await owner.get(raising('57014'))).toMatchObject({ status: 503 })
  })
})

describe('[L7] a stale edit', () => {
  test('is answered with both values, a fresh one goes through, an odd header is a fault', async () => {
    const edit = (ifMatch?: string) => owner.patch('/api/note', {}, ifMatch === undefined ? {} : { 'if-match': ifMatch })
    expect((await edit('"2"')).body).toMatchObject({ yours: { text: 'mine' }, current: { text: 'theirs' } })
    expect([(await edit('"3"')).status, (await edit('W/"3"')).status, (await edit('*')).status, (await edit()).status]).toEqual([
      200, 200, 200, 200,
    ])
    expect((await edit('3')).status).toBe(400)
  })
})

describe('[L7] hostile requests', () => {
  const send = (payload: string | Buffer) => owner.post('/api/echo', payload, { 'content-type': 'application/json' })

  test.for<[string, string | Buffer]>([
    ['a NUL in the body', Buffer.from('{"text":"a\0b"}')],
    ['a NUL behind an escape', String.raw`{"text":"a\u0000b"}`],
    ['a NUL in a name', String.raw`{"te\u0000xt":"b"}`],
    ['half of a surrogate pair', String.raw`{"text":"\ud83d"}`],
    ['bad UTF-8', Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])],
    ['a surrogate as bytes', Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')])],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['a nest within the limit of size', `{"inner":${'{"inner":'.repeat(200)}1${'}'.repeat(200)}}`],
    ['a prototype', '{"__proto__":{"admin":true}}'],
    ['a prototype behind an escape', String.raw`{"\u005f_proto__":{"admin":true}}`],
    ['half a document', '{"text":'],
    ['two documents', '{}{}'],
    ['no object', '[]'],
    ['a bare text', '"x"'],
    ['null', 'null'],
  ])('%s is a fault of the caller', async ([, payload]) => {
    expect(await send(payload)).toMatchObject({ status: 400, body: { type: 'urn:reglament:problem:invalid' } })
  })

  test('an escaped backslash before u0000 is honest text, and so are emoji', async () => {
    expect(await send(String.raw`{"text":"\\u0000 \ud83d\ude00"}`)).toMatchObject({ status: 201, body: { text: '\\u0000 😀' } })
  })

  test.for(['/api/list?id=%00', '/api/%ff', '/api/list?id=%c3%28', '/api/%', '/%2e%2e/%2e%2e/etc/passwd%00'])(
    'the address %s',
    async (url) => {
      expect(await owner.get(url)).toMatchObject({ status: 400, body: { status: 400 } })
    },
  )

  test('what Node itself cannot read gets the same headers and document', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as net.AddressInfo
    const raw = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let answer = ''
        const socket = net.connect(port, '127.0.0.1', () => socket.write(text))
        socket.on('data', (chunk) => (answer += chunk.toString())).on('end', () => resolve(answer)).on('error', reject) // prettier-ignore
      })
    expect(await raw('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400[^]*nosniff[^]*application\/problem\+json[^]*"status":400/)
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431/)
    expect(await raw('GET /api/%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400[^]*nosniff[^]*problem\+json/,
    )
  })
})

describe('[L6] a state change with a cookie comes from our own page', () => {
  const origin = (headers: Record<string, string | undefined>) => {
    const { cookie } = owner.headers
    return caller(app, { cookie: cookie! }).post('/api/echo', {}, headers)
  }
  const without = { origin: undefined }

  test('another origin is refused, our own let through', async () => {
    expect((await origin({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await origin({ origin: 'null' })).status).toBe(403)
    expect((await origin({ origin: 'http://localhost.evil.example' })).status).toBe(403)
    expect((await origin({ origin: 'http://localhost:81' })).status).toBe(403)
    expect((await origin({ origin: 'http://localhost' })).status).toBe(201)
  })

  test('without Origin the browser has to say same-origin', async () => {
    expect((await origin({ ...without, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await origin({ ...without, 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await origin(without)).status).toBe(403)
    expect((await origin({ ...without, 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  })

  test('a key needs no origin, and reading none either', async () => {
    expect((await key.post('/api/echo', {}, { origin: 'https://evil.example' })).status).toBe(201)
    expect((await owner.get('/api/list', { origin: 'https://evil.example' })).status).toBe(200)
  })

  test('to a name that is not ours the program does not answer while it listens on this machine only', async () => {
    expect((await owner.get('/api/sign-up', { host: 'rebound.evil.example:3000' })).status).toBe(421)
    expect((await owner.get('/api/sign-up', { host: '127.0.0.1:3000' })).status).toBe(200)
  })
})

describe('[L8] without a database', () => {
  test('the answer is 503 within two seconds, and health says not ready', async () => {
    const gone = { ...services, db: openDatabase('postgres://nobody:x@127.0.0.1:1/none') }
    const lost = await testShell(gone, () => Promise.resolve())
    const before = performance.now()
    const answer = await caller(lost, { cookie: 'reglament=abcdefghijklmnopqrstuvwxyz' }).get('/api/me')
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:reglament:problem:unavailable' } })
    expect(answer.headers['retry-after']).toBeDefined()
    expect(await caller(lost).get('/api/health')).toMatchObject({ status: 503, body: { live: true, ready: false } })
    expect(performance.now() - before).toBeLessThan(2000)
  })
})

describe('[L8] watching the program', () => {
  test('metrics are for this machine only', async () => {
    expect((await caller(app).get<string>('/metrics')).body).toContain('http_request_duration_seconds_bucket')
    expect((await caller(app).get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404)
    expect((await app.inject({ url: '/metrics', remoteAddress: '203.0.113.9', headers: { host: 'localhost' } })).statusCode).toBe(404)
  })

  test('health is for anybody', async () => {
    expect(await caller(app).get('/api/health')).toMatchObject({ status: 200, body: { live: true, ready: true } })
  })
})
