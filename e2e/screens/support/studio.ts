import { test as base } from '@playwright/test'
import type { Deal } from '@reglament/contract'
import { foundCompany, type Company, type Person } from '../../support/company.ts'
import { seedDeals } from '../../support/deals.ts'

/** The company of the pictures: its people, its deals, and a second one where nothing has happened yet. */
export type Studio = { company: Company; manager: Person; deals: Map<string, Deal>; beginner: Person }

/** The deal whose card is shown. */
export const shown = 'Корпоративный сайт и кабинет дилера'

const note = [
  'Меняют сайт 2017 года: дилеры заказывают по телефону, теряют заявки. Нужен личный кабинет с ценами из 1С.',
  'Решает Нестеров, бюджет утверждает генеральный до 15 декабря. Сравнивают с двумя студиями, для них важен срок, а не цена.',
].join(' ')

async function foundStudio(): Promise<Studio> {
  const company = await foundCompany()
  const manager = await company.hires('manager', 'Анна Лебедева')
  await company.hires('manager', 'Павел Зимин')
  const head = await company.hires('head', 'Марина Орлова')
  await company.hires('quality-controller', 'Вера Котова')
  await company.owner.ask('POST', '/members', { name: 'Олеся Ким', email: `olesya@${company.owner.email.split('@')[1]}`, role: 'trainee' })
  const deals = await seedDeals(manager)
  const { id, company: client } = deals.get(shown)!
  const contact = { name: 'Олег Викторович Нестеров', phone: '+7 912 555-01-47', email: 'o.nesterov@polimer.example' }
  const { id: contactId } = await manager.ask<{ id: string }>('POST', '/contacts', { ...contact, companyId: client!.id })
  await manager.ask('PATCH', `/deals/${id}`, { contactId, note, fields: { niche: 'Строительные материалы' } })
  const task = deals.get(shown)!.tasks[0]!
  const next = { kind: 'call', text: 'Обсудить КП с Нестеровым', dueAt: new Date(Date.now() + 86_400_000).toISOString() }
  await manager.ask('POST', `/tasks/${task.id}/completion`, { result: 'Просит сдвинуть срок и добавить выгрузку цен из 1С', next })
  await manager.ask('POST', `/deals/${id}/interactions`, {
    channel: 'call',
    direction: 'out',
    outcome: 'talked',
    text: 'Обсудили кабинет. Просит добавить выгрузку цен из 1С, ждёт версию 3 завтра.',
  })
  await manager.ask('POST', `/deals/${id}/comments`, {
    text: '@Марина Орлова, срок 15 декабря жёсткий: согласуем скидку?',
    mentions: [head.id],
  })
  await manager.ask('PATCH', `/deals/${id}/qualification/need`, {
    text: 'Личный кабинет дилера с ценами из 1С: заявки теряются по телефону',
  })
  await manager.ask('PATCH', `/deals/${id}/qualification/deadline`, { text: 'Запуск к 15 декабря' })
  const { owner: beginner } = await foundCompany('Бюро «Начало»', 'Антон Белов')
  return { company, manager, deals, beginner }
}

/** A test with the company of the pictures, founded once for each worker. */
export const test = base.extend<object, { studio: Studio }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument and takes nothing else
  studio: [async ({}, use) => use(await foundStudio()), { scope: 'worker' }],
})
