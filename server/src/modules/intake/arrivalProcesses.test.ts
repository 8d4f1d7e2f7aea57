// The program as it runs in earnest, killed while it takes in what it has answered for.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Form, Lead, Page } from '@reglament/contract'
import { expect, inject, onTestFinished, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { startEmbeddedPostgres } from '../../platform/embeddedPostgres.ts'
import { prepareDatabase } from '../../platform/migrate.ts'
import { application } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { temporaryHome } from '../../testing/temporaryHome.ts'
import { sweepEverything } from '../deals/index.ts'

const { app, services, company, database, clock } = await application(new Date().toISOString())
const { superuserUrl } = inject('testServer')
const program = path.join(import.meta.dirname, '../../main.ts')

/** The whole program on a free port. */
async function started(home: string, environment: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'fatal', REGLAMENT_HOME: home, ...environment },
  })
  const gone = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill()
  })
  let said = ''
  for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += text
    const url = /^Reglament: (http:\S+)$/m.exec(said)?.[1]
    if (url) return { url, kill }
  }
  throw new Error(`the program did not start:\n${said}`)
}

async function aHome() {
  const { home, remove } = await temporaryHome()
  onTestFinished(remove)
  return home
}

/** Waits until so many connections of the program sleep in the middle of taking in, and answers their processes. */
const asleep = (count: number, asked = superuserUrl, name = new URL(database.ownerUrl).pathname.slice(1)) =>
  withClient(asked, async (superuser) => {
    for (let looked = 0; looked < 600; looked++, await sleep(25)) {
      const { rows } = await superuser.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'`,
        [name],
      )
      if (rows.length === count) return rows.map(({ pid }) => pid)
    }
    throw new Error(`there were never ${count} in the middle`)
  })

/** Taking in sleeps in the middle: what it writes is written and not committed. */
const slowDown = (ownerUrl: string) =>
  withClient(ownerUrl, async (client) => {
    await client.query(
      `create or replace function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return null; end $$`,
    )
    await client.query(`create or replace trigger slow after insert on lead for each statement execute function slow()`)
  })
const hurry = (ownerUrl: string) => withClient(ownerUrl, (client) => client.query('drop trigger slow on lead'))

