import type { Page } from '@playwright/test'
import { foundCompany } from '../support/company.ts'
import { expect, test } from '../support/story.ts'

test('[H1 A4] the head replaces a reason of loss that deals have: they go over, and each keeps its history', async ({
  windowOf,
  company,
}) => {
  const head = await company.hires('head', 'Марина Лебедева')
  const page = await windowOf(head)
  const { id } = await head.ask<{ id: string }>('POST', '/deals', { title: 'Окна для бани' })
  await head.ask('POST', `/deals/${id}/closure`, { reason: 'not-ours' })

  await page.goto('/settings?section=lists')
  await page.getByRole('button', { name: 'Изменить «Не по адресу»' }).first().click()
  const form = page.getByRole('dialog')
  await expect(form.getByRole('radio', { name: /^Удалить/ })).toBeDisabled()
  await form.getByRole('radio', { name: /^Заменить другой/ }).check()
  await form.getByLabel('Чем заменить').click()
  await page.getByRole('option', { name: 'Спам' }).click()
  await form.getByRole('button', { name: 'Внести в черновик' }).click()
  await page.getByRole('button', { name: 'Посмотреть, что изменится' }).click()
  await expect(page.getByRole('dialog')).toContainText('везде заменится на «Спам»')
  await page.getByRole('dialog').getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByText('перенесена 1 запись.')).toBeVisible()

  await page.goto(`/deals/${id}`)
  await expect(page.getByText('Сделка закрыта: Не по адресу')).toBeVisible()
  await expect(page.getByText('Изменён список: «Не по адресу» → «Спам»')).toBeVisible()
})

test('[H6 A5] the head adds a kind of false loss: quality control chooses it in the call, and then it can’t be deleted', async ({
  windowOf,
}) => {
  const company = await foundCompany('Студия «Север»', 'Ирина Соколова', 'sandbox')
  const head = await company.hires('head', 'Марина Лебедева')
  const manager = await company.hires('manager', 'Анна Лебедева')
  const controller = await company.hires('quality-controller', 'Вера Котова')
  const draft = await company.owner.ask<{ id: string }>('POST', '/regulation/drafts', {
    changes: [{ clause: 'quality-sample', params: { percent: 100 } }],
  })
  await company.owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`, {})
  const { id } = await manager.makesDeal({ title: 'Окна для бани' })
  await manager.ask('POST', `/deals/${id}/closure`, { reason: 'not-ours' })

  const page = await windowOf(head)
  await page.goto('/settings?section=lists')
  await page.getByRole('button', { name: 'Добавить вид ложного отказа' }).click()
  const form = page.getByRole('dialog', { name: 'Новый вид ложного отказа' })
  await form.getByLabel('Название по-русски').fill('Перепутали клиента')
  await form.getByRole('button', { name: 'Добавить в черновик' }).click()
  await page.getByRole('button', { name: 'Посмотреть, что изменится' }).click()
  await expect(page.getByRole('dialog')).toContainText('Вид ложного отказа «Перепутали клиента»')
  await page.getByRole('dialog').getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  const call = await windowOf(controller)
  await call.goto('/control?tab=calls')
  await call.getByText('Отказ ложный', { exact: true }).click()
  await call.getByRole('combobox', { name: 'В чём ложный' }).click()
  await call.getByRole('option', { name: 'Перепутали клиента' }).click()
  await call.getByRole('button', { name: 'Записать' }).click()
  await expect(call.getByText('Ложный отказ записан, сделка снова в работе.')).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Изменить «Перепутали клиента»' }).click()
  await expect(page.getByRole('radio', { name: /^Удалить/ })).toBeDisabled()
  await expect(page.getByRole('dialog')).toContainText('так уже назвали ложный отказ (1 сделка)')
})

test('[A5 L4] heads change the lists on one draft: what a colleague writes is seen at once, and both changes of one thing are told', async ({
  windowOf,
  company,
}) => {
  const [first, second] = [await windowOf(await company.hires('head', 'Марина Лебедева')), await windowOf(company.owner)]
  for (const page of [first, second]) {
    await page.goto('/settings?section=lists')
    await expect(page.getByRole('button', { name: 'Добавить вид ложного отказа' })).toBeVisible()
  }
  const form = (page: Page) => page.getByRole('dialog', { name: 'Новый вид ложного отказа' })
  await first.getByRole('button', { name: 'Добавить вид ложного отказа' }).click()
  await form(first).getByLabel('Название по-русски').fill('Перепутали клиента')
  await form(first).getByRole('button', { name: 'Добавить в черновик' }).click()
  await expect(second.getByText('Перепутали клиента').first()).toBeVisible()

  // He changes it while the other has it open: neither value is lost in silence.
  for (const page of [first, second]) await page.getByRole('button', { name: 'Изменить «Перепутали клиента»' }).click()
  const rename = async (page: Page, name: string) => {
    await page.getByRole('dialog').getByLabel('Название по-русски').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Внести в черновик' }).click()
  }
  await rename(second, 'Не тот клиент')
  await expect(second.getByText('Не тот клиент').first()).toBeVisible()
  await rename(first, 'Спутали клиента')
  await expect(first.getByText('У коллеги: «Не тот клиент»')).toBeVisible()
  await expect(second.getByText('Спутали клиента').first()).toBeVisible()

  await second.getByRole('button', { name: 'Посмотреть, что изменится' }).click()
  await expect(second.getByRole('dialog')).toContainText('Марина Лебедева')
  await second.getByRole('dialog').getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(second.getByRole('dialog')).toBeHidden()
  await expect(first.getByRole('button', { name: 'Посмотреть, что изменится' })).toHaveCount(0)
})
