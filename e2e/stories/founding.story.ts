import { foundCompany, freshEmail, password } from '../support/company.ts'
import { expect, letIn, test } from '../support/story.ts'

test('[B1 L5] a company is founded and its first deal made', async ({ page }) => {
  const email = freshEmail()
  await page.goto('/sign-up')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Правила продаж, которые работают сами')
  const found = page.getByRole('button', { name: 'Создать компанию' })

  await test.step('an empty form says what to write into each field', async () => {
    await found.click()
    for (const words of ['Напишите название компании', 'Напишите имя, его увидят коллеги', 'Напишите почту: она будет вашим логином'])
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: 'Не меньше 10 знаков' })).toBeVisible()
  })

  await test.step('a wrong e-mail and a short password say what is wrong with them', async () => {
    await page.getByLabel('Компания').fill('Студия «Север»')
    await page.getByLabel('Как вас зовут').fill('Ирина Соколова')
    await page.getByLabel('Рабочая почта').fill('ирина.север')
    await page.getByLabel('Пароль', { exact: true }).fill('коротко')
    await found.click()
    await expect(page.getByText('Похоже на опечатку: почта выглядит как имя@компания.рф')).toBeVisible()
    await expect(page.getByText('Ещё 3 знака: нужно не меньше 10')).toBeVisible()
    await expect(page.getByLabel('Рабочая почта')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('Компания')).not.toHaveAttribute('aria-invalid')
  })

  await test.step('a password from the list of the usual ones is refused by the server, and everything typed stays', async () => {
    await page.getByLabel('Рабочая почта').fill(email)
    await page.getByLabel('Пароль', { exact: true }).fill('йцукен12345')
    await found.click()
    await expect(page.getByText('Такой пароль подберут сразу. Придумайте другой.')).toBeVisible()
    await expect(page.getByLabel('Компания')).toHaveValue('Студия «Север»')
    await expect(page.getByLabel('Рабочая почта')).toHaveValue(email)
  })

  await test.step('then the company is there, with an empty board that says what to do', async () => {
    await page.getByLabel('Пароль', { exact: true }).fill(password)
    await found.click()
    await expect(page).toHaveURL(/\/deals$/)
    await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
    await expect(page.getByText('регламент сразу поставит дело и срок')).toBeVisible()
    for (const stage of ['Новая заявка', 'Взята в работу', 'Квалифицирован', 'Отправлено КП', 'Обсудили КП', 'Согласован старт'])
      await expect(page.getByRole('region', { name: `${stage}: 0 сделок` })).toBeVisible()
  })

  await test.step('a deal without a client and a name is asked for both', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Новая сделка' }).click()
    await page.getByRole('button', { name: 'Создать сделку' }).click()
    await expect(page.getByText('Напишите, о чём сделка')).toBeVisible()
    await expect(page.getByText('Напишите имя клиента или выберите из базы')).toBeVisible()
    await expect(page.getByLabel('О чём сделка')).toBeFocused()
  })

  await test.step('with them it is made, and the regulation has set its first task', async () => {
    await page.getByLabel('О чём сделка').fill('Сайт сети клиник')
    await page.getByLabel('Клиент', { exact: true }).fill('Олег Нестеров')
    await page.getByLabel('Телефон').fill('8 (912) 555-01-47')
    await page.getByRole('button', { name: 'Создать сделку' }).click()
    const toast = page.getByRole('status').filter({ hasText: 'Сделка № 1 создана.' })
    await expect(toast).toContainText('Поставлено дело «Позвонить», срок')
    await expect(toast.getByRole('link', { name: 'п. 1.1' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Сайт сети клиник' })).toBeVisible()
    const next = page.getByRole('complementary', { name: 'Что дальше' })
    await expect(next.getByRole('heading', { name: 'Позвонить' })).toBeVisible()
    await expect(next.getByRole('link', { name: 'п. 1.1' })).toBeVisible()
    await expect(page.getByText('+7 912 555-01-47')).toBeVisible()
  })

  await test.step('and stands on the board', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Сделки' }).click()
    const first = page.getByRole('region', { name: 'Новая заявка: 1 сделка' })
    await expect(first.getByRole('article')).toContainText('Сайт сети клиник')
    await expect(first.getByRole('article')).toContainText('Олег Нестеров')
  })
})

test('[B1 L7] who has a password here already is asked for that one', async ({ page }) => {
  const { owner } = await foundCompany()
  await page.goto('/sign-up')
  await page.getByLabel('Компания').fill('Вторая студия')
  await page.getByLabel('Как вас зовут').fill('Ирина Соколова')
  await page.getByLabel('Рабочая почта').fill(owner.email)
  await page.getByLabel('Пароль', { exact: true }).fill('совсем другие слова')
  await page.getByRole('button', { name: 'Создать компанию' }).click()
  await expect(page.getByRole('alert')).toContainText('У этой почты здесь уже есть пароль')
  await page.getByLabel('Пароль', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Создать компанию' }).click()
  await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
})

test('[B3 L5] what the form cannot read is never dropped in silence', async ({ page, company }) => {
  await letIn(page.context(), company.owner)
  await page.goto('/deals/new')
  await page.getByLabel('О чём сделка').fill('Сайт сети клиник')
  await page.getByLabel('Клиент', { exact: true }).fill('Олег Нестеров')
  await page.getByLabel('Телефон').fill('позвоните сами')
  await page.getByLabel('Почта').fill('никак')
  await page.getByRole('button', { name: 'Создать сделку' }).click()
  await expect(page.getByText('Это не похоже на телефон')).toBeVisible()
  await expect(page.getByText('Это не похоже на почту')).toBeVisible()
  await expect(page.getByLabel('О чём сделка')).toHaveValue('Сайт сети клиник')

  await page.getByLabel('Телефон').fill('')
  await page.getByLabel('Почта').fill('')
  for (const budget of ['много', '-5', '1e9']) {
    await page.getByLabel('Бюджет').fill(budget)
    await page.getByRole('button', { name: 'Создать сделку' }).click()
    await expect(page.getByText('Напишите сумму цифрами')).toBeVisible()
    await expect(page.getByLabel('Бюджет')).toHaveValue(budget)
    await expect(page).toHaveURL(/\/deals\/new$/)
  }
  await page.getByLabel('Бюджет').fill('1 200 000,50')
  await page.getByRole('button', { name: 'Создать сделку' }).click()
  await expect(page.getByRole('heading', { name: 'Сайт сети клиник' })).toBeVisible()
  await expect(page.getByText('1 200 000,50 ₽').filter({ visible: true }).first()).toBeVisible()
})
