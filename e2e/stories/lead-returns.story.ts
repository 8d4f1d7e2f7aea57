import type { Contact, LeadActAnswer } from '@reglament/contract'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, test } from '../support/story.ts'

test('[C4] a lead that was rejected by mistake comes back: at once from the notice, and later from its card', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const made = await owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга Климова', phone: '+7 921 111-22-99', channel: 'form' })
  const page = await windowOf(owner)
  await page.goto(`/leads?show=open&lead=${made.id}`)
  const card = page.getByRole('complementary', { name: 'Обращение' })
  const reject = async () => {
    await card.getByRole('button', { name: 'Отклонить' }).click()
    await page.getByRole('dialog').getByRole('combobox', { name: 'Причина' }).click()
    await page.getByRole('option').first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Отклонить' }).click()
    await expect(card).toContainText('Отклонено:')
  }
  await reject()
  await page.getByRole('status').getByRole('button', { name: 'Вернуть в работу' }).click()
  await expect(card.getByRole('button', { name: 'Сделать сделку' })).toBeVisible()

  await reject()
  await page.goto(`/leads?show=rejected&lead=${made.id}`)
  await card.getByRole('button', { name: 'Вернуть в работу' }).click()
  await expect(card.getByRole('button', { name: 'Сделать сделку' })).toBeVisible()
  await expect(card.getByRole('region', { name: 'История' })).toContainText('Возвращено в работу')
})

test('[C1 L7] who asks for no calls is marked on the lead and on his card, and is offered no call', async ({ company, windowOf }) => {
  const { owner } = company
  const lead = await owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга Климова', phone: '+7 921 111-22-98', channel: 'form' })
  const { id } = lead.deal!.contact!
  const page = await windowOf(owner)
  await page.goto(`/contacts/${id}`)
  const wish = page.getByRole('checkbox', { name: 'Просил не звонить' })
  await wish.check()
  await expect(page.getByRole('main').getByText('не звонить', { exact: true }).first()).toBeVisible()
  await hasNoSeriousFault(page, 'a client who wants no calls')
  await page.reload()
  await expect(wish).toBeChecked()
  expect((await owner.ask<Contact>('GET', `/contacts/${id}`)).doNotCall).toBe(true)
  await page.getByRole('button', { name: 'История' }).first().click()
  await expect(page.getByRole('dialog')).toContainText('Просил не звонить')
})

test('[C4 B4] what was learned of a lead is written beside it and goes along into the note of its deal', async ({ company, windowOf }) => {
  const { owner } = company
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const body = { name: 'Ольга Климова', phone: '+7 921 111-22-97', channel: 'form', text: 'Нужны окна' }
  const made = await owner.ask<LeadActAnswer>('POST', '/leads', body)
  const page = await windowOf(owner)
  await page.goto(`/leads?lead=${made.id}`)
  const card = page.getByRole('complementary', { name: 'Обращение' })
  const notes = card.getByRole('region', { name: 'Заметки' })
  await notes.getByRole('textbox', { name: 'Новая заметка' }).fill('Решает муж, звонить после шести')
  await notes.getByRole('button', { name: 'Записать' }).click()
  await expect(notes.getByRole('listitem')).toContainText('Решает муж, звонить после шести')
  await expect(notes.getByRole('textbox')).toHaveValue('')
  await hasNoSeriousFault(page, 'a lead with a note')
  await card.getByRole('button', { name: 'Сделать сделку' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Сделать сделку' }).click()
  await card.getByRole('link', { name: 'Сделка № 1' }).first().click()
  await expect(page.getByRole('main')).toContainText('Решает муж, звонить после шести')
})

test('[D8 C10] a lead that is given to him stands in his day by itself, and is gone from it once it is taken into work', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const manager = await company.hires('manager', 'Анна Лебедева')
  const page = await windowOf(manager)
  await page.goto('/my-day')
  await expect(page.getByText('На сегодня ничего не запланировано.').or(page.getByText('Сегодня выходной.'))).toBeVisible()

  const lead = {
    name: 'Ольга Климова',
    phone: '+7 921 111-22-97',
    text: 'Нужны окна в коттедж',
    channel: 'form',
    responsibleId: manager.id,
  }
  await owner.ask<LeadActAnswer>('POST', '/leads', lead)
  const part = page.getByRole('region', { name: 'Обращения без первого ответа' })
  await expect(part.getByRole('listitem')).toContainText('Нужны окна в коттедж')
  await hasNoSeriousFault(page, 'a day with a lead')
  await part.getByRole('link', { name: 'Ольга Климова' }).click()
  const card = page.getByRole('complementary', { name: 'Обращение' })
  await card.getByRole('button', { name: 'Взять в работу' }).click()
  await expect(card.getByRole('button', { name: 'Взять в работу' })).toHaveCount(0)
  await page.goto('/my-day')
  await expect(page.getByText('На сегодня ничего не запланировано.').or(page.getByText('Сегодня выходной.'))).toBeVisible()
  await expect(part).toHaveCount(0)
})
