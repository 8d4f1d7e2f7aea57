import { seedDeals, studioDeals } from '../support/deals.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, phone, test } from '../support/story.ts'

for (const theme of ['light', 'dark'] as const) {
  test(`[L5] no screen has a serious fault for readers, in the ${theme} theme`, async ({ windowOf, page: stranger, company }) => {
    test.slow() // A dozen screens, each read as a whole.
    const deals = await seedDeals(
      company.owner,
      studioDeals.filter((_, i) => i % 3 === 0),
    )
    await company.owner.prefers({ theme })
    const deal = deals.get('Сайт сети клиник') ?? [...deals.values()][2]!
    const page = await windowOf(company.owner)
    await stranger.emulateMedia({ colorScheme: theme })

    for (const [path, button] of [
      ['/sign-up', 'Создать компанию'],
      ['/sign-in', 'Войти'],
    ] as const) {
      await stranger.goto(path)
      await stranger.getByRole('button', { name: button }).click() // With its errors.
      await expect(stranger.getByRole('alert').first()).toBeVisible()
      await hasNoSeriousFault(stranger, path)
    }

    await page.goto('/deals')
    await expect(page.getByRole('article').first()).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await hasNoSeriousFault(page, 'board')
    await page.getByRole('link', { name: deal.title }).focus()
    await page.keyboard.press('m')
    await expect(
      page
        .getByRole('dialog')
        .getByRole('button', { name: /спросит|Можно|Назад/ })
        .first(),
    ).toBeVisible()
    await hasNoSeriousFault(page, 'sheet of stages')
    await page.keyboard.press('Escape')

    await page.goto(`/deals/${deal.id}`)
    await expect(page.getByRole('heading', { name: 'Почему нельзя' })).toBeVisible()
    await hasNoSeriousFault(page, 'card of a deal')
    await page.getByRole('complementary', { name: 'Что дальше' }).getByRole('button', { name: 'Сделано' }).click()
    await expect(page.getByLabel('Итог')).toBeFocused()
    await hasNoSeriousFault(page, 'completion of a task')

    await page.goto('/deals/new')
    await page.getByRole('button', { name: 'Создать сделку' }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await hasNoSeriousFault(page, 'new deal')

    await page.goto('/regulation')
    await expect(page.getByRole('heading', { name: 'Воронка и этапы' })).toBeVisible()
    await hasNoSeriousFault(page, 'regulation')
    await page.goto('/settings')
    await expect(page.getByText('это вы')).toBeVisible()
    await hasNoSeriousFault(page, 'settings')
    await page.goto('/nowhere')
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible()
    await hasNoSeriousFault(page, 'no such page')

    const narrow = await windowOf(company.owner, phone)
    await narrow.goto('/deals')
    await expect(narrow.getByRole('article').first()).toBeVisible()
    await hasNoSeriousFault(narrow, 'board on a phone')
    await narrow.goto(`/deals/${deal.id}`)
    await expect(narrow.getByRole('heading', { name: 'Почему нельзя' })).toBeVisible()
    await hasNoSeriousFault(narrow, 'card on a phone')
  })
}
