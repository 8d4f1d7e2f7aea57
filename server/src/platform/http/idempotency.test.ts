import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { company, testServices, testShell } from '../../testing/app.ts'
import { newId } from '@reglament/kernel'
import { at } from '../instantColumn.ts'
import { performAct } from './act.ts'
import { refused } from './problem.ts'

const services = await testServices()
let waitFor: Promise<void> | undefined
let begun = Promise.withResolvers<void>()

const app = await testShell(services, async (app) => {
  app.post<{ Body: { name: string; refuse?: boolean; fail?: boolean } }>('/clubs', (request, reply) =>
    performAct(request, reply, async (tx) => {
      const { workspaceId } = request.actor
      const id = newId()
      await tx
        .insertInto('team')
        .values({ workspace_id: workspaceId, id, name: request.body.name, created_at: at(0) })
        .execute()
      begun.resolve()
      await waitFor
      if (request.body.fail) throw new Error('in the middle')
      if (request.body.refuse) return refused({ allowed: false, findings: [], refusals: [] })
      return { status: 201, headers: { etag: '"1"' }, body: { id } }
    }),
  )
  app.post('/secrets', (request, reply) => performAct(request, reply, async () => ({ status: 201, body: { key: newId() }, secret: true })))
  app.get('/clubs', async ({ actor }) => {
    const rows = await services.db.transaction().execute(async (tx) => {
      await sql.raw(`set local app.workspace = '${actor.workspaceId}'`).execute(tx)
      return tx.selectFrom('team').select('name').where('workspace_id', '=', actor.workspaceId).execute()
    })
    return rows.map((it) => it.name)
  })
})
const { owner, hire } = await company(app)
const colleague = await hire('admin')

let keys = 0
let key = ''
beforeEach(() => {
  key = `key-${++keys}`
  waitFor = undefined
  begun = Promise.withResolvers()
})
const make = (name: string, more: object = {}, who = owner) => who.post('/api/clubs', { name, ...more }, { 'idempotency-key': key })
const made = async (name: string) => (await owner.get<string[]>('/api/clubs')).body.filter((it) => it === name).length

describe('[L7] a request with an Idempotency-Key', () => {
  test('made again gets the same answer, and is done once', async () => {
    const first = await make('once')
    const again = await make('once')
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers).toMatchObject({ etag: '"1"', 'idempotent-replay': 'true' })
    expect(await made('once')).toBe(1)
  })

  test('is the same request in whatever order its fields stand', async () => {
    const first = await owner.post('/api/clubs', { name: 'order', fail: false }, { 'idempotency-key': key })
    expect((await owner.post('/api/clubs', { fail: false, name: 'order' }, { 'idempotency-key': key })).body).toEqual(first.body)
  })

  test('with another body is 422, and does nothing', async () => {
    await make('this')
    expect(await make('that')).toMatchObject({ status: 422, body: { type: 'urn:reglament:problem:key-reused' } })
    expect(await made('that')).toBe(0)
  })

  test('while the first still runs is 409', async () => {
    const hold = Promise.withResolvers<void>()
    waitFor = hold.promise
    const first = make('slow')
    await begun.promise
    expect(await make('slow')).toMatchObject({ status: 409, body: { type: 'urn:reglament:problem:conflict' } })
    hold.resolve()
    expect((await first).status).toBe(201)
    expect(await made('slow')).toBe(1)
  })

  test('twenty at once: one does it, the others hear so or get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => make('crowd')))
    expect(answers.filter((it) => it.status !== 201 && it.status !== 409)).toEqual([])
    expect(new Set(answers.filter((it) => it.status === 201).map((it) => it.body.id)).size).toBe(1)
    expect(await made('crowd')).toBe(1)
  })

  test('is free again when the act failed or was refused: only what was done is remembered', async () => {
    expect((await make('failed', { fail: true })).status).toBe(500)
    expect(await made('failed')).toBe(0)
    expect((await make('failed')).status).toBe(201)

    key = `${key}-refused`
    expect((await make('refused', { refuse: true })).status).toBe(409)
    expect(await made('refused')).toBe(1) // the transaction of a refusal stays: it is recorded
    expect((await make('now allowed')).status).toBe(201)
  })

  test("is its member's own: a colleague's key of the same name is another", async () => {
    await make('mine')
    expect((await make('hers', {}, colleague)).status).toBe(201)
  })

  test('whose answer was a secret does not show it twice, nor keep it', async () => {
    const first = await owner.post<{ key: string }>('/api/secrets', {}, { 'idempotency-key': key })
    expect(await owner.post('/api/secrets', {}, { 'idempotency-key': key })).toMatchObject({ status: 409 })
    const kept = await services.db.transaction().execute(async (tx) => {
      await sql.raw("set local app.workspace = '1'").execute(tx)
      return (await sql`select * from idempotency`.execute(tx)).rows
    })
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain(first.body.key)
  })

  test('written badly is a fault', async () => {
    key = 'with blanks in it'
    expect((await make('bad')).status).toBe(400)
  })
})
