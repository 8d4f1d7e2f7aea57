import { card, column, holdOver } from '../support/board.ts'
import { seedDeal } from '../support/deals.ts'
import { expect, letIn, test } from '../support/story.ts'

const deal = { title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 }

test('[B2 B3 A3] a manager moves a deal by mouse: the form asks for what is lacking, then it goes through', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  await seedDeal(manager, { ...deal, stage: 'new-request' })
  await letIn(page.context(), manager)
  await page.goto('/deals')

  await test.step('in the hand, the next stage says what it will ask', async () => {
    await holdOver(page, card(page, deal.title), column(page, 'Взята в работу'))
    await expect(column(page, 'Взята в работу')).toContainText('Можно, спросит: Площадка')
    await expect(column(page, 'Взята в работу')).toContainText('Отпустите здесь')
    await page.mouse.up()
  })

  const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
  await test.step('let go there, a small form asks for it and tells what follows', async () => {
    await expect(form).toContainText('После перехода появится дело')
    await expect(form).toContainText('Связаться и провести квалификацию')
    const move = form.getByRole('button', { name: 'Перевести' })
    await expect(move).toHaveAttribute('aria-disabled', 'true')
    await expect(form).toContainText('Осталось: Площадка')
    // Pressed all the same, it leads to the empty field.
    await move.press('Enter')
    await expect(form.getByRole('combobox', { name: 'Площадка' })).toBeFocused()
  })

  await test.step('filled in, one press is enough', async () => {
    await form.getByRole('combobox', { name: 'Площадка' }).click()
    await page.getByRole('option', { name: 'Сайт', exact: true }).click()
    await form.getByRole('button', { name: 'Перевести' }).click()
    await expect(form).toBeHidden()
    const toast = page.getByRole('status').filter({ hasText: 'Сделка в «Взята в работу».' })
    await expect(toast).toContainText('Поставлено дело «Связаться и провести квалификацию»')
    await expect(card(column(page, 'Взята в работу'), deal.title)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Новая заявка: 0 сделок' })).toBeVisible()
  })

  await test.step('and it is so for everybody', async () => {
    await page.reload()
    await expect(card(column(page, 'Взята в работу'), deal.title)).toContainText('Связаться и уточнить')
  })
})

test('[A3 B2] a refused stage is dimmed, says every reason at the pointer, and leaves the deal where it is', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { ...deal, budget: undefined, stage: 'new-request' })
  await letIn(page.context(), manager)
  await page.goto('/deals')
  const proposal = column(page, 'Отправлено КП')

  await test.step('while it is in the hand', async () => {
    await holdOver(page, card(page, deal.title), proposal)
    await expect(proposal).toContainText('Сначала «Взята в работу»')
    await expect(proposal.getByRole('heading', { name: 'Отправлено КП' })).toHaveCSS('opacity', /^0\.[34]/)
    await expect(column(page, 'Взята в работу').getByRole('heading', { name: 'Взята в работу' })).toHaveCSS('opacity', '1')
    const tip = page.getByRole('status').filter({ hasText: 'В «Отправлено КП» пока нельзя' })
    for (const reason of ['п. 2.1', 'Этапы идут по порядку', 'п. 2.4', 'Не заполнен']) await expect(tip).toContainText(reason)
    await expect(tip).toContainText('Сделка останется на месте')
    await expect(page.getByRole('group', { name: 'Запущено в работу' })).toContainText('Сначала «Взята в работу»')
  })

  await test.step('let go there, it stays, and the window shows the reasons with the way out', async () => {
    await page.mouse.up()
    const refusal = page.getByRole('dialog', { name: 'Сделка осталась на месте' })
    await expect(refusal).toContainText('Этапы идут по порядку')
    await expect(refusal.getByRole('link', { name: 'п. 2.1' })).toHaveAttribute('href', '/regulation#stage-order')
    await refusal.getByRole('button', { name: 'Закрыть' }).last().click()
    await expect(refusal).toBeHidden()
    await expect(card(column(page, 'Новая заявка'), deal.title)).toBeVisible()
    expect((await manager.deal(made.id)).stage).toBe('new-request')
  })

  await test.step('Escape while it is in the hand moves nothing', async () => {
    await holdOver(page, card(page, deal.title), column(page, 'Взята в работу'))
    await expect(column(page, 'Взята в работу')).toContainText('Отпустите здесь')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect(column(page, 'Взята в работу')).not.toContainText('Отпустите здесь')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect((await manager.deal(made.id)).stage).toBe('new-request')
  })
})

test('[B2] back asks for the reason, and the reason stays in the history', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { ...deal, stage: 'qualified' })
  await letIn(page.context(), manager)
  await page.goto('/deals')
  await holdOver(page, card(page, deal.title), column(page, 'Взята в работу'))
  await expect(column(page, 'Взята в работу')).toContainText('Назад, спросит причину')
  await page.mouse.up()

  const form = page.getByRole('dialog', { name: 'Вернуть в «Взята в работу»' })
  await expect(form.getByRole('button', { name: 'Перевести' })).toHaveAttribute('aria-disabled', 'true')
  await form.getByLabel('Причина').fill('Ошиблись этапом: клиент ещё не назвал бюджет')
  await form.getByRole('button', { name: 'Перевести' }).click()
  await expect(form).toBeHidden()
  await expect(card(column(page, 'Взята в работу'), deal.title)).toBeVisible()

  await page.goto(`/deals/${made.id}`)
  await page.getByRole('button', { name: 'весь путь' }).click()
  const path = page.getByRole('dialog', { name: 'Весь путь сделки' })
  await expect(path).toContainText('Причина: Ошиблись этапом: клиент ещё не назвал бюджет')
  await expect(path).toContainText('2-й раз')
})

test('[B2 A3] the key M does the same as the mouse', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  await seedDeal(manager, { ...deal, stage: 'new-request' })
  await letIn(page.context(), manager)
  await page.goto('/deals')
  await page.getByRole('link', { name: deal.title }).focus()
  await page.keyboard.press('m')

  const sheet = page.getByRole('dialog', { name: `Куда перевести «${deal.title}»` })
  await expect(sheet.getByRole('button', { name: /^Взята в работу/ })).toContainText('Можно, спросит: Площадка')
  await expect(sheet.getByRole('button', { name: /^Взята в работу/ })).toBeFocused()
  await expect(sheet.getByRole('button', { name: /^Квалифицирован/ })).toContainText('Сначала «Взята в работу»')

  await test.step('a refused stage tells all reasons and offers the stage before it', async () => {
    await sheet.getByRole('button', { name: /^Квалифицирован/ }).press('Enter')
    const refusal = page.getByRole('dialog', { name: 'Сделка осталась на месте' })
    await expect(refusal).toContainText('Этапы идут по порядку: сначала «Взята в работу»')
    await refusal.getByRole('button', { name: 'Перевести туда' }).press('Enter')
  })

  await test.step('which asks in its form, and then goes through', async () => {
    const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
    const platform = form.getByRole('combobox', { name: 'Площадка' })
    await expect(platform).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Перевести' }).press('Enter')
    await expect(card(column(page, 'Взята в работу'), deal.title)).toBeVisible()
    await expect(page.getByRole('link', { name: deal.title })).toBeFocused()
  })
})
