import { freshEmail, password, signIn } from '../support/company.ts'
import { seedDeal, studioDeals } from '../support/deals.ts'
import { expect, test } from '../support/story.ts'

test('[L7] signing in says what did not fit, signing out closes the door', async ({ page, company }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByText('Напишите почту')).toBeVisible()
  await expect(page.getByText('Напишите пароль')).toBeVisible()

  await page.getByLabel('Рабочая почта').fill(company.owner.email)
  await page.getByLabel('Пароль', { exact: true }).fill('не тот пароль совсем')
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByRole('alert')).toContainText('Почта или пароль не подошли. Проверьте раскладку и Caps Lock.')
  await page.getByLabel('Пароль', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()

  await page.getByRole('button', { name: 'Вы: Ирина Соколова' }).click()
  await page.getByRole('button', { name: 'Выйти' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
  await page.goto('/deals')
  await expect(page.getByRole('button', { name: 'Войти' })).toBeVisible()
})

test('[L6 L7] a session that has ended says so, and what was typed is there after the next sign-in', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const deal = await seedDeal(manager, studioDeals[0]!)
  const session = await signIn(manager.name, manager.email)
  const page = await windowOf(session)
  await page.goto(`/deals/${deal.id}`)
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toBeVisible()
  await session.signsOut()
  await page.getByRole('textbox', { name: 'Примечание' }).fill('Директор вернётся в среду, звонить после обеда')
  await expect(page.getByText('Вход закончился. Войдите снова')).toBeVisible()

  await page.getByLabel('Рабочая почта').fill(manager.email)
  await page.getByLabel('Пароль', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page).toHaveURL(new RegExp(deal.id))
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toHaveValue('Директор вернётся в среду, звонить после обеда')
  await expect.poll(async () => (await manager.deal(deal.id)).note).toBe('Директор вернётся в среду, звонить после обеда')
})

test('[L6 L7] a deal that was being typed when the session ended is there after the next sign-in', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const session = await signIn(manager.name, manager.email)
  const page = await windowOf(session)
  await page.goto('/deals/new')
  await page.getByLabel('О чём сделка').fill('Сайт сети клиник')
  await page.getByLabel('Клиент', { exact: true }).fill('Олег Нестеров')
  await session.signsOut()
  // The search for the client may hear first that the session is over, and take the form away before it is sent.
  const sent = page.getByRole('button', { name: 'Создать сделку' }).press('Enter', { timeout: 5_000 })
  await sent.catch(() => undefined)
  await expect(page.getByText('Вход закончился. Войдите снова')).toBeVisible()
  await page.getByLabel('Рабочая почта').fill(manager.email)
  await page.getByLabel('Пароль', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Войти' }).click()
  await expect(page.getByLabel('О чём сделка')).toHaveValue('Сайт сети клиник')
  await expect(page.getByLabel('Клиент', { exact: true })).toHaveValue('Олег Нестеров')
})

test('[L6] an invitation link sets a password, once', async ({ page, windowOf, company }) => {
  const email = freshEmail('pavel')
  const settings = await windowOf(company.owner)
  await settings.goto('/settings')
  await settings.getByRole('button', { name: 'Добавить сотрудника' }).click()
  const form = settings.getByRole('dialog', { name: 'Новый сотрудник' })
  await form.getByRole('button', { name: 'Добавить' }).click()
  await expect(form).toContainText('Напишите почту')
  await form.getByLabel('Имя').fill('Павел Зимин')
  await form.getByLabel('Почта').fill(email)
  await form.getByRole('button', { name: 'Добавить' }).click()
  const invitation = settings.getByRole('dialog', { name: 'Приглашение: Павел Зимин' })
  const link = await invitation.getByText(/\/invitation#/).innerText()

  await test.step('a password that is too short or too common is refused', async () => {
    await page.goto(link)
    await expect(page.getByText('Студия «Север»')).toBeVisible()
    await expect(page.getByText(email)).toBeVisible()
    await page.getByLabel('Придумайте пароль').fill('коротко')
    await page.getByRole('button', { name: 'Сохранить пароль и войти' }).click()
    await expect(page.getByText('Ещё 3 знака: нужно не меньше 10')).toBeVisible()
    await page.getByLabel('Придумайте пароль').fill('пароль123456')
    await page.getByRole('button', { name: 'Сохранить пароль и войти' }).click()
    await expect(page.getByText('Такой пароль подберут сразу')).toBeVisible()
  })

  await test.step('a good one lets in', async () => {
    await page.getByLabel('Придумайте пароль').fill(password)
    await page.getByRole('button', { name: 'Сохранить пароль и войти' }).click()
    await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Вы: Павел Зимин' })).toBeVisible()
  })

  await test.step('the link is spent, and says whom to ask', async () => {
    const stranger = await page.context().browser()!.newPage()
    await stranger.goto(link)
    await expect(stranger.getByRole('heading', { name: 'Ссылка больше не действует' })).toBeVisible()
    await expect(stranger.getByText('Попросите администратора прислать новую')).toBeVisible()
    await stranger.close()
  })
})
