import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, letIn, test } from '../support/story.ts'

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
  await hasNoSeriousFault(page, 'deals as they will come in')

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

/** Opens the screen of imports and chooses files there. */
async function choose(page: Page, files: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]) {
  await page.goto('/settings?section=import')
  await page.getByLabel('Выберите файлы или перетащите их сюда').setInputFiles(files)
  await expect(page.getByRole('region', { name: 'Какими станут первые строки' })).toBeVisible()
}

const pick = async (page: Page, field: string | RegExp, option: string | RegExp) => {
  await page.getByRole('combobox', { name: field }).first().click()
  await page.getByRole('option', { name: option }).click()
}

/** A dry run, then the run itself; answers the figures of the outcome. */
async function bringIn(page: Page) {
  const outcome = page.getByRole('region', { name: 'Что вышло' })
  await page.getByRole('button', { name: 'Сделать пробу' }).click()
  await expect(outcome.getByRole('heading', { name: 'Проба: вот что получится' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Перенести' }).click()
  await expect(outcome.getByRole('heading', { name: 'Перенесено' })).toBeVisible({ timeout: 120_000 })
  return outcome
}

const text = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })

test('[L3] files that belong together: companies, people and a list come from the files beside, all of it chosen on the screen', async ({
  page,
  company,
}) => {
  await letIn(page.context(), company.owner)
  await choose(page, [
    text(
      'deals.csv',
      'id,client_id,course_id,agent,stage,amount,created\n1,C1,P1,Глеб Соколов,In progress,1000,2026-02-01\n2,C2,P2,Дарья Ким,Won,2500.50,2026-01-15\n3,C1,P9,Глеб Соколов,Lost,,2026-01-20\n',
    ),
    text('clients.csv', 'client_id,title,city\nC1,Школа «Север»,Пермь\nC2,Лицей № 5,Казань\n'),
    text('courses.csv', 'course_id,name\nP1,Основы\nP2,Мастер\n'),
    text('people.csv', 'agent,boss,office\nГлеб Соколов,Ольга Белова,Урал\nДарья Ким,Ольга Белова,Урал\n'),
  ])
  const rows = page.getByRole('region', { name: 'Первые строки файла deals.csv' })
  await expect(rows.getByRole('row', { name: /Мастер — Лицей № 5/ })).toContainText('Запущено в работу')
  await pick(page, 'In progress', 'Квалифицирован')
  await expect(rows.getByRole('row', { name: /Основы — Школа «Север»/ })).toContainText('Квалифицирован')
  // A field that the card does not have is made here, with its name and kind.
  const field = page.getByRole('group', { name: 'course_id', exact: true })
  await field.getByRole('textbox', { name: 'Название поля' }).fill('Курс')
  await expect(rows.getByRole('columnheader', { name: 'Курс' })).toBeVisible()

  const outcome = await bringIn(page)
  await expect(outcome).toContainText('1открытая')
  await expect(outcome).toContainText('1выигранная')
  await page.goto('/deals')
  await page.getByText('Основы — Школа «Север»').click()
  await expect(page.getByText('Глеб Соколов').first()).toBeVisible()
})

test('[L3][C1] a file of leads: outcomes, empty words and wishes are chosen on the screen; they come in as leads and nothing twice', async ({
  page,
  company,
}) => {
  await letIn(page.context(), company.owner)
  const leads = [
    'Номер заявки;Имя;Телефон;Источник;Статус;Не звонить;Город',
    '1;Анна Лапина;89031112233;Google;Новая;Нет;Выберите',
    '2;Борис Ким;89031112244;google;Отказ;Да;Пермь',
    '3;Вера Ли;;Сайт;Продано;Нет;Казань',
  ].join('\n')
  await choose(page, [text('заявки.csv', leads)])
  await expect(page.getByRole('button', { name: 'обращениями' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('textbox', { name: 'Слова, которые значат «пусто»' })).toHaveValue('Выберите')
  await pick(page, 'Отказ', 'Отклонено: Случайный посетитель')
  const rows = page.getByRole('region', { name: /^Первые строки файла/ })
  await expect(rows.getByRole('row', { name: /Борис Ким/ })).toContainText('Случайный посетитель')
  await expect(rows.getByRole('row', { name: /Борис Ким/ })).toContainText('не звонить')
  await hasNoSeriousFault(page, 'leads as they will come in')
  const outcome = await bringIn(page)
  await expect(outcome).toContainText('1новое обращение')
  await expect(outcome).toContainText('1стало сделкой')
  await page.getByRole('button', { name: 'Перенести' }).click()
  await expect(outcome).toContainText('3были раньше')
  await page.goto('/leads')
  await expect(page.getByText('Анна Лапина').first()).toBeVisible()
})

const data = process.env.REGLAMENT_TEST_DATA
const of = (folder: string, ...names: string[]) => names.map((name) => path.join(data ?? '', folder, name))

test.describe('[L3] real files go in through the screen', () => {
  test.skip(!data, 'REGLAMENT_TEST_DATA is not set')
  test.setTimeout(240_000)

  test('crm-maven: four files joined by their columns', async ({ page, company }) => {
    await letIn(page.context(), company.owner)
    await choose(page, of('crm-maven', 'sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'))
    await expect(page.getByRole('combobox', { name: 'Engaging' })).toHaveValue('Взята в работу')
    await page.getByRole('textbox', { name: 'Валюта' }).fill('USD')
    const outcome = await bringIn(page)
    for (const figure of ['2 089открытых', '4 238выигранных', '2 473проигранные', '0строк не прошло'])
      await expect(outcome).toContainText(figure)
    await outcome.getByText('Весь отчёт').click()
    await expect(outcome).toContainText('компаний 85')
    await page.getByRole('button', { name: 'Перенести' }).click()
    await expect(outcome).toContainText('8 800были раньше', { timeout: 120_000 })
  })

  test('crm-generated-b2b: numbers instead of names, an expected date of closing, another set of stages', async ({ page, company }) => {
    await letIn(page.context(), company.owner)
    await choose(page, of('crm-generated-b2b', 'sales_pipeline.csv', 'accounts.csv', 'products.csv', 'sales_teams.csv'))
    await expect(page.getByRole('row', { name: /CRM Professional — Company_68/ }).first()).toBeVisible()
    await page.getByRole('textbox', { name: 'Валюта' }).fill('USD')
    const outcome = await bringIn(page)
    for (const figure of ['6 599открытых', '1 290выигранных', '877проигранных', '0строк не прошло'])
      await expect(outcome).toContainText(figure)
  })

  test('crm-xeducation-leads: 38 columns become leads', async ({ page, company }) => {
    await letIn(page.context(), company.owner)
    await choose(page, of('crm-xeducation-leads', 'Leads.csv'))
    await expect(page.getByRole('textbox', { name: 'Слова, которые значат «пусто»' })).toHaveValue('Select')
    await pick(page, '0', 'Отклонено: Случайный посетитель')
    const outcome = await bringIn(page)
    for (const figure of ['3 561стало сделкой', '5 679отклонены', '0строк не прошло']) await expect(outcome).toContainText(figure)
    await page.getByRole('button', { name: 'Перенести' }).click()
    await expect(outcome).toContainText('9 240были раньше', { timeout: 120_000 })
  })
})
