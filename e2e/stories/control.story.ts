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
