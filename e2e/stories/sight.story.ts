import { randomUUID } from 'node:crypto'
import { column } from '../support/board.ts'
import { seedDeal, studioDeals } from '../support/deals.ts'
import { expect, test } from '../support/story.ts'

const [first, second] = studioDeals

test('[L6] the head sees the deals of the team, a manager does not see a colleague’s', async ({ windowOf, company }) => {
  const anna = await company.hires('manager', 'Анна Лебедева')
  const pavel = await company.hires('manager', 'Павел Зимин')
  const head = await company.hires('head', 'Марина Орлова')
  const annas = await seedDeal(anna, first!)
  const pavels = await seedDeal(pavel, second!)

  await test.step('the manager sees his own', async () => {
    const page = await windowOf(pavel)
    await page.goto('/deals')
    await expect(column(page, 'Новая заявка').getByRole('article')).toHaveCount(1)
    await expect(column(page, 'Новая заявка').getByRole('article')).toContainText(pavels.title)
    await page.goto(`/deals/${annas.id}`)
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible()
    await expect(page.getByText('запись видна только другому сотруднику')).toBeVisible()
    await expect(page.getByText(annas.title)).toHaveCount(0)
  })

  await test.step('the head sees both, and whose they are', async () => {
    const page = await windowOf(head)
    await page.goto('/deals')
    await expect(column(page, 'Новая заявка').getByRole('article')).toHaveCount(2)
    await expect(page.getByRole('img', { name: 'Анна Лебедева' })).toBeVisible()
    await page.getByRole('button', { name: /^Ответственный/ }).click()
    await page.getByRole('option', { name: 'Павел Зимин' }).click()
    await expect(column(page, 'Новая заявка').getByRole('article')).toHaveCount(1)
    await expect(page).toHaveURL(new RegExp(`responsible=${pavel.id}`))
    await page.getByRole('button', { name: 'Мои' }).click()
    await expect(page.getByRole('heading', { name: 'По этому отбору сделок нет' })).toBeVisible()
    await page.getByRole('button', { name: 'Показать все' }).click()
    await expect(column(page, 'Новая заявка').getByRole('article')).toHaveCount(2)
  })

  await test.step('the head hands a deal over', async () => {
    const page = await windowOf(head)
    await page.goto(`/deals/${annas.id}`)
    await page.getByRole('button', { name: 'Передать' }).click()
    const form = page.getByRole('dialog', { name: 'Кому передать сделку' })
    await form.getByRole('combobox', { name: 'Новый ответственный' }).click()
    await page.getByRole('option', { name: 'Павел Зимин' }).click()
    await form.getByRole('button', { name: 'Передать' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Сделка передана: Павел Зимин.' })).toBeVisible()
    expect((await pavel.deal(annas.id)).responsible?.id).toBe(pavel.id)
  })
})

test('[L6] the quality controller looks and has no acts', async ({ windowOf, company }) => {
  const anna = await company.hires('manager', 'Анна Лебедева')
  const controller = await company.hires('quality-controller', 'Вера Котова')
  const deal = await seedDeal(anna, first!)
  const page = await windowOf(controller)
  await page.goto('/deals')
  await expect(column(page, 'Новая заявка').getByRole('article')).toContainText(deal.title)
  await expect.soft(page.getByRole('button', { name: 'Создать' })).toHaveCount(0)

  await page.goto(`/deals/${deal.id}`)
  await expect(page.getByRole('heading', { name: deal.title })).toBeVisible()
  for (const act of ['Сделано', 'Перевести', 'Перенести', 'Передать', 'Поставить дело'])
    await expect.soft(page.getByRole('button', { name: act, exact: true })).toHaveCount(0)
})

test('[L6] an address that leads nowhere and a place without access are said plainly', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(manager)

  await test.step('no such deal', async () => {
    await page.goto(`/deals/${randomUUID()}`)
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Повторить' })).toHaveCount(0)
  })

  await test.step('no such address', async () => {
    await page.goto('/nowhere/at/all')
    await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible()
    await page.getByRole('link', { name: 'Сделки' }).last().click()
    await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
  })

  await test.step('a place of other roles', async () => {
    await page.goto('/settings?section=import')
    await expect(page.getByRole('heading', { name: 'Этот раздел не для вашей роли' })).toBeVisible()
    await page.goto('/settings')
    await expect(page.getByRole('heading', { name: 'Сотрудники' })).toBeVisible()
    await expect.soft(page.getByRole('button', { name: 'Добавить сотрудника' })).toHaveCount(0)
    await expect.soft(page.getByRole('button', { name: 'Создать ключ' })).toHaveCount(0)
  })
})
