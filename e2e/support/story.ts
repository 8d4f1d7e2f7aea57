import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test'
import { foundCompany, type Company, type Person } from './company.ts'
import { address } from './server.ts'

export { expect }

type Story = {
  /** A company that only this story knows. */
  company: Company
  /** A window of its own in which this person is signed in. */
  windowOf: (person: Person, options?: BrowserContextOptions) => Promise<Page>
  /** What went wrong in the pages without anybody seeing it; a story that leaves something here has failed. */
  faults: string[]
}

/** A story on the real server and in a real browser. */
export const test = base.extend<Story>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the first argument and takes nothing else
  company: async ({}, use) => use(await foundCompany()),

  windowOf: async ({ browser, faults }, use) => {
    const opened: Page[] = []
    await use(async (person, options) => {
      const context = await browser.newContext(options)
      await letIn(context, person)
      const page = await context.newPage()
      listen(page, faults)
      opened.push(page)
      return page
    })
    for (const page of opened) await page.context().close()
  },

  faults: [
    async ({ page }, use) => {
      const faults: string[] = []
      listen(page, faults)
      await use(faults)
      expect(faults, 'faults that nobody sees').toEqual([])
    },
    { auto: true },
  ],
})

/** Gives a browser the session of this person. */
export async function letIn(
  context: { addCookies: (cookies: { name: string; value: string; url: string }[]) => Promise<void> },
  person: Person,
) {
  const [name = '', value = ''] = person.cookie.split('=', 2)
  await context.addCookies([{ name, value, url: address() }])
}

/** A window that hears of nobody: what a colleague writes meets it unseen. */
export const hearsNothing = (page: Page) =>
  page.route('**/api/events*', (route) => route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'retry: 3600000\n\n' }))

function listen(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message))
  page.on('console', (message) => {
    // A refusal, a stale edit and an ended session are answers: the browser itself calls them failures to load.
    const isAnswer = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
    if (message.type() === 'error' && !isAnswer) faults.push(message.text())
  })
}

/** The phone of the pictures. */
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } satisfies BrowserContextOptions
