import { expect, type Page } from '@playwright/test'
import { openBoard, openDeal } from './desk.ts'
import { head, manager, owner, type Screen } from './screen.ts'
import { shown } from './studio.ts'

/** Goes to a place, presses what opens a dialog there, and waits for it. */
async function openDialog(page: Page, at: string, button: RegExp): Promise<void> {
  await page.goto(at)
  await page.getByRole('button', { name: button }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** What lies over a screen or opens beside it: forms, menus, one of a list. */
export const sheets: readonly Screen[] = [
  {
    name: 'closing',
    who: manager,
    only: 'desktop', // On a phone it opens from the menu of the deal.
    open: async (page, studio) => {
      await openDeal(page, studio)
      await page.getByRole('button', { name: /^(Закрыть сделку|Close the deal)/ }).click()
      await page
        .getByRole('dialog')
        .getByRole('radio', { name: /^(Дорого|Too dear|Too expensive)/ })
        .click()
      await expect(page.getByRole('dialog').getByText(/^(Подтверждение|Evidence)$/)).toBeVisible()
    },
  },
  {
    name: 'ways',
    who: manager,
    open: async (page, { deals, manager }) => {
      const { contact } = await manager.deal(deals.get(shown)!.id)
      await page.goto(`/contacts/${contact!.id}`)
      await page.getByRole('button', { name: /^(Добавить телефон, почту|Add a phone, an e-mail)/ }).click()
      await expect(page.locator('form').getByRole('textbox').first()).toBeFocused()
    },
  },
  {
    name: 'palette',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^(Клиент, сделка|Client, deal)/ }).fill('сайт')
      await expect(page.getByRole('option').nth(3)).toBeVisible()
    },
  },
  {
    name: 'notices',
    who: head,
    open: async (page) => {
      await page.goto('/control')
      await page.getByRole('button', { name: /(Вас звали|You were called|уведомлен|notice|notification)/i }).click()
      await expect(page.getByRole('menu')).toBeVisible()
    },
  },
  {
    name: 'lead',
    who: owner,
    open: async (page) => {
      await page.goto('/leads')
      await page.getByRole('link', { name: 'Ольга Климова' }).click()
      await expect(page.getByRole('complementary').getByText('Нужен интернет-магазин').first()).toBeVisible()
    },
  },
  {
    name: 'review',
    who: head,
    only: 'phone', // On a desktop it stands beside the list.
    open: async (page) => {
      await page.goto('/control?tab=closings')
      await page.getByRole('button', { name: /Сайт автосервиса/ }).click()
      await expect(page.getByRole('button', { name: /^(Подтвердить закрытие|Confirm)/ })).toBeVisible()
    },
  },
  { name: 'campaign', who: head, open: (page) => openDialog(page, '/control?tab=lost', /^(Начать кампанию|Begin a campaign)$/) },
  { name: 'release', who: head, open: (page) => openDialog(page, '/exchange', /^(Объявить разгрузку|Announce a release)$/) },
  {
    name: 'settings-calendar-day',
    who: owner,
    open: async (page) => {
      await page.goto('/settings?section=calendar')
      await page.locator('[data-date="2026-11-27"]').click()
      await expect(page.getByRole('radio').first()).toBeVisible()
    },
  },
  { name: 'form-builder', who: owner, open: (page) => openDialog(page, '/settings?section=forms', /^(Создать форму|Make a form)$/) },
  { name: 'webhook', who: owner, open: (page) => openDialog(page, '/settings?section=forms', /^(Создать вебхук|Make a webhook)$/) },
]
