// The program as it runs in earnest, killed while it takes in what it has answered for.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Form, Lead, Page } from '@reglament/contract'
import { expect, inject, onTestFinished, test } from 'vitest'
import { withClient } from '../../platform/database/withClient.ts'
import { application } from '../../testing/company.ts'
import { done } from '../../testing/sandbox.ts'
import { temporaryHome } from '../../testing/temporaryHome.ts'
import { sweepEverything } from '../deals/index.ts'

const { app, services, company, database, clock } = await application(new Date().toISOString())
const { superuserUrl } = inject('testServer')
const program = path.join(import.meta.dirname, '../../main.ts')

/** The whole program on a free port. */
async function started() {
  const { home, remove } = await temporaryHome()
  const { PATH = '', HOME = '' } = process.env
  const environment = { DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl, REGLAMENT_HOME: home }
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', ...environment },
  })
  const gone = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await kill()
    await remove()
  })
  let said = ''
  for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    said += text
    const url = /^Reglament: (http:\S+)$/m.exec(said)?.[1]
    if (url) return { url, kill }
  }
  throw new Error(`the program did not start:\n${said}`)
}

/** Waits until so many connections of the program sleep in the middle of taking in. */
const asleep = (count: number) =>
  withClient(superuserUrl, async (superuser) => {
    for (let looked = 0; looked < 600; looked++, await sleep(25)) {
      const { rows } = await superuser.query<{ n: number }>(
        `select count(*)::integer as n from pg_stat_activity where datname = $1 and wait_event = 'PgSleep'`,
        [new URL(database.ownerUrl).pathname.slice(1)],
      )
      if (rows[0]!.n === count) return
    }
    throw new Error(`there were never ${count} in the middle`)
  })

test('[C1] killed with answers given and nothing taken in: nothing is lost, and a sender who repeats doubles nothing', async () => {
  const { owner } = await company()
  const form = done(await owner.post<Form>('/forms', { name: 'Сайт', perMinute: 1000 }))
  await withClient(database.ownerUrl, async (client) => {
    await client.query(`create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return null; end $$`)
    await client.query(`create trigger slow after insert on lead for each statement execute function slow()`)
  })
  const { url, kill } = await started()
  const phones = ['+79215580001', '+79215580002', '+79215580003']
  const send = async (to: string, phone: string) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${to}/api/forms/${form.key}/submissions`, { method: 'POST', headers, body: JSON.stringify({ phone }) })
    return { status: answer.status, ...((await answer.json()) as { id: string }) }
  }
  const answers = await Promise.all(phones.map((phone) => send(url, phone)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  await asleep(1)
  await kill()
  await withClient(database.ownerUrl, (client) => client.query('drop trigger slow on lead')).then(() => asleep(0))
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
