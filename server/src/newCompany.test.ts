// What an act reads in a company that the statistics of the database do not tell of yet (decision 35).
import type { ActAnswer } from '@reglament/contract'
import { moscow } from '@reglament/regulation/testing'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { buildApp } from './app.ts'
import { addApiKey } from './modules/members/index.ts'
import { inWorkspace } from './platform/database.ts'
import { withClient } from './platform/database/withClient.ts'
import { application } from './testing/company.ts'
import { manyDeals } from './testing/manyDeals.ts'
import { rowsReadBy } from './testing/rowsRead.ts'

const begins = moscow('Tue 10.03 10:00')
const { services, company, database } = await application(new Date(begins).toISOString())

const clients = 1000
const each = 300

/** A company with deals of a manager, deals on the exchange and clients. */
async function withDeals() {
  const { workspaceId, member } = await company()
  const manager = await member('manager')
  const [own, free] = [
    await manyDeals(services, { workspaceId, memberId: manager.id, now: begins, count: each }),
    await manyDeals(services, { workspaceId, memberId: null, now: begins, count: each }),
  ]
  await inWorkspace(services, workspaceId, async (tx) => {
    // He carries more than the regulation would let him.
    await sql`update member set load_max_off = true where workspace_id = ${workspaceId}`.execute(tx)
    await sql`insert into contact (workspace_id, id, name, folded_name, phone, created_at)
      select ${workspaceId}, gen_random_uuid(), 'Клиент ' || n, 'клиент ' || n, '+7916' || lpad(n::text, 7, '0'), now()
      from generate_series(1, ${clients}::integer) as n`.execute(tx)
  })
  return { workspaceId, manager, own, free }
}

await withDeals()
await withClient(database.ownerUrl, (client) => client.query('analyze'))
const { workspaceId, manager, own, free } = await withDeals()
const { key } = await inWorkspace(services, workspaceId, (tx) =>
  addApiKey(tx, services, manager.id, { name: 'Счёт', scopes: ['read', 'write'] }),
)

type Body = Record<string, unknown>
// Its connections tell what they have counted, before anything else is.
await services.db.destroy()

test.each<[string, method: 'GET' | 'POST', path: (i: number) => string, body?: (i: number) => Body]>([
  ['looks at a card', 'GET', (i) => `/deals/${own[i]}`],
  ['looks at what may be done', 'GET', (i) => `/deals/${own[i]}/acts`],
  ['looks at a timeline', 'GET', (i) => `/deals/${own[i]}/timeline`],
  ['comments', 'POST', (i) => `/deals/${own[i]}/comments`, () => ({ text: 'Ждут счёт' })],
  ['moves', 'POST', (i) => `/deals/${own[i]}/stage-moves`, () => ({ to: 'taken', result: 'Дозвонились', fields: { platform: 'site' } })],
  ['takes', 'POST', (i) => `/deals/${free[i]}/taking`, () => ({})],
  ['creates', 'POST', () => '/deals', (i) => ({ title: 'Новая', contact: { name: 'Ольга', phone: `+792144500${10 + i}` } })],
])('[L8] whoever %s in a new company reads what is his, and nothing else', async (_, method, path, body) => {
  const times = 4
  const read = await rowsReadBy(services, database, async (alone) => {
    const app = await buildApp(alone)
    for (let i = 0; i < times; i++) {
      const payload = body && JSON.stringify(body(i))
      const { statusCode, json } = await app.inject({
        method,
        url: `/api${path(i)}`,
        headers: { host: '127.0.0.1:3000', authorization: `Bearer ${key}`, ...(payload && { 'content-type': 'application/json' }) },
        payload,
      })
      expect(statusCode, JSON.stringify(json<ActAnswer>())).toBe(method === 'GET' ? 200 : 201)
    }
    await app.close()
  })
  const grows = ['deal', 'task', 'contact', 'journal', 'deal_text', 'breach', 'interaction']
  expect(grows.filter((table) => read.get(table)! > 40 * times)).toEqual([])
  expect(read.get('deal')).toBeGreaterThanOrEqual(times)
})
