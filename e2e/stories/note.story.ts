import { seedDeal } from '../support/deals.ts'
import { expect, letIn, test } from '../support/story.ts'

const deal = { stage: 'new-request', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 820 }

test('[B4 L4] the note saves itself and keeps every former text', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const note = page.getByRole('textbox', { name: 'Примечание' })
  const facts = page.getByRole('complementary', { name: 'Поля' })

  await note.fill('Три клиники, нужен сайт к маю')
  await expect(facts.getByText('не сохранено')).toBeVisible()
  await expect(facts.getByText(/^сохранено\sв\s\d{1,2}:\d\d$/)).toBeVisible()
  await note.fill('Четыре клиники, нужен сайт к июню')
  await note.blur()
  await expect.poll(async () => (await manager.deal(made.id)).note).toBe('Четыре клиники, нужен сайт к июню')

  await page.reload()
  await expect(note).toHaveValue('Четыре клиники, нужен сайт к июню')
  await page.getByRole('button', { name: 'история' }).click()
  const history = page.getByRole('dialog', { name: 'История примечания' })
  await expect(history.getByRole('listitem')).toHaveText([/Анна Лебедева.*Четыре клиники/, /Анна Лебедева.*Три клиники/])
})

test('[B4 L4] two windows write one note: both texts are shown and none is lost', async ({ windowOf, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, deal)
  const [mine, theirs] = [await windowOf(manager), await windowOf(company.owner)]
  // Mine has not heard yet what the other window saves.
  await mine.route('**/api/events*', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }))
  for (const page of [mine, theirs]) await page.goto(`/deals/${made.id}`)

  await theirs.getByRole('textbox', { name: 'Примечание' }).fill('Звонила директору: бюджет утвердят в среду')
  await expect(theirs.getByText(/^сохранено в/)).toBeVisible()
  await mine.getByRole('textbox', { name: 'Примечание' }).fill('Ждут смету до пятницы')
  const conflict = mine.getByRole('alert').filter({ hasText: 'Пока вы писали' })
  await expect(conflict).toContainText('Автор: Ирина Соколова')
  await expect(conflict).toContainText('Звонила директору: бюджет утвердят в среду')
  await expect(mine.getByRole('textbox', { name: 'Примечание' })).toHaveValue('Ждут смету до пятницы')

  await test.step('not even by a reload', async () => {
    await mine.reload()
    await expect(mine.getByRole('textbox', { name: 'Примечание' })).toHaveValue('Ждут смету до пятницы')
  })

  await test.step('mine is kept, theirs stays in the history', async () => {
    const keep = mine.getByRole('button', { name: 'Оставить мой' })
    await expect(keep).toBeVisible()
    await keep.click()
    await expect.poll(async () => (await manager.deal(made.id)).note).toBe('Ждут смету до пятницы')
    await mine.getByRole('button', { name: 'история' }).click()
    const history = mine.getByRole('dialog', { name: 'История примечания' })
    await expect(history).toContainText('Ждут смету до пятницы')
    await expect(history).toContainText('Звонила директору: бюджет утвердят в среду')
  })
})
