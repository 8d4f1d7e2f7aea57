import type { Page } from '@playwright/test'
import { aMorning, putClock } from '../support/morning.ts'
import { AxeBuilder, expect, phone, test } from '../support/story.ts'

async function hasNoSeriousFault(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`)),
    where,
  ).toEqual([])
}

test('[J1 K4] the head goes from a figure to its deals and gives the manager a task; the address keeps the figure', async ({
  windowOf,
}) => {
  const { company, head, manager } = await aMorning()
  await putClock(company, '17:30')
  const page = await windowOf(head)
  await page.goto('/')
  await page.getByRole('link', { name: 'Контроль' }).click()
  const table = page.getByRole('region', { name: 'Нарушения по сотрудникам и пунктам' })
  const figure = table.getByRole('link', { name: /^Анна Лебедева, Просроч[^:]*: \d+$/ })
  await expect(figure).toBeVisible()
  const guide = page.getByRole('complementary', { name: 'На что смотреть' })
  await expect(guide.getByText('Каждый день')).toBeVisible()
  await hasNoSeriousFault(page, 'the panel')

  const count = Number(await figure.textContent())
  await figure.click()
  await expect(page).toHaveURL(/clause=overdue&member=/)
  const rows = page.getByRole('region', { name: /^Анна Лебедева: / }).getByRole('listitem')
  await expect(rows).toHaveCount(count)
  await page.reload()
  await expect(rows).toHaveCount(count)

  const late = rows.filter({ hasText: 'Учёт заявок на складе' })
  await late.getByRole('button', { name: 'Напомнить' }).click()
  const form = page.getByRole('dialog', { name: 'Напомнить' })
  await form.getByLabel('Что сделать').fill('Отправьте расчёт склада сегодня')
  await hasNoSeriousFault(page, 'the reminder')
  await form.getByRole('button', { name: 'Напомнить' }).click()
  await expect(form).toBeHidden()
  await late.getByRole('link', { name: /Учёт заявок/ }).click()
  await expect(page.getByText('Отправьте расчёт склада сегодня').first()).toBeVisible()
  const { items } = await manager.ask<{ items: { text: string | null; assignee: { id: string } | null }[] }>('GET', '/tasks?open=true')
  expect(items.filter(({ text }) => text === 'Отправьте расчёт склада сегодня')).toHaveLength(1)

  await page.goBack()
  await expect(rows).toHaveCount(count)
  await page.getByRole('link', { name: /^Отказы проверить/ }).click()
  await expect(page.getByRole('link', { name: 'Проверка закрытий' })).toHaveAttribute('aria-current', 'page')
})

test('[J1 L6] a manager is told that Control is not for him; on a phone the head reads it', async ({ windowOf }) => {
  const { company, head, manager } = await aMorning()
  await putClock(company, '17:30')
  const his = await windowOf(manager)
  await his.goto('/control')
  await expect(his.getByRole('heading', { name: 'Сюда нет доступа' })).toBeVisible()
  const page = await windowOf(head, phone)
  await page.goto('/control')
  await expect(page.getByRole('region', { name: 'Нарушения по сотрудникам и пунктам' })).toBeVisible()
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  await hasNoSeriousFault(page, 'the panel on a phone')
})

test('[J1 D6 L2] the head narrows the panel, does one thing to many deals behind a figure, and acts on the worst', async ({ windowOf }) => {
  const { company, head, manager } = await aMorning()
  const pavel = await company.hires('manager', 'Павел Титов')
  await putClock(company, '17:30')
  const page = await windowOf(head)
  await page.goto('/control')
  const narrow = page.getByRole('group', { name: 'Что показать' })
  await narrow.getByRole('button', { name: /^Сравнить/ }).click()
  await page.getByRole('option', { name: 'со вчерашним днём' }).click()
  await narrow.getByRole('button', { name: /^Воронка/ }).click()
  await page.getByRole('option', { name: 'Продажи' }).click()
  await expect(page).toHaveURL(/pipeline=sales/)
  await expect(page).toHaveURL(/days=1/)
  await expect(page.getByRole('columnheader', { name: 'За день' })).toBeVisible()

  const table = page.getByRole('region', { name: 'Нарушения по сотрудникам и пунктам' })
  await table.getByRole('link', { name: /^Анна Лебедева, Просроченн[^:]*: \d+$/ }).click()
  await expect(page).toHaveURL(/pipeline=sales/)
  const rows = page.getByRole('region', { name: /^Анна Лебедева: / })
  await rows.getByRole('checkbox', { name: 'Выбрать все' }).check()
  const chosen = await rows.getByRole('listitem').getByRole('checkbox', { checked: true }).count()
  expect(chosen).toBeGreaterThan(1)
  await hasNoSeriousFault(page, 'the rows with choices')
  await rows.getByRole('button', { name: 'Поставить дело' }).click()
  const form = page.getByRole('dialog', { name: /^Поставить дело в/ })
  await form.getByRole('textbox').first().fill('Позвоните клиенту до вечера')
  await form.getByRole('group', { name: 'Быстрый выбор срока' }).getByRole('button').last().click()
  await form.getByRole('button', { name: 'Поставить', exact: true }).click()
  await expect(page.getByRole('dialog', { name: new RegExp(`^Готово: ${chosen}`) })).toBeVisible()
  const { items } = await manager.ask<{ items: { text: string | null }[] }>('GET', '/tasks?open=true')
  expect(items.filter(({ text }) => text === 'Позвоните клиенту до вечера')).toHaveLength(chosen)
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click()

  await page.getByRole('link', { name: 'Показать худшие сделки' }).click()
  const worst = page.getByRole('region', { name: /^С чего начать/ })
  const [first] = await worst.locator('li b').allTextContents()
  await worst.getByRole('listitem').first().getByRole('button', { name: 'Передать' }).click()
  const hand = page.getByRole('dialog', { name: 'Передать' })
  await hand.getByRole('combobox').click()
  await page.getByRole('option', { name: 'Павел Титов' }).click()
  await hand.getByRole('button', { name: 'Передать' }).click()
  await expect(page.getByText('Сделка передана')).toBeVisible()
  const his = await pavel.ask<{ items: { title: string }[] }>('GET', `/deals?responsible=${pavel.id}`)
  expect(his.items.map(({ title }) => title)).toEqual([first])
})
