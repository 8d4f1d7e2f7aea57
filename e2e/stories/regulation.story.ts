import type { Page } from '@playwright/test'
import { hasNoFault } from '../support/readers.ts'
import { expect, hearsNothing, letIn, test } from '../support/story.ts'

test('[A1 A5 K1] the head changes a value in its sentence, reads what will change, and puts it in force', async ({ windowOf, company }) => {
  const head = await company.hires('head', 'Марина Лебедева')
  const manager = await company.hires('manager', 'Артём Лосев')
  const page = await windowOf(head)
  await page.goto('/regulation#overdue')
  const clause = page.getByRole('article').filter({ hasText: 'Просроченное дело' })
  await expect(clause).toContainText('через 4 рабочих часа — руководителю')
  await clause.getByRole('button', { name: 'Когда узнаёт руководитель: 4 рабочих часа' }).click()
  await page.getByRole('textbox', { name: 'Сколько' }).fill('2')
  await page.getByRole('button', { name: 'Готово' }).click()
  await clause.getByRole('radio', { name: 'спрашивать' }).click()

  const draft = page.getByRole('complementary', { name: /Черновик версии/ })
  await expect(draft).toContainText('через 4 рабочих часа — руководителю.')
  await expect(draft).toContainText('через 2 рабочих часа — руководителю.')
  await expect(draft).toContainText('запрещает')
  await draft.getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByText('Версия 2 введена в действие.')).toBeVisible()
  await expect(clause.getByRole('radio', { name: 'спрашивать' })).toBeChecked()

  await clause.getByRole('button', { name: /История пункта/ }).click()
  await expect(page.getByRole('dialog')).toContainText('Марина Лебедева')
  await expect(page.getByRole('dialog')).toContainText('через 2 рабочих часа')

  const read = await windowOf(manager)
  await read.goto('/regulation')
  await expect(read.getByRole('article').filter({ hasText: 'Просроченное дело' })).toContainText('через 2 рабочих часа — руководителю')
  await expect(read.getByRole('radiogroup')).toHaveCount(0)
})

test('[A11] a value out of its bounds is told at its clause, and nothing can be put in force', async ({ page, company }) => {
  await letIn(page.context(), company.owner)
  await page.goto('/regulation#attempts-before-closing')
  const clause = page.locator('#attempts-before-closing')
  await clause.getByRole('button', { name: /^Сколько попыток нужно/ }).click()
  await page.getByRole('textbox', { name: 'Сколько попыток нужно' }).fill('99')
  await page.getByRole('button', { name: 'Готово' }).click()
  const draft = page.getByRole('complementary', { name: /Черновик версии/ })
  await expect(draft.getByRole('alert')).toContainText('Не больше 20.')
  await expect(draft.getByRole('button', { name: /Ввести/ })).toHaveCount(0)
  await draft.getByRole('button', { name: /^Отменить/ }).click()
  await expect(draft).toHaveCount(0)
})

test('[K1 L1] a clause is found by its words and by its address', async ({ page, company }) => {
  await letIn(page.context(), company.owner)
  await page.goto('/regulation')
  await page.getByRole('searchbox', { name: 'Найти в регламенте' }).fill('звонок раньше срока')
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Найти в регламенте' }).fill('такого здесь нет')
  await expect(page.getByRole('heading', { name: 'Такого в регламенте нет' })).toBeVisible()
  await page.goto('/regulation#stage-task')
  await expect(page.locator('#stage-task')).toBeInViewport()
  await expect(page.locator('#stage-task')).toContainText('связаться и провести квалификацию за 30 рабочих минут')
})

test('[C3 A1 A5] the head says in the sentence whose source it is, and the next inquiry of it goes there', async ({
  windowOf,
  company,
}) => {
  const anna = await company.hires('manager', 'Анна Светлова')
  await company.hires('manager', 'Борис Куликов')
  const page = await windowOf(await company.hires('head', 'Марина Лебедева'))
  await page.goto('/regulation#lead-routing')
  const clause = page.locator('#lead-routing')
  const draft = page.getByRole('complementary', { name: /Черновик версии/ })
  await clause.getByRole('button', { name: 'Остальные обращения: на биржу' }).click()
  await page.getByRole('combobox', { name: 'Остальные обращения' }).selectOption('по источнику')
  await page.getByRole('button', { name: 'Готово' }).click()
  await clause.getByRole('button', { name: /^Кому именно/ }).click()
  await page.getByLabel('Источник 1').fill('Авито')
  const member = page.getByLabel('Кому 1')
  // Whoever gets no inquiries by his role is not offered.
  await expect(member.getByRole('option', { name: /Анна|Борис/ })).toHaveCount(2)
  await member.selectOption('Анна Светлова')
  await page.getByRole('button', { name: 'Источник', exact: true }).click()
  await page.getByLabel('Источник 2').fill('авито')
  await expect(page.getByRole('alert').filter({ hasText: 'Такая строка уже есть.' })).toBeVisible()
  await page.getByRole('button', { name: 'Убрать строку 2' }).click()
  await hasNoFault(page, 'whose a source is', '[role="dialog"]')
  await page.getByRole('button', { name: 'Готово' }).click()

  await expect(draft.getByRole('deletion')).toContainText('остальные — на биржу.')
  await expect(draft.getByRole('insertion')).toContainText('авито — Анна Светлова, прочее — на биржу.')
  await draft.getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(page.getByText('Версия 2 введена в действие.')).toBeVisible()
  await expect(clause).toContainText('авито — Анна Светлова')

  const { lead } = await company.owner.ask<{ lead: { responsible: { name: string } | null } }>('POST', '/leads', {
    phone: '+79214450001',
    channel: 'form',
    source: 'Авито',
  })
  expect(lead.responsible?.name).toBe(anna.name)
})

