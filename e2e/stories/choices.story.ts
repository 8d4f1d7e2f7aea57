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
  await expect(page.getByRole('dialog')).toContainText('вместо неё везде станет «Спам»')
  await page.getByRole('dialog').getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByText('перенесена 1 запись.')).toBeVisible()

  await page.goto(`/deals/${id}`)
  await expect(page.getByText('Сделка закрыта: Не по адресу')).toBeVisible()
  await expect(page.getByText('Изменён список: «Не по адресу» → «Спам»')).toBeVisible()
})
