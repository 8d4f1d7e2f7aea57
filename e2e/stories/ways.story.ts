import type { Contact } from '@reglament/contract'
import { expect, letIn, test } from '../support/story.ts'

test('[E5 L1] a second phone of a client is added, made the main one, finds him, is told wrong and is taken away', async ({
  page,
  company,
}) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const { id } = await manager.ask<Contact>('POST', '/contacts', { name: 'Мария Ким', phone: '+7 912 555-01-47' })
  const deal = await manager.makesDeal({ title: 'Сайт сети клиник', contactId: id })
  await letIn(page.context(), manager)
  await page.goto(`/contacts/${id}`)
  const ways = page.getByRole('list', { name: 'Телефоны, почта, мессенджеры' })
  const way = (text: string) => ways.getByRole('listitem').filter({ hasText: text })
  const act = async (text: RegExp, name: string) => {
    await ways.getByRole('button', { name: text }).click()
    await page.getByRole('menuitem', { name }).click()
  }

  await test.step('what is no phone is said at its field; then it is written', async () => {
    await page.getByRole('button', { name: 'Добавить телефон, почту или мессенджер' }).click()
    const field = page.getByRole('textbox', { name: 'Телефон' })
    await field.fill('12')
    await page.getByRole('button', { name: 'Записать' }).click()
    await expect(page.getByText('Это не похоже на телефон')).toBeVisible()
    await field.fill('8 (343) 234-56-78 доб. 12')
    await page.getByRole('button', { name: 'Записать' }).click()
    await expect(way('234-56-78')).toContainText('доб. 12')
    await expect(way('555-01-47')).toContainText('основной')
  })

  await test.step('it becomes the main one', async () => {
    await act(/\+73432345678/, 'Сделать основным')
    await expect(way('234-56-78')).toContainText('основной')
    await expect(way('555-01-47')).not.toContainText('основной')
  })

  await test.step('he is found by either of them', async () => {
    for (const typed of ['8 343 2345678', '9125550147']) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Клиент, сделка, пункт, номер' }).fill(typed)
      await expect(page.getByRole('option', { name: /Мария Ким/ }).first()).toBeVisible()
      await page.keyboard.press('Escape')
    }
  })

  await test.step('a call on the card says which of them was wrong', async () => {
    await page.goto(`/deals/${deal.id}`)
    await page.getByRole('radio', { name: 'Звонок', exact: true }).click()
    const form = page.getByRole('group', { name: /Записать общение/ })
    await form.getByRole('radio', { name: 'не тот номер' }).click()
    await form.getByRole('combobox', { name: 'Какой номер не тот' }).click()
    await page.getByRole('option', { name: /555-01-47/ }).click()
    await form.getByRole('button', { name: 'Записать' }).click()
    await expect(page.locator('[data-wrong]')).toContainText('555-01-47')
  })

  await test.step('and it is taken away', async () => {
    await page.goto(`/contacts/${id}`)
    await expect(way('555-01-47')).toContainText('не тот')
    await act(/\+79125550147/, 'Убрать')
    await expect(way('555-01-47')).toHaveCount(0)
    await expect(ways.getByRole('listitem')).toHaveCount(1)
  })
})
