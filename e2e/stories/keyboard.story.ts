import { card, column } from '../support/board.ts'
import { foundCompany, password } from '../support/company.ts'
import type { Locator } from '@playwright/test'
import { expect, test } from '../support/story.ts'

test('[L5] from the sign-in to the first moved deal without a mouse', async ({ page }) => {
  const { owner } = await foundCompany()
  const keys = page.keyboard
  await page.goto('/sign-in')

  await test.step('signing in', async () => {
    await expect(page.getByLabel('Рабочая почта')).toBeFocused()
    await keys.type(owner.email)
    await keys.press('Tab')
    // «Показать» may stand before the password in the order of focus.
    if (!(await isFocused(page.getByLabel('Пароль', { exact: true })))) await keys.press('Tab')
    await keys.type(password)
    await keys.press('Enter')
    await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
  })

  await test.step('a new deal', async () => {
    await keys.press('n')
    await expect(page.getByLabel('О чём сделка')).toBeFocused()
    await keys.type('Сайт сети клиник')
    await keys.press('Tab')
    await expect(page.getByLabel('Клиент', { exact: true })).toBeFocused()
    await keys.type('Олег Нестеров')
    await keys.press('Enter')
    await expect(page.getByRole('heading', { name: 'Сайт сети клиник' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Почему нельзя' })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('its move from the card', async () => {
    await keys.press('m')
    await expect(
      page.getByRole('dialog', { name: 'Куда перевести «Сайт сети клиник»' }).getByRole('button', { name: /^Взята в работу/ }),
    ).toBeFocused()
    await keys.press('Enter')
    const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
    await expect(form.getByRole('combobox', { name: 'Площадка' })).toBeFocused()
    await keys.press('ArrowDown')
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await expect(form.getByRole('combobox', { name: 'Площадка' })).not.toHaveValue('')
    await keys.press('Tab')
    for (let step = 0; step < 6 && !(await isFocused(form.getByRole('button', { name: 'Перевести' }))); step++) await keys.press('Tab')
    await keys.press('Enter')
    await expect(page.getByRole('status').filter({ hasText: 'Сделка в «Взята в работу».' })).toBeVisible()
  })

  await test.step('back on the board, arrows walk and ? tells the keys', async () => {
    await page.goto('/deals')
    await expect(card(column(page, 'Взята в работу'), 'Сайт сети клиник')).toBeVisible()
    await keys.press('?')
    await expect(page.getByRole('dialog', { name: 'Клавиши' })).toBeVisible()
    await keys.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

const isFocused = async (place: Locator) => (await place.and(place.page().locator(':focus')).count()) === 1
