import { seedDeal } from '../support/deals.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, letIn, test } from '../support/story.ts'

const deal = { stage: 'taken', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 }

test('[B12] before the call one looks the client up, during it the answers save themselves', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const tab = page.getByRole('button', { name: /^Квалификация/ })
  await expect(tab).toContainText('0 из 6')
  await tab.click()

  await test.step('the search opens in a window of its own and knows nothing of us', async () => {
    const search = page.getByRole('link', { name: 'Компания: искать в Яндекс' })
    await expect(search).toHaveAttribute('rel', /noopener/)
    await expect(search).toHaveAttribute('href', `https://yandex.ru/search/?text=${encodeURIComponent('Клиника «Вита»')}`)
  })

  await test.step('the script speaks with the names, and leads to what it does not know', async () => {
    const script = page.getByRole('region', { name: 'Скрипт первого звонка' })
    await expect(script.getByRole('listitem').first()).toContainText('Дать высказаться')
    await expect(script).toContainText('Анна Лебедева')
    await script.getByRole('button', { name: 'имя клиента' }).first().click()
    await expect(page.getByRole('dialog', { name: 'С кем говорим' })).toBeVisible()
    await page.keyboard.press('Escape')
    await tab.click()
  })

  await test.step('what the client says is kept', async () => {
    await page.getByLabel('Что нужно и зачем').fill('Запись на приём без звонка')
    await expect(tab).toContainText('1 из 6')
    await page.reload()
    await tab.click()
    await expect(page.getByLabel('Что нужно и зачем')).toHaveValue('Запись на приём без звонка')
  })

  await test.step('what was found becomes fields', async () => {
    await page.getByRole('button', { name: 'Записать найденное' }).click()
    const found = page.getByRole('dialog', { name: 'Записать найденное' })
    await found.getByLabel('ИНН').fill('7701234567')
    await found.getByLabel('Ниша').fill('Медицина')
    await found.getByRole('button', { name: 'Сохранить' }).click()
    await expect(found).toBeHidden()
    expect((await manager.deal(made.id)).fields.niche).toBe('Медицина')
  })
  await hasNoSeriousFault(page, 'card with the script of the call')
})

test('[L4] a colleague who is called in a comment hears of it and comes to the deal', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  const page = await windowOf(manager)
  const boss = await windowOf(company.owner)
  await page.goto(`/deals/${made.id}`)
  const comment = page.getByRole('textbox', { name: 'Заметка для коллег' })
  await comment.fill('Просят скидку, решите, пожалуйста, @Ири')
  await page.getByRole('button', { name: 'Ирина Соколова' }).click()
  await expect(page.getByText('Узнает: Ирина Соколова')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'Просят скидку' })).toContainText('@Ирина Соколова')
  await expect(comment).toHaveValue('')

  await boss.goto('/deals')
  await boss.getByRole('button', { name: 'Вас позвали 1 раз' }).click()
  await boss.getByRole('menuitem', { name: /Просят скидку/ }).click()
  await expect(boss.getByRole('heading', { name: deal.title })).toBeVisible()
  await expect(boss.getByRole('button', { name: 'Вас звали' })).toBeVisible()
})

test('[E5] what was said is written by its channel and found by its kind', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  await page.getByRole('radio', { name: 'Встреча' }).click()
  await page.getByLabel('Протокол').fill('Были директор и маркетолог. Решили начать с двух клиник.')
  await page.getByRole('button', { name: 'Записать', exact: true }).click()
  const entry = page.getByRole('listitem').filter({ hasText: 'Решили начать с двух клиник' })
  await expect(entry).toContainText('Встреча прошла')
  const kinds = page.getByRole('group', { name: 'Что показать' })
  await kinds.getByRole('button', { name: /^Путь/ }).click()
  await expect(entry).toHaveCount(0)
  await kinds.getByRole('button', { name: /^Общение/ }).click()
  await expect(entry).toBeVisible()
  // What the regulation has done names its clause.
  await kinds.getByRole('button', { name: /^Регламент/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Поставлено дело' }).first().getByRole('link')).toHaveAttribute(
    'href',
    /regulation/,
  )
})

test('[B4] a former text of the note is put back', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  for (const note of ['Три клиники, нужен сайт к маю', 'Всё стёрли по ошибке']) await manager.ask('PATCH', `/deals/${made.id}`, { note })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  await page.getByRole('button', { name: 'история' }).click()
  const history = page.getByRole('dialog', { name: 'История примечания' })
  await history
    .getByRole('listitem')
    .filter({ hasText: 'Три клиники' })
    .getByRole('button', { name: /^Вернуть/ })
    .click()
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toHaveValue('Три клиники, нужен сайт к маю')
  await expect.poll(async () => (await manager.deal(made.id)).note).toBe('Три клиники, нужен сайт к маю')
})

