import type { Draft, Exchange, Page as ListPage } from '@reglament/contract'
import type { Person } from '../support/company.ts'
import { at, aTuesday, loses, putClock, refused } from '../support/losses.ts'
import { address } from '../support/server.ts'
import { hasNoSeriousFault } from '../support/readers.ts'
import { expect, test } from '../support/story.ts'

test('[H1 H5] a manager proves the loss by a letter of the card and a file; pages disguised as pictures are refused; the head returns it to another', async ({
  windowOf,
}) => {
  const { anna, pavel, head } = await aTuesday()
  const { deal } = await refused(anna, 'Портал для агрономов')
  const page = await windowOf(anna)
  await page.goto(`/deals/${deal.id}`)
  await page.getByRole('button', { name: /^Закрыть сделку/ }).click()
  const form = page.getByRole('dialog', { name: 'Закрыть сделку' })
  await form.getByRole('radio', { name: /^Дорого/ }).click()
  const file = form.getByLabel('Приложить файл')
  const hostile = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  await file.setInputFiles({ name: 'снимок.png', mimeType: 'image/png', buffer: Buffer.from(hostile) })
  await expect(form.getByRole('alert')).toContainText('Такие файлы не хранятся')
  const letter = 'От: client@client.example\nТема: Re: предложение\n\nДорого, спасибо.'
  await file.setInputFiles({ name: 'отказ.txt', mimeType: 'text/plain', buffer: Buffer.from(letter) })
  await expect(form.getByRole('checkbox', { name: /отказ\.txt/ })).toBeChecked()
  await form.getByRole('checkbox', { name: /для нас это дорого/ }).check()
  await hasNoSeriousFault(page, 'the closing form')
  await form.getByRole('button', { name: 'Закрыть сделку' }).click()
  await expect(page.getByText('Сделка закрыта: Дорого.')).toBeVisible()

  const desk = await windowOf(head)
  await desk.goto('/control?tab=closings')
  const detail = desk.getByRole('region', { name: 'Портал для агрономов' }).first()
  await expect(detail.getByText('отказ.txt')).toBeVisible()
  await expect(detail.getByText('Спасибо, для нас это дорого.').first()).toBeVisible()
  await expect(detail.getByRole('row', { name: /^Телефон/ })).toContainText('1')
  await expect(detail.getByText(/Подтверждение отказа/)).toBeVisible()
  await hasNoSeriousFault(desk, 'the review')
  // What was uploaded comes back as a file, and as nothing that a page could be.
  const [kept] = (await head.ask<{ items: { id: string }[] }>('GET', `/deals/${deal.id}/files`)).items
  const given = await desk.request.get(new URL(`/api/card-files/${kept!.id}`, address()).href)
  expect(given.headers()).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  expect(given.headers()['content-disposition']).toMatch(/^attachment;/)
  expect(given.headers()['content-security-policy']).toContain('sandbox')

  await detail.getByRole('button', { name: 'Вернуть в работу' }).click()
  const back = desk.getByRole('dialog', { name: 'Вернуть сделку в работу' })
  await back.getByRole('radio', { name: /Павел Титов/ }).check()
  await back.getByLabel('Комментарий').fill('Предложите рассрочку')
  await back.getByRole('button', { name: 'Вернуть', exact: true }).click()
  await expect(desk.getByText('Сделка возвращена: Павел Титов.')).toBeVisible()
  const now = await pavel.deal(deal.id)
  expect([now.status, now.stage, now.responsible?.id]).toEqual(['open', 'new-request', pavel.id])
})

