import type { ActAnswer, BulkAnswer, Deal, Timeline } from '@reglament/contract'
import { describe, expect, test } from 'vitest'
import { statementsOf } from '../../platform/statementLog.ts'
import { carrying } from '../../testing/carrying.ts'
import { application, type Person } from '../../testing/company.ts'

const { company, services } = await application('2026-03-10T07:00:00Z')
const { owner, member, workspaceId } = await company()
const manager = await member('manager', 'Анна Лебедева')
const colleague = await member('manager', 'Олег Титов')

const aDeal = async (by: Person, body: Record<string, unknown> = {}) => {
  const made = await by.post<ActAnswer>('/deals', { title: 'Сайт сети клиник', ...body })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.deal
}
const ids = (deals: readonly { id: string }[]) => deals.map(({ id }) => id)
const bulk = (by: Person, deals: readonly { id: string }[], act: Record<string, unknown>, headers?: Record<string, string>) =>
  by.post<BulkAnswer>('/deals/bulk', { dealIds: ids(deals), act }, headers)
const rows = ({ items }: BulkAnswer) => items.map(({ title, outcome, refusals }) => [title, outcome, refusals.map(({ clause }) => clause)])

describe('[L2 A10] one act on many deals', () => {
  test('each by its own guards, in the order given: done, refused with its reasons, unchanged, not to be had', async () => {
    const [full, bare] = [
      await aDeal(manager, { title: 'Полная', fields: { platform: 'site' } }),
      await aDeal(manager, { title: 'Пустая' }),
    ]
    const there = await aDeal(manager, { title: 'Уже там', fields: { platform: 'site' } })
    await manager.post(`/deals/${there.id}/stage-moves`, { to: 'taken', result: 'Дозвонились' })
    const foreign = await aDeal(colleague, { title: 'Чужая' })
    const nobodys = { id: '01890000-0000-7000-8000-000000000001' }
    const { status, body } = await bulk(manager, [bare, foreign, full, nobodys, there], { kind: 'move', to: 'taken' })
    expect(status).toBe(201)
    expect(rows(body)).toEqual([
      ['Пустая', 'refused', ['required-fields']],
      [null, 'failed', []],
      ['Полная', 'done', []],
      [null, 'failed', []],
      ['Уже там', 'unchanged', []],
    ])
    expect([body.done, body.refused]).toEqual([1, 3])
    expect(body.items[0]!.refusals[0]).toMatchObject({ lacks: { fields: ['platform'] }, mends: [{ act: 'fill-fields' }] })
    expect(body.items[1]!.why).toBe('Такой сделки нет, или она вам не видна.')
    const stageOf = async ({ id }: { id: string }) => (await owner.get<Deal>(`/deals/${id}`)).body.stage
    expect([await stageOf(full), await stageOf(bare), await stageOf(foreign)]).toEqual(['taken', 'new-request', 'new-request'])
    // What was refused is recorded like any refusal.
    const { body: timeline } = await manager.get<Timeline>(`/deals/${bare.id}/timeline`)
    expect(timeline.items[0]).toMatchObject({ type: 'refused', refused: true })
  })

  test('[D9] row 22: three given to one at the maximum are three refused rows; with room for two, two go and one is refused', async () => {
    const full = await member('manager', 'Полный Менеджер')
    const room = async (open: number) => {
      await aDeal(full)
      await carrying(services, workspaceId, full.id, open)
    }
    await room(80)
    const three = [await aDeal(owner), await aDeal(owner), await aDeal(owner)]
    const none = await bulk(owner, three, { kind: 'assign', responsibleId: full.id })
    expect(none.status).toBe(201)
    expect(none.body.items.map(({ outcome, refusals }) => [outcome, refusals.map(({ clause }) => clause)])).toEqual(
      Array.from({ length: 3 }, () => ['refused', ['load-max']]),
    )
    await carrying(services, workspaceId, full.id, 78)
    const two = await bulk(owner, three, { kind: 'assign', responsibleId: full.id })
    expect(two.body.items.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'refused'])
    expect(two.body.items[2]!.refusals[0]).toMatchObject({ lacks: { made: 80, needed: 80 } })
  })

  test('[D9] two bulk acts at once that cross each other: nobody exceeds his maximum, nothing hangs', async () => {
    const to = await member('manager', 'Ещё Менеджер')
    await aDeal(to)
    await carrying(services, workspaceId, to.id, 77)
    const deals = await Promise.all([1, 2, 3, 4].map(() => aDeal(owner)))
    const [one, other] = await Promise.all([
      bulk(owner, deals, { kind: 'assign', responsibleId: to.id }),
      bulk(owner, deals.toReversed(), { kind: 'assign', responsibleId: to.id }),
    ])
    const done = [...one.body.items, ...other.body.items].filter(({ outcome }) => outcome === 'done')
    expect(done).toHaveLength(3)
    expect(new Set(done.map(({ dealId }) => dealId)).size).toBe(3)
  })

  test('[D1] a task for each; [H1] a closing refuses where evidence is lacking, and says so in its row', async () => {
    const deals = [await aDeal(manager, { title: 'Первая' }), await aDeal(manager, { title: 'Вторая' })]
    const task = { kind: 'call', text: 'Поздравить с праздником', dueAt: '2026-03-11T09:00:00Z' }
    const planned = await bulk(manager, deals, { kind: 'add-task', task })
    expect(planned.body.done).toBe(2)
    expect((await manager.get<Deal>(`/deals/${deals[1]!.id}`)).body.tasks.map(({ text }) => text)).toContain(task.text)
    const spam = await bulk(manager, deals, { kind: 'close', reason: 'spam' })
    expect(spam.body.done).toBe(2)
    const dear = await bulk(manager, [await aDeal(manager)], { kind: 'close', reason: 'too-dear' })
    expect(dear.body.items[0]).toMatchObject({ outcome: 'refused', refusals: [{ clause: 'loss-evidence' }] })
  })

  test('said twice under one key it is done once, and the answer is the same', async () => {
    const deals = [await aDeal(manager, { fields: { platform: 'site' } }), await aDeal(manager)]
    const say = () => bulk(manager, deals, { kind: 'move', to: 'taken' }, { 'idempotency-key': 'bulk-once' })
    const [first, second] = [await say(), await say()]
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotent-replay']).toBe('true')
    const { body } = await manager.get<Timeline>(`/deals/${deals[1]!.id}/timeline`)
    expect(body.items.filter(({ type }) => type === 'refused')).toHaveLength(1)
  })

  test('what is wrong with the act itself is a fault with its path, and nothing is done', async () => {
    const deal = await aDeal(manager)
    const paths = async (act: Record<string, unknown>) => (await bulk(manager, [deal], act)).problem.faults?.map(({ path }) => path) ?? []
    expect(await paths({ kind: 'move', to: 'taken', fields: { moon: 1 } })).toEqual(['/act/fields/moon'])
    expect(await paths({ kind: 'assign', responsibleId: '01890000-0000-7000-8000-000000000001' })).toEqual(['/act/responsibleId'])
    expect(await paths({ kind: 'add-task', task: { text: 'Позвонить', dueAt: '2020-01-01T00:00:00Z' } })).toEqual(['/act/task/dueAt'])
    expect((await bulk(manager, [deal], { kind: 'assign', responsibleId: colleague.id })).status).toBe(403)
    expect((await owner.post('/deals/bulk', { dealIds: [], act: { kind: 'move', to: 'taken' } })).status).toBe(400)
    const many = Array.from({ length: 501 }, (_, i) => `01890000-0000-7000-8000-${String(i).padStart(12, '0')}`)
    expect((await owner.post('/deals/bulk', { dealIds: many, act: { kind: 'move', to: 'taken' } })).status).toBe(400)
    // A stage that is not there is the fault of each row: pipelines differ.
    expect((await bulk(manager, [deal], { kind: 'move', to: 'moon' })).body.items[0]).toMatchObject({ outcome: 'failed' })
  })

  test('[A9] it costs as many statements for thirty deals as for two', async () => {
    const deals = await Promise.all(Array.from({ length: 32 }, () => aDeal(owner, { fields: { platform: 'site' } })))
    const countOf = async (some: typeof deals) => {
      const { result, statements } = await statementsOf(() => bulk(owner, some, { kind: 'move', to: 'taken' }))
      expect(result.body.done).toBe(some.length)
      return statements.length
    }
    const [two, thirty] = [await countOf(deals.slice(0, 2)), await countOf(deals.slice(2))]
    expect(thirty).toBe(two)
    expect(thirty).toBeLessThanOrEqual(8)
  })
})
