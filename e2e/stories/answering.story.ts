import type { Page } from '@playwright/test'
import { seedDeal } from '../support/deals.ts'
import { expect, letIn, test } from '../support/story.ts'

/** How long the server is held back: what is seen sooner was not its answer. */
const heldBackMs = 1500
/** A frame or two; the machine of the stories is shared, so the bound is generous. */
const boundMs = 700

/** Holds every act back on its way to the server. */
const holdBack = (page: Page) =>
  page.route('**/api/**', async (route) => {
    if (route.request().method() !== 'GET') await new Promise((resolve) => setTimeout(resolve, heldBackMs))
    await route.continue().catch(() => undefined) // The window may be closed by then.
  })

/** Waits in the page for the first press and then for the first frame in which something is seen; in milliseconds of the browser's own clock. */
async function timed(page: Page, what: { act: string; seen: string; text?: string }, press: () => Promise<void>): Promise<void> {
  // Words for the page: what runs there knows nothing of this file.
  await page.evaluate(`{
    const shows = () => [...document.querySelectorAll(${JSON.stringify(what.seen)})].some((one) => one.textContent.includes(${JSON.stringify(what.text ?? '')}))
    window.told = new Promise((resolve) => {
      addEventListener('click', () => {
        const pressed = performance.now()
        const watch = new MutationObserver(() => {
          if (!shows()) return
          watch.disconnect()
          requestAnimationFrame(() => resolve(performance.now() - pressed))
        })
        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
      }, { capture: true, once: true })
    })
    undefined
  }`)
  await press()
  const took = await page.evaluate<number>('window.told')
  process.stdout.write(`${what.act}: seen ${took.toFixed(0)} ms after the press\n`)
  expect(took, what.act).toBeLessThan(boundMs)
}

const busy = '[role="dialog"] button[aria-busy="true"]'

test('[D1 E5 B2] an act answers on the screen before the server has', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { stage: 'new-request', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 300 })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  const next = page.getByRole('complementary', { name: 'Что дальше' })
  const timeline = page.getByRole('region', { name: 'Лента' })
  await expect(next.getByRole('button', { name: 'Сделано' })).toBeVisible()
  await holdBack(page)

  await test.step('a comment stands on the timeline at once, and stays', async () => {
    await page.getByLabel('Заметка для коллег').fill('Клиент ждёт смету')
    await timed(page, { act: 'comment', seen: 'li[aria-busy="true"]', text: 'Клиент ждёт смету' }, () =>
      page.getByRole('button', { name: 'Добавить', exact: true }).click(),
    )
    await expect(timeline.getByText('записываем…')).toBeHidden()
    await expect(timeline.getByText('Клиент ждёт смету')).toBeVisible()
  })

  await test.step('so does a talk', async () => {
    await page.getByRole('radio', { name: 'Звонок' }).click()
    await page.getByLabel('О чём', { exact: true }).fill('Обсудили сроки')
    await timed(page, { act: 'talk', seen: 'li[aria-busy="true"]', text: 'Обсудили сроки' }, () =>
      page.getByRole('button', { name: 'Записать', exact: true }).click(),
    )
    await expect(timeline.getByText('записываем…')).toBeHidden()
  })

  await test.step('a task that is done is ticked, and the button waits', async () => {
    await next.getByRole('button', { name: 'Сделано' }).click()
    const form = page.getByRole('dialog', { name: 'Дело сделано' })
    await form.getByLabel('Итог').fill('Договорились о встрече')
    await form.getByLabel('Что сделать').fill('Подготовиться к встрече')
    await form.getByRole('button', { name: 'Через неделю' }).click()
    await timed(page, { act: 'task done', seen: busy }, () => form.getByRole('button', { name: 'Сделано' }).click())
    await expect(page.getByText('Сделано, записываем…')).toBeVisible()
    await expect(form).toBeHidden()
    await expect(next.getByRole('heading', { name: 'Подготовиться к встрече' })).toBeVisible()
  })

  await test.step('the move stands on the card', async () => {
    await next.getByRole('button', { name: 'Перевести в «Взята в работу»' }).click()
    const form = page.getByRole('dialog', { name: 'Чтобы перейти в «Взята в работу»' })
    await form.getByRole('combobox', { name: 'Площадка' }).click()
    await page.getByRole('option', { name: 'Сайт', exact: true }).click()
    await timed(page, { act: 'move', seen: 'header', text: 'Взята в работу' }, () =>
      form.getByRole('button', { name: 'Перевести' }).click(),
    )
    await expect(form).toBeHidden()
  })
  expect((await manager.deal(made.id)).stage).toBe('taken')
})

test('[D1] what was shown ahead is taken back with the reason when the server refuses', async ({ page, company }) => {
  const manager = await company.hires('manager', 'Анна Лебедева')
  const made = await seedDeal(manager, { stage: 'new-request', title: 'Сайт сети клиник', client: 'Клиника «Вита»', budget: 300 })
  await letIn(page.context(), manager)
  await page.goto(`/deals/${made.id}`)
  await page.getByRole('complementary', { name: 'Что дальше' }).getByRole('button', { name: 'Сделано' }).click()
  const form = page.getByRole('dialog', { name: 'Дело сделано' })
  await form.getByLabel('Итог').fill('Договорились о встрече')
  await form.getByLabel('Что сделать').fill('Подготовиться к встрече')
  await form.getByRole('button', { name: 'Через неделю' }).click()
  await holdBack(page)
  await form.getByRole('button', { name: 'Сделано' }).click()
  await expect(page.getByText('Сделано, записываем…')).toBeVisible()
  const next = { text: 'Перезвонить директору', dueAt: new Date(Date.now() + 86_400_000).toISOString() }
  await company.owner.ask('POST', `/tasks/${made.tasks[0]!.id}/completion`, { result: 'Дозвонилась сама', next })

  await expect(page.getByRole('dialog')).toContainText(/уже закрыт|закрыл коллега/)
  await expect(page.getByText('Сделано, записываем…')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Перезвонить директору' })).toBeVisible()
})
