import { test as base } from '@playwright/test'
import type { Deal } from '@reglament/contract'
import { foundCompany, type Company, type Person } from '../../support/company.ts'
import { seedDeals } from '../../support/deals.ts'

/** The company of the pictures: its people, its deals, and a second one where nothing has happened yet. */
export type Studio = { company: Company; manager: Person; head: Person; deals: Map<string, Deal>; beginner: Person }

/** The deal whose card is shown. */
export const shown = 'Корпоративный сайт и кабинет дилера'

const note = [
  'Меняют сайт 2017 года: дилеры заказывают по телефону, теряют заявки. Нужен личный кабинет с ценами из 1С.',
  'Решает Нестеров, бюджет утверждает генеральный до 15 декабря. Сравнивают с двумя студиями, для них важен срок, а не цена.',
].join(' ')

/** What waits for an answer, for a taker, for a look: a letter and a missed call, a deal on the exchange, a loss, a lead that stays one. */
async function othersDo({ owner }: Company, manager: Person, deals: Map<string, Deal>): Promise<void> {
  const of = (title: string) => deals.get(title)!.id
  const says = (title: string, body: object) => manager.ask('POST', `/deals/${of(title)}/interactions`, { direction: 'in', ...body })
  await says('Единый личный кабинет', { channel: 'mail', outcome: 'received', text: 'Выгрузка входит в стоимость?' })
  await says('Перенос сайта с конструктора', { channel: 'call', outcome: 'missed' })
  await manager.ask('POST', `/deals/${of('Сайт автосервиса')}/interactions`, {
    channel: 'chat',
    direction: 'in',
    outcome: 'received',
    text: 'Спасибо, но выбрали другую студию: у них дешевле.',
  })
  const { items } = await manager.ask<{ items: { id: string }[] }>('GET', `/deals/${of('Сайт автосервиса')}/interactions`)
  await manager.ask('POST', `/deals/${of('Сайт автосервиса')}/interactions`, {
    channel: 'chat',
    direction: 'out',
    outcome: 'sent',
    text: 'Жаль! Напишем через полгода.',
  })
  await manager.ask('POST', `/deals/${of('Сайт автосервиса')}/closure`, { reason: 'too-dear', evidence: [items[0]!.id] })
  await manager.ask('PATCH', `/deals/${of('Блог ветеринарной клиники')}`, {
    responsibleId: null,
    reason: 'Не успеваю, нужен другой менеджер',
  })
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', {
    changes: [
      { clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } },
      { clause: 'concrete-makes-deal', mode: 'off' },
    ],
  })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  for (const [name, phone, text] of [
    ['Ольга Климова', '+7 912 555-77-01', 'Нужен интернет-магазин на 200 товаров'],
    ['Ольга К.', '+7 912 555-77-01', 'Жду звонка по магазину'],
    ['Роман Ершов', '+7 912 555-77-02', 'Сколько стоит лендинг?'],
  ] as const)
    await owner.ask('POST', '/leads', { name, phone, text, channel: 'hand' })
}

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
  await othersDo(company, manager, deals)
  const { owner: beginner } = await foundCompany('Бюро «Начало»', 'Антон Белов')
  return { company, manager, head, deals, beginner }
}

/** A test with the company of the pictures, founded once for each worker. */
export const test = base.extend<object, { studio: Studio }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument and takes nothing else
  studio: [async ({}, use) => use(await foundStudio()), { scope: 'worker' }],
})
