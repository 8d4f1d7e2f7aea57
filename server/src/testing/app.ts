// The real application on a database of its own, asked without a network; the clock stands still until a test puts it forward.
import type { Role } from '@reglament/contract'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { InjectOptions, Response } from 'light-my-request'
import { pino } from 'pino'
import { afterAll } from 'vitest'
import { buildApp } from '../app.ts'
import { findActor, members } from '../modules/members/index.ts'
import { standingClock } from '../platform/clock.ts'
import { readConfiguration } from '../platform/configuration.ts'
import { openDatabase } from '../platform/database.ts'
import type { DatabaseOptions } from '../platform/database.ts'
import { buildHttp } from '../platform/http/index.ts'
import type { Services } from '../platform/services.ts'
import { testDatabase } from './database.ts'
import type { TestDatabase } from './database.ts'

export type TestServices = Services & { clock: ReturnType<typeof standingClock>; database: TestDatabase }

/** Tuesday, ten in the morning in Moscow. */
const tuesday = Date.UTC(2026, 2, 10, 7)

/** Services on a fresh database; closed after the file. */
export async function testServices(environment: Record<string, string> = {}, options?: DatabaseOptions): Promise<TestServices> {
  const database = await testDatabase()
  const config = readConfiguration({ REGLAMENT_HOME: '/nonexistent', LOG_LEVEL: 'silent', ...environment })
  const db = openDatabase(database.appUrl, options)
  afterAll(() => db.destroy())
  return { db, config, clock: standingClock(tuesday), log: pino({ level: config.logLevel }), database }
}

/** The whole application. */
export async function testApp(environment: Record<string, string> = {}): Promise<{ app: FastifyInstance; services: TestServices }> {
  const services = await testServices(environment)
  const app: FastifyInstance = await buildApp(services)
  afterAll(() => app.close())
  return { app, services }
}

/** The shell with people, and routes that only this test knows. */
export async function testShell(services: Services, routes: FastifyPluginAsync, webFolder = '/nonexistent'): Promise<FastifyInstance> {
  const app = await buildHttp(services, {
    modules: [
      members({ founders: [], loadOf: (_tx, _actor, { min, max }) => Promise.resolve({ open: 0, min, max }) }),
      { routes, constraints: { told_once: { ru: 'Дважды нельзя.', en: 'Not twice.' } } },
    ],
    findActor: (request) => findActor(services, request),
    webFolder,
  })
  afterAll(() => app.close())
  return app
}

/** What came back; `body` is the JSON of the answer. */
export type Reply<Body = Record<string, unknown>> = { status: number; body: Body; headers: Response['headers']; cookie: string | undefined }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** Undefined leaves out what is sent by itself. */
type Headers = Record<string, string | undefined>

/** Somebody who asks: a stranger, a person with a session, a program with a key. */
export type Caller = {
  headers: Headers
  ask: <Body = Record<string, unknown>>(method: Method, url: string, body?: unknown, headers?: Headers) => Promise<Reply<Body>>
  get: <Body = Record<string, unknown>>(url: string, headers?: Headers) => Promise<Reply<Body>>
  post: <Body = Record<string, unknown>>(url: string, body?: unknown, headers?: Headers) => Promise<Reply<Body>>
  patch: <Body = Record<string, unknown>>(url: string, body?: unknown, headers?: Headers) => Promise<Reply<Body>>
  delete: <Body = Record<string, unknown>>(url: string, headers?: Headers) => Promise<Reply<Body>>
}

const ownOrigin = 'http://localhost'

/** A caller with these headers; answers are asked for in English. */
export function caller(app: FastifyInstance, headers: Headers = {}): Caller {
  async function ask<Body>(method: Method, url: string, body?: unknown, more: Headers = {}): Promise<Reply<Body>> {
    const all = { host: 'localhost', origin: ownOrigin, 'accept-language': 'en', ...headers, ...more }
    const options: InjectOptions = {
      method,
      url,
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      ...(body !== undefined && { payload: body as object }),
    }
    const { statusCode, payload, headers: answered } = await app.inject(options)
    const isJson = (answered['content-type'] ?? '').includes('json')
    const cookie = [answered['set-cookie'] ?? []].flat()[0]?.split(';', 1)[0]
    return { status: statusCode, body: (isJson ? JSON.parse(payload) : payload) as Body, headers: answered, cookie }
  }
  return {
    headers,
    ask,
    get: (url, more) => ask('GET', url, undefined, more),
    post: (url, body, more) => ask('POST', url, body, more),
    patch: (url, body, more) => ask('PATCH', url, body, more),
    delete: (url, more) => ask('DELETE', url, undefined, more),
  }
}

export const testPassword = 'очень тайное слово'

export type Person = Caller & { id: string; email: string }
export type Company = { id: number; owner: Person; hire: (role: Role, teamId?: string) => Promise<Person> }

let made = 0

/** A company with its owner signed in, who hires whom the test needs. */
export async function company(app: FastifyInstance, creation: Record<string, unknown> = {}): Promise<Company> {
  const email = `owner${++made}@example.ru`
  const owner = { name: 'Анна Собственница', email, password: testPassword }
  const founded = await caller(app).post<{ id: number }>('/api/workspaces', { name: 'Ромашка', owner, ...creation })
  if (founded.status !== 201) throw new Error(`founding failed: ${JSON.stringify(founded.body)}`)
  const boss = await person(app, { cookie: founded.cookie! }, email)
  return { id: founded.body.id, owner: boss, hire }

  async function hire(role: Role, teamId?: string): Promise<Person> {
    const email = `${role}${++made}@example.ru`
    const hired = await boss.post('/api/members', { name: `Пётр ${role}`, email, role, teamId, password: testPassword })
    if (hired.status !== 201) throw new Error(`hiring failed: ${JSON.stringify(hired.body)}`)
    const entered = await caller(app).post('/api/sessions', { email, password: testPassword })
    return person(app, { cookie: entered.cookie! }, email)
  }
}

async function person(app: FastifyInstance, headers: Headers, email: string): Promise<Person> {
  const somebody = caller(app, headers)
  const me = await somebody.get<{ member: { id: string } }>('/api/me')
  return { ...somebody, id: me.body.member.id, email }
}

/** A program with a key of this person. */
export async function program(
  app: FastifyInstance,
  of: Caller,
  scopes: readonly string[] = ['read', 'write'],
): Promise<Caller & { keyId: string }> {
  const { body } = await of.post<{ key: string; id: string }>('/api/api-keys', { name: 'test', scopes })
  return { ...caller(app, { authorization: `Bearer ${body.key}` }), keyId: body.id }
}