test('[L4 A5] heads write on one draft: what each changed stands in it, the same clause is asked, and it is still there tomorrow', async ({
  windowOf,
  company,
}) => {
  const [first, second] = [await windowOf(await company.hires('head', 'Марина Лебедева')), await windowOf(company.owner)]
  const clauseOf = (page: Page, key: string) => page.locator(`#${key}`)
  const draftOf = (page: Page) => page.getByRole('complementary', { name: /Черновик версии/ })
  for (const page of [first, second]) {
    await hearsNothing(page)
    await page.goto('/regulation#overdue')
  }
  await expect(clauseOf(second, 'overdue')).toBeVisible()

  await clauseOf(first, 'overdue').getByRole('radio', { name: 'спрашивать' }).click()
  await expect(draftOf(first)).toContainText('Последним писал(а) Марина Лебедева')
  // The other window has not heard of it: what he writes in another clause is put together with it.
  await clauseOf(second, 'touch-cadence').getByRole('radio', { name: 'считать' }).click()
  await expect(draftOf(second)).toContainText('Последним писал(а) Ирина Соколова')
  await expect(clauseOf(second, 'overdue').getByRole('radio', { name: 'спрашивать' })).toBeChecked()

  // The same clause, unseen: his stays until it is said whose does.
  await clauseOf(first, 'touch-cadence').getByRole('radio', { name: 'выкл' }).click()
  const asked = first.getByRole('dialog', { name: 'Это изменили и вы, и другой руководитель' })
  await expect(asked).toContainText('написал(а) Ирина Соколова')
  await expect(asked.getByRole('radio', { name: 'У вас: выкл' })).toBeChecked()
  await expect(asked.getByRole('radio', { name: 'У другого: считать' })).toBeVisible()
  await asked.getByRole('button', { name: 'Оставить выбранное' }).click()
  await expect(draftOf(first)).toContainText('Последним писал(а) Марина Лебедева')
  await expect(clauseOf(first, 'touch-cadence').getByRole('radio', { name: 'выкл' })).toBeChecked()

  await second.reload()
  await second.getByRole('button', { name: 'Посмотреть, что изменится' }).click()
  await expect(draftOf(second).getByRole('listitem')).toHaveCount(2)
  await draftOf(second).getByRole('button', { name: 'Ввести в действие' }).click()
  await expect(second.getByText('Версия 2 введена в действие.')).toBeVisible()
  await expect(draftOf(second)).toHaveCount(0)
  await expect(second.getByRole('button', { name: 'Посмотреть, что изменится' })).toHaveCount(0)
  await expect(clauseOf(second, 'touch-cadence').getByRole('radio', { name: 'выкл' })).toBeChecked()
})

test('[L4 A5] a value typed while a colleague’s lands asks which of the two stands, also where one’s window has heard of it', async ({
  windowOf,
  company,
}) => {
  const mine = await windowOf(await company.hires('head', 'Марина Лебедева'))
  const his = await windowOf(company.owner)
  const chip = (page: Page) => page.locator('#overdue').getByRole('button', { name: /^Когда узнаёт руководитель/ })
  const number = (page: Page) => page.getByRole('textbox', { name: 'Сколько' })
  for (const page of [mine, his]) await page.goto('/regulation#overdue')
  await chip(mine).click()
  await chip(his).click()
  await number(his).fill('6')
  await his.getByRole('button', { name: 'Готово' }).click()
  // His has landed and is seen here, but the editor was opened before.
  await expect(chip(mine)).toHaveText('6 рабочих часов')
  await number(mine).fill('2')
  const asked = mine.getByRole('dialog', { name: 'Это изменили и вы, и другой руководитель' })
  await expect(asked.getByRole('radio', { name: 'У вас: 2 рабочих часа' })).toBeChecked()
  await expect(asked.getByRole('radio', { name: 'У другого: 6 рабочих часов' })).toBeVisible()
  await hasNoFault(mine, 'what both changed', '[role="dialog"]')
  await asked.getByRole('radio', { name: /^У другого/ }).check()
  await asked.getByRole('button', { name: 'Оставить выбранное' }).click()
  await expect(asked).toHaveCount(0)
  await expect(chip(mine)).toHaveText('6 рабочих часов')

  // Both are on their way at once: mine is the later one.
  let goOn = (): void => undefined
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  await mine.route('**/regulation/working-draft', async (route) => {
    if (route.request().method() === 'PUT') await held
    await route.fallback()
  })
  const leaves = mine.waitForRequest((request) => request.method() === 'PUT')
  await chip(mine).click()
  await number(mine).fill('3')
  await leaves
  // His own window shows it before the server has it.
  const landed = his.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await chip(his).click()
  await number(his).fill('7')
  await expect(his.getByRole('complementary', { name: /Черновик версии/ })).toContainText('7 рабочих часов')
  await landed
  goOn()
  await expect(asked.getByRole('radio', { name: 'У другого: 7 рабочих часов' })).toBeVisible()
  await asked.getByRole('button', { name: 'Оставить выбранное' }).click()
  await expect(chip(his)).toHaveText('3 рабочих часа')
})
