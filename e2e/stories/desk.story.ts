import { expect, phone, test } from '../support/story.ts'

test('[L5] «?» names the keys of the screen where one is', async ({ company, windowOf }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(manager)
  await page.goto('/my-day')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Мой день')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Мой день' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('[L2 A3] on a phone several deals are chosen and moved at once', async ({ company, windowOf }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const titles = ['Сайт сети клиник', 'Каталог дверей']
  for (const title of titles) await manager.makesDeal({ title, fields: { platform: 'site' } })
  const page = await windowOf(manager, phone)
  await page.goto('/deals')
  await page.getByRole('button', { name: 'Выбрать', exact: true }).click()
  for (const title of titles) await page.getByRole('checkbox', { name: new RegExp(title) }).check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Перевести' }).click()
  await page.getByRole('dialog').getByRole('combobox').click()
  await page.getByRole('option', { name: 'Взята в работу' }).click()
  await page.getByRole('dialog').locator('button[type="submit"]').click()
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
  await page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).last().click()
  await page.getByRole('tab', { name: /^Взята в работу/ }).click()
  for (const title of titles) await expect(page.getByRole('article').filter({ hasText: title })).toBeVisible()
})

test('[A3 C8] what a refusal on the board asks for is opened on the card, at its very place', async ({ company, windowOf }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const deal = await manager.makesDeal({ title: 'Сайт сети клиник', contact: { name: 'Олег Нестеров', phone: '+7 912 555-01-47' } })
  const page = await windowOf(manager)
  await page.goto('/deals')
  await page.getByRole('link', { name: 'Сайт сети клиник' }).focus()
  await page.keyboard.press('m')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Квалифицирован/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Заполнить' }).click()
  await expect(page).toHaveURL(new RegExp(`/deals/${deal.id}\\?place=platform`))
  await expect(page.locator('[data-place="platform"]').getByRole('combobox')).toBeFocused()
})

test('[L6] two people edit a member at once: who saves second sees both values before he goes over the first', async ({
  company,
  windowOf,
}) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(company.owner)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Действия: Анна Лебедева' }).click()
  await page.getByRole('menuitem', { name: 'Изменить' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Имя').fill('Анна Петрова')
  await company.owner.ask('PATCH', `/members/${manager.id}`, { name: 'Анна Лебедева-Крамер' })
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await expect(form.getByRole('alert')).toContainText('у коллеги «Анна Лебедева-Крамер», у вас «Анна Петрова»')
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByText('Анна Петрова')).toBeVisible()
})
