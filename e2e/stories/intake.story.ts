import type { Deal, LeadActAnswer } from '@reglament/contract'
import { seedDeal } from '../support/deals.ts'
import { expect, test } from '../support/story.ts'

test('[C4] a good lead becomes a meeting; held, it opens the proposal of the same client, linked, with what was written', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const changes = [
    { clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } },
    { clause: 'concrete-makes-deal', mode: 'off' },
  ]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const anna = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(anna)
  await page.goto('/leads')
  const card = page.getByRole('complementary', { name: 'Обращение' })
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Обращение', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Кто и как связаться' }).fill('Ольга Климова, +7 921 111-22-77')
  await dialog.getByRole('textbox', { name: 'Что нужно клиенту' }).fill('Приехать, замерить окна')
  await dialog.getByRole('button', { name: 'Записать' }).click()

  await card.getByRole('button', { name: 'Сделать сделку' }).click()
  await dialog.getByRole('combobox', { name: 'Воронка' }).click()
  await page.getByRole('option', { name: 'Встреча', exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Название сделки' }).fill('Замер окон')
  await dialog.getByRole('button', { name: 'Сделать сделку' }).click()
  await card.getByRole('link', { name: 'Сделка № 1' }).first().click()

  await page.getByRole('button', { name: /^Перевести в «Встреча проведена»/ }).click()
  const form = page.getByRole('dialog')
  const held = page.getByText('Сделка в «Встреча проведена».')
  await expect(form.or(held).first()).toBeVisible()
  if (await form.isVisible()) {
    await form.getByRole('textbox').first().fill('Замерили, ждут предложение')
    await form.getByRole('button', { name: 'Перевести', exact: true }).click()
  }
  // What follows is there at once, linked both ways, with the client, the note and the same manager.
  await page.getByRole('link', { name: /Продолжение.*№ 2/ }).click()
  await expect(page.getByRole('link', { name: /Началась со сделки № 1/ })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Ольга Климова')
  await expect(page.getByRole('main')).toContainText('Приехать, замерить окна')
  await expect(page.getByRole('main')).toContainText('Анна Лебедева')
})

test('[B6 C3] a client who has bought writes again: a new deal with his manager; at the limit it waits for him on the exchange', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const anna = await company.hires('manager', 'Анна Лебедева')
  const bought: Deal = await seedDeal(anna, { stage: 'started', title: 'Каталог дверей', client: 'Мария Игнатьева', budget: 310 })
  const phone = bought.contact!.phone!
  await owner.ask('PATCH', `/members/${anna.id}`, { loadMin: 0, loadMax: 1 })
  const comes = (product: string) => owner.ask<LeadActAnswer>('POST', '/leads', { phone, product, channel: 'form' })

  const page = await windowOf(anna)
  await page.goto('/leads')
  const first = await comes('Сайт')
  await expect(page.getByRole('row', { name: /Сайт/ })).toContainText('Сделка № 3') // the second is the order in production
  await page.goto(`/leads?lead=${first.id}`)
  const card = page.getByRole('complementary', { name: 'Обращение' })
  await expect(card).toContainText('постоянный клиент')
  await expect(card.getByRole('region', { name: 'Почему мне' })).toBeVisible()

  await comes('Логотип')
  await page.goto('/exchange')
  const waits = page.getByRole('row', { name: /Логотип/ })
  await expect(waits).toContainText('ждёт: Анна Лебедева')
  // Somebody else does not take it while it waits for her.
  const other = await windowOf(await company.hires('manager', 'Павел Титов'))
  await other.goto('/exchange')
  await expect(other.getByRole('row', { name: /Логотип/ })).toContainText('ждёт: Анна Лебедева')
})

test('[C2] two leads of one client are merged and taken apart again, each with what it had', async ({ company, windowOf }) => {
  const { owner } = company
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  await owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга Климова', phone: '+7 921 111-22-88', channel: 'form', text: 'Первое' })
  const second = await owner.ask<LeadActAnswer>('POST', '/leads', {
    name: 'Климова Ольга',
    email: 'olga@dom.example',
    channel: 'form',
    text: 'Второе',
  })
  const page = await windowOf(owner)
  await page.goto(`/leads?lead=${second.id}`)
  const card = page.getByRole('complementary', { name: 'Обращение' })
  await card.getByRole('button', { name: 'Объединить обращения' }).click()
  await expect(page.getByText('Обращения объединены')).toBeVisible()
  const came = card.getByRole('region', { name: 'Что пришло' })
  await expect(came).toContainText('+7 921 111-22-88')
  await expect(came).toContainText('olga@dom.example')
  await page.getByRole('button', { name: 'Отменить' }).first().click()
  await expect(page.getByText('Объединение отменено')).toBeVisible()
  await page.goto(`/leads?lead=${second.id}`)
  await expect(came).toContainText('olga@dom.example')
  await expect(came).not.toContainText('+7 921 111-22-88')
})
