import { seedDeal } from '../support/deals.ts'
import { expect, letIn, test } from '../support/story.ts'

const client = 'Клиника «Вита»'

test('[D1 D3] the last task is not closed bare: the form asks what is next and takes a next task', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { stage: 'new-request', title: 'Сайт сети клиник', client, budget: 820 })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const next = page.getByRole('complementary', { name: 'Что дальше' })
  await next.getByRole('button', { name: 'Сделано' }).click()
  const form = page.getByRole('dialog', { name: 'Дело сделано' })

  await test.step('with the clause that asks', async () => {
    await expect(form).toContainText('Это последнее дело, а сделка без дела не остаётся.')
    await expect(form.getByRole('link', { name: 'п. 3.1' })).toBeVisible()
    await expect(form.getByRole('radio', { name: 'Следующее дело' })).toBeChecked()
    await expect(form.getByRole('radio', { name: 'Пока ничего' })).toHaveCount(0)
  })

  await test.step('bare, it says what is lacking and stays open', async () => {
    await form.getByRole('button', { name: 'Сделано' }).press('Enter')
    await expect(form).toContainText('Осталось: итог, что сделать, срок')
    await expect(form.getByLabel('Итог')).toBeFocused()
  })

  await test.step('a result of two letters is too short for the regulation, and what was typed stays', async () => {
    await form.getByLabel('Итог').fill('ок')
    await form.getByLabel('Что сделать').fill('Выслать примеры сайтов клиник')
    await form
      .getByRole('button', { name: 'Завтра в 10:00' })
      .or(form.getByRole('button', { name: 'В понедельник' }))
      .click()
    await form.getByRole('button', { name: 'Сделано' }).press('Enter')
    await expect(form).toContainText('Осталось: итог')
    await expect(form.getByLabel('Что сделать')).toHaveValue('Выслать примеры сайтов клиник')
    expect((await manager.deal(made.id)).tasks.map(({ kind }) => kind)).toEqual(['first-contact'])
  })

  await test.step('with a result and a next task it is closed in one press', async () => {
    await form.getByLabel('Итог').fill('Дозвонились, просят примеры')
    await form.getByRole('button', { name: 'Сделано' }).click()
    await expect(form).toBeHidden()
    await expect(page.getByRole('status').filter({ hasText: 'Дело сделано.' })).toContainText('Выслать примеры сайтов клиник')
    await expect(next.getByRole('heading', { name: 'Выслать примеры сайтов клиник' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Лента' })).toContainText('Дозвонились, просят примеры')
  })
})

test('[D1 D3 B2] a task is closed with a move, in one act', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { stage: 'new-request', title: 'Сайт сети клиник', client, budget: 820 })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const next = page.getByRole('complementary', { name: 'Что дальше' })
  await next.getByRole('button', { name: 'Сделано' }).click()
  const form = page.getByRole('dialog', { name: 'Дело сделано' })
  await form.getByLabel('Итог').fill('Клиент готов обсуждать')
  await form.getByRole('radio', { name: 'Другой этап' }).click()
  await expect(form.getByRole('combobox', { name: 'Этап' })).toHaveValue('Взята в работу')
  await expect(form).toContainText('Связаться и провести квалификацию')
  await expect(form).toContainText('Осталось: Площадка')
  await form.getByRole('combobox', { name: 'Площадка' }).click()
  await page.getByRole('option', { name: 'Рекомендация' }).click()
  await form.getByRole('button', { name: 'Сделано и перевести' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Дело сделано, сделка в «Взята в работу».' })).toBeVisible()
  await expect(next.getByRole('heading', { name: 'Связаться и провести квалификацию' })).toBeVisible()
  const now = await manager.deal(made.id)
  expect([now.stage, now.fields['platform'], now.tasks.length]).toEqual(['taken', 'recommendation', 1])
})

test('[D1] a task that a colleague has closed meanwhile says so instead of closing twice', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { stage: 'new-request', title: 'Сайт сети клиник', client, budget: undefined })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  await page.getByRole('complementary', { name: 'Что дальше' }).getByRole('button', { name: 'Сделано' }).click()
  const form = page.getByRole('dialog', { name: 'Дело сделано' })
  await form.getByLabel('Итог').fill('Договорились о встрече')
  await form.getByLabel('Что сделать').fill('Подготовиться к встрече')
  await form.getByRole('button', { name: 'Через неделю' }).click()

  const next = { text: 'Перезвонить директору', dueAt: new Date(Date.now() + 86_400_000).toISOString() }
  await company.owner.ask('POST', `/tasks/${made.tasks[0]!.id}/completion`, { result: 'Дозвонилась сама', next })
  await form.getByRole('button', { name: 'Сделано' }).click()
  await expect(page.getByRole('dialog')).toContainText(/уже закрыт|закрыл коллега/)
  expect((await manager.deal(made.id)).tasks.map(({ title }) => title)).toEqual(['Перезвонить директору'])
})
