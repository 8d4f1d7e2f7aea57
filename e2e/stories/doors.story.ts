import type { Form, Lead, LeadActAnswer } from '@reglament/contract'
import { address } from '../support/server.ts'
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

test('[C1] what is long stands in the quarantine with its beginning; to be mended it comes whole, with what was read at its end', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const form = await owner.ask<Form>('POST', '/forms', { name: 'Заявка с главной' })
  const sends = (body: string | Uint8Array<ArrayBuffer>) =>
    fetch(new URL(new URL(form.address).pathname, address()), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  await sends(JSON.stringify({ basket: 'окно; '.repeat(15_000), name: 'Илья Дальний', message: 'перезвоните' }))
  const page = await windowOf(owner)
  await page.goto('/leads?show=quarantine')
  const raw = page.getByLabel('Как пришло')
  await expect(page.getByText('Это только начало.')).toBeVisible()
  await expect(raw).not.toContainText('Илья Дальний')
  await page.getByRole('button', { name: 'Поправить и принять' }).click()
  await expect(page.getByRole('textbox', { name: 'Имя' })).toHaveValue('Илья Дальний')
  await expect(page.getByText('Это только начало.')).toHaveCount(0)
  await expect(raw).toContainText('Илья Дальний')
  await hasNoSeriousFault(page, 'a long inquiry being mended')
  await page.getByRole('textbox', { name: 'Телефон' }).fill('8 921 222-33-44')
  await page.getByRole('button', { name: 'Принять', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'В карантине пусто' })).toBeVisible()
  const { items } = await owner.ask<{ items: Lead[] }>('GET', '/leads')
  expect(items).toMatchObject([{ name: 'Илья Дальний', phone: '+79212223344', text: 'перезвоните' }])

  // What is no text has nothing to be shown, and is told as such.
  await sends(Uint8Array.from({ length: 30_000 }, (_, i) => (i % 2 ? 0xff : 0xfe)))
  await page.reload()
  await expect(page.getByText('Это не текст: похоже на файл.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Показать целиком' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Поправить и принять' }).click()
  await expect(page.getByRole('textbox', { name: 'Имя' })).toHaveValue('')
})

test('[C1 L5] of two who change a form the second is told and keeps what he wrote; its fields are mapped by what came, also to a field of the deal; it gets another address', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  await owner.ask('POST', '/fields', { key: 'floor', name: { ru: 'Этаж', en: 'Floor' }, type: 'text' })
  const form = await owner.ask<Form>('POST', '/forms', { name: 'Заявка с главной', product: 'Окна' })
  const sends = (to: Form, body: object) =>
    fetch(new URL(new URL(to.address).pathname, address()), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await sends(form, { name: 'Ольга', phone: '89211112233', Input_5: 'пятый' })
  const page = await windowOf(owner)
  await page.goto('/settings?section=forms')
  const row = page.getByRole('listitem').filter({ hasText: 'Заявка с главной' })
  await row.getByRole('button', { name: 'Изменить' }).click()
  const dialog = page.getByRole('dialog')
  const sample = dialog.getByRole('region', { name: 'Что пришло в последний раз' })
  await sample.getByRole('listitem').filter({ hasText: 'Input_5' }).getByRole('button', { name: 'Взять' }).click()
  await dialog.getByRole('combobox', { name: 'Что это' }).click()
  await page.getByRole('option', { name: 'Этаж (поле сделки)' }).click()
  await owner.ask('PATCH', `/forms/${form.id}`, { product: 'Двери' })
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(dialog.getByRole('alert')).toContainText('это изменил коллега')
  await hasNoSeriousFault(page, 'a form that a colleague has changed', '[role="dialog"]')
  await dialog.getByRole('button', { name: 'Сохранить' }).click()
  await expect(dialog).toHaveCount(0)
  const saved = await owner.ask<Form>('GET', `/forms/${form.id}`)
  expect(saved).toMatchObject({ product: 'Двери', mapping: { Input_5: 'field:floor' } })
  await sends(form, { name: 'Пётр', phone: '89211112244', Input_5: 'седьмой' })
  await expect
    .poll(async () => (await owner.ask<{ items: Lead[] }>('GET', '/leads')).items.map(({ fields }) => fields))
    .toEqual([{ floor: 'седьмой' }, { Input_5: 'пятый' }])

  await row.getByRole('button', { name: 'Код' }).click()
  await dialog.getByRole('button', { name: 'Новый адрес' }).click()
  await expect(dialog.getByText('Прежний адрес сразу перестанет принимать')).toBeVisible()
  await dialog.getByRole('button', { name: 'Заменить адрес' }).click()
  const renewed = await expect
    .poll(async () => (await owner.ask<Form>('GET', `/forms/${form.id}`)).address)
    .not.toBe(form.address)
    .then(() => owner.ask<Form>('GET', `/forms/${form.id}`))
  await expect(dialog.getByText(renewed.address, { exact: true })).toBeVisible()
  expect((await sends(form, { phone: '89211112255' })).status).toBe(404)
  expect((await sends(renewed, { phone: '89211112255' })).status).toBe(201)
})
