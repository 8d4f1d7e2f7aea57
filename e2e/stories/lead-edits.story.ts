import type { Form, Lead, LeadActAnswer } from '@reglament/contract'
import type { Company } from '../support/company.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, hearsNothing, test } from '../support/story.ts'

/** A company in which an inquiry is looked at before it becomes a deal. */
async function looksAtLeads({ owner }: Company, more: object[] = []): Promise<void> {
  const changes = [{ clause: 'one-inquiry-one-deal', params: { dealAtOnce: false } }, ...more]
  const draft = await owner.ask<{ id: string }>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
}

test('[C4 L7] what came wrong in an inquiry is mended; of two who edit it at once the second reads what the first has saved', async ({
  company,
  windowOf,
}) => {
  await looksAtLeads(company, [{ clause: 'concrete-makes-deal', mode: 'off' }])
  const { owner } = company
  const lead = await owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга', email: 'olga@dom.example', channel: 'form' })
  const head = await company.hires('head', 'Марина Орлова')
  const anna = await company.hires('manager', 'Анна Лебедева')
  const [one, other] = [await windowOf(head), await windowOf(owner)]
  await hearsNothing(other)
  const edits = async (page: typeof one) => {
    await page.goto(`/leads?lead=${lead.id}`)
    await page.getByRole('button', { name: 'Изменить' }).click()
    return page.getByRole('dialog', { name: 'Изменить обращение' })
  }
  const [first, second] = [await edits(one), await edits(other)]
  await second.getByRole('textbox', { name: 'Товар' }).fill('Жалюзи')

  await first.getByRole('textbox', { name: 'Телефон' }).fill('123')
  await first.getByRole('button', { name: 'Сохранить' }).click()
  await expect(first.getByText('Это не похоже на телефон')).toBeVisible()
  await first.getByRole('textbox', { name: 'Телефон' }).fill('8 (921) 111-22-33 доб. 12')
  await first.getByRole('textbox', { name: 'Товар' }).fill('Шторы')
  await first.getByRole('combobox', { name: 'Кому' }).click()
  await one.getByRole('option', { name: 'Анна Лебедева' }).click()
  await hasNoSeriousFault(one, 'an inquiry being edited', '[role="dialog"]')
  await first.getByRole('button', { name: 'Сохранить' }).dblclick()
  await expect(first).toHaveCount(0)
  const came = one.getByRole('region', { name: 'Что пришло' })
  await expect(came).toContainText('+7 921 111-22-33 доб. 12')
  await expect(came).toContainText('Шторы')

  await second.getByRole('button', { name: 'Сохранить' }).click()
  await expect(second.getByRole('alert')).toContainText('Товар: Шторы')
  await expect(second.getByRole('textbox', { name: 'Телефон' })).toHaveValue(/921.111-22-33/)
  await second.getByRole('button', { name: 'Сохранить' }).click()
  await expect(second).toHaveCount(0)
  const saved = await owner.ask<Lead>('GET', `/leads/${lead.id}`)
  expect(saved).toMatchObject({ product: 'Жалюзи', phone: '+79211112233', phoneExtension: '12', responsible: { id: anna.id } })
})

test('[B7] a deadline that is written down on a lead makes its deal in the same act', async ({ company, windowOf }) => {
  await looksAtLeads(company)
  const lead = await company.owner.ask<LeadActAnswer>('POST', '/leads', { name: 'Ольга', phone: '+7 921 111-22-33', channel: 'form' })
  const page = await windowOf(company.owner)
  await page.goto(`/leads?lead=${lead.id}`)
  await page.getByRole('button', { name: 'Изменить' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Срок' }).fill('к 1 мая')
  await page.getByRole('dialog').getByRole('button', { name: 'Сохранить' }).click()
  await expect(page.getByText('Обращение стало сделкой № 1')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Изменить' })).toHaveCount(0)
})

test('[C6 L4] an open lead that a colleague takes says so at once; leads are narrowed to a source of the list and to one that is not in it', async ({
  company,
  windowOf,
}) => {
  await looksAtLeads(company)
  const { owner } = company
  const makes = (name: string, source: string, end: number) =>
    owner.ask<LeadActAnswer>('POST', '/leads', { name, source, phone: `+7 921 111-22-3${end}`, channel: 'form' })
  const [vera] = [await makes('Вера', 'Поиск', 1), await makes('Иван', 'Olark Chat', 2)]
  const [anna, pavel] = [await company.hires('manager', 'Анна Лебедева'), await company.hires('manager', 'Павел Титов')]
  const page = await windowOf(anna)
  await page.goto(`/leads?lead=${vera.id}`)
  await expect(page.getByRole('button', { name: 'Взять в работу' })).toBeVisible()
  await pavel.ask('PATCH', `/leads/${vera.id}`, { status: 'in-work' })
  await expect(page.getByRole('heading', { name: 'Обращение уже взяли' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Взять в работу' })).toHaveCount(0)

  const head = await windowOf(owner)
  await head.goto('/leads')
  const narrows = async (source: string) => {
    await head.getByRole('button', { name: /^Источник/ }).click()
    await head.getByRole('option', { name: source, exact: true }).click()
  }
  await narrows('Olark Chat')
  await expect(head.getByRole('row', { name: /Вера/ })).toHaveCount(0)
  await expect(head.getByRole('row', { name: /Иван/ })).toBeVisible()
  await narrows('Поиск')
  await expect(head.getByRole('row', { name: /Иван/ })).toHaveCount(0)
  await expect(head.getByRole('row', { name: /Вера/ })).toBeVisible()
})

test('[C1 C5] what the client wrote stands on the card of the deal that his form has made; a form of one site alone is tried out from the settings', async ({
  company,
  windowOf,
}) => {
  const { owner } = company
  const form = await owner.ask<Form>('POST', '/forms', { name: 'Только с сайта', origins: ['https://okna.example'] })
  const page = await windowOf(owner)
  await page.goto('/settings?section=forms')
  await page.getByRole('listitem').filter({ hasText: form.name }).getByRole('button', { name: 'Проверить' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Телефон' }).fill('8 921 111-22-33')
  await dialog.getByRole('textbox', { name: 'Что нужно сделать?' }).fill('Сколько стоит окно?')
  await dialog.getByRole('button', { name: 'Отправить' }).click()
  await expect(dialog.getByRole('link', { name: 'Открыть его' })).toBeVisible()
  await page.goto('/leads')
  await page
    .getByRole('row', { name: /Сколько стоит окно/ })
    .getByRole('link', { name: 'Сделка № 1' })
    .click()
  await expect(page.getByRole('heading', { name: 'Откуда клиент' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Сколько стоит окно?')
})
