import type { Page } from '@playwright/test'
import { aMorning, at, putClock } from '../support/morning.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, phone, test } from '../support/story.ts'

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const rowOf = (page: Page, title: string) => page.locator('[data-row]').filter({ hasText: title })

test('[D8 D7 C8 D3] a manager’s day by the keyboard alone', async ({ windowOf }) => {
  const { manager } = await aMorning()
  const page = await windowOf(manager)
  await page.goto('/')
  await expect(page).toHaveURL(/\/my-day$/)
  await expect(page.getByText('Среда, 12 марта')).toBeVisible()

  await test.step('what came in stands first, then what is overdue, then today', async () => {
    await expect(page.getByRole('heading', { level: 2 })).toHaveText([
      'Входящие без ответа',
      'Просрочено',
      'Сегодня',
      'Просмотреть сделки',
      'Сделано',
    ])
    await expect(part(page, 'Просмотреть сделки')).toContainText('просмотрено 4 из 5')
    await expect(page.getByRole('link', { name: 'Входящие: 2 ждут ответа' })).toBeVisible()
  })

  await test.step('a missed call is called back: C opens the talk, it is written down, the row is gone', async () => {
    await page.keyboard.press('j')
    await expect(rowOf(page, 'Пропущенный звонок').getByRole('link', { name: 'Пропущенный звонок' })).toBeFocused()
    await page.keyboard.press('c')
    const form = page.getByRole('dialog', { name: 'Звонок' })
    await expect(form.getByLabel('О чём')).toBeFocused()
    await page.keyboard.type('Перезвонила, ждёт примеры')
    await page.keyboard.press('Control+Enter')
    await expect(form).toBeHidden()
    await expect(rowOf(page, 'Пропущенный звонок')).toHaveCount(0)
  })

  await test.step('a letter that needs no answer is dismissed with a reason: D', async () => {
    await page.keyboard.press('d')
    const form = page.getByRole('dialog', { name: 'Отклонить без ответа' })
    await expect(form.getByLabel('Почему ответ не нужен')).toBeFocused()
    await page.keyboard.type('Ответила по телефону')
    await page.keyboard.press('Control+Enter')
    await expect(form).toBeHidden()
    await expect(part(page, 'Входящие без ответа')).toHaveCount(0)
  })

  await test.step('the overdue letter is done with what comes next', async () => {
    await page.keyboard.press('d')
    const form = page.getByRole('dialog', { name: 'Дело сделано' })
    await expect(form.getByLabel('Итог')).toBeFocused()
    await page.keyboard.type('Расчёт отправлен')
    await form.getByLabel('Что сделать').focus()
    await page.keyboard.type('Позвонить и обсудить расчёт')
    await form.getByRole('button', { name: 'Завтра в 10:00' }).press('Enter')
    await form.getByLabel('Итог').press('Control+Enter')
    await expect(form).toBeHidden()
    await expect(part(page, 'Просрочено')).toHaveCount(0)
  })

  await test.step('nobody answers: N, and the call moves by an hour', async () => {
    await expect(part(page, 'Сегодня')).toContainText('Обсудить предложение')
    await page.keyboard.press('j')
    for (let back = 0; back < 9; back++) await page.keyboard.press('k')
    await expect(rowOf(page, 'Обсудить предложение').getByRole('link', { name: 'Обсудить предложение' })).toBeFocused()
    await page.keyboard.press('n')
    await expect(page.getByRole('status').filter({ hasText: 'Снова' }).or(page.getByText(/12:04/)).first()).toBeVisible()
  })

  await test.step('pressed again too early, the answer says from when it counts', async () => {
    await expect(rowOf(page, 'Обсудить предложение')).toBeVisible()
    await page.keyboard.press('n')
    await expect(page.getByText(/11:54/)).toBeVisible()
  })
})

