import { card, column } from '../support/board.ts'
import { seedDeal, seedDeals } from '../support/deals.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, letIn, test } from '../support/story.ts'

const deals = [
  { stage: 'new-request', title: 'Каталог с ценами для дилеров', client: 'Завод «Уралдеталь»', budget: 1300 },
  { stage: 'taken', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 },
  { stage: 'qualified', title: 'Учёт заявок на складе', client: '«Склад 24»', budget: 1100 },
  { stage: 'taken', title: 'Промостраница конференции', client: 'Фонд «Среда»', budget: 210 },
]

test('[L2] a filter is saved as a view, shared, and opened by a colleague, each with his own deals', async ({
  page,
  company,
  windowOf,
}) => {
  const head = await company.hires('head', 'Павел Орлов')
  const manager = await company.hires('manager', 'Анна Лебедева')
  await seedDeals(head, deals)
  await seedDeal(manager, { stage: 'new-request', title: 'Лендинг для курсов вождения', client: 'Автошкола «Ритм»', budget: 120 })
  await letIn(page.context(), head)
  await page.goto('/deals')

  await test.step('narrowed by a condition that was added, the address holds it', async () => {
    await page.getByRole('button', { name: 'Условие' }).click()
    await page.getByRole('menuitem', { name: 'Бюджет' }).click()
    await page.getByRole('textbox', { name: 'До' }).fill('900000')
    await page.keyboard.press('Escape')
    await expect(card(page, 'Сайт сети клиник')).toBeVisible()
    await expect(card(page, 'Учёт заявок на складе')).toHaveCount(0)
    await page.getByRole('button', { name: 'Мои', exact: true }).click()
    await expect(page).toHaveURL(/budget=\.\.90000000/)
    await expect(page).toHaveURL(/responsible=me/)
  })

  await test.step('saved and shared', async () => {
    await page.getByRole('button', { name: 'Виды' }).click()
    await page.getByRole('menuitem', { name: 'Сохранить как вид' }).click()
    await page.getByLabel('Название').fill('Мои небольшие')
    await page.getByLabel('Показать всем коллегам').check()
    await page.getByRole('button', { name: 'Сохранить' }).click()
    await expect(page.getByRole('button', { name: 'Мои небольшие' })).toBeVisible()
  })

  await test.step('a colleague opens it and sees his own', async () => {
    const window = await windowOf(manager)
    await window.goto('/deals')
    await window.getByRole('button', { name: 'Виды' }).click()
    await window.getByRole('menuitem', { name: /Мои небольшие.*Павел Орлов/ }).click()
    await expect(card(window, 'Лендинг для курсов вождения')).toBeVisible()
    await expect(window.getByRole('article')).toHaveCount(1)
  })
})

test('[L2 A3] many deals are moved at once: each gets its row, and what was refused is mended from it', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  await manager.makesDeal({ title: 'С площадкой', fields: { platform: 'site' } })
  await manager.makesDeal({ title: 'Без площадки' })
  await letIn(page.context(), manager)
  await page.goto('/deals')

  await page.getByLabel('Выбрать «С площадкой»').check({ force: true })
  await page.getByLabel('Выбрать «Без площадки»').check({ force: true })
  const bar = page.getByRole('toolbar', { name: 'Что сделать с выбранными' })
  await expect(bar).toContainText('Выбраны 2 сделки')
  await bar.getByRole('button', { name: 'Перевести' }).click()
  const ask = page.getByRole('dialog', { name: 'Перевести 2 сделки' })
  await ask.getByRole('combobox', { name: 'Этап' }).click()
  await page.getByRole('option', { name: 'Взята в работу' }).click()
  await ask.getByRole('button', { name: 'Перевести' }).click()

  const result = page.getByRole('dialog', { name: 'Готово 1 из 2' })
  const rows = result.getByRole('list', { name: 'Что вышло с каждой сделкой' }).locator('> li')
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toContainText('С площадкой')
  await expect(rows.nth(0)).toContainText('готово')
  await expect(rows.nth(1)).toContainText('Не заполнен')
  await hasNoSeriousFault(page, 'what came of many')

  await test.step('the row opens the form of this deal, and then it goes through', async () => {
    await rows.nth(1).getByRole('button', { name: 'Исправить' }).click()
    const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
    await form.getByRole('combobox', { name: 'Площадка' }).click()
    await page.getByRole('option', { name: 'Сайт', exact: true }).click()
    await form.getByRole('button', { name: 'Перевести' }).click()
    await expect(card(column(page, 'Взята в работу'), 'Без площадки')).toBeVisible()
    await expect(card(column(page, 'Взята в работу'), 'С площадкой')).toBeVisible()
  })
})

