// A company on a real database, served by the real application, asked as its people would ask.
import type { Problem, Role } from '@reglament/contract'
import { parseInstant } from '@reglament/kernel'
import pino from 'pino'
import { afterAll } from 'vitest'
import { buildApp } from '../app.ts'
import { standingClock } from '../platform/clock.ts'
import { readConfiguration } from '../platform/configuration.ts'
import { openDatabase } from '../platform/database.ts'
import type { Services } from '../platform/services.ts'
import { testDatabase } from './database.ts'

type Body = Record<string, unknown>
type Headers = Record<string, string>
/** What came back, read: `body` of the type one expects, `problem` where it was not a yes. */
export type Reply<Result> = { status: number; headers: Record<string, unknown>; body: Result; problem: Problem }

/** Somebody signed in, asking over HTTP. */
export type Person = {
  id: string
  get: <Result>(url: string, headers?: Headers) => Promise<Reply<Result>>
  post: <Result>(url: string, body?: Body, headers?: Headers) => Promise<Reply<Result>>
  patch: <Result>(url: string, body: Body, headers?: Headers) => Promise<Reply<Result>>
  put: <Result>(url: string, body: Body, headers?: Headers) => Promise<Reply<Result>>
  delete: <Result = undefined>(url: string, headers?: Headers) => Promise<Reply<Result>>
}

const origin = 'http://127.0.0.1:3000'
const password = 'a long sentence nobody guesses'

/** The application over a fresh database; the clock stands at the given instant until a test puts it forward. */
export async function application(at = '2026-03-10T07:00:00Z', environment: Record<string, string> = {}) {
  const database = await testDatabase()
  const clock = standingClock(parseInstant(at))
  const config = { ...readConfiguration({ SIGN_UP: 'open', LOG_LEVEL: 'silent', ...environment }), publicUrl: undefined }
  const services: Services = { db: openDatabase(database.appUrl), clock, config, log: pino({ level: 'silent' }) }
  const app = await buildApp(services)
  afterAll(async () => {
    await app.close()
    await services.db.destroy()
  })

  const ask = async <Result>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    cookie: string,
    body?: Body,
    headers: Headers = {},
  ): Promise<Reply<Result>> => {
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const answer = await app.inject({
      method,
      url: `/api${url}`,
      payload,
      headers: {
        origin,
        host: '127.0.0.1:3000',
        'accept-language': 'ru',
        ...(cookie && { cookie }),
        ...(payload && { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const read = answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown)
    return { status: answer.statusCode, headers: answer.headers, body: read as Result, problem: read as Problem }
  }
  const cookieOf = ({ headers }: { headers: Record<string, unknown> }) => String([headers['set-cookie']].flat()[0]).split(';')[0]!
  const cookies = new WeakMap<Person, string>()
  const person = (id: string, cookie: string): Person => {
    const somebody: Person = {
      id,
      get: (url, headers) => ask('GET', url, cookie, undefined, headers),
      post: (url, body = {}, headers) => ask('POST', url, cookie, body, headers),
      patch: (url, body, headers) => ask('PATCH', url, cookie, body, headers),
      put: (url, body, headers) => ask('PUT', url, cookie, body, headers),
      delete: (url, headers) => ask('DELETE', url, cookie, undefined, headers),
    }
    cookies.set(somebody, cookie)
    return somebody
  }

  let companies = 0
  /** Founds a company and signs its owner in; `member` adds people who can sign in too. */
  async function company({ kind = 'real' }: { kind?: 'real' | 'sandbox' } = {}) {
    const name = `company-${++companies}`
    const email = `owner@${name}.example`
    const founded = await ask<{ id: number }>('POST', '/workspaces', '', { name, kind, owner: { name: 'Ирина Соколова', email, password } })
    const cookie = cookieOf(founded)
    const me = await ask<{ member: { id: string } }>('GET', '/me', cookie)
    const owner = person(me.body.member.id, cookie)
    let people = 0
    const member = async (role: Role, memberName = `${role} ${++people}`): Promise<Person> => {
      const address = `${role}-${++people}@${name}.example`
      const added = await owner.post<{ id: string }>('/members', { name: memberName, email: address, role, password })
      const signedIn = await ask('POST', '/sessions', '', { email: address, password })
      return person(added.body.id, cookieOf(signedIn))
    }
    return { workspaceId: founded.body.id, owner, member }
  }
  /** The session of somebody, for requests that are no JSON. */
  const sessionOf = (of: Person) => cookies.get(of)!
  return { app, services, clock, database, company, cookieOf: sessionOf }
}

/** The clauses that refused, in the order of their findings. */
export const refusedBy = ({ problem }: Reply<unknown>): string[] => (problem.refusals ?? []).map(({ clause }) => clause)
