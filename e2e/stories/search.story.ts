import { seedDeal } from '../support/deals.ts'
import { expect, letIn, test } from '../support/story.ts'

const deal = { stage: 'new-request', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 }

test('[L1] everything is found from anywhere with the keyboard alone', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  await manager.ask('POST', '/contacts', { name: 'Семён Иванов', phone: '8 (916) 123-45-67' })
  await letIn(page.context(), manager)
  await page.goto('/regulation')
  await expect(page.getByRole('heading', { name: 'Регламент', exact: true })).toBeVisible()
  const field = page.getByRole('combobox', { name: 'Клиент, сделка, пункт, номер' })
  const option = (name: RegExp) => page.getByRole('option', { name })

  await test.step('a client by a mistyped name on the wrong keyboard, or by a phone in any spelling', async () => {
    await page.keyboard.press('Control+k')
    await expect(field).toBeFocused()
    await field.fill('bdfyjd')
    await expect(option(/Семён Иванов.*\+7/)).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'Показано по запросу «иванов»' })).toBeVisible()
    await field.fill('8916123')
    await expect(option(/Семён Иванов/)).toBeVisible()
    await field.fill('ничего похожего')
    await expect(page.getByText('По запросу «ничего похожего» ничего нет')).toBeVisible()
  })

  await test.step('a clause by its words: the regulation opens at it', async () => {
    await field.fill('срок жизни')
    await expect(option(/Срок жизни/)).toBeVisible()
  })

  await test.step('a deal by the name of its client: Enter takes the first', async () => {
    await field.fill('вита')
    await expect(option(/Сайт сети клиник.*Новая заявка/)).toHaveAttribute('data-combobox-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/deals/${made.id}`))
    await expect(field).toHaveCount(0)
  })

  await test.step('a section by its name', async () => {
    await page.keyboard.press('Control+k')
    await field.fill('настр')
    await expect(option(/Настройки/)).toHaveAttribute('data-combobox-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/settings/)
  })
})