test('[H5] by the keyboard the head confirms one loss, gives one back to the same manager and one to the exchange', async ({
  windowOf,
}) => {
  const { anna, head } = await aTuesday()
  const deals = [await loses(anna, 'Каталог дверей'), await loses(anna, 'Сайт автосервиса'), await loses(anna, 'Лендинг клуба')]
  const page = await windowOf(head)
  await page.goto('/control?tab=closings')
  const detail = (title: string) => page.getByRole('region', { name: title }).first()
  // All three were lost in the same minute; which of them stands first is no matter.
  const chooses = (title: string) =>
    page
      .getByRole('region', { name: 'Закрытия' })
      .getByRole('button', { name: new RegExp(title) })
      .click()
  await chooses('Каталог дверей')
  await expect(detail('Каталог дверей')).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByText('Закрытие подтверждено.')).toBeVisible()
  for (const [title, to] of [
    ['Сайт автосервиса', /прежний ответственный/],
    ['Лендинг клуба', /На биржу/],
  ] as const) {
    await chooses(title)
    await expect(detail(title)).toBeVisible()
    await page.keyboard.press('r')
    const back = page.getByRole('dialog', { name: 'Вернуть сделку в работу' })
    await back.getByRole('radio', { name: to }).check()
    await back.getByRole('button', { name: 'Вернуть', exact: true }).click()
    await expect(back).toBeHidden()
  }
  const after = await Promise.all(deals.map(({ id }) => head.deal(id)))
  expect(after.map(({ status, responsible }) => [status, responsible?.name ?? null])).toEqual([
    ['lost', 'Анна Лебедева'],
    ['open', 'Анна Лебедева'],
    ['open', null],
  ])
  await page.goto('/control?tab=closings&state=confirmed')
  await expect(page.getByText('Клиент «Каталог дверей»').first()).toBeVisible()
})

test('[H6] quality control calls a client back, finds a false loss, and it goes to the exchange, never to whoever closed it', async ({
  windowOf,
}) => {
  const { company, anna, head } = await aTuesday()
  const controller = await company.hires('quality-controller', 'Вера Ким')
  const changes = [{ clause: 'quality-sample', params: { percent: 100 } }]
  const draft = await company.owner.ask<Draft>('POST', '/regulation/drafts', { changes })
  await company.owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
  const deal = await loses(anna, 'Каталог дверей')
  const { items } = await head.ask<ListPage<{ id: string }>>('GET', '/closing-reviews?state=pending')
  await head.ask('POST', `/closing-reviews/${items[0]!.id}/verdict`, { verdict: 'confirmed', comment: 'Похоже на правду' })

  const page = await windowOf(controller)
  await page.goto('/my-day')
  const today = page.getByRole('region', { name: 'Контрольные звонки' })
  await expect(today.getByText(/Дорого · Каталог дверей/)).toBeVisible()
  await today.getByRole('button', { name: 'Позвонить' }).click()
  const call = page.getByRole('region', { name: 'Каталог дверей' })
  await expect(call.getByText(/спросите прямо/)).toBeVisible()
  // Nobody answers at first: the call stays, with what was tried.
  await call.getByRole('radio', { name: 'Не дозвонились' }).click()
  await call.getByRole('button', { name: 'Записать' }).click()
  await expect(page.getByText('Записано: не дозвонились.')).toBeVisible()
  await expect(call.getByText(/не\sдозвонились 1\sраз/)).toBeVisible()
  await call.getByText('Отказ ложный', { exact: true }).click()
  await call.getByRole('combobox', { name: 'В чём ложный' }).click()
  await page.getByRole('option', { name: 'Менеджер решил за клиента' }).click()
  await call.getByLabel('Со слов клиента').fill('Мы не отказывались, ждали расчёт в рассрочку')
  await expect(call.getByRole('radio', { name: /Павел Титов/ })).toBeVisible()
  await expect(call.getByRole('radio', { name: /Анна Лебедева/ })).toHaveCount(0)
  await hasNoSeriousFault(page, 'the call')
  await call.getByRole('button', { name: 'Записать' }).click()
  await expect(page.getByText('Ложный отказ записан, сделка снова в работе.')).toBeVisible()
  const exchange = await anna.ask<Exchange>('GET', '/exchange')
  expect(exchange.items.map(({ id, mayTake }) => [id, mayTake])).toEqual([[deal.id, false]])
  await page.goto('/control?tab=calls&sample=false')
  await expect(page.getByText('Мы не отказывались, ждали расчёт в рассрочку')).toBeVisible()
  await expect(page.getByText('записано тому, кто закрыл')).toBeVisible()
})

