import { readFile } from 'node:fs/promises'
import { AxeBuilder, expect, letIn, test } from '../support/story.ts'

const csv = [
  'ID;Название;Компания;Этап;Сумма;Создана;Закрыта',
  '1;Сайт клиники;Клиника «Вита»;Взята в работу;120 000;01.02.2026;',
  '2;Портал;Завод;Успех;300 000;05.01.2026;20.02.2026',
  '3;Каталог;Склад;Этап, которого нет;10;11.01.2026;',
].join('\n')

test('[L3] the owner brings a file in: guessed columns, a dry run, the run, the rejected rows as a file', async ({ page, company }) => {
  await letIn(page.context(), company.owner)
  await page.goto('/settings?section=import')
  await page
    .getByLabel('Выберите файлы или перетащите их сюда')
    .setInputFiles({ name: 'сделки.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await expect(page.getByRole('textbox', { name: 'Название сделки' })).toHaveValue('{Название} — {Компания}')
  // A stage that is not here is not taken: its row will be told.
  await page.getByRole('combobox', { name: 'Этап, которого нет' }).click()
  await page.getByRole('option', { name: 'Новая заявка' }).click()
  await expect(page.getByRole('button', { name: 'Перенести' })).toHaveAttribute('aria-disabled', 'true')
  expect(
    (await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
  ).toEqual([])

  await page.getByRole('button', { name: 'Сделать пробу' }).click()
  const outcome = page.getByRole('region', { name: 'Что вышло' })
  await expect(outcome).toContainText('Проба: вот что получится')
  await expect(outcome).toContainText('1строка не прошла')
  await page.getByRole('button', { name: 'Перенести' }).click()
  await expect(outcome.getByRole('heading', { name: 'Перенесено' })).toBeVisible()
  const [file] = await Promise.all([page.waitForEvent('download'), outcome.getByRole('link', { name: /^Скачать строки/ }).click()])
  expect(await readFile(await file.path(), 'utf8')).toContain('Этап, которого нет')
  await page.goto('/deals')
  await expect(page.getByText('Сайт клиники — Клиника «Вита»')).toBeVisible()
})