test('[L2] with the keyboard alone: found, chosen in a row, given a task', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  for (const title of ['Первая', 'Вторая', 'Третья']) await manager.makesDeal({ title })
  await letIn(page.context(), manager)
  await page.goto('/deals')
  await expect(page.getByRole('article')).toHaveCount(3)
  await page.getByRole('link', { name: 'Первая' }).focus()
  await page.keyboard.press('x')
  for (const title of ['Вторая', 'Третья']) {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('link', { name: title })).toBeFocused()
  }
  await page.keyboard.press('Shift+X')
  await expect(page.getByRole('toolbar')).toContainText('Выбраны 3 сделки')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('toolbar')).toHaveCount(0)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Сделка или клиент' })).toBeFocused()
  await page.keyboard.type('втор')
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(page).toHaveURL(/q=/)
})

test('[L2 L3] the table: columns, an order, groups, rows in the address, and a file', async ({ page, company }) => {
  const { owner } = company
  await seedDeals(owner, deals)
  await letIn(page.context(), owner)
  await page.goto('/deals')
  await page.getByRole('link', { name: 'Таблица' }).click()
  const table = page.getByRole('table', { name: 'Сделки таблицей' })
  const titles = () => table.getByRole('row').locator('a').allInnerTexts()
  await expect(table.getByRole('row')).toHaveCount(5)
  await hasNoSeriousFault(page, 'table of deals')

  await test.step('in an order', async () => {
    await table.getByRole('button', { name: 'Бюджет' }).click()
    await expect(table.getByRole('columnheader', { name: 'Бюджет' })).toHaveAttribute('aria-sort', 'descending')
    await expect
      .poll(titles)
      .toEqual(['Каталог с ценами для дилеров', 'Учёт заявок на складе', 'Сайт сети клиник', 'Промостраница конференции'])
    await expect(page).toHaveURL(/sort=-budget/)
  })

  await test.step('with another column', async () => {
    await page.getByRole('button', { name: /^Столбцы/ }).click()
    await page.getByLabel('Площадка').check()
    await page.keyboard.press('Escape')
    await expect(table.getByRole('columnheader', { name: 'Площадка' })).toBeVisible()
    await expect(table).toContainText('Сайт')
  })

  await test.step('in groups with counts and sums', async () => {
    await page.getByRole('button', { name: /^Группы/ }).click()
    await page.getByRole('option', { name: 'по этапу' }).click()
    await expect(table.getByRole('row').filter({ hasText: /^Взята в работу 2/ })).toBeVisible()
    await expect.poll(titles).toHaveLength(4)
  })

  await test.step('chosen by a key and moved like on the board', async () => {
    await table.getByRole('link', { name: 'Промостраница конференции' }).focus()
    await page.keyboard.press('x')
    await expect(page.getByRole('toolbar')).toContainText('Выбрана 1 сделка')
    await page.keyboard.press('Escape')
  })

  await test.step('narrowed and taken out as a file', async () => {
    await page.getByRole('searchbox').fill('клиник')
    await expect(table.getByRole('link')).toHaveCount(1)
    await page.getByRole('button', { name: 'Выгрузить' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^deals-.*\.csv$/)
    const stream = await file.createReadStream()
    let text = ''
    for await (const chunk of stream) text += String(chunk)
    expect(text.trimEnd().split('\r\n')).toHaveLength(2)
    expect(text).toContain('Сайт сети клиник')
  })
})

test('[L4 A3] a card that a colleague has moved meanwhile says so, and the board is read again', async ({ company, windowOf }) => {
  const head = await company.hires('head', 'Павел Орлов')
  const deal = await seedDeal(head, { stage: 'taken', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 })
  const window = await windowOf(company.owner)
  // A window that hears no news: its board is old.
  await window.route('**/api/events*', (route) => route.fulfill({ status: 204 }))
  await window.goto('/deals')
  await expect(card(column(window, 'Взята в работу'), deal.title)).toBeVisible()
  await head.moves(deal.id, { to: 'new-request', reason: 'Ошиблись этапом' })

  await window.getByRole('link', { name: deal.title }).focus()
  await window.keyboard.press('m')
  await window
    .getByRole('dialog')
    .getByRole('button', { name: /^Квалифицирован/ })
    .click()
  await expect(window.getByText('Коллега уже перевёл эту сделку в «Новая заявка».')).toBeVisible()
  await expect(card(column(window, 'Новая заявка'), deal.title)).toBeVisible()
})