test('[D7] incoming is handled until it is empty', async ({ windowOf }) => {
  const { manager } = await aMorning()
  const page = await windowOf(manager)
  await page.goto('/incoming')
  const queue = part(page, 'Очередь')
  await expect(queue.getByRole('listitem')).toHaveCount(2)
  await expect(queue.getByRole('listitem').first()).toContainText('Мария Игнатьева')
  await expect(part(page, 'Переписка по сделке')).toContainText('Пропущенный звонок')
  await hasNoSeriousFault(page, 'incoming')

  await test.step('J goes to the letter, its conversation is there', async () => {
    await page.keyboard.press('j')
    await expect(part(page, 'Переписка по сделке')).toContainText('Выгрузка входит в стоимость?')
    await expect(part(page, 'Переписка по сделке')).toContainText('сдвинули запуск на 1 апреля')
  })

  await test.step('R writes the answer down on the channel that the client used', async () => {
    await page.keyboard.press('r')
    const form = page.getByRole('dialog', { name: 'Записать ответ' })
    await expect(form.getByRole('radio', { name: 'Письмо' })).toBeChecked()
    await page.keyboard.type('Да, входит. Кабинет покажем в четверг.')
    await page.keyboard.press('Control+Enter')
    await expect(form).toBeHidden()
    await expect(queue.getByRole('listitem')).toHaveCount(1)
  })

  await test.step('D dismisses with a reason, and the queue says that it is empty', async () => {
    await page.keyboard.press('d')
    const form = page.getByRole('dialog', { name: 'Отклонить без ответа' })
    await expect(form.getByRole('button', { name: 'Отклонить' })).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.type('Ошибся номером')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: 'Входящих нет' })).toBeVisible()
    await expect(queue).toContainText('Разобрано сегодня: 2')
    await expect(page.getByRole('link', { name: 'Входящие', exact: true })).toBeVisible()
  })
})

test('[D10] the day is closed with a task carried over, and the head sees why', async ({ windowOf }) => {
  const { company, manager, head, deals } = await aMorning()
  await putClock(company, '17:40')
  const page = await windowOf(manager)
  await page.goto('/my-day')
  await hasNoSeriousFault(page, 'my day')
  await page.getByRole('button', { name: 'Закрыть день' }).click()
  const form = page.getByRole('dialog', { name: 'Закрыть день' })
  await form.getByRole('textbox').first().fill('Клиент просил завтра')
  await expect(form.getByRole('button', { name: 'Перенести и закрыть день' })).toHaveAttribute('aria-disabled', 'true')
  await form.getByText('Та же причина для всех').click()
  await hasNoSeriousFault(page, 'closing the day')
  await form.getByRole('button', { name: 'Перенести и закрыть день' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByText('День закрыт в 17:40.')).toBeVisible()
  await expect(part(page, 'Просрочено')).toHaveCount(0)
  const tomorrow = new Date(Date.parse(at('17:40')) + 86_400_000).toISOString()
  expect((await manager.deal(deals.late.id)).tasks.map(({ dueAt }) => dueAt)).toEqual([tomorrow])

  const above = await windowOf(head)
  await above.goto('/my-day')
  const team = above.getByRole('complementary')
  await expect(team).toContainText('закрыт в 17:40')
  await team.getByText('Перенесено с причиной').click()
  await expect(team).toContainText('Отправить расчёт склада: Клиент просил завтра')
})

test('[D8 L5] on a phone the day fits and acts in place', async ({ windowOf }) => {
  const { manager } = await aMorning()
  const page = await windowOf(manager, { ...phone, viewport: { width: 360, height: 740 } })
  await page.goto('/my-day')
  await expect(rowOf(page, 'Пропущенный звонок').getByRole('button', { name: 'Перезвонить' })).toBeVisible()
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await hasNoSeriousFault(page, 'my day on a phone')
  await page.getByRole('link', { name: /^Входящие/ }).click()
  await page.getByRole('button', { name: /Сергей Дорохов/ }).click()
  await expect(part(page, 'Переписка по сделке')).toContainText('Выгрузка входит')
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  await hasNoSeriousFault(page, 'a conversation on a phone')
  await page.getByRole('button', { name: 'К очереди' }).click()
  await expect(page.getByRole('button', { name: /Мария Игнатьева/ })).toBeVisible()
})
