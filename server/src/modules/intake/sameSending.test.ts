import { describe, expect, test } from 'vitest'
import { inWorkspace } from '../../platform/database.ts'
import { application } from '../../testing/company.ts'
import { done, sandbox } from '../../testing/sandbox.ts'
import { samenessOf } from './sameSending.ts'
import { aForm, leadsOf, quarantineOf, strangerOf } from './testing/stranger.ts'

const world = await application('2026-02-02T07:00:00Z')
const send = strangerOf(world)
const atTen = () => sandbox(world, 'Tue 10.03 10:00')

const said = { name: 'Илья', phone: '+79215550040', message: 'Окна' }
const once = '3141592653-589793238-462643383-2795028'
type Marks = Record<string, string | number>
const writers: Record<string, (marks: Marks) => { body: string; type: string }> = {
  JSON: (marks) => ({ body: JSON.stringify({ ...said, ...marks }), type: 'application/json' }),
  'form-encoded': (marks) => ({
    body: new URLSearchParams({
      ...said,
      ...Object.fromEntries(Object.entries(marks).map(([name, mark]) => [name, String(mark)])),
    }).toString(),
    type: 'application/x-www-form-urlencoded',
  }),
  // A browser draws another line between the parts each time.
  multipart: (marks) => {
    const line = `----WebKitFormBoundary${Math.random().toString(36).slice(2)}`
    const parts = Object.entries({ ...said, ...marks }).map(
      ([name, text]) => `--${line}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
    )
    return { body: `${parts.join('')}--${line}--\r\n`, type: `multipart/form-data; boundary=${line}` }
  },
}

describe.each(Object.entries(writers))('[C1 C2] a form sent twice as %s', (_as, write) => {
  const idOf = async (address: string, marks: Marks) => {
    const { body, type } = write(marks)
    const answer = await send(address, body, type)
    expect(answer.statusCode).toBe(201)
    return answer.json<{ id: string }>().id
  }

  test('[C2] a second click a second later is the first: one arrival, one trace, the same answer, and no mark among the fields', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const first = await idOf(address, { _seconds: 14, _once: once })
    expect(await idOf(address, { _seconds: 15, _once: once })).toBe(first)
    const leads = await leadsOf(owner)
    expect(leads.map(({ traces, fields }) => [traces, fields])).toEqual([[1, {}]])
    const { traceList } = done(await owner.get<{ traceList: { payload: object }[] }>(`/leads/${leads[0]!.id}`))
    expect(traceList.map(({ payload }) => payload)).toEqual([said])
  })

  test('[C2] without a number as well, within ten minutes', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const first = await idOf(address, { _seconds: 14 })
    expect(await idOf(address, { _seconds: 15 })).toBe(first)
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([1])
  })

  test('[C2] twenty at the same moment are one', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => idOf(address, { _seconds: i, _once: once })))
    expect(new Set(ids).size).toBe(1)
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([1])
  })

  test('[C1] the number of somebody else, of a page out of a cache, hides nobody: another phone is another inquiry', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    const ids = [
      await idOf(address, { _seconds: 14, _once: once }),
      await idOf(address, { _seconds: 14, _once: once, phone: '+79215550041' }),
      await idOf(address, { _seconds: 14, _once: once, message: 'Двери' }),
    ]
    expect(new Set(ids).size).toBe(3)
    expect((await leadsOf(owner)).map(({ phone, traces }) => [phone, traces])).toEqual([
      ['+79215550041', 1],
      ['+79215550040', 2],
    ])
  })

  test('[C1] what is no number is none: huge, too short, of other letters; it hides nothing and is no field', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner)
    for (const [i, hostile] of ['x'.repeat(50_000), '1', `'; drop table lead; --`, '\u0000\u202E<script>', ''].entries()) {
      const before = await leadsOf(owner)
      await idOf(address, { _once: hostile, phone: `+7921555010${i}` })
      expect(await leadsOf(owner)).toHaveLength(before.length + 1)
    }
    for (const { fields } of await leadsOf(owner)) expect(fields).toEqual({})
  })
})

describe('[C1 C2] how far a number of a filling goes', () => {
  const json = writers.JSON!
  const bodyOf = (marks: Marks) => json(marks).body

  test('[C2] a repeat hours later is the first sending; the day after it is a new one', async () => {
    const { owner, until } = await atTen()
    const { address } = await aForm(owner)
    const first = (await send(address, bodyOf({ _seconds: 5, _once: once }))).json<{ id: string }>().id
    await until('Wed 11.03 09:59')
    expect((await send(address, bodyOf({ _seconds: 86_345, _once: once }))).json()).toMatchObject({ id: first })
    await until('Thu 12.03 10:01')
    expect((await send(address, bodyOf({ _seconds: 180_000, _once: once }))).json<{ id: string }>().id).not.toBe(first)
  })

  test('[C2] it is of one form; another filling of the same words is another sending', async () => {
    const { owner } = await atTen()
    const [one, other] = [await aForm(owner), await aForm(owner)]
    const ids = []
    for (const [address, number] of [
      [one.address, once],
      [other.address, once],
      [one.address, `${once}9`],
    ] as const)
      ids.push((await send(address, bodyOf({ _once: number }))).json<{ id: string }>().id)
    expect(new Set(ids).size).toBe(3)
    expect((await leadsOf(owner)).map(({ traces }) => traces)).toEqual([3])
  })

  test('[C1] what came too fast for a person does not stand in the way of the same sent again by one', async () => {
    const { owner } = await atTen()
    const { address } = await aForm(owner, { secondsMin: 3 })
    await send(address, bodyOf({ _seconds: 1, _once: once }))
    expect(await leadsOf(owner)).toEqual([])
    await send(address, bodyOf({ _seconds: 9, _once: once }))
    expect((await leadsOf(owner)).map(({ name }) => name)).toEqual(['Илья'])
    expect((await quarantineOf(owner)).map(({ state }) => state)).toEqual(['spam'])
  })

  test('[C1] bytes that are no text are stored with it and without it', async () => {
    const { owner, workspaceId } = await atTen()
    const { address } = await aForm(owner)
    const body = Buffer.concat([Buffer.from(`{"_once":"${once}","x":"`), Buffer.from([0xff, 0x00, 0xfe]), Buffer.from('"}')])
    expect((await send(address, body)).statusCode).toBe(201)
    expect((await send(address, body)).statusCode).toBe(201)
    expect((await quarantineOf(owner)).map(({ fault }) => fault.code)).toEqual(['not-text'])
    const { length } = await inWorkspace(world.services, workspaceId, (tx) =>
      tx.selectFrom('raw_arrival').select('id').where('workspace_id', '=', workspaceId).execute(),
    )
    expect(length).toBe(1)
  })

  test('[C1] without any mark it is the bytes that count; the largest body is told from another in a few milliseconds', () => {
    expect(samenessOf(Buffer.from('phone=1'), 'application/x-www-form-urlencoded').digest).toBeNull()
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=_once']) {
      for (const unit of ['"_once":"', '_once=&', 'name="_once"\r\n\r\n', '_seconds":     ', '--_once']) {
        const body = Buffer.from(unit.repeat(Math.floor(262_144 / unit.length)))
        const start = performance.now()
        samenessOf(body, type)
        expect(performance.now() - start).toBeLessThan(100)
      }
    }
  })
})
