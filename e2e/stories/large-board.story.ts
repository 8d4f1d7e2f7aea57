import { card, column } from '../support/board.ts'
import { forEach } from '../support/server.ts'
import { expect, letIn, test } from '../support/story.ts'

const deals = 2000

test(`[B1] a board of ${deals.toLocaleString('en')} cards is usable`, async ({ page, company }) => {
  const { owner } = company
  const numbers = Array.from({ length: deals }, (_, index) => index + 1)
  await forEach(numbers, async (number) => {
    const deal = await owner.makesDeal({
      title: `Заявка ${number}`,
      budget: { amount: number * 100_000, currency: 'RUB' },
      fields: { platform: 'site' },
    })
    if (number % 4 === 0) await owner.moves(deal.id, { to: 'taken' })
  })
  await letIn(page.context(), owner)
  await page.goto('/deals')
  const first = column(page, 'Новая заявка')
  await expect(
    page.getByRole('region', { name: 'Новая заявка: 1500 сделок' }).or(page.getByRole('region', { name: 'Новая заявка: 1 500 сделок' })),
  ).toBeVisible()

  await test.step('only what is in sight is drawn, also after a long scroll', async () => {
    const seen = new Set<string>()
    await first.getByRole('article').first().hover()
    for (let turn = 0; turn < 40 && seen.size < 300; turn++) {
      for (const title of await first.getByRole('article').getByRole('heading').allInnerTexts()) seen.add(title)
      await page.mouse.wheel(0, 1500)
      await expect(first.getByRole('article').getByRole('heading').last())
        .toBeInViewport({ ratio: 0 })
        .catch(() => undefined)
      expect(await page.getByRole('article').count()).toBeLessThan(400)
    }
    expect(seen.size).toBeGreaterThanOrEqual(300)
  })

  await test.step('and a deal from far below is still moved', async () => {
    const far = first.getByRole('article').getByRole('link').nth(3)
    const title = await far.innerText()
    await far.focus()
    await page.keyboard.press('m')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Взята в работу/ })
      .click()
    await expect(page.getByRole('status').filter({ hasText: 'Сделка в «Взята в работу».' })).toBeVisible()
    await expect(card(first, title)).toHaveCount(0)
  })
})