test('[H7] the head narrows the base of lost deals and begins a campaign; its deals come at their pace, linked with the lost ones', async ({
  windowOf,
}) => {
  const { company, anna, head } = await aTuesday()
  const lost = [await loses(anna, 'Каталог дверей'), await loses(anna, 'Сайт автосервиса')]
  const spam = await anna.makesDeal({ title: 'Предложение рекламы' })
  await anna.ask('POST', `/deals/${spam.id}/closure`, { reason: 'spam' })
  for (const { id } of (await head.ask<ListPage<{ id: string }>>('GET', '/closing-reviews?state=pending')).items)
    await head.ask('POST', `/closing-reviews/${id}/verdict`, { verdict: 'confirmed', comment: 'Да' })
  const page = await windowOf(head)
  await page.goto('/control?tab=lost')
  await expect(page.getByText('3 отказа')).toBeVisible()
  await page.getByRole('combobox', { name: 'Причина' }).click()
  await page.getByRole('option', { name: 'Дорого' }).click()
  await expect(page.getByText('2 отказа')).toBeVisible()
  await expect(page).toHaveURL(/reason=too-dear/)
  await hasNoSeriousFault(page, 'the base')
  await page.getByRole('button', { name: 'Начать кампанию' }).click()
  const form = page.getByRole('dialog', { name: 'Кампания по базе отказов' })
  await form.getByLabel('Название').fill('Весна: рассрочка')
  await form.getByText('На биржу', { exact: true }).click()
  await form.getByLabel('В день').fill('1')
  await form.getByRole('button', { name: 'Начать', exact: true }).click()
  await expect(page.getByText('Кампания началась.')).toBeVisible()
  await putClock(company, '11', '12:30')
  const waiting = () => anna.ask<Exchange>('GET', '/exchange').then(({ items }) => items.length)
  expect(await waiting()).toBe(1)
  await putClock(company, '12', '12:30')
  expect(await waiting()).toBe(2)
  await page.goto('/control?tab=campaigns')
  await expect(page.getByText('2 из 2')).toBeVisible()

  // From the new deal to the lost one and back; the lost one offers both ways on.
  const [first] = (await anna.ask<Exchange>('GET', '/exchange')).items
  await page.goto(`/deals/${first!.id}`)
  await page.getByRole('link', { name: /^Началась со сделки/ }).click()
  await expect(page.getByRole('link', { name: /^Продолжение — сделка/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Вернуть в работу' })).toBeVisible()
  await page.getByRole('button', { name: 'Новая сделка клиента' }).click()
  const fresh = page.getByRole('dialog', { name: 'Новая сделка' })
  await expect(fresh.getByText(/^Клиент «/).first()).toBeVisible()
  await fresh.getByRole('button', { name: 'Отмена' }).click()
  expect(lost.map(({ id }) => page.url().includes(id)).filter(Boolean)).toHaveLength(1)
})

test('[D11] a head puts a manager on leave with a stand-in: tasks go there, new ones too, and nothing of the absent is broken', async ({
  windowOf,
}) => {
  const { company, anna, pavel } = await aTuesday()
  const deal = await anna.makesDeal({ title: 'Портал для агрономов', contact: { name: 'Игорь Мельник', phone: '+7 912 555-03-01' } })
  const page = await windowOf(company.owner)
  await page.clock.install({ time: new Date(at('11', '12:00')) })
  await page.goto('/settings?section=people')
  await page.getByRole('button', { name: 'Записать отсутствие' }).click()
  const form = page.getByRole('dialog', { name: 'Записать отсутствие' })
  await form.getByRole('combobox', { name: 'Кто отсутствует' }).click()
  await page.getByRole('option', { name: 'Анна Лебедева' }).click()
  for (const [field, day] of [
    ['С', '12 марта 2031'],
    ['По', '14 марта 2031'],
  ] as const) {
    await form.getByLabel(field, { exact: true }).click()
    await page.getByRole('button', { name: day }).click()
    await page.keyboard.press('Escape')
  }
  await form.getByRole('combobox', { name: 'Заместитель' }).click()
  await page.getByRole('option', { name: 'Павел Титов' }).click()
  await hasNoSeriousFault(page, 'the form of an absence')
  await form.getByRole('button', { name: 'Записать', exact: true }).click()
  await expect(page.getByText('Отсутствие записано')).toBeVisible()
  await expect(page.getByText('заместитель: Павел Титов')).toBeVisible()

  await putClock(company, '12', '11:00')
  const his = await windowOf(pavel)
  await his.goto('/')
  await expect(his.getByText('Портал для агрономов').first()).toBeVisible()
  await company.owner.plans({ dealId: deal.id, text: 'Отправить смету агрономам', dueAt: at('13', '15:00'), assigneeId: anna.id })
  const open = (await company.owner.deal(deal.id)).tasks
  expect(new Set(open.map(({ assignee }) => assignee?.id))).toEqual(new Set([pavel.id]))
  await putClock(company, '13', '11:00')
  const { items } = await company.owner.ask<ListPage<{ from: string; clause: string }>>('GET', `/breaches?member=${anna.id}`)
  expect(items.filter(({ from }) => Date.parse(from) >= Date.parse(at('12', '10:00')))).toEqual([])
})

test('[I3] a release as a drill: marks in the table and on the board, what will go, the deadline, and the undoing of what nobody took', async ({
  windowOf,
}) => {
  const { company, anna, pavel, head } = await aTuesday()
  for (const title of ['Портал', 'Каталог', 'Лендинг', 'Витрина']) await anna.makesDeal({ title })
  const owner = await windowOf(company.owner)
  await owner.goto('/exchange')
  await owner.getByRole('button', { name: 'Объявить разгрузку' }).click()
  await owner.getByRole('textbox', { name: 'Сколько оставить каждому' }).fill('2')
  await owner.getByRole('dialog').getByRole('button', { name: 'Объявить разгрузку' }).click()
  await expect(owner.getByRole('dialog', { name: /Разгрузка/ })).toBeVisible()

  const page = await windowOf(anna)
  await page.goto('/deals/table')
  await expect(page.getByText('0 из 2')).toBeVisible()
  const row = page.getByRole('row', { name: /Портал/ })
  await row.getByRole('button', { name: 'Оставить сделку «Портал»' }).click()
  await expect(page.getByText('1 из 2')).toBeVisible()
  await expect(row.getByRole('button', { name: /^Оставлена сделка «Портал»/ })).toBeVisible()
  await hasNoSeriousFault(page, 'the table with marks')
  await page.goto('/deals')
  await page.getByRole('button', { name: 'Оставить сделку «Каталог»' }).click()
  await expect(page.getByText('2 из 2')).toBeVisible()
  await page.getByRole('button', { name: 'Оставить сделку «Лендинг»' }).click()
  await expect(page.getByText(/Оставить можно 2\sсделки/)).toBeVisible()

  await owner.reload()
  await owner.getByRole('button', { name: 'Открыть' }).click()
  const view = owner.getByRole('dialog', { name: /Разгрузка/ })
  await expect(view.getByRole('listitem').filter({ hasText: 'Лендинг' })).toContainText('уйдёт')
  await expect(view.getByRole('listitem').filter({ hasText: 'Портал' })).toContainText('остаётся')
  // The closing of the next working day.
  await putClock(company, '12', '18:00')
  const waiting = () => pavel.ask<Exchange>('GET', '/exchange').then(({ items }) => items.map(({ title }) => title).toSorted())
  expect(await waiting()).toEqual(['Витрина', 'Лендинг'])
  const [taken] = (await pavel.ask<Exchange>('GET', '/exchange')).items.filter(({ title }) => title === 'Витрина')
  await pavel.ask('POST', `/deals/${taken!.id}/taking`, {})
  await owner.reload()
  await owner.getByRole('button', { name: 'Открыть' }).click()
  await owner.getByRole('button', { name: 'Отменить разгрузку' }).click()
  await expect(owner.getByText('Разгрузка отменена')).toBeVisible()
  expect(await waiting()).toEqual([])
  const titles = async (by: Person) => {
    const { items } = await head.ask<ListPage<{ title: string }>>('GET', `/deals?responsible=${by.id}`)
    return items.map(({ title }) => title).toSorted()
  }
  expect([await titles(anna), await titles(pavel)]).toEqual([['Каталог', 'Лендинг', 'Портал'], ['Витрина']])
})