test('[L6] the quality controller reads everything, types into nothing, and may say a word', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const controller = await company.hires('quality-controller', 'Вера Котова')
  const made = await seedDeal(manager, deal)
  const page = await windowOf(controller)
  await page.goto(`/deals/${made.id}`)
  await expect(page.getByRole('textbox', { name: 'Примечание' })).not.toBeEditable()
  await expect(page.getByRole('button', { name: /^(Изменить|Добавить): / })).toHaveCount(0)
  await expect(page.getByRole('radio', { name: 'Звонок' })).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Заметка для коллег' }).fill('Почему нет даты следующего звонка?')
  await page.getByRole('button', { name: 'Добавить', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Почему нет даты' })).toContainText('Вера Котова')
  await page.getByRole('button', { name: /^Квалификация/ }).click()
  await expect(page.getByLabel('Что нужно и зачем')).not.toBeEditable()
})

test('[E5 L4] the page of a client: his deals, his path, and two people who edit him at once', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const { id } = await manager.makesDeal({
    title: deal.title,
    contact: { name: 'Мария Ким', phone: '8 (343) 234-56-78' },
    company: { name: 'Клиника «Вита»' },
    budget: { amount: 820_000_00, currency: 'RUB' },
  })
  const [page, theirs] = [await windowOf(manager), await windowOf(company.owner)]
  await page.goto('/clients')
  await page.getByRole('searchbox', { name: 'Найти клиента' }).fill('мар')
  await expect(page).toHaveURL(/q=/)
  await page.getByRole('link', { name: 'Мария Ким' }).click()
  await expect(page.getByRole('region', { name: 'Сделки' })).toContainText('820 000 ₽')
  await expect(page.getByText(/^у\sнего/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Весь путь' }).getByRole('listitem').first()).toBeVisible()

  const address = page.url()
  await theirs.goto(address)
  await page.getByRole('button', { name: 'Добавить: Должность' }).click()
  await theirs.getByRole('button', { name: 'Добавить: Должность' }).click()
  await theirs.getByRole('textbox', { name: 'Должность' }).fill('Директор')
  await theirs.keyboard.press('Enter')
  await expect(theirs.getByText('Директор').first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Должность' }).fill('Управляющая')
  await page.keyboard.press('Enter')
  const conflict = page.getByRole('alert')
  await expect(conflict).toContainText('Директор')
  await conflict.getByRole('button', { name: 'Взять его' }).click()
  await expect(page.getByText('Директор').first()).toBeVisible()
  await hasNoSeriousFault(page, 'page of a person')

  await page.getByRole('region', { name: 'Сделки' }).getByRole('link', { name: deal.title }).click()
  await expect(page).toHaveURL(new RegExp(id))
})

test('[B2 B3 D1] from the inquiry to won, by hand, on the card alone', async ({ page, company }) => {
  test.slow() // Seven stages, each with its form.
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { ...deal, stage: 'new-request' })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const form = page.getByRole('dialog')
  const stages = ['Взята в работу', 'Квалифицирован', 'Отправлено КП', 'Согласован старт', 'Выставлен договор/счёт', 'Запущено в работу']
  for (const stage of stages) {
    await test.step(stage, async () => {
      await page.getByRole('button', { name: `Перевести в «${stage}»` }).click()
      const moved = page.getByText(`Сделка в «${stage}».`)
      await expect(form.or(moved).first()).toBeVisible()
      if (await form.isVisible()) {
        const fill = async (name: string, value: string) => {
          const field = form.getByRole('textbox', { name, exact: true })
          if (await field.isVisible()) await field.fill(value)
        }
        for (const [name, option] of [
          ['Площадка', 'Сайт'],
          ['Источник', 'Поиск'],
        ] as const) {
          // The list of a field is loaded when it is first shown; its label is there at once.
          if (!(await form.getByText(name, { exact: true }).first().isVisible())) continue
          await form.getByRole('combobox', { name }).click()
          await page.getByRole('option', { name: option, exact: true }).click()
        }
        await fill('Ниша', 'Медицина')
        await fill('Примечание', 'Четыре клиники, сайт с записью к маю, решает директор')
        await fill('Ссылка на договор', 'https://docs.example/contract-1')
        await form.getByRole('button', { name: 'Перевести', exact: true }).click()
      }
      await expect(form).toBeHidden()
      await expect(page.getByText(`«${stage}».`).first()).toBeVisible()
    })
  }
  await expect(page.getByRole('heading', { name: 'Запущена в работу' })).toBeVisible()
  expect(await manager.deal(made.id)).toMatchObject({ status: 'won', tasks: [] })
})

test('[A3] addresses that can’t be are no such page, and a mistyped filter is dropped', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  const page = await windowOf(manager)
  await page.goto('/deals/not-a-uuid')
  await expect(page.getByRole('heading', { name: 'Такой страницы нет' })).toBeVisible()
  await page.goto('/deals?responsible=abc')
  await expect(page.getByRole('article').first()).toBeVisible()
  // A reason told elsewhere leads to the very field.
  await page.goto(`/deals/${made.id}?place=note`)
  await expect(page.getByRole('textbox', { name: 'Примечание' })).toBeFocused()
})

test('[L8] a screen opened for the first time without a network says so, and comes by itself when it is back', async ({
  page,
  company,
  faults,
}) => {
  await letIn(page.context(), company.owner)
  await page.goto('/deals')
  await expect(page.getByRole('heading', { name: 'Сделок пока нет' })).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Клиенты', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Нет связи' })).toBeVisible()
  await page.context().setOffline(false)
  await expect(page.getByRole('searchbox', { name: 'Найти клиента' })).toBeVisible()
  // The browser itself tells of what it could not load: that is the story.
  faults.length = 0
})
