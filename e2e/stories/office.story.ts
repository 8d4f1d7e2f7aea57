import type { BoardCard, Member, Page as Listed, RegulationInForce, Team } from '@reglament/contract'
import { password } from '../support/company.ts'
import { seedDeal, studioDeals } from '../support/deals.ts'
import { hasNoFault } from '../support/readers.ts'
import { expect, test } from '../support/story.ts'

test('[L6 B1] the owner makes a team, moves a manager into it with a head and a corridor, and resets a password', async ({
  windowOf,
  company,
  page: door,
}) => {
  const head = await company.hires('head', 'Олег Рябов')
  const manager = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(company.owner)
  await page.goto('/settings')

  await test.step('a team with a head', async () => {
    await page.getByRole('button', { name: 'Добавить отдел' }).click()
    const form = page.getByRole('dialog', { name: 'Новый отдел' })
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await expect(form).toContainText('Назовите отдел')
    await form.getByLabel('Название').fill('Отдел Север')
    await form.getByRole('combobox', { name: 'Руководитель' }).click()
    await page.getByRole('option', { name: 'Олег Рябов' }).click()
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await expect(page.getByText('руководит Олег Рябов · 0 сотрудников')).toBeVisible()
  })

  await test.step('a manager in it, with his own corridor', async () => {
    await page.getByRole('button', { name: 'Действия: Анна Лебедева' }).click()
    await page.getByRole('menuitem', { name: 'Изменить' }).click()
    const form = page.getByRole('dialog', { name: 'Анна Лебедева' })
    await form.getByRole('combobox', { name: 'Отдел' }).click()
    await page.getByRole('option', { name: 'Отдел Север' }).click()
    await form.getByLabel('Не меньше').fill('30')
    await form.getByLabel('Не больше').fill('20')
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await expect(form).toContainText('Верхняя граница не может быть меньше нижней.')
    await form.getByLabel('Не больше').fill('40')
    await hasNoFault(page, 'form of a member', '[role=dialog]')
    await form.getByRole('button', { name: 'Сохранить' }).click()
    await expect(page.getByText('сделок: 30–40')).toBeVisible()
    await expect(page.getByText('руководит Олег Рябов · 1 сотрудник')).toBeVisible()
    const { items } = await company.owner.ask<Listed<Member>>('GET', '/members')
    const teams = await company.owner.ask<{ items: Team[] }>('GET', '/teams')
    expect(items.find(({ id }) => id === manager.id)).toMatchObject({ loadMin: 30, loadMax: 40, teamId: teams.items[0]!.id })
    const deal = await seedDeal(manager, studioDeals[0]!)
    expect(await head.deal(deal.id)).toMatchObject({ id: deal.id })
  })

  await test.step('a password set anew by a link', async () => {
    await page.getByRole('button', { name: 'Действия: Анна Лебедева' }).click()
    await page.getByRole('menuitem', { name: 'Ссылка для нового пароля' }).click()
    const secret = page.getByRole('dialog', { name: 'Новый пароль: Анна Лебедева' })
    await door.goto(await secret.getByText(/\/password#/).innerText())
    await door.getByLabel('Придумайте пароль').fill('зелёный паром у пристани')
    await door.getByRole('button', { name: 'Сохранить пароль и войти' }).click()
    await expect(door.getByRole('button', { name: 'Вы: Анна Лебедева' })).toBeVisible()
    await expect(manager.ask('GET', '/me')).rejects.toThrow()
  })

  await test.step('and changed by herself, who then signs out elsewhere', async () => {
    await door.goto('/settings?section=sign-in')
    await door.getByLabel('Нынешний пароль').fill('не тот пароль')
    await door.getByLabel('Новый пароль').fill(password)
    await door.getByRole('button', { name: 'Сменить пароль' }).click()
    await expect(door.getByText('Это не ваш нынешний пароль.')).toBeVisible()
    await door.getByLabel('Нынешний пароль').fill('зелёный паром у пристани')
    await door.getByRole('button', { name: 'Сменить пароль' }).click()
    await expect(door.getByText('Пароль сменён, другие входы закрыты.')).toBeVisible()
    await expect(door.getByText('здесь', { exact: true })).toBeVisible()
  })
})

test('[L6 B1] who leaves hands his deals over first; what the regulation refuses is named', async ({ windowOf, company }) => {
  const leaver = await company.hires('manager', 'Павел Зимин')
  const colleague = await company.hires('manager', 'Анна Лебедева')
  await seedDeal(leaver, studioDeals[0]!)
  await seedDeal(leaver, studioDeals[1]!)
  await company.owner.ask('PATCH', `/members/${colleague.id}`, { loadMin: 0, loadMax: 1 })
  const page = await windowOf(company.owner)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Действия: Павел Зимин' }).click()
  await page.getByRole('menuitem', { name: 'Отключить' }).click()
  const form = page.getByRole('dialog', { name: 'Отключить: Павел Зимин?' })
  await expect(form).toContainText('За сотрудником 2 открытые сделки.')

  await form.getByRole('combobox', { name: 'Кому передать сделки' }).click()
  await page.getByRole('option', { name: 'Анна Лебедева' }).click()
  await form.getByRole('button', { name: 'Передать и отключить' }).click()
  await expect(form.getByRole('alert')).toContainText('1 сделка не передана')
  await form.getByRole('combobox', { name: 'Кому передать сделки' }).click()
  await page.getByRole('option', { name: 'На биржу' }).click()
  await form.getByRole('button', { name: 'Передать и отключить' }).click()
  await expect(page.getByText('отключён', { exact: true })).toBeVisible()

  const ofWhom = async (who: string) =>
    (await company.owner.ask<Listed<BoardCard>>('GET', `/deals?status=open&responsible=${who}`)).items.length
  expect([await ofWhom(leaver.id), await ofWhom(colleague.id), await ofWhom('none')]).toEqual([0, 1, 1])
})

test('[L9] founding: the first wrong field takes the focus, and the clauses shown bear the numbers of the regulation', async ({
  page,
  company,
}) => {
  await page.goto('/sign-up')
  await page.getByLabel('Компания').fill('Студия')
  await page.getByLabel('Как вас зовут').fill('Ирина')
  await page.getByRole('button', { name: 'Создать компанию' }).click()
  await expect(page.getByLabel('Рабочая почта')).toBeFocused()
  const shown = await page
    .locator('[data-clause]')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('data-clause'), one.firstElementChild?.textContent]))
  const { clauses } = await company.owner.ask<RegulationInForce>('GET', '/regulation')
  expect(shown.length).toBe(3)
  expect(shown).toEqual(shown.map(([key]) => [key, clauses.find((clause) => clause.key === key)?.number]))
})
