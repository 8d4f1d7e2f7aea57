import type { Deal, Draft, Exchange, Page as ListPage } from '@reglament/contract'
import type { Page } from '@playwright/test'
import type { Company } from '../support/company.ts'
import { at, aTuesday, loses, putClock, refused } from '../support/losses.ts'
import { expect, test } from '../support/story.ts'

/** Any day of that year: what takes weeks passes in one call. */
const goOn = ({ owner }: Company, moment: string) =>
  owner.ask('PUT', '/sandbox/clock', { now: new Date(`2031-${moment}:00+03:00`).toISOString() })

async function enact({ owner }: Company, changes: { clause: string; params?: object; mode?: string }[]): Promise<void> {
  const draft = await owner.ask<Draft>('POST', '/regulation/drafts', { changes })
  await owner.ask('POST', `/regulation/drafts/${draft.id}/enactment`)
}

/** Some seconds of a hum: eight thousand signs a second, a byte each. */
function recording(seconds: number): Buffer {
  const samples = Buffer.from(Array.from({ length: 8000 * seconds }, (_, i) => 128 + Math.round(20 * Math.sin(i / 6))))
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

const chooseDay = async (page: Page, label: string, day: string) => {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole('button', { name: day }).click()
  await page.keyboard.press('Escape')
}

test('[H1 H5] a recorded talk proves the loss; the head listens to it by the keyboard and sees the clauses ticked', async ({
  windowOf,
}) => {
  const { anna, head } = await aTuesday()
  const { deal } = await refused(anna, 'Портал для агрономов')
  const page = await windowOf(anna)
  await page.goto(`/deals/${deal.id}`)
  await page.getByRole('button', { name: /^Закрыть сделку/ }).click()
  const form = page.getByRole('dialog', { name: 'Закрыть сделку' })
  await form.getByRole('radio', { name: /^Дорого/ }).click()
  await form.getByLabel('Приложить файл').setInputFiles({ name: 'разговор.wav', mimeType: 'audio/wav', buffer: recording(30) })
  await expect(form.getByRole('checkbox', { name: /разговор\.wav/ })).toBeChecked()
  await form.getByRole('button', { name: 'Закрыть сделку' }).click()
  await expect(page.getByText('Сделка закрыта: Дорого.')).toBeVisible()

  const desk = await windowOf(head)
  await desk.goto('/control?tab=closings')
  const player = desk.getByLabel('Запись разговора')
  await expect(player).toBeVisible()
  await expect(desk.getByText(/Подтверждение отказа/)).toBeVisible()
  const state = () =>
    player.evaluate((it) => {
      const { paused, currentTime, error } = it as unknown as { paused: boolean; currentTime: number; error: { code: number } | null }
      return { paused, second: currentTime, fault: error?.code ?? null }
    })
  await desk.keyboard.press('p')
  await expect.poll(async () => (await state()).second).toBeGreaterThan(0.2)
  expect(await state()).toMatchObject({ paused: false, fault: null })
  await desk.keyboard.press('ArrowRight')
  await expect.poll(async () => (await state()).second).toBeGreaterThan(10)
  await desk.keyboard.press('p')
  expect((await state()).paused).toBe(true)
  await desk.keyboard.press('ArrowLeft')
  await expect.poll(async () => (await state()).second).toBeLessThan(10)
  await desk.keyboard.press('c')
  await expect(desk.getByText('Проверять нечего')).toBeVisible()
})

test('[H3 H2 H4] eight weeks of silence: what was tried enough is closed by the regulation with its letter, the other goes to the exchange and the head decides', async ({
  windowOf,
}) => {
  test.setTimeout(120_000)
  const { company, anna, head } = await aTuesday()
  const rest = ['overdue', 'overdue-hand-over', 'stage-stay', 'touch-cadence', 'thinking-weekly', 'lifetime', 'daily-review', 'day-closing']
  await enact(
    company,
    rest.map((clause) => ({ clause, mode: 'off' })),
  )
  const talks = async (title: string) => {
    const { deal } = await refused(anna, title)
    await anna.ask('POST', `/deals/${deal.id}/interactions`, { channel: 'call', direction: 'out', outcome: 'talked', text: 'Подумают' })
    return deal
  }
  const [tried, left] = [await talks('Каталог дверей'), await talks('Сайт автосервиса')]
  for (const day of ['03-13T12:00', '03-20T12:00', '04-02T12:00']) {
    await goOn(company, day)
    await anna.ask('POST', `/deals/${tried.id}/interactions`, {
      channel: 'mail',
      direction: 'out',
      outcome: 'sent',
      text: 'Как вам предложение?',
    })
  }
  await goOn(company, '05-02T12:00')
  const page = await windowOf(anna)
  await page.goto(`/deals/${left.id}`)
  await expect(page.getByText('Молчание').first()).toBeVisible()

  await goOn(company, '05-13T12:00')
  const desk = await windowOf(head)
  await desk.goto('/control?tab=closings')
  const review = desk.getByRole('region', { name: 'Каталог дверей' }).first()
  await expect(review.getByText(/закрыл регламент/)).toBeVisible()
  await expect(review.getByText('Не отвечает').first()).toBeVisible()
  await desk.goto(`/deals/${tried.id}`)
  await expect(desk.getByText(/Сделка закрыта: Не отвечает/).first()).toBeVisible()
  await expect(desk.getByText(/исьмо о закрытии/).first()).toBeVisible()
  const now = await head.ask<Deal>('GET', `/deals/${left.id}`)
  expect([now.status, now.responsible]).toEqual(['open', null])
  await desk.goto('/exchange')
  await expect(desk.getByText('Сайт автосервиса').first()).toBeVisible()
  await desk.goto('/my-day')
  await expect(desk.getByText('Сайт автосервиса').first()).toBeVisible()
})

test('[H9] a deal postponed in the closing form comes back to its manager on the date that the client named', async ({ windowOf }) => {
  const { company, anna } = await aTuesday()
  const { deal } = await refused(anna, 'Портал для агрономов')
  const page = await windowOf(anna)
  await page.clock.install({ time: new Date(at('11', '12:00')) })
  await page.goto(`/deals/${deal.id}`)
  await page.getByRole('button', { name: /^Закрыть сделку/ }).click()
  const form = page.getByRole('dialog', { name: 'Закрыть сделку' })
  await form.getByRole('radio', { name: /^Отложено/ }).click()
  await form.getByRole('checkbox', { name: /для нас это дорого/ }).check()
  await chooseDay(page, 'Дата, которую назвал клиент', '20 марта 2031')
  await form.getByRole('button', { name: 'Закрыть сделку' }).click()
  await expect(page.getByText('Сделка закрыта: Отложено.')).toBeVisible()
  await putClock(company, '19', '18:00')
  const open = async () =>
    (await anna.ask<ListPage<{ id: string }>>('GET', `/deals?responsible=${anna.id}&status=open`)).items.map(({ id }) => id)
  expect(await open()).toEqual([])
  await putClock(company, '21', '10:00')
  const [back] = await open()
  await page.goto(`/deals/${back!}`)
  await expect(page.getByRole('heading', { name: 'Портал для агрономов' }).first()).toBeVisible()
  await page.getByRole('link', { name: /^Началась со сделки/ }).click()
  await expect(page.getByText('Сделка закрыта: Отложено').first()).toBeVisible()
})

test('[D9] the bell tells the head who has too few deals and why; it leads to him in Control, and then it is quiet', async ({
  windowOf,
}) => {
  const { company, anna, head } = await aTuesday()
  await enact(company, [
    { clause: 'load-max', params: { managerMin: 2 } },
    { clause: 'load-min', params: { newcomerDays: 0 } },
    { clause: 'quality-sample', params: { percent: 0 } },
  ])
  await loses(anna, 'Каталог дверей')
  await anna.makesDeal({ title: 'Сайт автосервиса' })
  const page = await windowOf(head)
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Вас звали' })).toBeVisible()
  await putClock(company, '12', '13:00')
  await page.getByRole('button', { name: /нов.. уведомлени/ }).click()
  const told = page.getByRole('menuitem', { name: /Анна Лебедева: мало сделок/ })
  await expect(told).toContainText('норма от 2')
  await expect(told).toContainText('взято 2')
  await expect(told).toContainText('закрыто 1')
  await told.click()
  await expect(page).toHaveURL(new RegExp(`clause=load-min&member=${anna.id}`))
  await expect(page.getByRole('region', { name: /^Анна Лебедева: / })).toContainText(/Анна/)
  await page.getByRole('button', { name: /уведомлени/ }).click()
  await expect(page.getByRole('menuitem', { name: /Анна Лебедева/ })).toHaveAttribute('data-seen', 'true')
})

test('[A7 H1] the head lets one deal past the proof of a loss on its card; it closes, and the use is counted', async ({ windowOf }) => {
  const { anna, head } = await aTuesday()
  const { deal } = await refused(anna, 'Портал для агрономов')
  const page = await windowOf(head)
  await page.clock.install({ time: new Date(at('11', '12:00')) })
  await page.goto(`/deals/${deal.id}`)
  await page.getByRole('button', { name: 'Освободить', exact: true }).click()
  const letting = page.getByRole('dialog', { name: 'Освободить сделку от пункта' })
  await letting.getByRole('combobox', { name: 'Пункт' }).click()
  await page.getByRole('option', { name: /Подтверждение отказа/ }).click()
  await chooseDay(page, 'До какого времени', '20 марта 2031')
  await letting.getByLabel('Почему можно').fill('Клиент отказал при мне')
  await letting.getByRole('button', { name: 'Освободить', exact: true }).click()
  await expect(page.getByText(/Сделка освобождена от п/).first()).toBeVisible()
  await page.getByRole('button', { name: /^Закрыть сделку/ }).click()
  const form = page.getByRole('dialog', { name: 'Закрыть сделку' })
  await form.getByRole('radio', { name: /^Дорого/ }).click()
  await form.getByRole('button', { name: 'Закрыть сделку' }).click()
  await expect(page.getByText('Сделка закрыта: Дорого.')).toBeVisible()
  await expect(page.getByText('пригодилось 1 раз')).toBeVisible()
})

test('[I4 I3] who gave a deal back and who has taken enough today read from when they may take', async ({ windowOf }) => {
  const { company, anna, pavel } = await aTuesday()
  await enact(company, [{ clause: 'taking', params: { takesPerDayMax: 1 } }])
  const given = await anna.makesDeal({ title: 'Каталог дверей' })
  await anna.ask('POST', `/deals/${given.id}/giving-back`, { reason: 'Не успеваю' })
  for (const title of ['Сайт автосервиса', 'Портал']) await company.owner.makesDeal({ title, responsibleId: null })
  const hers = await windowOf(anna)
  await hers.goto('/exchange')
  const row = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(title) })
  await expect(row(hers, 'Каталог дверей')).toContainText(/вы недавно вели её: можно с\s14\sмарта/)
  const his = await windowOf(pavel)
  await his.goto('/exchange')
  await row(his, 'Портал').getByRole('button', { name: /Взять/ }).click()
  await expect(row(his, 'Портал')).toBeHidden()
  await expect(row(his, 'Сайт автосервиса')).toContainText(/предел на\sдень: можно с\s(12\sмарта|завтра)/)
  const { items } = await pavel.ask<Exchange>('GET', '/exchange')
  expect(items.map(({ mayTake }) => mayTake)).toEqual(items.map(() => false))
  await putClock(company, '12', '09:30')
  await his.reload()
  await row(his, 'Сайт автосервиса').getByRole('button', { name: /Взять/ }).click()
  await expect(row(his, 'Сайт автосервиса')).toBeHidden()
})
