import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Form, Lead } from '@reglament/contract'
import type { Page } from '@playwright/test'
import type { Company } from '../support/company.ts'
import { address } from '../support/server.ts'
import { expect, test } from '../support/story.ts'

/** A site of its own origin; what stands on it is said by each story. */
let site: Server
let html = ''
test.beforeAll(async () => {
  site = createServer((_request, answer) => answer.setHeader('content-type', 'text/html; charset=utf-8').end(html))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
})
test.afterAll(() => void site.close())

/** The page of a site on which the code of the form stands, as its owner has pasted it, with what else the page does. */
async function visits(page: Page, { owner }: Company, more = ''): Promise<Form> {
  const form = await owner.ask<Form>('POST', '/forms', { name: 'Заявка с главной' })
  const snippet = form.snippet.replace(form.address, new URL(new URL(form.address).pathname, address()).href)
  html = `<!doctype html><html lang="ru"><head><title>Окна</title></head><body>${snippet}${more}</body></html>`
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  return form
}

const came = async ({ owner }: Company, { id }: Form) => ({
  submissions: (await owner.ask<Form>('GET', `/forms/${id}`)).submissions,
  leads: (await owner.ask<{ items: Lead[] }>('GET', '/leads')).items.map(({ name, traces, fields }) => ({ name, traces, fields })),
})
const one = { submissions: 1, leads: [{ name: 'Ольга', traces: 1, fields: {} }] }

const fill = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Имя' }).fill('Ольга')
  await page.getByRole('textbox', { name: 'Телефон' }).fill('8 921 111-22-33')
}

test('[C1 C2] a visitor clicks twice: his form is sent once; what he sends again after going back is the same, and what he has mended is not lost', async ({
  company,
  page,
}) => {
  const form = await visits(page, company)
  await fill(page)
  await page.getByRole('button', { name: 'Отправить' }).dblclick()
  await expect(page.getByRole('heading', { name: 'Спасибо, заявка отправлена' })).toBeVisible()
  await expect.poll(() => came(company, form)).toEqual(one)

  await page.goBack()
  await expect(page.getByRole('button', { name: 'Отправить' })).toBeEnabled()
  await page.getByRole('textbox', { name: 'Имя' }).fill('Ольга Климова')
  await page.getByRole('textbox', { name: 'Телефон' }).fill('8 921 111-22-44')
  await page.getByRole('button', { name: 'Отправить' }).click()
  await expect(page.getByRole('heading', { name: 'Спасибо, заявка отправлена' })).toBeVisible()
  await expect.poll(async () => (await came(company, form)).leads.map(({ name }) => name)).toEqual(['Ольга Климова', 'Ольга'])
})

test('[C1 C2] the answer is lost on its way, the visitor clicks again: one inquiry', async ({ company, page }) => {
  await page.clock.install()
  const form = await visits(page, company)
  let lost = 0
  await page.route('**/submissions', async (route) => {
    await route.fetch()
    lost += 1
    // Nothing comes back, and the page stays where it is.
    await route.fulfill({ status: 204 })
  })
  await fill(page)
  const button = page.getByRole('button', { name: 'Отправить' })
  await button.click()
  await expect.poll(() => lost).toBe(1)
  await expect(button).toBeDisabled()
  await page.clock.fastForward(11_000)
  await expect(button).toBeEnabled()
  await page.unroute('**/submissions')
  await button.click()
  await expect(page.getByRole('heading', { name: 'Спасибо, заявка отправлена' })).toBeVisible()
  await expect.poll(() => came(company, form)).toEqual(one)
})

test('[C1 C2] a page that sends the form by its own script: each filling has its number, and a mended field does not leave the button dead', async ({
  company,
  page,
}) => {
  const form = await visits(
    page,
    company,
    `<script>
      document.forms[0].addEventListener('submit', async function (event) {
        event.preventDefault()
        const body = new FormData(this)
        await fetch(this.action, { method: 'POST', body })
        await fetch(this.action, { method: 'POST', body })
        document.title = (Number(document.title) || 0) + 1
        this.reset()
      })
    </script>`,
  )
  for (const turn of ['1', '2']) {
    await fill(page)
    await page.getByRole('button', { name: 'Отправить' }).click()
    await expect(page).toHaveTitle(turn)
  }
  await expect.poll(() => came(company, form)).toEqual({ submissions: 2, leads: [{ name: 'Ольга', traces: 2, fields: {} }] })
})
