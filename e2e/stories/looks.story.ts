import { seedDeal, seedDeals, studioDeals } from '../support/deals.ts'
import { expect, phone, test } from '../support/story.ts'

test('[L5] language and theme are switched in the menu and kept after a reload', async ({ windowOf, company }) => {
  await seedDeal(company.owner, studioDeals[0]!)
  const page = await windowOf(company.owner)
  await page.goto('/deals')
  const html = page.locator('html')
  await page.getByRole('button', { name: 'Вы: Ирина Соколова' }).click()
  await page.getByRole('group', { name: 'Тема' }).getByRole('button', { name: 'Тёмная' }).click()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('group', { name: 'Язык' }).getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'New request: 1 deal' })).toContainText('Get in touch')
  await expect(html).toHaveAttribute('lang', 'en')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible()
  await expect(html).toHaveAttribute('data-theme', 'dark')

  await test.step('and in another browser, because the profile keeps them', async () => {
    const other = await windowOf(company.owner, { locale: 'ru-RU' })
    await other.goto('/my-day')
    // The words of the server too, although the browser speaks Russian.
    await expect(other.getByText('Contact the client').first()).toBeVisible()
    await other.goto('/deals')
    await expect(other.getByRole('heading', { name: 'Deals', level: 1 })).toBeVisible()
    await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  await test.step('and back', async () => {
    await page.getByRole('button', { name: 'You: Ирина Соколова' }).click()
    await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('group', { name: 'Тема' }).getByRole('button', { name: 'Светлая' }).click()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Сделки', level: 1 })).toBeVisible()
    await expect(html).toHaveAttribute('data-theme', 'light')
  })
})

test('[L5] on a phone the stages are tabs and a deal moves from a sheet at the bottom', async ({ windowOf, company }) => {
  const deal = await seedDeal(company.owner, studioDeals[0]!)
  const page = await windowOf(company.owner, phone)
  await page.goto('/deals')
  const stages = page.getByRole('tablist', { name: 'Этапы' })
  await expect(stages.getByRole('tab', { name: 'Новая заявка' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Перевести в другой этап' }).tap()

  const sheet = page.getByRole('dialog', { name: `Куда перевести «${deal.title}»` })
  await expect(sheet.getByRole('button', { name: /^Взята в работу/ })).toBeVisible()
  await expect.poll(async () => bottomOf(await sheet.boundingBox()), 'the sheet stands on the lower edge').toBe(844)
  await sheet.getByRole('button', { name: /^Взята в работу/ }).tap()

  const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
  await form.getByRole('combobox', { name: 'Площадка' }).tap()
  await page.getByRole('option', { name: 'Телефон' }).tap()
  await form.getByRole('button', { name: 'Перевести' }).tap()
  await expect(page.getByRole('status').filter({ hasText: 'Сделка в «Взята в работу».' })).toBeVisible()

  await stages.getByRole('tab', { name: 'Взята в работу' }).tap()
  await expect(page.getByRole('tabpanel', { name: /Взята в работу/ })).toContainText(deal.title)
  await expect(page).toHaveURL(/stage=taken/)
  await page.getByRole('link', { name: deal.title }).tap()
  await expect(page.getByRole('heading', { name: deal.title })).toBeVisible()
  await page.getByRole('button', { name: 'Поля' }).tap()
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toBeVisible()
})

test('[L5] on the narrowest phone no screen scrolls sideways', async ({ windowOf, company }) => {
  const deals = await seedDeals(company.owner, [
    ...studioDeals.slice(0, 6),
    {
      stage: 'new-request',
      title: 'Оченьдлинноеназваниебезпробеловкотороенигденепереносится'.repeat(2),
      client: 'Контора',
      budget: 9_999_999,
    },
  ])
  const page = await windowOf(company.owner, { ...phone, viewport: { width: 360, height: 740 } })
  const long = [...deals.values()].at(-1)!
  for (const path of ['/deals', '/deals/new', `/deals/${long.id}`, `/deals/${[...deals.values()][5]!.id}`, '/regulation', '/settings']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await expect(page.getByRole('status', { name: 'Загружаем' })).toHaveCount(0)
    const wide = await page.locator('html').evaluate((html) => html.scrollWidth)
    expect(wide, `${path} is not wider than the phone`).toBeLessThanOrEqual(360)
  }
})

test('[L5] on the narrowest phone the states of quality calls stand side by side, and a strip shows what is chosen in it', async ({
  windowOf,
  company,
}) => {
  const page = await windowOf(company.owner, { ...phone, viewport: { width: 360, height: 740 } })
  await page.goto('/control?tab=calls')
  for (const state of ['Позвонить', 'Без ответа'])
    await expect(page.getByRole('group', { name: 'Состояние проверки' }).getByRole('button', { name: state })).toBeInViewport({ ratio: 1 })
  await page.goto('/leads?show=quarantine')
  await expect(page.getByRole('button', { name: 'Карантин' })).toBeInViewport({ ratio: 1 })
  await page.goto('/leads')
  await expect(page.getByRole('button', { name: 'Все', exact: true })).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Карантин' })).not.toBeInViewport({ ratio: 1 })
})

const bottomOf = (box: { y: number; height: number } | null) => (box ? Math.round(box.y + box.height) : undefined)
