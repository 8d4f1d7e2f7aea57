import type { DealCreation, Release } from '@reglament/contract'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, phone, test } from '../support/story.ts'

const waiting = (title: string, rubles?: number): DealCreation => ({
  title,
  responsibleId: null,
  contact: { name: `Клиент «${title}»`, phone: `+7 916 ${Math.floor(1_000_000 + Math.random() * 8_999_999)}` },
  ...(rubles && { budget: { amount: rubles * 100, currency: 'RUB' } }),
})

test('[I1 I4 I2] a manager takes a waiting deal, gives it back with a reason, and another reads why', async ({ company, windowOf }) => {
  const [anna, pavel] = [await company.hires('manager', 'Анна Лебедева'), await company.hires('manager', 'Павел Титов')]
  await company.owner.makesDeal(waiting('Портал для поставщиков металла', 2_150_000))
  const page = await windowOf(anna)
  await page.goto('/deals')
  await page.getByRole('link', { name: /^Биржа: ждут 1/ }).click()
  const row = page.getByRole('row', { name: /Портал для поставщиков/ })
  await expect(row).toContainText('ещё никто не вёл')
  await expect(row).toContainText('0 → 1 из 80')
  await hasNoSeriousFault(page, 'exchange')
  await row.getByRole('button', { name: /^Взять/ }).click()
  await expect(page.getByText('Сделка ваша')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'На бирже пусто' })).toBeVisible()

  await page.getByRole('button', { name: 'Открыть' }).click()
  await page.getByRole('button', { name: 'Вернуть на биржу' }).click()
  await page.getByRole('textbox', { name: 'Почему возвращаете' }).fill('Клиенту нужен тот, кто знает металл')
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await expect(page.getByText('Сделка на бирже', { exact: true })).toBeVisible()
  await page.goto('/exchange')
  await expect(page.getByRole('row', { name: /Портал для поставщиков/ })).toContainText('вы недавно вели её')

  const other = await windowOf(pavel)
  await other.goto('/exchange')
  const his = other.getByRole('row', { name: /Портал для поставщиков/ })
  await expect(his).toContainText('раньше: Анна Лебедева')
  await expect(other.getByText('Прежний менеджер: «Клиенту нужен тот, кто знает металл»')).toBeVisible()
  await his.getByRole('button', { name: /^Взять/ }).click()
  await expect(other.getByText('Сделка ваша')).toBeVisible()
})

test('[I4] who comes second is told that the deal is taken; the list is fresh', async ({ company, windowOf }) => {
  const [anna, pavel] = [await company.hires('manager', 'Анна Лебедева'), await company.hires('manager', 'Павел Титов')]
  const deal = await company.owner.makesDeal(waiting('Сайт частной школы'))
  const page = await windowOf(anna)
  // Nobody tells this window of news, so that it shows what is no more.
  await page.route('**/api/events*', (route) => route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'retry: 600000\n\n' }))
  await page.goto('/exchange')
  await expect(page.getByRole('row', { name: /Сайт частной школы/ })).toBeVisible()
  await pavel.ask('POST', `/deals/${deal.id}/taking`, {})
  await page.getByRole('button', { name: 'Взять: Сайт частной школы' }).click()
  await expect(page.getByText('Взять не получилось')).toBeVisible()
  await expect(page.getByText('Сделку уже взял другой')).toBeVisible()
  await expect(page.getByRole('row', { name: /Сайт частной школы/ })).toHaveCount(0)
})

test('[I4] a trainee on a phone sees what he may take, and takes it', async ({ company, windowOf }) => {
  const trainee = await company.hires('trainee', 'Илья Новиков')
  await company.owner.makesDeal(waiting('Лендинг студии йоги', 95_000))
  await company.owner.makesDeal(waiting('Каталог климатической техники', 1_900_000))
  const page = await windowOf(trainee, phone)
  await page.goto('/exchange')
  await expect(page.getByText('Лендинг студии йоги').first()).toBeVisible()
  await expect(page.getByText('Каталог климатической техники')).toHaveCount(0)
  await page.getByRole('button', { name: 'Взять: Лендинг студии йоги' }).click()
  await expect(page.getByText('Сделка ваша')).toBeVisible()
})

test('[I3] the head announces a release, the manager marks on the board what to keep, the head sees what will go', async ({
  company,
  windowOf,
}) => {
  const anna = await company.hires('manager', 'Анна Лебедева')
  for (const title of ['Портал', 'Каталог', 'Лендинг']) await anna.makesDeal({ title })
  const head = await windowOf(company.owner)
  await head.goto('/exchange')
  await head.getByRole('button', { name: 'Объявить разгрузку' }).click()
  await head.getByRole('textbox', { name: 'Сколько оставить каждому' }).fill('1')
  await head.getByRole('dialog').getByRole('button', { name: 'Объявить разгрузку' }).click()
  const view = head.getByRole('dialog', { name: /Разгрузка/ })
  await expect(view.getByRole('row', { name: /Анна Лебедева/ })).toContainText('0 из 1')

  const page = await windowOf(anna)
  await page.goto('/deals')
  await expect(page.getByText('0 из 1')).toBeVisible()
  await page.getByRole('button', { name: 'Оставить сделку «Портал»' }).click()
  await expect(page.getByText('1 из 1')).toBeVisible()
  await page.getByRole('button', { name: 'Оставить сделку «Каталог»' }).click()
  await expect(page.getByText(/Оставить можно 1\sсделку/)).toBeVisible()

  await head.reload()
  await head.getByRole('button', { name: 'Открыть' }).click()
  await expect(head.getByRole('row', { name: /Анна Лебедева/ })).toContainText('1 из 1')
  await expect(head.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Каталог' })).toContainText('уйдёт')
  await head.getByRole('button', { name: 'Отозвать' }).click()
  await expect(head.getByText('Разгрузка отозвана')).toBeVisible()
  const { items } = await anna.ask<{ items: Release[] }>('GET', '/exchange/releases?open=true')
  expect(items).toEqual([])
})
