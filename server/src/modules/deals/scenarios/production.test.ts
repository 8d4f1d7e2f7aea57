import type { ActAnswer, Board, Deal, Page, DealListItem, TimelineEntry } from '@reglament/contract'
import { expect, test } from 'vitest'
import { application } from '../../../testing/company.ts'
import { aClient, aDealIn, dealOf, done, iso, moved, sandbox, tasksOf } from '../../../testing/sandbox.ts'

const app = await application('2026-02-02T07:00:00Z')

const orderOf = async (by: Parameters<typeof dealOf>[0]) => {
  const { items } = done(await by.get<Page<DealListItem>>('/deals?pipeline=production'))
  return items
}

test('[C4 G5 B14] a won sale opens its production order: linked, with what was written, its open tasks, and the account manager', async () => {
  const { member, owner, until } = await sandbox(app, 'Mon 2.03 10:00')
  const [manager, busy, free] = [await member('manager'), await member('account-manager'), await member('account-manager')]
  const sale = await aDealIn(manager, 'invoiced', { contact: aClient(), responsibleId: manager.id })
  const first = await aDealIn(manager, 'invoiced', { contact: aClient() })
  await moved(manager, first, 'started')
  await until('Tue 10.03 10:00')
  done(await manager.post<ActAnswer>('/tasks', { dealId: sale.id, text: 'Договориться о дне монтажа', dueAt: iso('Fri 13.03 12:00') }))

  const won = await moved(manager, sale, 'started', { note: 'Оплатили всё сразу, ждут бригаду' })
  expect(won).toMatchObject({ status: 'won', tasks: [] })

  const orders = await orderOf(owner)
  expect(orders.map(({ stage, responsible }) => [stage, responsible?.id])).toEqual([
    ['documents', free.id],
    ['documents', busy.id],
  ])
  const order = await dealOf(free, orders[0]!)
  expect(order).toMatchObject({
    title: sale.title,
    note: 'Оплатили всё сразу, ждут бригаду',
    fields: sale.fields,
    budget: sale.budget,
    contact: { id: sale.contact!.id },
    linked: [{ id: sale.id, number: sale.number, pipeline: 'sales', earlier: true }],
    mayAct: true,
  })
  expect((await dealOf(manager, sale)).linked).toMatchObject([{ id: order.id, pipeline: 'production', earlier: false }])
  expect(tasksOf(order)).toEqual(['collect-documents, Wed 11 Mar 10:00', 'other, Fri 13 Mar 12:00'])
  expect(order.tasks.map(({ title, assignee }) => [title, assignee?.id])).toEqual([
    ['Собрать документы', free.id],
    ['Договориться о дне монтажа', free.id],
  ])

  const told = async (deal: Pick<Deal, 'id'>) =>
    done(await owner.get<Page<TimelineEntry>>(`/deals/${deal.id}/timeline`)).items.map(({ summary }) => summary)
  expect(await told(sale)).toEqual(expect.arrayContaining(['Открыта следующая сделка: «Производство»', 'Сделка выиграна']))

  const board = done(await owner.get<Board>('/pipelines/production/board'))
  expect(board.columns.find(({ stage }) => stage === 'documents')).toMatchObject({ count: 2 })

  // Sellers do not work in production; the order goes through to its end in the hands of the account manager.
  expect((await manager.post(`/deals/${order.id}/stage-moves`, { to: 'work' })).status).toBe(404)
  expect(await moved(free, order, 'done', { result: 'Всё сдано' })).toMatchObject({ status: 'won', stage: 'done' })
})

test('[C4] the meeting that was held opens the proposal for the same person; the second click opens nothing more', async () => {
  const { member, owner } = await sandbox(app, 'Mon 2.03 10:00')
  const manager = await member('manager')
  const meeting = done(
    await manager.post<ActAnswer>('/deals', { title: 'Замер у клиента', pipelineId: 'meeting', contact: aClient() }),
  ).deal
  const clicks = await Promise.all([1, 2].map(() => manager.post(`/deals/${meeting.id}/stage-moves`, { to: 'held', result: 'Просят КП' })))
  expect(clicks.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
  const { items } = done(await owner.get<Page<DealListItem>>('/deals?pipeline=proposal'))
  expect(items).toMatchObject([{ title: 'Замер у клиента', stage: 'preparing', responsible: { id: manager.id } }])
})