async function send(to: string, { key }: Pick<Form, 'key'>, phone: string) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${to}/api/forms/${key}/submissions`, { method: 'POST', headers, body: JSON.stringify({ phone }) })
  return { status: answer.status, ...((await answer.json()) as { id?: string }) }
}

test('[C1] killed with answers given and nothing taken in: nothing is lost, and a sender who repeats doubles nothing', async () => {
  const { owner } = await company()
  const form = done(await owner.post<Form>('/forms', { name: 'Сайт', perMinute: 1000 }))
  await slowDown(database.ownerUrl)
  const { url, kill } = await started(await aHome(), { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl })
  const phones = ['+79215580001', '+79215580002', '+79215580003']
  const answers = await Promise.all(phones.map((phone) => send(url, form, phone)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  await asleep(1)
  await kill()
  await hurry(database.ownerUrl)
  await asleep(0)
  const leads = async () => done(await owner.get<Page<Lead>>('/leads')).items
  expect(await leads()).toEqual([])

  clock.set(Date.now())
  const again = { method: 'POST', url: `/api/forms/${form.key}/submissions`, payload: { phone: phones[0] } } as const
  const repeated = await app.inject({ ...again, headers: { host: '127.0.0.1:3000' } })
  expect(repeated.json()).toMatchObject({ id: answers[0]!.id })
  // What the dead one left lying, the sweepers of those who live come to, some seconds later.
  clock.pass(10_000)
  await Promise.all([sweepEverything(services), sweepEverything(services)])
  await sweepEverything(services)
  const taken = (await leads()).map(({ phone, traces, status }) => [phone, traces, status] as const)
  expect(taken.toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual(phones.map((phone) => [phone, 1, 'converted']))
})

/** What is there before it can be run is not there where only a server of one's own is used. */
test.runIf(process.env.REGLAMENT_TEST_DATABASE_URL === undefined)(
  '[C1] the database killed with answers given, first a process of it, then all of it with the program: nothing is lost, nothing doubled',
  async () => {
    const home = await aHome()
    const database = () => prepareDatabase({ home, databaseUrl: undefined, databaseAppUrl: undefined })
    const first = await started(home, { SIGN_UP: 'open' })
    const { ownerUrl } = await database()
    const { superuserUrl: asked } = await startEmbeddedPostgres({ home })
    const name = new URL(ownerUrl).pathname.slice(1)
    const owner = { name: 'Вера Орлова', email: 'owner@example.ru', password: 'a long sentence nobody guesses' }
    let cookie = ''
    const ask = async <Result>(to: string, url: string, body?: object): Promise<Result> => {
      const headers = { origin: to, cookie, ...(body && { 'content-type': 'application/json' }) }
      const answer = await fetch(`${to}/api${url}`, { method: body ? 'POST' : 'GET', headers, ...(body && { body: JSON.stringify(body) }) })
      if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
      cookie ||= answer.headers.getSetCookie()[0]!.split(';')[0]!
      return (await answer.json()) as Result
    }
    await ask(first.url, '/workspaces', { name: 'Окна', owner })
    const form = await ask<Form>(first.url, '/forms', { name: 'Сайт', perMinute: 1000 })
    const leads = async (to: string) =>
      (await ask<Page<Lead>>(to, '/leads?limit=200')).items.map(({ phone, traces, status }) => [phone, traces, status] as const)
    const once = (phones: readonly string[]) => phones.map((phone) => [phone, 1, 'converted'])
    const taken = (to: string, phones: readonly string[]) =>
      expect
        .poll(async () => (await leads(to).catch(() => [])).toSorted(([a], [b]) => (a! < b! ? -1 : 1)), { timeout: 30_000, interval: 250 })
        .toEqual(once(phones))

    // A process of the database dies in the middle: it starts anew by itself, and so does what was being taken in.
    const phones = ['+79215590001', '+79215590002', '+79215590003']
    await slowDown(ownerUrl)
    const answers = await Promise.all(phones.map((phone) => send(first.url, form, phone)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const [backend] = await asleep(1, asked, name)
    process.kill(backend!, 'SIGKILL')
    await expect.poll(() => hurry(ownerUrl).then(() => true, () => false), { timeout: 20_000 }).toBe(true) // prettier-ignore
    await expect.poll(() => send(first.url, form, phones[0]!).catch(() => null), { timeout: 20_000 }).toMatchObject({ status: 201, id: answers[0]!.id }) // prettier-ignore
    await taken(first.url, phones)

    // All of it dies, and the program with it.
    const more = ['+79215590004', '+79215590005']
    await slowDown(ownerUrl)
    const others = await Promise.all(more.map((phone) => send(first.url, form, phone)))
    expect(others.map(({ status }) => status)).toEqual([201, 201])
    await asleep(1, asked, name)
    process.kill((await startEmbeddedPostgres({ home })).pid, 'SIGKILL')
    // A connection that has not noticed it yet may store one more; what was answered is not lost either.
    const tried = { times: 0, kept: [] as string[] }
    const oneMore = async () => {
      const phone = `+792155901${String(tried.times++).padStart(2, '0')}`
      const { status } = await send(first.url, form, phone)
      if (status === 201) tried.kept.push(phone)
      return status
    }
    await expect.poll(oneMore, { timeout: 10_000 }).toBe(503)
    await first.kill()
    const { ownerUrl: anew } = await database()
    await hurry(anew)
    const second = await started(home, { SIGN_UP: 'open' })
    expect(await send(second.url, form, more[0]!)).toMatchObject({ status: 201, id: others[0]!.id })
    await taken(second.url, [...phones, ...more, ...tried.kept])
  },
  120_000,
)
