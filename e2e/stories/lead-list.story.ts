import type { LeadActAnswer } from '@reglament/contract'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, phone, test } from '../support/story.ts'

test('[L2 C4 C10] many leads are rejected or given at once; the oldest stand first when asked; one sees his own alone', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const anna = await company.hires('manager', 'Анна Лебедева')
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const names = ['Алексей Первый', 'Борис Второй', 'Вера Третья', 'Галина Четвёртая']
  const made: LeadActAnswer[] = []
  for (const [i, name] of names.entries())
    made.push(await owner.ask<LeadActAnswer>('POST', '/leads', { name, phone: `+7 921 111-33-0${i}`, channel: 'form' }))

  const page = await windowOf(owner)
  await page.goto('/leads?show=open')
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows.nth(1)).toContainText('Галина')
  await page.getByRole('button', { name: 'Первый ответ' }).last().click()
  await expect(page).toHaveURL(/order=oldest/)
  await expect(rows.nth(1)).toContainText('Алексей')

  // By keyboard, and with everything between by Shift.
  const box = (name: string) => page.getByRole('checkbox', { name: `Выбрать: ${name}` })
  await box('Алексей Первый').focus()
  await page.keyboard.press('Space')
  await box('Вера Третья').click({ modifiers: ['Shift'] })
  const bar = page.getByRole('toolbar', { name: 'Что сделать с выбранными' })
  await expect(bar).toContainText('Выбрано 3 обращения')
  await hasNoSeriousFault(page, 'leads that are chosen')
  // A colleague is faster with one of them.
  await page.route('**/api/leads/bulk', async (route) => {
    await owner.ask('POST', `/leads/${made[1]!.id}/conversion`, {})
    await route.continue()
  })
  await bar.getByRole('button', { name: 'Отклонить' }).click()
  const dialog = page.getByRole('dialog', { name: 'Отклонить 3 обращения' })
  await dialog.getByRole('combobox', { name: 'Причина' }).click()
  await page.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Отклонить' }).click()
  await expect(page.getByText('Отклонено 2 обращения')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Борис Второй: Из этого обращения уже сделана сделка.')
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await page.unroute('**/api/leads/bulk')

  await page.getByRole('checkbox', { name: /Выбрать все/ }).check()
  await bar.getByRole('button', { name: 'Передать' }).click()
  const give = page.getByRole('dialog', { name: 'Передать 1 обращение' })
  await give.getByRole('combobox', { name: 'Кому' }).click()
  await page.getByRole('option', { name: 'Анна Лебедева' }).click()
  await give.getByRole('button', { name: 'Передать' }).click()
  await expect(page.getByText('Передано 1 обращение')).toBeVisible()
  await expect(rows.nth(1)).toContainText('Анна Лебедева')

  // The last of the list: it is empty behind the window, which still says why.
  await page.getByRole('checkbox', { name: 'Выбрать: Галина Четвёртая' }).check()
  await page.route('**/api/leads/bulk', async (route) => {
    await owner.ask('POST', `/leads/${made[3]!.id}/rejection`, { reason: 'spam' })
    await route.continue()
  })
  await bar.getByRole('button', { name: 'Отклонить' }).click()
  const last = page.getByRole('dialog', { name: 'Отклонить 1 обращение' })
  await last.getByRole('combobox', { name: 'Причина' }).click()
  await page.getByRole('option').first().click()
  await last.getByRole('button', { name: 'Отклонить' }).click()
  await expect(last.getByRole('alert')).toContainText('Галина Четвёртая: Это обращение уже отклонено.')
  await expect(page.getByText('Всё разобрано')).toBeAttached()
  await page.keyboard.press('Escape')
  await owner.ask('POST', `/leads/${made[3]!.id}/reopening`, {})

  await owner.ask('POST', '/leads', { name: 'Дарья Пятая', phone: '+7 921 111-33-09', channel: 'form' })
  const hers = await windowOf(anna, phone)
  await hers.goto('/leads?show=open')
  await expect(hers.getByText('Дарья Пятая')).toBeVisible()
  await hers.getByRole('button', { name: /^Кому/ }).click()
  await hers.getByRole('option', { name: 'мои' }).click()
  await expect(hers.getByText('Дарья Пятая')).toHaveCount(0)
  await expect(hers.getByText('Галина Четвёртая')).toBeVisible()
  await hers.reload()
  await expect(hers.getByText('Галина Четвёртая')).toBeVisible()
  await expect(hers.getByText('Дарья Пятая')).toHaveCount(0)
})
