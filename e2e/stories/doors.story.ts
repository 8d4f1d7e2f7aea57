import type { Form, LeadActAnswer } from '@reglament/contract'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, test } from '../support/story.ts'

test('[C1 L5] the source of a form is one that the company knows, taken by the keyboard or typed, or a new one that says so', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  await owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга', phone: '+7 921 111-22-33', source: 'Выставка', channel: 'form' })
  const page = await windowOf(owner)
  await page.goto('/settings?section=forms')
  await page.getByRole('button', { name: 'Создать форму' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Название' }).fill('Стенд')
  const source = dialog.getByLabel('Источник')
  await source.click()
  await expect(page.getByRole('option')).not.toHaveCount(0)
  await source.pressSequentially('выст')
  await expect(page.getByRole('option')).toHaveText(['Выставка'])
  await hasNoSeriousFault(page, 'sources being offered', '[role="dialog"]')
  await source.press('ArrowDown')
  await source.press('Enter')
  await expect(source).toHaveValue('Выставка')
  await dialog.getByRole('button', { name: 'Создать форму' }).click()
  await expect(page.getByRole('dialog', { name: /Код для страницы/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('listitem').filter({ hasText: 'Стенд' })
  await expect(row).toContainText('Выставка')

  await row.getByRole('button', { name: 'Изменить' }).click()
  await source.fill('Листовка')
  await expect(dialog.getByText('Такого источника ещё не было')).toBeVisible()
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(row).toContainText('Листовка')
  const { items } = await owner.ask<{ items: Form[] }>('GET', '/forms')
  expect(items.map((form) => form.source)).toEqual(['Листовка'])
})
