import { expect, type Page } from '@playwright/test'
import { card, column, holdOver } from '../../support/board.ts'
import { manager, nobody, owner, type Device, type Screen } from './screen.ts'
import { shown, type Studio } from './studio.ts'

const columns = {
  taken: /^(Взята в работу|Taken into work): /,
  sent: /^(Отправлено КП|Proposal sent): /,
  qualified: /^(Квалифицирован|Qualified): /,
}

export async function openBoard(page: Page): Promise<void> {
  await page.goto('/deals')
  await expect(page.getByRole('article').first()).toBeVisible()
}

/** The sheet with all stages for a deal that has just come in. */
async function openSheet(page: Page, device: Device): Promise<void> {
  await openBoard(page)
  if (device === 'phone') await page.getByRole('article').nth(1).getByRole('button').click()
  else {
    await page.getByRole('link', { name: 'Перенос сайта с конструктора' }).focus()
    await page.keyboard.press('m')
  }
  await expect(page.getByRole('dialog').getByRole('button', { name: /^(Взята в работу|Taken into work)/ })).toContainText(/спросит|asks/)
}

export async function openDeal(page: Page, { deals }: Studio): Promise<void> {
  await page.goto(`/deals/${deals.get(shown)!.id}`)
  await expect(page.getByRole('heading', { name: /^(Почему нельзя|Why not)$/ })).toBeAttached()
}

/** Where a manager works: the door, the board, the table, a deal, its client. */
export const desk: readonly Screen[] = [
  { name: 'sign-up', who: nobody, open: async (page) => void (await page.goto('/sign-up')) },
  {
    name: 'sign-up-errors',
    who: nobody,
    open: async (page) => {
      await page.goto('/sign-up')
      await page.locator('form').getByRole('textbox').first().fill('Студия «Север»')
      await page.locator('form').getByRole('button').last().click()
      await expect(page.getByRole('alert').first()).toBeVisible()
    },
  },
  { name: 'sign-in', who: nobody, open: async (page) => void (await page.goto('/sign-in')) },
  { name: 'board', who: manager, open: openBoard },
  {
    name: 'board-chosen',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      for (const title of ['Перенос сайта с конструктора', 'Сайт сети клиник']) {
        await page.getByRole('link', { name: title }).focus()
        await page.keyboard.press('x')
      }
      await expect(page.getByRole('toolbar')).toBeVisible()
    },
  },
  {
    name: 'bulk-result',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      for (const title of ['Перенос сайта с конструктора', 'Сайт сети клиник', 'Лендинг для курсов вождения']) {
        await page.getByRole('link', { name: title }).focus()
        await page.keyboard.press('x')
      }
      await page.getByRole('toolbar').getByRole('button').nth(0).click()
      await page.getByRole('dialog').getByRole('combobox').click()
      await page.getByRole('option', { name: /^(Отправлено КП|Proposal sent)$/ }).click()
      await page.getByRole('dialog').locator('button[type="submit"]').click()
      await expect(page.getByRole('dialog').getByRole('list').first()).toBeVisible()
    },
  },
  {
    name: 'table',
    who: manager,
    open: async (page) => {
      await page.goto('/deals/table')
      await expect(page.getByRole('row').nth(3)).toBeVisible()
    },
  },
  {
    name: 'table-groups',
    who: owner,
    only: 'desktop',
    open: async (page) => {
      await page.goto('/deals/table?group=stage&columns=title,client,budget,nextTask,flags,field:source')
      await expect(page.getByRole('row').nth(3)).toBeVisible()
    },
  },
  {
    name: 'board-drag',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await holdOver(page, card(column(page, columns.taken), 'Сайт сети клиник'), column(page, columns.sent))
      await expect(page.getByRole('status').getByRole('heading')).toBeVisible()
    },
  },
  {
    name: 'board-drag-allowed',
    who: manager,
    only: 'desktop',
    open: async (page) => {
      await openBoard(page)
      await holdOver(page, card(column(page, columns.taken), 'Сайт сети клиник'), column(page, columns.qualified))
      await expect(page.getByText(/^(Отпустите здесь|Drop here|Let go here)$/)).toBeVisible()
    },
  },
  { name: 'move-sheet', who: manager, open: (page, _studio, device) => openSheet(page, device) },
  {
    name: 'move-form',
    who: manager,
    open: async (page, _studio, device) => {
      await openSheet(page, device)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Взята в работу|Taken into work)/ })
        .click()
      await expect(page.getByRole('combobox', { name: /^(Площадка|Platform)$/ })).toBeVisible()
      await page.keyboard.press('Escape') // The list of the field that has the focus; the form stays.
      await expect(page.getByRole('listbox')).toHaveCount(0)
    },
  },
  {
    name: 'move-refused',
    who: manager,
    open: async (page, _studio, device) => {
      await openSheet(page, device)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Отправлено КП|Proposal sent)/ })
        .click()
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible()
    },
  },
  { name: 'deal', who: manager, open: openDeal },
  {
    name: 'qualification',
    who: manager,
    open: async (page, studio) => {
      await openDeal(page, studio)
      await page.getByRole('button', { name: /^(Квалификация|Qualification)/ }).click()
      await expect(page.getByRole('heading', { name: /^(Скрипт первого звонка|First-call script)$/ })).toBeVisible()
    },
  },
  {
    name: 'talk',
    who: manager,
    open: async (page, studio, device) => {
      await openDeal(page, studio)
      if (device === 'phone') await page.getByRole('button', { name: /^(Лента|Timeline)$/ }).click()
      await page.getByRole('radio', { name: /^(Встреча|Meeting)$/ }).click()
      await expect(page.getByRole('textbox', { name: /^(Протокол|Minutes)$/ })).toBeFocused()
    },
  },
  {
    name: 'clients',
    who: manager,
    open: async (page) => {
      await page.goto('/clients')
      await expect(page.getByRole('table')).toBeVisible()
    },
  },
  {
    name: 'contact',
    who: manager,
    open: async (page, { deals, manager }) => {
      const { contact } = await manager.deal(deals.get(shown)!.id)
      await page.goto(`/contacts/${contact!.id}`)
      await expect(page.getByRole('heading', { name: /^(Весь путь|The whole path)$/ })).toBeAttached()
      await expect(page.getByText(/^(Сегодня|Today)/).first()).toBeAttached()
    },
  },
  {
    name: 'complete-task',
    who: manager,
    open: async (page, studio) => {
      await openDeal(page, studio)
      await page
        .getByRole('button', { name: /^(Сделано|Done)$/ })
        .first()
        .click()
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
      await expect(page.getByText(/^(Выберите день|Choose a day|Pick a day)$/)).toBeVisible() // The calendar comes after the form.
    },
  },
  {
    name: 'new-deal',
    who: owner,
    open: async (page) => {
      await page.goto('/deals/new')
      await expect(page.getByRole('textbox').first()).toBeFocused()
    },
  },
]
